"""Real servers for every test that needs one: DATABASE_URL and REDIS_URL where set, else servers of our own on free ports."""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from redis.asyncio import Redis

from app.accounts import User
from app.broker.redis import open_redis
from app.local.servers import postgres, valkey
from app.storage.accounts import DatabaseAccounts
from app.storage.database import Database, open_database
from app.storage.jobs import DatabaseJobs
from app.storage.migrations import migrate

SECRET = "a secret that only the tests know, 32 long"


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if url := os.environ.get("DATABASE_URL"):
        asyncio.run(migrate(url))
        yield url
        return
    with postgres(tmp_path_factory.mktemp("postgres"), throwaway=True) as url:
        asyncio.run(migrate(url))
        yield url


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if url := os.environ.get("REDIS_URL"):
        yield url
        return
    with valkey(tmp_path_factory.mktemp("valkey")) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as database:
        yield database


@pytest.fixture
def jobs(database: Database) -> DatabaseJobs:
    return DatabaseJobs(database)


@pytest.fixture
async def redis(redis_url: str) -> AsyncIterator[Redis]:
    async with open_redis(redis_url) as client:
        yield client


@pytest.fixture
def accounts(database: Database) -> DatabaseAccounts:
    return DatabaseAccounts(database, SECRET, {})


@pytest.fixture
async def user(accounts: DatabaseAccounts) -> User:
    """Somebody in a tenant of their own, so that no test sees another's jobs."""
    return User(await accounts.tenant_named(f"tenant-{secrets.token_hex(6)}"), "maria")


@pytest.fixture
def queue_name() -> str:
    return f"test-{secrets.token_hex(6)}"


@pytest.fixture
def documents() -> Path:
    return Path(__file__).parent / "fixtures" / "documents"
