"""Rows of the files that jobs made. They are written with the job's result (`storage/jobs.py`) and go with its row."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.accounts import User
from app.errors import NotFound
from app.jobs.model import Artifact
from app.storage.database import Database, Row

FIELDS = "id, job_id, tenant_id, user_id, format, content_type, name, size_bytes, sha256, pages, path, expires_at"
MINE = "tenant_id = %(tenant_id)s and user_id = %(user_id)s"
READABLE = """path is not null and deleted_at is null and expires_at > now()
 and exists (select 1 from jobs where jobs.id = artifacts.job_id and hidden_at is null)"""
GOES_NOW = "on conflict (path) do update set due_at = excluded.due_at"


class DatabaseArtifacts:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, user: User, artifact_id: UUID) -> Artifact:
        row = await self._database.row(
            f"select {FIELDS} from artifacts where id = %(id)s and {MINE} and {READABLE}", _values(user, id=artifact_id)
        )
        return _found(row)

    async def linked(self, artifact_id: UUID) -> Artifact:
        return _found(await self._database.row(f"select {FIELDS} from artifacts where id = %s and {READABLE}", (artifact_id,)))

    async def of_job(self, user: User, job_id: UUID) -> Sequence[Artifact]:
        rows = await self._database.rows(
            f"select {FIELDS} from artifacts where job_id = %(id)s and {MINE} and {READABLE} order by created_at, format",
            _values(user, id=job_id),
        )
        return [_artifact(row) for row in rows]

    async def hide(self, user: User, artifact_id: UUID, *, purge: bool) -> Sequence[str]:
        """One statement: the mark, and with `purge` the path's way from the row to the removals."""
        return await self._gone(
            f"""with was as (select id, job_id, path from artifacts where id = %(id)s and {MINE} and {READABLE} for update),
            changed as (update artifacts set deleted_at = now(), path = case when %(purge)s then null else artifacts.path end
              from was where artifacts.id = was.id),
            booked as (insert into file_removals (path, job_id, due_at)
              select path, job_id, now() from was where %(purge)s {GOES_NOW})
            select case when %(purge)s then path end as path from was""",
            _values(user, id=artifact_id, purge=purge),
        )

    async def erase(self, user: User, artifact_id: UUID) -> Sequence[str]:
        """One statement: the row goes, and its path to the removals. Finds what is hidden too."""
        return await self._gone(
            f"""with gone as (delete from artifacts where id = %(id)s and {MINE} returning job_id, path),
            booked as (insert into file_removals (path, job_id, due_at)
              select path, job_id, now() from gone where path is not null {GOES_NOW})
            select path from gone""",
            _values(user, id=artifact_id),
        )

    async def _gone(self, statement: str, values: dict[str, Any]) -> Sequence[str]:
        row = await self._database.row(statement, values)
        if row is None:
            raise _unknown()
        return [row["path"]] if row["path"] else []


def _values(user: User, **more: Any) -> dict[str, Any]:
    return {"tenant_id": user.tenant_id, "user_id": user.user_id, **more}


def _found(row: Row | None) -> Artifact:
    if row is None:
        raise _unknown()
    return _artifact(row)


def _unknown() -> NotFound:
    return NotFound("There is no such file. It may have expired, or was deleted.", code="artifact_not_found")


def _artifact(row: Row) -> Artifact:
    return Artifact(user=User(row.pop("tenant_id"), row.pop("user_id")), **row)
