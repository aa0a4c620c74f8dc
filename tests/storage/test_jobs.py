"""What each method of the jobs' store promises, with two workers and with strangers."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from app.accounts import User
from app.errors import Conflict, NotFound
from app.jobs import lifecycle
from app.jobs.model import Job, JobFilter, Kind, Order, Outcome, Progress, Source, Status
from app.storage.database import Database
from app.storage.jobs import DatabaseJobs

LEASE = 10.0


def new(user: User, **order: object) -> Job:
    made = Order(Kind.ANALYZE, Source("text", path="x/y/input"), options={"profile": "auto"})
    return lifecycle.create(uuid4(), replace(made, **order), user, datetime.now(UTC), attempts=3)  # type: ignore[arg-type]


async def test_a_job_comes_back_as_it_was_kept(jobs: DatabaseJobs, user: User) -> None:
    job = await jobs.add(new(user, metadata={"é": [1, None]}, resume_improvement_id="session-1"))
    assert await jobs.get(user, job.id) == job


async def test_the_same_id_is_kept_once(jobs: DatabaseJobs, user: User) -> None:
    job = new(user)
    first, second = await asyncio.gather(jobs.add(job), jobs.add(job))
    assert first.id == second.id
    assert len(await jobs.events(user, job.id, 0)) == 1


async def test_strangers_see_nothing(jobs: DatabaseJobs, user: User) -> None:
    job = await jobs.add(new(user))
    for stranger in (replace(user, user_id="sam"), replace(user, tenant_id=uuid4())):
        for ask in (jobs.get(stranger, job.id), jobs.hide(stranger, job.id), jobs.erase(stranger, job.id)):
            with pytest.raises(NotFound):
                await ask
        assert await jobs.events(stranger, job.id, 0) == []
        assert (await jobs.list(stranger, JobFilter())).total == 0
    assert (await jobs.get(user, job.id)).id == job.id


async def test_of_many_workers_one_gets_the_job(jobs: DatabaseJobs, user: User) -> None:
    job = await jobs.add(new(user))
    claims = await asyncio.gather(*(jobs.claim(job.id, f"w{number}", LEASE) for number in range(8)))
    [claimed] = [claim for claim in claims if claim]
    assert (claimed.status, claimed.attempt) == (Status.IN_PROGRESS, 1)


async def test_a_silent_workers_job_goes_to_another_and_its_late_result_is_refused(jobs: DatabaseJobs, user: User) -> None:
    job = await jobs.add(new(user))
    first = await jobs.claim(job.id, "dead", -1)
    second = await jobs.claim(job.id, "alive", LEASE)
    assert first and second and second.attempt == 2
    assert not await jobs.touch(first, Progress("reading", 20), LEASE)
    with pytest.raises(Conflict):
        await jobs.save(lifecycle.complete(first, Outcome({"late": True}), datetime.now(UTC)))
    done = await jobs.save(lifecycle.complete(second, Outcome({"late": False}), datetime.now(UTC)))
    assert done.result == {"late": False}


async def test_a_job_that_is_not_due_is_not_claimed(jobs: DatabaseJobs, user: User) -> None:
    job = await jobs.add(replace(new(user), due_at=datetime.now(UTC) + timedelta(hours=1)))
    assert await jobs.claim(job.id, "w", LEASE) is None


async def test_a_cancelled_job_is_taken_from_its_worker(jobs: DatabaseJobs, user: User) -> None:
    job = await jobs.add(new(user))
    held = await jobs.claim(job.id, "w", LEASE)
    assert held
    await jobs.save(lifecycle.cancel(await jobs.get(user, job.id), datetime.now(UTC)))
    assert not await jobs.touch(held, Progress("reading", 20), LEASE)


async def test_history_tells_states_and_new_progress_in_order(jobs: DatabaseJobs, user: User) -> None:
    job = await jobs.add(new(user))
    held = await jobs.claim(job.id, "w", LEASE)
    assert held
    for _ in range(2):
        await jobs.touch(held, Progress("parsing", 45), LEASE)
    await jobs.save(lifecycle.complete(held, Outcome({}), datetime.now(UTC)))
    events = await jobs.events(user, job.id, 0)
    told = [(event.kind, event.status, event.progress.stage) for event in events]
    assert told == [
        ("status", "queued", "queued"),
        ("status", "in_progress", "starting"),
        ("progress", "in_progress", "parsing"),
        ("status", "complete", "complete"),
    ]
    assert [event.id for event in await jobs.events(user, job.id, events[1].id)] == [event.id for event in events[2:]]


async def test_the_sweep_finds_what_no_message_stands_for_and_leaves_what_is_held(
    jobs: DatabaseJobs, user: User, database: Database
) -> None:
    lost, held, fresh = [await jobs.add(new(user)) for _ in range(3)]
    await jobs.claim(held.id, "w", LEASE)
    await database.execute("update jobs set resend_at = now() - interval '1 s' where id = %s", (lost.id,))
    mine = {lost.id, held.id, fresh.id}
    assert [job.id for job in await jobs.unsent(10_000) if job.id in mine] == [lost.id]
    assert [job.id for job in await jobs.unsent(10_000) if job.id in mine] == []


async def test_lists_are_newest_first_and_paged(jobs: DatabaseJobs, user: User) -> None:
    made = [await jobs.add(new(user)) for _ in range(5)]
    page = await jobs.list(user, JobFilter(limit=2, offset=1))
    assert [job.id for job in page.jobs] == [made[3].id, made[2].id]
    assert page.total == 5
    assert (await jobs.list(user, JobFilter(status=Status.COMPLETE))).total == 0
    assert (await jobs.list(user, JobFilter(created_after=made[3].created_at))).total == 1


async def test_what_is_hidden_or_expired_is_not_found(jobs: DatabaseJobs, user: User, database: Database) -> None:
    hidden, expired = await jobs.add(new(user)), await jobs.add(new(user))
    await jobs.hide(user, hidden.id)
    await database.execute("update jobs set expires_at = now() where id = %s", (expired.id,))
    for job in (hidden, expired):
        with pytest.raises(NotFound):
            await jobs.get(user, job.id)
    assert expired.id in {job.id for job in await jobs.expired(10_000)}


async def test_a_job_that_keeps_nothing_is_gone_once_it_was_fetched(jobs: DatabaseJobs, user: User) -> None:
    keeps, forgets = await jobs.add(new(user)), await jobs.add(new(user, keep_days=0))
    for job in (keeps, forgets):
        await jobs.forget_fetched(job)
    assert (await jobs.get(user, keeps.id)).id == keeps.id
    with pytest.raises(NotFound):
        await jobs.get(user, forgets.id)


async def test_erasing_leaves_no_row_and_names_the_file(jobs: DatabaseJobs, user: User, database: Database) -> None:
    job = await jobs.add(new(user))
    assert await jobs.erase(user, job.id) == ["x/y/input"]
    assert await database.rows("select 1 from job_events where job_id = %s", (job.id,)) == []


async def test_the_usual_run_time_is_the_median(jobs: DatabaseJobs, user: User, database: Database) -> None:
    job = await jobs.add(new(user))
    held = await jobs.claim(job.id, "w", LEASE)
    assert held
    await jobs.save(lifecycle.complete(held, Outcome({}), datetime.now(UTC) + timedelta(seconds=1)))
    assert await jobs.recent_seconds(Kind.ANALYZE)
