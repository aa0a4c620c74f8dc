"""Sliding windows, counted together."""

import asyncio

from redis.asyncio import Redis

from app.accounts import Scope
from app.broker.limits import RedisLimiter


async def test_of_two_hundred_calls_at_once_as_many_pass_as_the_limit_says(redis: Redis, queue_name: str) -> None:
    limiter = RedisLimiter(redis, queue_name)
    answers = await asyncio.gather(*(limiter.take([Scope("user:a", 37, 60)]) for _ in range(200)))
    assert sum(answer[0].allowed for answer in answers) == 37


async def test_a_call_that_one_scope_refuses_counts_in_none(redis: Redis, queue_name: str) -> None:
    limiter, tenant = RedisLimiter(redis, queue_name), Scope("tenant:t", 10, 60)
    for _ in range(5):
        answers = await limiter.take([tenant, Scope("user:a", 2, 60)])
    assert [(answer.allowed, answer.remaining) for answer in answers] == [(False, 8), (False, 0)]
    assert 0 < answers[1].reset_seconds <= 60


async def test_the_window_slides(redis: Redis, queue_name: str) -> None:
    limiter, scope = RedisLimiter(redis, queue_name), Scope("user:a", 1, 1)
    assert (await limiter.take([scope]))[0].allowed
    refused = (await limiter.take([scope]))[0]
    assert not refused.allowed
    await redis.zadd(f"{queue_name}:rate:user:a", dict.fromkeys(await redis.zrange(f"{queue_name}:rate:user:a", 0, -1), 0))
    assert (await limiter.take([scope]))[0].allowed
