"""Who may call: a key belongs to a tenant, a user lives inside one."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
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
class Scope:
    """Something whose calls are counted, as "tenant:<id>", and how many it may make in a window."""

    name: str
    limit: int
    window_seconds: int


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a limiter says of one call for one scope. `reset_seconds` until the oldest call leaves the window."""

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
    async def take(self, scopes: Sequence[Scope]) -> Sequence[Allowance]:
        """Counts one call in the sliding windows of all scopes, or in none when one of them is full, atomically.

        One allowance for each scope, in their order. Raises Unavailable when the counters are out of reach.
        """
        ...


def new_key() -> str:
    """A key to hand out once: a prefix and 32 random bytes."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def digest(key: str, secret: str) -> bytes:
    """What we keep of a key: its SHA-256 under our secret, so that a stolen table opens nothing."""
    return hmac.new(secret.encode(), key.encode(), hashlib.sha256).digest()
