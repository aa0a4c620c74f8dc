"""Wake-ups reach those who listen for that job, and nobody waits for ever for one that was lost."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from redis.asyncio import Redis

from app.broker.news import RedisNews

MINE, OTHER = UUID(int=1), UUID(int=2)


@pytest.fixture
async def news(redis: Redis, queue_name: str) -> AsyncIterator[RedisNews]:
    news = RedisNews(redis, queue_name)
    carrying = asyncio.create_task(news.carry())
    async with asyncio.timeout(30):
        while not (await redis.pubsub_numsub(f"{queue_name}:news"))[0][1]:
            await asyncio.sleep(0.01)
    yield news
    carrying.cancel()
    await asyncio.wait({carrying})


async def test_a_listener_wakes_for_its_own_job(news: RedisNews) -> None:
    async with news.listen(MINE) as mine, news.listen(OTHER) as other:
        waiting, elsewhere = asyncio.create_task(mine(3600)), asyncio.create_task(other(3600))
        await news.publish(MINE)
        await asyncio.wait_for(waiting, 30)
        assert not elsewhere.done()
        elsewhere.cancel()


async def test_news_between_the_look_and_the_wait_is_not_missed(news: RedisNews) -> None:
    async with news.listen(MINE) as wait:
        async with news.listen(MINE) as witness:
            await news.publish(MINE)
            await asyncio.wait_for(witness(3600), 30)
        await asyncio.wait_for(wait(3600), 30)


async def test_a_wait_ends_by_itself(news: RedisNews) -> None:
    async with news.listen(MINE) as wait:
        await wait(0.01)


async def test_listeners_leave_nothing_behind(news: RedisNews) -> None:
    async with news.listen(MINE):
        pass
    assert not news.listeners
