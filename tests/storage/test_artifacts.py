"""Rows and bytes of made files: a crash at any point leaves none for good, and a job that ran twice has one set."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from app.accounts import User
from app.errors import Conflict, NotFound
from app.jobs import artifacts, lifecycle, sweep
from app.jobs.model import Artifact, Job, Kind, NewFile, Order, Outcome, Source
from app.storage.artifacts import DatabaseArtifacts
from app.storage.database import Database
from app.storage.files import FolderFiles
from app.storage.jobs import DatabaseJobs
from app.storage.supabase_files import open_supabase_files

PDF = NewFile("pdf", "application/pdf", "resume.pdf", b"%PDF-", 1)


@dataclass(frozen=True)
class Place:
    """Where rows and bytes are."""

    database: Database
    jobs: DatabaseJobs
    rows: DatabaseArtifacts
    files: FolderFiles
    folder: Path

    async def store(self, job: Job, *made: NewFile) -> tuple[Artifact, ...]:
        return await artifacts.store(made, job, self.jobs, self.files)

    async def overdue(self) -> None:
        """An hour passes for what is to go."""
        await self.database.execute("update file_removals set due_at = due_at - interval '2 hours'")

    async def sweep(self) -> None:
        await sweep.forget(self.jobs, self.files)

    @property
    def count(self) -> int:
        return sum(file.is_file() for file in self.folder.rglob("*"))


@pytest.fixture
def place(database: Database, jobs: DatabaseJobs, tmp_path: Path) -> Place:
    return Place(database, jobs, DatabaseArtifacts(database), FolderFiles(tmp_path), tmp_path)


async def claimed(jobs: DatabaseJobs, user: User) -> Job:
    new = lifecycle.create(uuid4(), Order(Kind.ANALYZE, Source("text")), user, datetime.now(UTC), attempts=3)
    await jobs.add(new)
    job = await jobs.claim(new.id, "w", 10)
    assert job
    return job


def complete(job: Job) -> Job:
    return lifecycle.complete(job, Outcome({"done": True}), datetime.now(UTC))


async def test_the_rows_come_with_the_result(place: Place, user: User) -> None:
    job = await claimed(place.jobs, user)
    made = await place.store(job, PDF)
    assert await place.rows.of_job(user, job.id) == []
    await place.jobs.save(complete(job), made)
    [kept] = await place.rows.of_job(user, job.id)
    assert (kept.format, kept.size_bytes, kept.pages, kept.name) == ("pdf", 5, 1, "resume.pdf")
    assert kept == await place.rows.get(user, kept.id) == await place.rows.linked(kept.id) == made[0]


async def test_two_workers_that_both_finish_leave_one_set_of_files(place: Place, user: User) -> None:
    first = await claimed(place.jobs, user)
    theirs = await place.store(first, PDF)
    await place.database.execute("update jobs set leased_until = now() - interval '1 second' where id = %s", (first.id,))
    second = await place.jobs.claim(first.id, "w2", 10)
    assert second
    ours = await place.store(second, PDF)
    await place.jobs.save(complete(second), ours)
    with pytest.raises(Conflict):
        await place.jobs.save(complete(first), theirs)
    assert [each.id for each in await place.rows.of_job(user, first.id)] == [ours[0].id]
    await place.overdue()
    await place.sweep()
    assert await place.files.get(ours[0].path) == PDF.data
    assert place.count == 1


async def test_what_a_worker_stored_before_it_died_is_swept_after_an_hour(place: Place, user: User) -> None:
    await place.store(await claimed(place.jobs, user), PDF, PDF)
    await place.sweep()
    assert place.count == 2
    await place.overdue()
    await place.sweep()
    assert place.count == 0


async def test_an_expired_jobs_files_go_with_it(place: Place, user: User) -> None:
    job = await claimed(place.jobs, user)
    made = await place.store(job, PDF)
    await place.jobs.save(complete(job), made)
    for table in ("jobs", "artifacts"):
        past = f"update {table} set expires_at = now() - interval '1 s' where tenant_id = %s"
        await place.database.execute(past, (user.tenant_id,))
    with pytest.raises(NotFound):
        await place.rows.linked(made[0].id)
    await place.sweep()
    assert place.count == 0
    assert await place.database.rows("select 1 from artifacts where id = %s", (made[0].id,)) == []


async def test_a_file_that_could_not_be_removed_at_once_is_removed_later(place: Place, user: User) -> None:
    job = await claimed(place.jobs, user)
    made = await place.store(job, PDF)
    await place.jobs.save(complete(job), made)
    async with open_supabase_files("http://127.0.0.1:9", "key", "b", pauses=()) as away:
        await artifacts.remove(await place.jobs.erase(user, job.id), place.jobs, away)
    assert place.count == 1
    await place.sweep()
    assert place.count == 0


class Slow(FolderFiles):
    """Takes one file, and is still at the second when everybody has gone."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.busy = asyncio.Event()
        self._taken = 0

    async def put(self, path: str, data: bytes, content_type: str) -> None:
        self._taken += 1
        if self._taken == 2:
            self.busy.set()
            await asyncio.Event().wait()
        await super().put(path, data, content_type)


async def test_a_job_that_is_taken_away_while_its_files_are_stored_leaves_none(place: Place, user: User) -> None:
    job, slow = await claimed(place.jobs, user), Slow(place.folder)
    storing = asyncio.create_task(artifacts.store([PDF, PDF], job, place.jobs, slow))
    await slow.busy.wait()
    assert place.count == 1
    storing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await storing
    assert place.count == 0
