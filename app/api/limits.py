"""How often a tenant and a user may call, told as the IETF's RateLimit draft does (draft-ietf-httpapi-ratelimit-headers)."""

import math
from collections.abc import Sequence

import structlog
from starlette.requests import HTTPConnection

from app.accounts import Allowance, Scope, User
from app.api.envelope import add_header
from app.errors import RateLimited, Unavailable
from app.services import Rates, Services

log = structlog.get_logger()

NAMES = ("tenant", "user")


async def count(connection: HTTPConnection, user: User, services: Services) -> None:
    """Counts the call. Raises RateLimited past a limit.

    While the counters are out of reach all passes: nothing behind these doors costs money by the call.
    """
    try:
        allowances = await services.limiter.take(_scopes(user, services.doorstep.rates))
    except Unavailable:
        log.warning("limits.unavailable")
        return
    _tell(connection, allowances)
    full = [allowance for allowance in allowances if allowance.remaining <= 0]
    if not all(allowance.allowed for allowance in allowances):
        pause = max((allowance.reset_seconds for allowance in full), default=1.0)
        raise RateLimited(f"Too many calls. Wait {math.ceil(pause)} seconds, then go on more slowly.", retry_after=pause)


def _scopes(user: User, rates: Rates) -> tuple[Scope, Scope]:
    return (
        Scope(f"tenant:{user.tenant_id}", rates.tenant, rates.window_seconds),
        Scope(f"user:{user.tenant_id}:{user.user_id}", rates.user, rates.window_seconds),
    )


def _tell(connection: HTTPConnection, allowances: Sequence[Allowance]) -> None:
    named = list(zip(NAMES, allowances, strict=True))
    policies = ", ".join(f'"{name}";q={one.limit};w={one.window_seconds}' for name, one in named)
    limits = ", ".join(f'"{name}";r={one.remaining};t={math.ceil(one.reset_seconds)}' for name, one in named)
    add_header(connection, "RateLimit-Policy", policies)
    add_header(connection, "RateLimit", limits)
