"""The worker's loop over a real Redis: it wakes, takes each message once, and lets nobody else finish what it holds."""

import asyncio
import pickle
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

import orjson
import pytest
from arq import func
from arq.connections import RedisSettings
from arq.typing import WorkerCoroutine
from redis.asyncio import Redis

from app.broker import keys, scripts
from app.broker.queue import RUN, ArqQueue
from app.broker.worker import WakingWorker


@asynccontextmanager
async def working(
    url: str, queue_name: str, run: Callable[..., Coroutine[Any, Any, None]], slots: int = 4
) -> AsyncIterator[WakingWorker]:
    worker = WakingWorker(
        functions=[func(cast(WorkerCoroutine, run), name=RUN)], redis_settings=RedisSettings.from_dsn(url),
        queue_name=queue_name, max_jobs=slots, handle_signals=False, job_timeout=None, keep_result=0, max_tries=100,
        job_serializer=orjson.dumps, job_deserializer=orjson.loads,
    )  # fmt: skip
    life = asyncio.create_task(worker.main())
    try:
        yield worker
    finally:
        life.cancel()
        with suppress(asyncio.CancelledError):
            await life
        await worker.close()


class Ledger:
    """Notes what ran, and lets a test wait for it."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.news = asyncio.Condition()

    async def run(self, ctx: dict[str, Any], job_id: str) -> None:
        async with self.news:
            self.ran.append(job_id)
            self.news.notify_all()

    async def until(self, count: int) -> None:
        async with self.news, asyncio.timeout(30):
            await self.news.wait_for(lambda: len(self.ran) >= count)


async def empty(queue: ArqQueue, redis: Redis, queue_name: str) -> None:
    async with asyncio.timeout(30):
        while await redis.zcard(queue_name):
            await asyncio.sleep(0.01)


async def test_every_message_runs_once_and_leaves_nothing_behind(redis_url: str, redis: Redis, queue_name: str) -> None:
    queue, ledger = ArqQueue(redis, queue_name), Ledger()
    ids = [uuid4() for _ in range(300)]
    async with working(redis_url, queue_name, ledger.run), working(redis_url, queue_name, ledger.run):
        for job_id in ids:
            await queue.put(job_id, 1)
            await queue.put(job_id, 1)
        await ledger.until(len(ids))
        await empty(queue, redis, queue_name)
    assert sorted(ledger.ran) == sorted(map(str, ids))
    assert await redis.exists(*(keys.JOB_KEY + keys.message(job_id, 1) for job_id in ids)) == 0


async def test_a_message_for_later_waits_for_its_time(redis_url: str, redis: Redis, queue_name: str) -> None:
    queue, ledger = ArqQueue(redis, queue_name), Ledger()
    async with working(redis_url, queue_name, ledger.run):
        before = time.monotonic()
        await queue.put(UUID(int=1), 1, 0.3)
        await ledger.until(1)
    assert time.monotonic() - before >= 0.3


async def test_a_dead_workers_message_is_taken_when_its_lease_ends(redis_url: str, redis: Redis, queue_name: str) -> None:
    queue, ledger = ArqQueue(redis, queue_name), Ledger()
    await queue.put(UUID(int=2), 1)
    due, _ = await redis.register_script(scripts.CLAIM)(
        keys=[queue_name, keys.wake(queue_name)], args=[5, 200, "a worker that died", keys.OWNER_KEY]
    )
    assert due == [keys.message(UUID(int=2), 1)]
    async with working(redis_url, queue_name, ledger.run):
        await ledger.until(1)
        await empty(queue, redis, queue_name)


async def test_only_the_owner_finishes_a_message(redis_url: str, redis: Redis, queue_name: str) -> None:
    queue, started, go_on = ArqQueue(redis, queue_name), asyncio.Event(), asyncio.Event()

    async def run(ctx: dict[str, Any], job_id: str) -> None:
        started.set()
        await go_on.wait()

    message = keys.message(UUID(int=3), 1)
    async with working(redis_url, queue_name, run) as worker:
        await queue.put(UUID(int=3), 1)
        await started.wait()
        await redis.set(keys.OWNER_KEY + message, "somebody else")
        go_on.set()
        async with asyncio.timeout(30):
            while worker.tasks:
                await asyncio.sleep(0.01)
        assert await redis.zscore(queue_name, message)


async def test_a_planted_pickle_never_runs(redis_url: str, redis: Redis, queue_name: str, tmp_path: Path) -> None:
    class Planted:
        def __reduce__(self) -> tuple[Callable[..., Any], tuple[str]]:
            return (Path(tmp_path / "ran").touch, ())  # type: ignore[return-value]  # any callable will do here

    ledger = Ledger()
    await redis.set(keys.JOB_KEY + "planted", pickle.dumps({"f": RUN, "a": [Planted()], "k": {}, "t": 1, "et": 1}))
    await redis.zadd(queue_name, {"planted": 0})
    async with working(redis_url, queue_name, ledger.run):
        await empty(ArqQueue(redis, queue_name), redis, queue_name)
    assert (list(tmp_path.iterdir()), ledger.ran) == ([], [])


async def test_a_job_that_is_cut_short_is_due_again(redis_url: str, redis: Redis, queue_name: str) -> None:
    started = asyncio.Event()

    async def hang(ctx: dict[str, Any], job_id: str) -> None:
        started.set()
        await asyncio.Event().wait()

    queue, ledger = ArqQueue(redis, queue_name), Ledger()
    async with working(redis_url, queue_name, hang):
        await queue.put(UUID(int=4), 1)
        await started.wait()
    async with working(redis_url, queue_name, ledger.run):
        await ledger.until(1)


async def test_a_full_worker_leaves_work_to_others(redis_url: str, redis: Redis, queue_name: str) -> None:
    started, go_on, ledger, queue = asyncio.Event(), asyncio.Event(), Ledger(), ArqQueue(redis, queue_name)

    async def slow(ctx: dict[str, Any], job_id: str) -> None:
        started.set()
        await go_on.wait()

    async with working(redis_url, queue_name, slow, slots=1):
        await queue.put(UUID(int=5), 1)
        await started.wait()
        async with working(redis_url, queue_name, ledger.run):
            await queue.put(UUID(int=6), 1)
            await ledger.until(1)
        go_on.set()
    assert ledger.ran == [str(UUID(int=6))]


@pytest.mark.parametrize("count", [1, 2])
async def test_living_workers_are_heard_of(redis_url: str, redis: Redis, queue_name: str, count: int) -> None:
    queue, ledger = ArqQueue(redis, queue_name), Ledger()
    assert await queue.probe_workers() == "no worker is running"
    async with asyncio.TaskGroup() as group, asyncio.timeout(30):
        stop = asyncio.Event()

        async def live() -> None:
            async with working(redis_url, queue_name, ledger.run):
                await stop.wait()

        for _ in range(count):
            group.create_task(live())
        while await queue.workers() < count:
            await asyncio.sleep(0.01)
        stop.set()
    assert await queue.workers() == 0
