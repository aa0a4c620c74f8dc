"""arq's worker, made to wake at once, to lose nothing when it dies, and to outlive Redis.

What arq 0.28 does by itself, and what stands here in its place:

- it polls (263 ms to pick a job up at its default) -> a token on a list wakes the loop, a timer wakes it for what is due later;
- a killed worker's job stays stuck for its whole timeout -> a lease of some seconds, renewed while the job runs;
- a claim is several commands that workers race for -> one call in Lua takes as many as there are free slots;
- whoever finishes a job removes it -> only the owner of the lease does;
- a Redis that restarts ends the worker -> it backs off and goes on;
- one health key for all -> each worker is heard of by its own name.

A lease lost here stops nothing: the row's own lease decides who works on a job (`jobs/run.py`).
"""

import asyncio
import inspect
import os
import secrets
import socket
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import structlog
from arq.connections import ArqRedis, RedisSettings
from arq.worker import Worker
from redis.exceptions import RedisError

from app.broker import keys, scripts
from app.broker.redis import stopped

log = structlog.get_logger()

LEASE_MS = 10_000
RENEW_SECONDS = 3.0
TELL_SECONDS = 2.0
LONGEST_WAIT = 5.0
PAUSE = 1.0
OUT_OF_REACH = (RedisError, OSError, TimeoutError)


class WakingWorker(Worker):
    """`arq app.worker.WorkerSettings` runs this one. Our functions decide about retries themselves; no result is kept here."""

    __signature__ = inspect.signature(Worker)  # arq's command reads WorkerSettings by these names

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._awake = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()
        self._redis = _client(self.redis_settings or RedisSettings())
        self._pool = self._redis
        self._tokens: Any = self._redis  # redis-py types its list commands as if they might not be awaited
        self._claim_script = self._redis.register_script(scripts.CLAIM)
        self._renew_script = self._redis.register_script(scripts.RENEW)
        self._finish_script = self._redis.register_script(scripts.FINISH)

    async def main(self) -> None:
        """Runs until it is stopped; with `burst`, until the queue is empty."""
        self.ctx["worker"] = self.name
        if self.on_startup:
            await self.on_startup(self.ctx)
        beside = [self.loop.create_task(_forever(work)) for work in (self._listen, self._renew, self._tell)]
        try:
            await self._work()
        finally:
            for task in beside:
                task.cancel()

    async def _work(self) -> None:
        while not stopped():
            self._awake.clear()
            try:
                wait = await self._claim()
                if self.burst and not self.tasks and await self._redis.zcard(self.queue_name) == 0:
                    return
            except OUT_OF_REACH:
                log.warning("queue.unavailable")
                wait = PAUSE
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._awake.wait()

    async def _claim(self) -> float:
        """Starts as many due messages as there are free slots; returns the seconds until the next look."""
        free = self.max_jobs - len(self.tasks)
        if free <= 0 or not self.allow_pick_jobs:
            return LONGEST_WAIT
        due, next_ms = await self._claim_script(
            keys=[self.queue_name, keys.wake(self.queue_name)], args=[free, LEASE_MS, self.name, keys.OWNER_KEY]
        )
        for message in due:
            self._start(message.decode())
        return LONGEST_WAIT if next_ms < 0 or not self._room.is_set() else min(next_ms / 1000, LONGEST_WAIT)

    def _start(self, message: str) -> None:
        task = self.loop.create_task(self.run_job(message, int(time.time() * 1000)))
        self.tasks[message] = task
        self._note_room()
        task.add_done_callback(lambda done: self._ended(message, done))

    def _ended(self, message: str, task: "asyncio.Task[None]") -> None:
        del self.tasks[message]
        self._note_room()
        self._awake.set()
        if not task.cancelled() and (error := task.exception()):
            log.warning("message.unfinished", message=message, error=type(error).__name__)

    def _note_room(self) -> None:
        if len(self.tasks) < self.max_jobs and self.allow_pick_jobs:
            self._room.set()
        else:
            self._room.clear()

    async def finish_job(  # noqa: PLR0917 - arq's own signature
        self,
        job_id: str,
        finish: bool,
        result_data: bytes | None,
        result_timeout_s: float | None,
        keep_result_forever: bool,
        incr_score: int | None,
        keep_in_progress: float | None,
    ) -> None:
        """Takes the message off the queue, or makes it due again in `incr_score` ms; only while it is still ours."""
        await self._finish(job_id, "" if finish else str(incr_score or 0))

    async def finish_failed_job(self, job_id: str, result_data: bytes | None) -> None:
        """arq gave the message up (unreadable, expired, an unknown function). The row stands, so the sweep sends another."""
        log.warning("message.dropped", message=job_id)
        await self._finish(job_id, "")

    async def _finish(self, message: str, delay_ms: str) -> None:
        await self._finish_script(
            keys=[self.queue_name, keys.OWNER_KEY + message, keys.JOB_KEY + message], args=[message, self.name, delay_ms]
        )

    async def _listen(self) -> None:
        """Wakes the loop for a token, and takes none while there is no room: another worker shall have it."""
        await self._room.wait()
        if await self._tokens.blpop([keys.wake(self.queue_name)], timeout=LONGEST_WAIT) is None:
            return
        if self._room.is_set():
            self._awake.set()
        else:
            await self._tokens.lpush(keys.wake(self.queue_name), "1")

    async def _renew(self) -> None:
        await asyncio.sleep(RENEW_SECONDS)
        if self.tasks:
            await self._renew_script(keys=[self.queue_name], args=[LEASE_MS, self.name, keys.OWNER_KEY, *self.tasks])

    async def _tell(self) -> None:
        """Says that this worker lives; those not heard of for an hour are forgotten."""
        now = time.time()
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.zadd(keys.workers(self.queue_name), {self.name: now})
            pipe.zremrangebyscore(keys.workers(self.queue_name), "-inf", now - 3600)
            await pipe.execute()
        await asyncio.sleep(TELL_SECONDS)

    async def close(self) -> None:
        """Ends what still runs (each job goes back to the queue) and says good-bye."""
        for task in self.tasks.values():
            task.cancel()
        await asyncio.gather(*self.tasks.values(), return_exceptions=True)
        with suppress(*OUT_OF_REACH):
            await self._redis.zrem(keys.workers(self.queue_name), self.name)
        if self.on_shutdown:
            await self.on_shutdown(self.ctx)
        await self._redis.aclose()


async def _forever(work: Callable[[], Awaitable[None]]) -> None:
    while not stopped():
        try:
            await work()
        except OUT_OF_REACH:
            await asyncio.sleep(PAUSE)


def _client(settings: RedisSettings) -> ArqRedis:
    """A client that connects when first used and gives up on a silent server."""
    return ArqRedis(
        host=settings.host, port=settings.port, unix_socket_path=settings.unix_socket_path, db=settings.database,
        username=settings.username, password=settings.password, ssl=settings.ssl, socket_connect_timeout=2.0,
        socket_timeout=LONGEST_WAIT * 2, health_check_interval=30,
    )  # fmt: skip
