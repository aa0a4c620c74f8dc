"""Messages to the workers: only ids travel, in arq's own form, so that arq's worker runs them."""

import time
from uuid import UUID

import orjson
from redis.asyncio import Redis

from app.broker import keys, scripts
from app.broker.redis import unavailable

RUN = "run_job"
"""The worker's function that a message calls with the job's id."""

LIFE_MS = 7 * 24 * 3600 * 1000
HEARD_SECONDS = 10


class ArqQueue:
    def __init__(self, redis: Redis, name: str) -> None:
        self._redis = redis
        self._name = name
        self._put = redis.register_script(scripts.PUT)

    async def put(self, job_id: UUID, attempt: int, seconds: float = 0.0) -> None:
        """One message for a try, however often it is said; a waiting worker wakes at once. Raises Unavailable."""
        message = keys.message(job_id, attempt)
        milliseconds = int(seconds * 1000)
        with unavailable():
            await self._put(
                keys=[self._name, keys.wake(self._name), keys.JOB_KEY + message],
                args=[message, milliseconds, _arq_job(job_id), LIFE_MS + milliseconds],
            )

    async def length(self) -> int:
        with unavailable():
            return int(await self._redis.zcard(self._name))

    async def workers(self) -> int:
        """How many workers were heard of in the last 10 seconds. Raises Unavailable."""
        with unavailable():
            return int(await self._redis.zcount(keys.workers(self._name), time.time() - HEARD_SECONDS, "+inf"))

    async def probe_workers(self) -> str:
        return "ok" if await self.workers() else "no worker is running"


def _arq_job(job_id: UUID) -> bytes:
    """arq's job definition: try, function, arguments, keyword arguments, time of enqueuing."""
    return orjson.dumps({"t": None, "f": RUN, "a": [str(job_id)], "k": {}, "et": int(time.time() * 1000)})
