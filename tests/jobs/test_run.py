"""One try of a job over a real database, queue and file store; only the craft is told what to do."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from redis.asyncio import Redis

from app.accounts import User
from app.broker.answers import RedisAnswers
from app.broker.news import RedisNews
from app.broker.queue import ArqQueue
from app.errors import Unavailable, UnreachableUrl, UnreadableFile, UrlUnavailable
from app.jobs import lifecycle, run, sweep
from app.jobs.model import Job, Kind, Order, Source, Status
from app.jobs.ports import Tools
from app.jobs.submit import Desk, submit
from app.llm.choose import ConfiguredModels
from app.storage.database import Database
from app.storage.files import FolderFiles
from app.storage.jobs import DatabaseJobs

ORDER = Order(
    Kind.ANALYZE, Source("text"), {"profile": "auto", "job_text": None, "target_role": None}, resume_improvement_id="session-456"
)


@dataclass
class Told:
    """A craft that does as it is told."""

    answer: Callable[[bytes, Callable[[str], None]], Awaitable[Any]]

    async def run(
        self, function: str, data: bytes, options: Mapping[str, Any], *, on_stage: Callable[[str], None] | None = None
    ) -> Any:
        assert on_stage
        return await self.answer(data, on_stage)


async def echo(data: bytes, stage: Callable[[str], None]) -> Any:
    return {"text": data.decode()}


def raises(error: BaseException) -> Callable[[bytes, Callable[[str], None]], Awaitable[Any]]:
    async def answer(data: bytes, stage: Callable[[str], None]) -> Any:
        raise error

    return answer


async def no_address(url: str) -> bytes:
    raise UnreachableUrl("No address is fetched here.")


@pytest.fixture
def tools(jobs: DatabaseJobs, redis: Redis, queue_name: str, tmp_path: Path) -> Tools:
    queue, news = ArqQueue(redis, queue_name), RedisNews(redis, queue_name)
    return Tools(jobs, FolderFiles(tmp_path), queue, news, no_address, Told(echo), ConfiguredModels())


async def order(tools: Tools, user: User, wanted: Order = ORDER, data: bytes | None = b"Maria Keller") -> Job:
    return await submit(wanted, data, user, Desk(tools.jobs, tools.files, tools.queue, 2), job_id=uuid4(), request_id="r-1")


async def test_a_job_is_done_and_its_result_stands_in_its_row(tools: Tools, user: User) -> None:
    job = await order(tools, user)
    await run.run(job.id, "w", tools)
    done = await tools.jobs.get(user, job.id)
    assert (done.status, done.attempt, done.error) == (Status.COMPLETE, 1, None)
    assert done.result
    assert (done.result["text"], done.result["resume_improvement_id"]) == ("Maria Keller", "session-456")


async def test_a_second_delivery_does_nothing(tools: Tools, user: User) -> None:
    job = await order(tools, user)
    await asyncio.gather(*(run.run(job.id, f"w{number}", tools) for number in range(4)))
    done = await tools.jobs.get(user, job.id)
    assert (done.status, done.attempt) == (Status.COMPLETE, 1)
    assert len(await tools.jobs.events(user, job.id, 0)) == 3


async def test_an_unknown_id_is_no_failure(tools: Tools) -> None:
    await run.run(UUID(int=0), "w", tools)


async def test_an_unreadable_file_fails_for_good_with_a_sentence(tools: Tools, user: User) -> None:
    job = await order(tools, user)
    await run.run(job.id, "w", replace(tools, craft=Told(raises(UnreadableFile("encrypted_file")))))
    dead = await tools.jobs.get(user, job.id)
    assert (dead.status, dead.error_type) == (Status.FAILED, "encrypted_file")
    assert dead.error and "password" in dead.error


async def test_what_may_pass_is_tried_again_and_then_given_up(tools: Tools, user: User, database: Database) -> None:
    job = await order(tools, user)
    away = replace(tools, craft=Told(raises(Unavailable("The host went away.", code="sandbox_lost"))))
    await run.run(job.id, "w", away)
    waiting = await tools.jobs.get(user, job.id)
    assert (waiting.status, waiting.attempt, waiting.error_type) == (Status.QUEUED, 1, "sandbox_lost")
    assert await tools.queue.length() == 2
    await database.execute("update jobs set due_at = now() where id = %s", (job.id,))
    await run.run(job.id, "w", away)
    assert (await tools.jobs.get(user, job.id)).status == Status.FAILED


async def test_a_crash_of_ours_ends_the_job_without_showing_anything(tools: Tools, user: User) -> None:
    job = await order(tools, user)
    await run.run(job.id, "w", replace(tools, craft=Told(raises(KeyError("Maria Keller")))))
    dead = await tools.jobs.get(user, job.id)
    assert (dead.status, dead.error_type) == (Status.FAILED, "internal_error")
    assert dead.error and "Maria" not in dead.error


async def test_a_worker_that_stops_hands_its_job_back_without_losing_a_try(tools: Tools, user: User) -> None:
    started = asyncio.Event()

    async def hang(data: bytes, stage: Callable[[str], None]) -> Any:
        started.set()
        await asyncio.Event().wait()

    job = await order(tools, user)
    trying = asyncio.create_task(run.run(job.id, "w", replace(tools, craft=Told(hang))))
    await started.wait()
    trying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await trying
    waiting = await tools.jobs.get(user, job.id)
    assert (waiting.status, waiting.attempts_allowed - waiting.attempt) == (Status.QUEUED, 2)


async def test_a_cancelled_job_is_stopped_in_the_middle_and_stays_cancelled(tools: Tools, user: User) -> None:
    started, stopped = asyncio.Event(), asyncio.Event()

    async def hang(data: bytes, stage: Callable[[str], None]) -> Any:
        stage("parsing")
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()

    job = await order(tools, user)
    trying = asyncio.create_task(run.run(job.id, "w", replace(tools, craft=Told(hang))))
    await started.wait()
    await tools.jobs.save(lifecycle.cancel(await tools.jobs.get(user, job.id), datetime.now(UTC)))
    await asyncio.gather(trying, stopped.wait())
    assert (await tools.jobs.get(user, job.id)).status == Status.CANCELLED


async def test_of_a_job_that_is_erased_while_it_runs_no_answer_of_a_model_stays(
    tools: Tools, user: User, redis: Redis, queue_name: str
) -> None:
    kept, started, go_on = RedisAnswers(redis, queue_name), asyncio.Event(), asyncio.Event()

    async def slow(data: bytes, stage: Callable[[str], None]) -> Any:
        started.set()
        await go_on.wait()
        await kept.put(user, job.id, "question", b"Maria Keller", 600)
        return {}

    job = await order(tools, user)
    models = ConfiguredModels(answers=kept)
    trying = asyncio.create_task(run.run(job.id, "w", replace(tools, craft=Told(slow), models=models)))
    await started.wait()
    await tools.jobs.erase(user, job.id)
    go_on.set()
    await trying
    assert await kept.get(user, "question") is None


async def test_a_job_past_its_time_is_stopped_and_says_so(tools: Tools, user: User) -> None:
    async def hang(data: bytes, stage: Callable[[str], None]) -> Any:
        await asyncio.Event().wait()

    job = await order(tools, user)
    await run.run(job.id, "w", replace(tools, craft=Told(hang)), seconds=0.05)
    dead = await tools.jobs.get(user, job.id)
    assert (dead.status, dead.error_type) == (Status.FAILED, "job_timeout")


async def test_a_job_that_kills_its_workers_is_given_up(tools: Tools, user: User, database: Database) -> None:
    job = await order(tools, user)
    for worker in ("first", "second"):
        assert await tools.jobs.claim(job.id, worker, -1)
    await run.run(job.id, "third", tools)
    dead = await tools.jobs.get(user, job.id)
    assert (dead.status, dead.error_type) == (Status.FAILED, "worker_lost")


async def test_progress_is_told_while_the_job_runs(tools: Tools, user: User) -> None:
    go_on = asyncio.Event()

    async def slow(data: bytes, stage: Callable[[str], None]) -> Any:
        stage("parsing")
        await go_on.wait()
        return {}

    job = await order(tools, user)
    trying = asyncio.create_task(run.run(job.id, "w", replace(tools, craft=Told(slow))))
    async with asyncio.timeout(30):
        while (await tools.jobs.get(user, job.id)).progress.stage != "parsing":
            await asyncio.sleep(0.02)
    go_on.set()
    await trying
    told = [event.progress.stage for event in await tools.jobs.events(user, job.id, 0)]
    assert told == ["queued", "starting", "parsing", "complete"]


@pytest.mark.parametrize(
    ("error", "status"),
    [(UnreachableUrl("Refused."), Status.FAILED), (UrlUnavailable("Busy."), Status.QUEUED)],
)
async def test_an_address_is_fetched_by_the_worker(tools: Tools, user: User, error: Exception, status: Status) -> None:
    async def fetch(url: str) -> bytes:
        assert url == "https://example.com/cv.pdf"
        raise error

    job = await order(tools, user, replace(ORDER, source=Source("url", url="https://example.com/cv.pdf")), None)
    await run.run(job.id, "w", replace(tools, fetch=fetch))
    assert (await tools.jobs.get(user, job.id)).status == status


async def test_an_order_is_accepted_while_the_queue_is_away_and_the_sweep_sends_it_later(
    tools: Tools, user: User, database: Database
) -> None:
    class Away:
        async def put(self, job_id: UUID, attempt: int, seconds: float = 0.0) -> None:
            raise Unavailable("Away.")

        async def length(self) -> int:
            raise Unavailable("Away.")

    job = await order(replace(tools, queue=Away()), user)
    assert await tools.queue.length() == 0
    await database.execute("update jobs set resend_at = now() - interval '1 s' where id = %s", (job.id,))
    assert await sweep.resend(tools.jobs, tools.queue) >= 1
    assert await tools.queue.length() >= 1


async def test_what_is_past_its_time_is_forgotten_with_its_file(
    tools: Tools, user: User, database: Database, tmp_path: Path
) -> None:
    job = await order(tools, user)
    assert [file for file in tmp_path.rglob("*") if file.is_file()]
    await database.execute("update jobs set expires_at = now() - interval '1 s' where id = %s", (job.id,))
    assert await sweep.forget(tools.jobs, tools.files) >= 1
    assert list(tmp_path.iterdir()) == []
    assert await database.rows("select 1 from jobs where id = %s", (job.id,)) == []
