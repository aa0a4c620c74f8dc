"""The one place that knows which adapter stands behind each Protocol."""

import asyncio
import math
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from redis.asyncio import Redis

from app.broker.answers import RedisAnswers
from app.broker.limits import RedisLimiter
from app.broker.news import RedisNews
from app.broker.queue import ArqQueue
from app.broker.redis import open_redis, probe
from app.errors import Unavailable
from app.jobs.links import Signer
from app.jobs.ports import FileStore, Tools
from app.llm.alert import CostAlert
from app.llm.choose import ConfiguredModels, nameable
from app.llm.meter import Till
from app.llm.remote import Patience
from app.resume.rendering.libraries import printing_word, subsets_quickly
from app.sandbox import Limits, Sandbox, open_sandbox
from app.services import Doorstep, Rates, Services
from app.settings import IN_DATABASE, Settings
from app.storage.accounts import DatabaseAccounts
from app.storage.artifacts import DatabaseArtifacts
from app.storage.database import Database, open_database
from app.storage.erasure import DatabaseErasure
from app.storage.fetch import FetchPolicy, SafeFetch
from app.storage.file_rows import DatabaseFiles
from app.storage.files import FolderFiles
from app.storage.idempotency import DatabaseIdempotency
from app.storage.jobs import DatabaseJobs
from app.storage.library import DatabaseLibrary
from app.storage.postings import DatabasePostings
from app.storage.usage import DatabaseUsage

VERSION = "0.1.0"
PRESS = "app.resume.press"
CRAFT = ("app.resume.craft", PRESS)
"""What the sandbox's warm parent imports once for all its children."""


@dataclass(frozen=True, slots=True)
class BoundedCraft:
    """The sandbox under this machine's limits: so many files at a time, each with so much time and memory."""

    sandbox: Sandbox
    reading: Limits
    printing: Limits
    children: asyncio.Semaphore

    async def run(
        self, function: str, data: bytes, options: Mapping[str, Any], *, on_stage: Callable[[str], None] | None = None
    ) -> Any:
        limits = self.printing if function.startswith(PRESS) else self.reading
        async with self.children:
            return await self.sandbox.run(function, data, options, limits=limits, on_stage=on_stage)


MOST_WAITING = 32
"""Calls that wait for the gateway's sandbox at a time, each with its upload in memory; past them callers are asked to wait."""


class CraftAtNeed:
    """The craft of the HTTP process. Its sandbox starts with the first file, so that a gateway that reads none stays small."""

    def __init__(self, stack: AsyncExitStack, settings: Settings) -> None:
        """The sandbox ends with `stack`."""
        self._stack = stack
        self._settings = settings
        self._starting = asyncio.Lock()
        self._craft: BoundedCraft | None = None
        self._calls = 0

    async def run(
        self, function: str, data: bytes, options: Mapping[str, Any], *, on_stage: Callable[[str], None] | None = None
    ) -> Any:
        if self._calls >= MOST_WAITING:
            raise Unavailable("Too many files are being read. Try again in a few seconds.", code="reader_busy", retry_after=5)
        self._calls += 1
        try:
            return await (await self._open()).run(function, data, options, on_stage=on_stage)
        finally:
            self._calls -= 1

    async def _open(self) -> BoundedCraft:
        async with self._starting:
            if self._craft is None:
                self._craft = _craft(await self._stack.enter_async_context(open_sandbox(CRAFT)), self._settings)
            return self._craft


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """What the HTTP process needs, open for the length of the context. No server need be up for it to open."""
    async with (
        open_database(settings.database_url, largest=settings.database_connections) as database,
        open_redis(settings.redis_url) as client,
        _open_files(database, settings) as files,
        AsyncExitStack() as stack,
    ):
        accounts, news = _accounts(database, settings), _news(client, settings)
        queue = ArqQueue(client, settings.queue_name)
        async with _carried(news):
            yield Services(
                accounts=accounts,
                limiter=RedisLimiter(client, settings.queue_name),
                idempotency=DatabaseIdempotency(database),
                jobs=DatabaseJobs(database),
                files=files,
                artifacts=DatabaseArtifacts(database),
                signer=Signer(settings.secret_key),
                queue=queue,
                news=news,
                library=DatabaseLibrary(database),
                postings=DatabasePostings(database),
                erasure=DatabaseErasure(database),
                craft=CraftAtNeed(stack, settings),
                usage=DatabaseUsage(database),
                answers=RedisAnswers(client, settings.queue_name),
                probes={
                    "redis": lambda: probe(client),
                    "database": database.probe,
                    "worker": queue.probe_workers,
                    "files": files.probe,
                    "printing": _probe_printing,
                },
                doorstep=doorstep(settings),
            )


@asynccontextmanager
async def open_tools(settings: Settings) -> AsyncIterator[tuple[Tools, Callable[[], Awaitable[None]]]]:
    """What the worker process needs, open for the length of the context; and what forgets rows that served their time."""
    async with (
        open_database(settings.database_url, largest=settings.database_connections) as database,
        open_redis(settings.redis_url) as client,
        _open_files(database, settings) as files,
        open_sandbox(CRAFT) as sandbox,
        open_models(database, client, settings) as models,
    ):
        yield (
            Tools(
                jobs=DatabaseJobs(database),
                files=files,
                queue=ArqQueue(client, settings.queue_name),
                news=_news(client, settings),
                fetch=SafeFetch(FetchPolicy(max_bytes=settings.max_body_bytes, allowed_hosts=settings.allowed_hosts)).get,
                craft=_craft(sandbox, settings),
                models=models,
            ),
            lambda: _forget(DatabaseIdempotency(database), DatabaseUsage(database)),
        )


async def _forget(idempotency: DatabaseIdempotency, usage: DatabaseUsage) -> None:
    await idempotency.forget_old()
    await usage.forget_old()


async def _probe_printing() -> str:
    return printing_word(subsets_quickly())


def doorstep(settings: Settings) -> Doorstep:
    """What the gateway must know of the settings."""
    return Doorstep(
        version=VERSION,
        max_body_bytes=settings.max_body_bytes,
        body_seconds=settings.body_seconds,
        max_text_characters=settings.max_text_characters,
        retention_days=settings.retention_days,
        cors_origins=settings.origins,
        default_profile=settings.default_profile,
        attempts=settings.max_attempts,
        providers=nameable(settings.accounts),
        rates=Rates(settings.rate_tenant, settings.rate_user, settings.rate_window_seconds),
        jwt_secret=settings.supabase_jwt_secret or None,
        jwt_tenant=settings.jwt_tenant,
    )


@asynccontextmanager
async def open_models(database: Database, client: Redis, settings: Settings) -> AsyncIterator[ConfiguredModels]:
    """The language models that settings name, open for the length of the context, and loaded before the first job comes."""
    models = ConfiguredModels(
        accounts=settings.accounts,
        chain=settings.chain,
        till=Till(DatabaseUsage(database), settings.prices, settings.limits, CostAlert(settings.cost_alert_usd)),
        answers=RedisAnswers(client, settings.queue_name) if settings.llm_cache == "on" else None,
        answers_seconds=settings.llm_cache_seconds,
        patience=Patience(settings.llm_seconds, settings.llm_tries),
    )
    try:
        await models.open()
        yield models
    finally:
        await models.close()


def _craft(sandbox: Sandbox, settings: Settings) -> BoundedCraft:
    reading = Limits(settings.parse_seconds, settings.parse_cpu_seconds, settings.parse_memory_bytes)
    printing = Limits(settings.render_seconds, math.ceil(settings.render_seconds), settings.render_memory_bytes)
    return BoundedCraft(sandbox, reading, printing, asyncio.Semaphore(settings.sandbox_children or os.cpu_count() or 1))


def _accounts(database: Database, settings: Settings) -> DatabaseAccounts:
    return DatabaseAccounts(database, settings.secret_key, settings.keys)


class _Files(FileStore, Protocol):
    async def probe(self) -> str: ...


@asynccontextmanager
async def _open_files(database: Database, settings: Settings) -> AsyncIterator[_Files]:
    if settings.bucket:
        from app.storage.supabase_files import open_supabase_files  # noqa: PLC0415 - a fifth of a second where it is not used

        async with open_supabase_files(settings.supabase_url, settings.supabase_service_key, settings.bucket) as files:
            yield files
    elif settings.files == IN_DATABASE:
        yield DatabaseFiles(database)
    else:
        yield FolderFiles(_made(Path(settings.files)))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _news(client: Redis, settings: Settings) -> RedisNews:
    return RedisNews(client, settings.queue_name)


@asynccontextmanager
async def _carried(news: RedisNews) -> AsyncIterator[None]:
    carrying = asyncio.create_task(news.carry())
    try:
        yield
    finally:
        carrying.cancel()
