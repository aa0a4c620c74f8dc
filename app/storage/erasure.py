"""A user's rows, all of them, gone at once. A table of users' rows that is new belongs in here; a test looks."""

from app.accounts import User
from app.services import Erased
from app.storage.database import Database

MINE = "tenant_id = %(tenant_id)s and user_id = %(user_id)s"

COUNTED = ("jobs", "artifacts", "resume_versions", "attestations", "job_postings", "idempotency_keys")
"""What is told of, by the names of the tables."""


class DatabaseErasure:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def erase(self, user: User) -> Erased:
        """Rows go, and the paths that they named to the removals, so that no crash leaves a file.

        A job that runs finds its row gone and stops; what it would still write is fenced by that row. Said twice, the second
        finds nothing. What models cost stays in the tenant's sums, without the user's name: a statement of its own, since the
        first may have waited for a line that it does not see. It may be said again by itself.
        """
        owner = {"tenant_id": user.tenant_id, "user_id": user.user_id}
        gone = ", ".join(f"{table}_gone as (delete from {table} where {MINE} returning 1)" for table in COUNTED[2:])
        told = ", ".join(f"(select count(*) from {table}_gone) as {table}" for table in COUNTED)
        row = await self._database.row(
            f"""with theirs as (select id, source->>'path' as input from jobs where {MINE} for update),
            named as (select id as job_id, input as path from theirs where input is not null
              union select job_id, path from artifacts where {MINE} and path is not null),
            booked as (insert into file_removals (path, job_id, due_at) select path, job_id, now() from named
              on conflict (path) do update set due_at = excluded.due_at),
            artifacts_gone as (delete from artifacts where {MINE} returning 1),
            jobs_gone as (delete from jobs where id in (select id from theirs) returning 1),
            {gone}, families_gone as (delete from resume_families where {MINE})
            select {told}, array(select path from named) as paths""",
            owner,
        )
        await self._database.execute(f"update usage set user_id = '' where {MINE}", owner)
        if row is None:
            raise AssertionError("a select of counts has one row")
        return Erased({table: int(row[table]) for table in COUNTED}, tuple(str(path) for path in row["paths"]))
