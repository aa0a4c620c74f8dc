"""Postings in Postgres. Each method is one statement, or one and a look at what stands; all are scoped by the user."""

from typing import Any
from uuid import UUID

from psycopg.types.json import Json

from app.accounts import User
from app.errors import NotFound
from app.library.model import JobPosting, NewPosting, PostingPage, PostingSummary
from app.resume.posting import NormalizedPosting
from app.storage.database import Database, Row

LIGHT = "id, title, company, location, created_at"
WHOLE = LIGHT + ", raw_text, normalized"
MINE = "tenant_id = %(tenant_id)s and user_id = %(user_id)s"
LIVING = "deleted_at is null"


class DatabasePostings:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, user: User, new: NewPosting) -> JobPosting:
        """Two adds of one id: one row, and both get it, if it is the same user's."""
        row = await self._database.row(
            f"""insert into job_postings (id, tenant_id, user_id, title, company, location, raw_text, normalized)
            values (%(id)s, %(tenant_id)s, %(user_id)s, %(title)s, %(company)s, %(location)s, %(raw_text)s, %(normalized)s)
            on conflict (id) do nothing returning {WHOLE}""",
            {
                "id": new.id, "title": new.title, "company": new.company, "location": new.location, "raw_text": new.raw_text,
                "normalized": Json(new.normalized.model_dump(mode="json")), **_owner(user),
            },
        )  # fmt: skip
        return _posting(row) if row else await self.get(user, new.id)

    async def get(self, user: User, posting_id: UUID) -> JobPosting:
        row = await self._database.row(
            f"select {WHOLE} from job_postings where id = %(id)s and {MINE} and {LIVING}", {"id": posting_id, **_owner(user)}
        )
        if row is None:
            raise _no_posting(posting_id)
        return _posting(row)

    async def list(self, user: User, limit: int, offset: int) -> PostingPage:
        where, values = f"{MINE} and {LIVING}", {"limit": limit, "offset": offset, **_owner(user)}
        rows = await self._database.rows(
            f"""select {LIGHT} from job_postings where {where}
            order by created_at desc, id desc limit %(limit)s offset %(offset)s""",
            values,
        )
        count = await self._database.row(f"select count(*) as total from job_postings where {where}", values)
        return PostingPage(tuple(PostingSummary(**row) for row in rows), count["total"] if count else 0)

    async def remove(self, user: User, posting_id: UUID, *, hard: bool) -> None:
        where = f"id = %(id)s and {MINE}"
        statement = (
            f"delete from job_postings where {where}" if hard
            else f"update job_postings set deleted_at = now() where {where} and {LIVING}"
        )  # fmt: skip
        if not await self._database.execute(statement, {"id": posting_id, **_owner(user)}):
            raise _no_posting(posting_id)


def _owner(user: User) -> dict[str, Any]:
    return {"tenant_id": user.tenant_id, "user_id": user.user_id}


def _posting(row: Row) -> JobPosting:
    light = {name: row[name] for name in LIGHT.split(", ")}
    return JobPosting(**light, raw_text=row["raw_text"], normalized=NormalizedPosting.model_validate(row["normalized"]))


def _no_posting(posting_id: UUID) -> NotFound:
    return NotFound(f"Posting {posting_id} not found. It may have been deleted or never existed.", code="posting_not_found")
