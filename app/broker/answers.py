"""Answers of models that were given before, in Redis, each user's own apart: losing them costs a second asking."""

import hashlib
import time

from redis.asyncio import Redis

from app.accounts import User
from app.broker.redis import unavailable


class RedisAnswers:
    """A key for each answer, and beside them a sorted set of a user's keys by their end, so that all can be forgotten."""

    def __init__(self, redis: Redis, queue: str) -> None:
        self._redis = redis
        self._prefix = f"{queue}:answers:"

    async def get(self, user: User, key: str) -> bytes | None:
        with unavailable():
            found = await self._redis.get(f"{self._of(user)}:{key}")
        return None if found is None else str(found).encode()

    async def put(self, user: User, key: str, value: bytes, seconds: int) -> None:
        owner, now = self._of(user), time.time()
        with unavailable():
            async with self._redis.pipeline(transaction=True) as pipe:
                pipe.set(f"{owner}:{key}", value, ex=seconds)
                pipe.zremrangebyscore(owner, "-inf", now)
                pipe.zadd(owner, {f"{owner}:{key}": now + seconds})
                pipe.expire(owner, seconds)
                await pipe.execute()

    async def erase(self, user: User) -> int:
        """Forgets every answer of a user; returns how many. Raises Unavailable."""
        owner = self._of(user)
        with unavailable():
            keys = await self._redis.zrange(owner, 0, -1)
            return int(await self._redis.delete(*keys, owner)) - 1 if keys else 0

    def _of(self, user: User) -> str:
        person = hashlib.sha256(user.user_id.encode()).hexdigest()[:32]
        return f"{self._prefix}{user.tenant_id}:{person}"
