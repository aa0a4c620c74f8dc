"""Who may call: a key belongs to a tenant, a user lives inside one."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

KEY_PREFIX = "rek_"


@dataclass(frozen=True, slots=True)
class User:
    """An end user inside a tenant: the scope of every read and write."""

    tenant_id: UUID
    user_id: str


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a limiter says of one call. `reset_seconds` until the window has room for one more."""

    allowed: bool
    limit: int
    remaining: int
    reset_seconds: float
    window_seconds: int


class Accounts(Protocol):
    async def tenant_of(self, key: str) -> UUID | None:
        """The tenant of a living key; None for an unknown or revoked one. A revocation is seen within 5 seconds."""
        ...

    async def tenant_named(self, name: str) -> UUID:
        """The tenant of this name, made when missing."""
        ...


class Limiter(Protocol):
    async def take(self, scope: str, limit: int, window_seconds: int) -> Allowance:
        """Counts one call in a sliding window, atomically. Raises Unavailable when the counter is out of reach."""
        ...


def new_key() -> str:
    """A key to hand out once: a prefix and 32 random bytes."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def digest(key: str, secret: str) -> bytes:
    """What we keep of a key: its SHA-256 under our secret, so that a stolen table opens nothing."""
    return hmac.new(secret.encode(), key.encode(), hashlib.sha256).digest()
