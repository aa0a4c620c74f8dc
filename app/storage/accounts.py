"""Tenants and keys in Postgres."""

import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.accounts import digest
from app.storage.database import Database

REMEMBERED_SECONDS = 5.0
REMEMBERED_KEYS = 10_000
HINT = 12


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What may be shown of a key."""

    hint: str
    tenant: str
    created_at: datetime
    revoked: bool


class DatabaseAccounts:
    """Looks keys up by their digest and remembers what it found for 5 seconds, so that a revocation is seen soon."""

    def __init__(self, database: Database, secret: str, environment_keys: Mapping[str, str]) -> None:
        """`environment_keys`: the keys that the settings name, each with its tenant's name; they need no row."""
        self._database = database
        self._secret = secret
        self._settled = {digest(key, secret): tenant for key, tenant in environment_keys.items()}
        self._found: dict[bytes, tuple[float, UUID]] = {}

    async def tenant_of(self, key: str) -> UUID | None:
        wanted = digest(key, self._secret)
        remembered = self._found.get(wanted)
        if remembered and remembered[0] > time.monotonic():
            return remembered[1]
        found = await self._look_up(wanted)
        if found:
            self._remember(wanted, found)
        return found

    async def _look_up(self, wanted: bytes) -> UUID | None:
        for known, tenant in self._settled.items():
            if hmac.compare_digest(known, wanted):
                return await self.tenant_named(tenant)
        row = await self._database.row(
            "select digest, tenant_id from api_keys where digest = %s and revoked_at is null", (wanted,)
        )
        return row["tenant_id"] if row and hmac.compare_digest(row["digest"], wanted) else None

    def _remember(self, wanted: bytes, tenant_id: UUID) -> None:
        if len(self._found) >= REMEMBERED_KEYS:
            self._found.clear()
        self._found[wanted] = (time.monotonic() + REMEMBERED_SECONDS, tenant_id)

    async def tenant_named(self, name: str) -> UUID:
        row = await self._database.row(
            """with made as (insert into tenants (name) values (%(name)s) on conflict (name) do nothing returning id)
            select id from made union all select id from tenants where name = %(name)s limit 1""",
            {"name": name},
        )
        if row is None:  # made by another in the same moment, after our snapshot
            return await self.tenant_named(name)
        return UUID(str(row["id"]))

    async def add_key(self, tenant_id: UUID, key: str) -> None:
        """Makes a key valid, again if it was revoked."""
        await self._database.execute(
            """insert into api_keys (tenant_id, digest, hint) values (%s, %s, %s)
            on conflict (digest) do update set revoked_at = null, tenant_id = excluded.tenant_id""",
            (tenant_id, digest(key, self._secret), key[:HINT]),
        )

    async def keys(self) -> list[KeyRow]:
        """Every key that has a row, newest first."""
        rows = await self._database.rows(
            """select hint, name as tenant, k.created_at, revoked_at is not null as revoked
            from api_keys k join tenants t on t.id = tenant_id order by k.created_at desc"""
        )
        return [KeyRow(**row) for row in rows]

    async def revoke(self, hint: str) -> int:
        """Ends the keys that begin so; returns how many."""
        return await self._database.execute(
            "update api_keys set revoked_at = now() where hint = %s and revoked_at is null", (hint[:HINT],)
        )
