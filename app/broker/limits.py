"""Sliding windows in Redis: one atomic call counts for all the scopes of a request, or for none."""

import secrets
from collections.abc import Sequence

from redis.asyncio import Redis

from app.accounts import Allowance, Scope
from app.broker import scripts
from app.broker.redis import unavailable


class RedisLimiter:
    def __init__(self, redis: Redis, queue: str) -> None:
        self._prefix = f"{queue}:rate:"
        self._take = redis.register_script(scripts.TAKE)

    async def take(self, scopes: Sequence[Scope]) -> Sequence[Allowance]:
        """One allowance for each scope, in their order. Raises Unavailable when the counters are out of reach."""
        arguments: list[str | int] = [secrets.token_hex(8)]
        for scope in scopes:
            arguments += [scope.limit, scope.window_seconds * 1000]
        with unavailable():
            found = await self._take(keys=[self._prefix + scope.name for scope in scopes], args=arguments)
        return [_allowance(scope, *found[place * 3 : place * 3 + 3]) for place, scope in enumerate(scopes)]


def _allowance(scope: Scope, allowed: int, used: int, reset_ms: int) -> Allowance:
    return Allowance(bool(allowed), scope.limit, max(scope.limit - used, 0), max(reset_ms, 0) / 1000, scope.window_seconds)
