"""The gateway on a real port, over real servers, with two tenants; and a worker that runs a job when told."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from app.api.app import Opener, create_app
from app.api.examples import HERE as EXAMPLES
from app.errors import UnreadableFile, UrlUnavailable
from app.jobs.ports import Craft, Models, Tools
from app.jobs.run import run
from app.llm.choose import ConfiguredModels
from app.services import Doorstep, Services
from app.settings import Settings
from app.wiring import doorstep, open_services
from tests.api.things import Things
from tests.conftest import SECRET
from tests.serving import serving

Json = dict[str, Any]
KEY = "X-API-Key"


@dataclass(frozen=True)
class Keys:
    """Of two tenants."""

    ours: str
    theirs: str


@pytest.fixture
def keys() -> Keys:
    return Keys(secrets.token_hex(16), secrets.token_hex(16))


@pytest.fixture
def settings(database_url: str, redis_url: str, tmp_path: Path, queue_name: str, keys: Keys) -> Settings:
    return Settings(
        database_url=database_url, redis_url=redis_url, queue_name=queue_name, files=str(tmp_path / "files"),
        secret_key=SECRET, api_keys=f"{queue_name}-ours:{keys.ours},{queue_name}-theirs:{keys.theirs}",
        rate_tenant=10_000, rate_user=10_000,
    )  # fmt: skip


@pytest.fixture
def step(settings: Settings) -> Doorstep:
    """The gateway's own limits; a test that wants others overrides this."""
    return doorstep(settings)


class CraftHere:
    """The craft itself, in this process: its sandbox takes a second to start, and has tests of its own."""

    async def run(self, function: str, data: bytes, options: Any, *, on_stage: Callable[[str], None] | None = None) -> Any:
        module, _, name = function.partition(":")
        return getattr(import_module(module), name)(data, options, on_stage or (lambda stage: None))


@pytest.fixture
def craft() -> Craft | None:
    """What reads files at the gateway; None: its own sandbox."""
    return CraftHere()


@cache
def app_of(step: Doorstep) -> tuple[FastAPI, list[Opener]]:
    """One for all tests of the same limits: its routes are made at the first call, a tenth of a second each time.

    The list holds what opens its services the next time that it starts.
    """
    openers: list[Opener] = []

    def opened() -> AbstractAsyncContextManager[Services]:
        return openers[0]()

    return create_app(opened, step), openers


@pytest.fixture
async def app(settings: Settings, step: Doorstep, craft: Craft | None) -> FastAPI:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Any]:
        async with open_services(settings) as services:
            yield replace(services, doorstep=step, craft=craft or services.craft)

    app, openers = app_of(step)
    openers[:] = [opened]
    return app


@pytest.fixture
async def port(app: FastAPI) -> AsyncIterator[int]:
    """Where the gateway listens."""
    async with serving(app, lifespan="on", ws="websockets-sansio") as port:
        yield port
        app.state.leaving.now = True


@pytest.fixture
async def client(port: int, keys: Keys) -> AsyncIterator[httpx.AsyncClient]:
    """Our own caller: user `demo` of our tenant."""
    address = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=address, headers={KEY: keys.ours}, timeout=70, verify=False) as client:
        yield client


@pytest.fixture
def resume() -> str:
    return (EXAMPLES / "resume.txt").read_text("utf-8")


@pytest.fixture
async def order(client: httpx.AsyncClient, resume: str) -> Callable[..., Awaitable[str]]:
    """Submits the résumé with these fields beside it; returns the job's id."""

    async def ordered(**fields: Any) -> str:
        answer = await client.post("/api/v1/analyze/", json={"resume_text": resume, **fields})
        assert answer.status_code == 202, answer.text
        return str(answer.json()["job_id"])

    return ordered


@pytest.fixture
def things(client: httpx.AsyncClient, app: FastAPI, keys: Keys, order: Callable[..., Awaitable[str]]) -> Things:
    """Makes what an address names."""
    return Things(client, app, keys.ours, order)


SCORE = {"scores": {"overall_score": 60.75}, "resume": {"name": "Maren Aldous"}}


class Reader:
    """The craft, as far as a gateway can tell it: a score for what may be a résumé, a refusal for an image."""

    async def run(self, function: str, data: bytes, options: Any, *, on_stage: Callable[[str], None] | None = None) -> Any:
        if data.startswith(b"\x89PNG"):
            raise UnreadableFile("not_a_resume_file")
        return SCORE


async def fetch(url: str) -> bytes:
    raise UrlUnavailable("Nothing is fetched in these tests.")


@pytest.fixture
def reader() -> Craft:
    """What reads files at the worker."""
    return Reader()


@pytest.fixture
async def models() -> Models:
    """Who writes at the worker."""
    return ConfiguredModels()


@pytest.fixture
async def work(app: FastAPI, port: int, reader: Craft, models: Models) -> Callable[[str], Awaitable[None]]:
    """Runs one try of a job, as a worker does."""

    async def worked(job_id: str) -> None:
        services: Services = app.state.services
        tools = Tools(services.jobs, services.files, services.queue, services.news, fetch, reader, models)
        await run(UUID(job_id), "tests", tools)

    return worked
