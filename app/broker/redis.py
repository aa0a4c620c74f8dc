"""One client for Redis, and what its failures mean to us."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from app.errors import Unavailable

PATIENCE = 2.0


@asynccontextmanager
async def open_redis(url: str) -> AsyncIterator["Redis"]:
    """A client for the length of the context. It connects when first used and again after the server was away."""
    client: Redis = Redis.from_url(
        url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE, health_check_interval=30,
        retry=Retry(NoBackoff(), 1), retry_on_error=[ConnectionError], decode_responses=True,
    )  # fmt: skip
    try:
        yield client
    finally:
        await client.aclose()


@contextmanager
def unavailable() -> Iterator[None]:
    """Turns Redis being out of reach into Unavailable."""
    try:
        yield
    except (RedisError, OSError, TimeoutError) as error:
        raise Unavailable("Our queue is out of reach for the moment.", code="queue_unavailable", retry_after=5) from error


def stopped() -> bool:
    """Whether somebody cancelled this task. Loops over Redis ask, since its client can swallow a cancel (seen with 5.3.1)."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def probe(client: "Redis") -> str:
    """ "ok", or raises Unavailable."""
    with unavailable():
        await client.ping()
    return "ok"
