"""Answers of models that were given before, in Redis, each user's own apart: losing them costs a second asking."""

import hashlib
import time
from uuid import UUID

from redis.asyncio import Redis

from app.accounts import User
from app.broker.redis import unavailable


class RedisAnswers:
    """A key for each answer, and beside them a user's keys by their end and each job's, so that all of them can be forgotten."""

    def __init__(self, redis: Redis, queue: str) -> None:
        self._redis = redis
        self._prefix = f"{queue}:answers:"

    async def get(self, user: User, key: str) -> bytes | None:
        with unavailable():
            found = await self._redis.get(f"{self._of(user)}:{key}")
        return None if found is None else str(found).encode()

    async def put(self, user: User, job_id: UUID, key: str, value: bytes, seconds: int) -> None:
        owner, now = self._of(user), time.time()
        job = self._of_job(user, job_id)
        with unavailable():
            async with self._redis.pipeline(transaction=True) as pipe:
                pipe.set(f"{owner}:{key}", value, ex=seconds)
                pipe.zremrangebyscore(owner, "-inf", now)
                pipe.zadd(owner, {f"{owner}:{key}": now + seconds})
                pipe.expire(owner, seconds)
                pipe.zadd(job, {f"{owner}:{key}": now + seconds})
                pipe.expire(job, seconds)
                await pipe.execute()

    async def erase(self, user: User) -> int:
        """Forgets every answer of a user; returns how many. Raises Unavailable."""
        owner = self._of(user)
        with unavailable():
            keys = await self._redis.zrange(owner, 0, -1)
            return int(await self._redis.delete(*keys, owner)) - 1 if keys else 0

    async def forget(self, user: User, job_id: UUID) -> None:
        """Forgets what was answered to a job. Raises Unavailable."""
        job = self._of_job(user, job_id)
        with unavailable():
            await self._redis.delete(*await self._redis.zrange(job, 0, -1), job)

    def _of_job(self, user: User, job_id: UUID) -> str:
        return f"{self._of(user)}:job:{job_id}"

    def _of(self, user: User) -> str:
        person = hashlib.sha256(user.user_id.encode()).hexdigest()[:32]
        return f"{self._prefix}{user.tenant_id}:{person}"
