"""Wake-ups over Redis: "look at this job again". They may be lost; the rows are the truth."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from app.broker.redis import stopped, unavailable

log = structlog.get_logger()

PAUSE = 1.0
QUIET_SECONDS = 10.0


class RedisNews:
    """One subscription a process, however many wait: each listener has an event of its own."""

    def __init__(self, redis: Redis, queue: str) -> None:
        self._redis = redis
        self._channel = f"{queue}:news"
        self.listeners: dict[str, set[asyncio.Event]] = defaultdict(set)

    async def publish(self, job_id: UUID) -> None:
        with unavailable():
            await self._redis.publish(self._channel, str(job_id))

    @asynccontextmanager
    async def listen(self, job_id: UUID) -> AsyncIterator[Callable[[float], Coroutine[Any, Any, None]]]:
        event = asyncio.Event()
        self.listeners[str(job_id)].add(event)
        try:
            yield lambda seconds: _wait(event, seconds)
        finally:
            self.listeners[str(job_id)].discard(event)
            if not self.listeners[str(job_id)]:
                del self.listeners[str(job_id)]

    async def carry(self) -> None:
        """Brings what is published to the listeners, for as long as the process lives."""
        while not stopped():
            try:
                await self._carry()
            except (RedisError, OSError, TimeoutError):
                log.warning("news.unavailable")
                await asyncio.sleep(PAUSE)

    async def _carry(self) -> None:
        async with self._redis.pubsub(ignore_subscribe_messages=True) as pubsub:
            await pubsub.subscribe(self._channel)
            while not stopped():
                message = await pubsub.get_message(timeout=QUIET_SECONDS)
                if message is not None:
                    for event in self.listeners.get(message["data"], ()):
                        event.set()


async def _wait(event: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    event.clear()
