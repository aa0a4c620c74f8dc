"""Jobs in Postgres. Each method is one statement; its docstring says what it promises under two workers."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from psycopg.types.json import Json, Jsonb

from app.accounts import User
from app.errors import Conflict, NotFound
from app.jobs.links import LONGEST_LINK_SECONDS
from app.jobs.model import Artifact, Job, JobEvent, JobFilter, Kind, Order, Page, Progress, Source, Status
from app.storage.database import Database, Row

RESEND_SECONDS = 10
"""How long a message may go unheard before the sweep sends it again."""

UNNAMED_SECONDS = 3600
"""How long a file may stand without a row that names it: far longer than a try lasts."""

LIGHT = """id, tenant_id, user_id, kind, source, options, metadata, resume_improvement_id, keep_days, request_id, status, version,
 attempt, attempts_allowed, stage, percent, worker, error, error_type, created_at, due_at, started_at, finished_at, expires_at"""
WHOLE = LIGHT + ", result"
PLAIN = (
    *("id", "version", "attempt", "attempts_allowed", "worker", "error", "error_type", "request_id"),
    *("created_at", "due_at", "started_at", "finished_at", "expires_at"),
)
READABLE = "hidden_at is null and expires_at > now()"
MINE = "tenant_id = %(tenant_id)s and user_id = %(user_id)s"
NOTE = """insert into job_events (job_id, kind, status, stage, percent, attempt, error_type)
 select id, 'status', status, stage, percent, attempt, error_type from changed"""
KEEP = """insert into artifacts (id, job_id, tenant_id, user_id, format, content_type, name, size_bytes, sha256, pages, path,
  expires_at)
 select made.id, changed.id, tenant_id, user_id, format, content_type, name, size_bytes, sha256, pages, path, changed.expires_at
 from changed, jsonb_to_recordset(%(artifacts)s) as made(id uuid, format text, content_type text, name text, size_bytes integer,
  sha256 text, pages smallint, path text)"""
NAMED = """(exists (select 1 from jobs where jobs.id = file_removals.job_id and source->>'path' = file_removals.path)
 or exists (select 1 from artifacts where artifacts.path = file_removals.path))"""
LEASED = "leased_until = now() + make_interval(secs => %(lease)s), resend_at = now() + make_interval(secs => %(lease)s)"


class Stale(Conflict):
    """Somebody else changed the job first."""

    code = "job_changed"


class DatabaseJobs:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, job: Job) -> Job:
        """The row and its first event. Two adds of one id: one row, and both get it, if it is the same user's."""
        row = await self._database.row(
            f"""with changed as (
              insert into jobs (id, tenant_id, user_id, kind, source, options, metadata, resume_improvement_id, keep_days,
                request_id, status, version, attempt, attempts_allowed, stage, percent, created_at, due_at, expires_at, resend_at)
              values (%(id)s, %(tenant_id)s, %(user_id)s, %(kind)s, %(source)s, %(options)s, %(metadata)s,
                %(resume_improvement_id)s, %(keep_days)s, %(request_id)s, %(status)s, %(version)s, %(attempt)s,
                %(attempts_allowed)s, %(stage)s, %(percent)s, %(created_at)s, %(due_at)s, %(expires_at)s,
                now() + make_interval(secs => {RESEND_SECONDS}))
              on conflict (id) do nothing returning *), noted as ({NOTE})
            select 1 from changed""",
            _values(job),
        )
        return job if row else await self.get(job.user, job.id)

    async def get(self, user: User, job_id: UUID) -> Job:
        row = await self._database.row(
            f"select {WHOLE} from jobs where id = %(id)s and {MINE} and {READABLE}", {"id": job_id, **_owner(user)}
        )
        if row is None:
            raise NotFound(f"Job {job_id} not found. It may have expired or never existed.", code="job_not_found")
        return _job(row)

    async def list(self, user: User, wanted: JobFilter) -> Page:
        where = f"""{MINE} and {READABLE} and (%(kind)s::text is null or kind = %(kind)s)
          and (%(status)s::text is null or status = %(status)s)
          and (%(created_after)s::timestamptz is null or created_at > %(created_after)s)"""
        values = {**asdict(wanted), **_owner(user)}
        rows = await self._database.rows(
            f"select {LIGHT} from jobs where {where} order by created_at desc, id desc limit %(limit)s offset %(offset)s", values
        )
        count = await self._database.row(f"select count(*) as total from jobs where {where}", values)
        return Page(tuple(_job(row) for row in rows), count["total"] if count else 0)

    async def claim(self, job_id: UUID, worker: str, lease_seconds: float) -> Job | None:
        """Of two workers one gets the row: the other waits for its lock and then finds it held."""
        row = await self._database.row(
            f"""with changed as (
              update jobs set status = 'in_progress', attempt = attempt + 1, version = version + 1, worker = %(worker)s,
                started_at = coalesce(started_at, now()), stage = 'starting', percent = 5, {LEASED}
              where id = %(id)s and ((status = 'queued' and due_at <= now() + interval '1 second')
                or (status = 'in_progress' and leased_until < now())) returning *), noted as ({NOTE})
            select {LIGHT} from changed""",
            {"id": job_id, "worker": worker, "lease": lease_seconds},
        )
        return _job(row) if row else None

    async def touch(self, job: Job, progress: Progress, lease_seconds: float) -> bool:
        """Renews only what is still this attempt's; the event is noted when the progress is new."""
        row = await self._database.row(
            f"""with changed as (
              update jobs set stage = %(stage)s, percent = %(percent)s, {LEASED}
              from (select id as was_id, stage as was from jobs where id = %(id)s for update) before
              where id = was_id and version = %(version)s and status = 'in_progress' returning jobs.*, was), noted as (
              insert into job_events (job_id, kind, status, stage, percent, attempt)
              select id, 'progress', status, stage, percent, attempt from changed where stage <> was)
            select 1 from changed""",
            {"id": job.id, "version": job.version, "lease": lease_seconds, **asdict(progress)},
        )
        return row is not None

    async def save(self, job: Job, artifacts: Sequence[Artifact] = ()) -> Job:
        """Fenced by the version: of two writers that start from one state the first wins, the second raises Stale."""
        row = await self._database.row(
            f"""with changed as (
              update jobs set status = %(status)s, version = version + 1, attempt = %(attempt)s, worker = %(worker)s,
                attempts_allowed = %(attempts_allowed)s, stage = %(stage)s, percent = %(percent)s, result = %(result)s,
                error = %(error)s, error_type = %(error_type)s, due_at = %(due_at)s, finished_at = %(finished_at)s,
                leased_until = null, resend_at = case when %(status)s = 'queued'
                  then %(due_at)s + make_interval(secs => {RESEND_SECONDS}) end
              where id = %(id)s and version = %(version)s returning *), noted as ({NOTE}), kept as ({KEEP})
            select {WHOLE} from changed""",
            {**_values(job), "artifacts": Jsonb([_file(artifact) for artifact in artifacts])},
        )
        if row is None:
            raise Stale("This job was changed in the same moment. Ask for its status to see where it stands.")
        return _job(row)

    async def events(self, user: User, job_id: UUID, after: int) -> Sequence[JobEvent]:
        rows = await self._database.rows(
            f"""select * from job_events where id > %(after)s and job_id in (
              select id from jobs where id = %(id)s and {MINE} and {READABLE}) order by id""",
            {"id": job_id, "after": after, **_owner(user)},
        )
        return [_event(row) for row in rows]

    async def unsent(self, limit: int) -> Sequence[Job]:
        """Rows whose mark has passed; each is marked anew, and a second sweeper takes others (skip locked)."""
        rows = await self._database.rows(
            f"""update jobs set resend_at = now() + make_interval(secs => {RESEND_SECONDS}) where id in (
              select id from jobs where status in ('queued', 'in_progress') and resend_at < now()
              order by resend_at limit %(limit)s for update skip locked) returning {LIGHT}""",
            {"limit": limit},
        )
        return [_job(row) for row in rows]

    async def recent_seconds(self, kind: Kind) -> float | None:
        row = await self._database.row(
            """select percentile_cont(0.5) within group (order by extract(epoch from finished_at - started_at)) as seconds
            from (select started_at, finished_at from jobs where kind = %(kind)s and status = 'complete'
              order by finished_at desc limit 100) recent""",
            {"kind": kind},
        )
        return row["seconds"] if row else None

    async def hide(self, user: User, job_id: UUID) -> None:
        hidden = await self._database.execute(
            f"update jobs set hidden_at = now() where id = %(id)s and {MINE} and {READABLE}", {"id": job_id, **_owner(user)}
        )
        if not hidden:
            raise NotFound(f"Job {job_id} not found. It may have expired or never existed.", code="job_not_found")

    async def erase(self, user: User, job_id: UUID) -> Sequence[str]:
        """One statement: the rows go, and the paths that they named to the removals, so that no crash leaves a file."""
        row = await self._database.row(
            f"""with gone as (delete from jobs where id = %(id)s and {MINE} returning id, source->>'path' as input),
            theirs as (select input as path from gone where input is not null
              union select path from artifacts where job_id in (select id from gone) and path is not null),
            booked as (insert into file_removals (path, job_id, due_at) select path, %(id)s, now() from theirs
              on conflict (path) do update set due_at = excluded.due_at)
            select array(select path from theirs) as paths from gone""",
            {"id": job_id, **_owner(user)},
        )
        if row is None:
            raise NotFound(f"Job {job_id} not found. It may have expired or never existed.", code="job_not_found")
        return [str(path) for path in row["paths"]]

    async def expect_files(self, job_id: UUID, paths: Sequence[str]) -> None:
        await self._database.execute(
            """insert into file_removals (path, job_id, due_at) select unnest(%s::text[]), %s, now() + make_interval(secs => %s)
            on conflict (path) do update set due_at = excluded.due_at""",
            (list(paths), job_id, UNNAMED_SECONDS),
        )

    async def files_to_remove(self, limit: int) -> Sequence[str]:
        """What turns out to be named is taken off the list first. Two sweepers may get the same paths, which does no harm."""
        await self._database.execute(f"delete from file_removals where due_at < now() and {NAMED}")
        rows = await self._database.rows(
            f"select path from file_removals where due_at < now() and not {NAMED} order by due_at limit %s", (limit,)
        )
        return [str(row["path"]) for row in rows]

    async def files_removed(self, paths: Sequence[str]) -> None:
        await self._database.execute("delete from file_removals where path = any(%s)", (list(paths),))

    async def forget_fetched(self, job: Job) -> None:
        """One statement: the job can be read no more, its files by the links that were given with the result."""
        await self._database.execute(
            """with gone as (update jobs set expires_at = now() where id = %s and keep_days = 0 returning id)
            update artifacts set expires_at = least(artifacts.expires_at, now() + make_interval(secs => %s))
            from gone where job_id = gone.id""",
            (job.id, LONGEST_LINK_SECONDS),
        )

    async def expired(self, limit: int) -> Sequence[Job]:
        rows = await self._database.rows(
            f"""select {LIGHT} from jobs where expires_at < now() and status <> 'in_progress' and not exists (
              select 1 from artifacts where job_id = jobs.id and artifacts.expires_at > now()) order by expires_at limit %s""",
            (limit,),
        )
        return [_job(row) for row in rows]


def _owner(user: User) -> dict[str, Any]:
    return {"tenant_id": user.tenant_id, "user_id": user.user_id}


def _values(job: Job) -> dict[str, Any]:
    order = job.order
    return {
        "id": job.id, "kind": order.kind, "source": Jsonb(asdict(order.source)), "options": Jsonb(order.options),
        "metadata": Jsonb(order.metadata), "resume_improvement_id": order.resume_improvement_id, "keep_days": order.keep_days,
        "request_id": job.request_id, "status": job.status, "version": job.version, "attempt": job.attempt,
        "attempts_allowed": job.attempts_allowed, "stage": job.progress.stage, "percent": job.progress.percent,
        "worker": job.worker, "result": None if job.result is None else Json(job.result), "error": job.error,
        "error_type": job.error_type, "created_at": job.created_at, "due_at": job.due_at, "finished_at": job.finished_at,
        "expires_at": job.expires_at, **_owner(job.user),
    }  # fmt: skip


def _file(artifact: Artifact) -> dict[str, Any]:
    return {**asdict(artifact), "user": None, "expires_at": None}


def _job(row: Row) -> Job:
    order = Order(
        Kind(row["kind"]),
        Source(**row["source"]),
        row["options"],
        row["resume_improvement_id"],
        row["metadata"],
        row["keep_days"],
    )
    return Job(
        user=User(row["tenant_id"], row["user_id"]), order=order, status=Status(row["status"]), result=row.get("result"),
        progress=Progress(row["stage"], row["percent"]), **{name: row[name] for name in PLAIN},
    )  # fmt: skip


def _event(row: Row) -> JobEvent:
    progress = Progress(row["stage"], row["percent"])
    return JobEvent(
        row["id"], row["job_id"], row["kind"], Status(row["status"]), progress, row["attempt"], row["error_type"], row["at"]
    )
