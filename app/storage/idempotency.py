"""Answers kept under the caller's own key, so that a request said twice is done once."""

from uuid import UUID

from psycopg.types.json import Jsonb

from app.accounts import User
from app.errors import Conflict, InvalidRequest
from app.services import Replay, Reserved
from app.storage.database import Database

HELD_SECONDS = 60
KEPT_HOURS = 24


class DatabaseIdempotency:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def reserve(self, user: User, key: str, fingerprint: bytes, proposed_id: UUID) -> Reserved | Replay:
        """Of two twins one reserves; the other finds its row. A hold that ran out goes to the next, with the same id."""
        row = await self._database.row(
            f"""insert into idempotency_keys as k (tenant_id, user_id, key, fingerprint, resource_id, held_until)
            values (%(tenant)s, %(user)s, %(key)s, %(fingerprint)s, %(proposed)s, now() + make_interval(secs => {HELD_SECONDS}))
            on conflict (tenant_id, user_id, key) do update set
              fingerprint = excluded.fingerprint, held_until = excluded.held_until, created_at = now(),
              status = null, headers = null, body = null, resource_id = case
                when k.created_at < now() - make_interval(hours => {KEPT_HOURS}) then excluded.resource_id else k.resource_id end
            where k.created_at < now() - make_interval(hours => {KEPT_HOURS})
              or (k.status is null and k.held_until < now() and k.fingerprint = excluded.fingerprint)
            returning resource_id""",
            {"tenant": user.tenant_id, "user": user.user_id, "key": key, "fingerprint": fingerprint, "proposed": proposed_id},
        )
        return Reserved(row["resource_id"]) if row else await self._known(user, key, fingerprint)

    async def _known(self, user: User, key: str, fingerprint: bytes) -> Replay:
        row = await self._database.row(
            "select fingerprint, status, headers, body from idempotency_keys where tenant_id = %s and user_id = %s and key = %s",
            (user.tenant_id, user.user_id, key),
        )
        if row and bytes(row["fingerprint"]) != fingerprint:
            raise InvalidRequest(
                "This Idempotency-Key was used for another request. Send a new key with a new request.",
                code="idempotency_key_reused",
            )
        if row is None or row["status"] is None:
            raise Conflict(
                "The same request is still being answered. Wait a moment, then send it again.", code="request_in_flight"
            )
        return Replay(row["status"], row["headers"], row["body"])

    async def keep(self, user: User, key: str, answer: Replay) -> None:
        await self._database.execute(
            "update idempotency_keys set status = %s, headers = %s, body = %s where tenant_id = %s and user_id = %s and key = %s",
            (answer.status, Jsonb(dict(answer.headers)), Jsonb(answer.body), user.tenant_id, user.user_id, key),
        )

    async def release(self, user: User, key: str) -> None:
        await self._database.execute(
            "delete from idempotency_keys where tenant_id = %s and user_id = %s and key = %s and status is null",
            (user.tenant_id, user.user_id, key),
        )

    async def lapse(self, user: User, key: str) -> None:
        await self._database.execute(
            """update idempotency_keys set held_until = now() - interval '1 second'
            where tenant_id = %s and user_id = %s and key = %s and status is null""",
            (user.tenant_id, user.user_id, key),
        )

    async def forget_old(self) -> None:
        await self._database.execute(
            f"delete from idempotency_keys where created_at < now() - make_interval(hours => {KEPT_HOURS})"
        )
