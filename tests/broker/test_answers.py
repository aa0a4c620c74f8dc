"""Answers that are kept, each user's own."""

from dataclasses import replace
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from app.accounts import User
from app.broker.answers import RedisAnswers
from app.broker.redis import open_redis
from app.errors import Unavailable

MARIA = User(uuid4(), "maria")


async def test_an_answer_is_there_for_its_user_alone_and_for_its_time(redis: Redis, queue_name: str) -> None:
    answers = RedisAnswers(redis, queue_name)
    await answers.put(MARIA, uuid4(), "k", "naïve → ✓".encode(), 60)
    assert await answers.get(MARIA, "k") == "naïve → ✓".encode()
    for other in (replace(MARIA, user_id="other"), User(uuid4(), "maria")):
        assert await answers.get(other, "k") is None
    keys = await redis.keys(f"{queue_name}:*")
    assert all([0 < await redis.ttl(key) <= 60 for key in keys])
    assert not [key for key in keys if "maria" in key]


async def test_an_erased_user_has_no_answers_left(redis: Redis, queue_name: str) -> None:
    answers, other = RedisAnswers(redis, queue_name), replace(MARIA, user_id="other")
    for key in ("a", "b"):
        await answers.put(MARIA, uuid4(), key, b"{}", 60)
    await answers.put(other, uuid4(), "a", b"{}", 60)
    assert (await answers.erase(MARIA), await answers.erase(MARIA)) == (2, 0)
    assert (await answers.get(MARIA, "a"), await answers.get(other, "a")) == (None, b"{}")


async def test_what_was_answered_to_an_erased_job_goes_with_it(redis: Redis, queue_name: str) -> None:
    answers, job_id = RedisAnswers(redis, queue_name), uuid4()
    await answers.put(MARIA, job_id, "a", b"{}", 60)
    await answers.put(MARIA, uuid4(), "b", b"{}", 60)
    await answers.forget(replace(MARIA, user_id="other"), job_id)
    assert await answers.get(MARIA, "a") == b"{}"
    await answers.forget(MARIA, job_id)
    assert [await answers.get(MARIA, key) for key in ("a", "b")] == [None, b"{}"]


async def test_without_redis_it_is_unavailable() -> None:
    async with open_redis("redis://127.0.0.1:1/0") as client:
        with pytest.raises(Unavailable):
            await RedisAnswers(client, "q").get(MARIA, "k")
