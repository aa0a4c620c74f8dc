"""Every operation of the document, as another tenant, as another user, and as nobody."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from app.api.app import OFFERS, create_app
from app.services import Doorstep
from tests.api.conftest import Keys

Order = Callable[..., Awaitable[str]]


def operations() -> Iterator[tuple[str, str, Any]]:
    async def never() -> AsyncIterator[None]:
        yield

    document = create_app(never, Doorstep(version="0")).openapi()  # type: ignore[arg-type]  # it is never opened
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


GUARDED = [(method, path) for method, path, operation in operations() if operation.get("security")]
OF_A_JOB = [(method, path) for method, path in GUARDED if "{job_id}" in path]
PUBLIC = {"/", "/health", "/health/live", "/health/ready"}


def filled(path: str, job_id: str) -> str:
    """The path with this job's id; ids of anything else are of what never was."""
    return re.sub(r"\{(\w+)\}", lambda name: job_id if name[1] == "job_id" else str(uuid4()), path)


def test_only_what_the_contract_names_is_public() -> None:
    assert {path for _, path, operation in operations() if not operation.get("security")} == PUBLIC
    assert len(OF_A_JOB) >= 6 + 2 * len(OFFERS)


@pytest.mark.parametrize(("method", "path"), GUARDED)
async def test_nobody_is_told_anything(client: httpx.AsyncClient, order: Order, method: str, path: str) -> None:
    answer = await client.request(method, filled(path, await order()), headers={"X-API-Key": ""})
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")


@pytest.mark.parametrize(("method", "path"), OF_A_JOB)
async def test_strangers_learn_no_more_than_of_a_job_that_never_was(
    client: httpx.AsyncClient, order: Order, keys: Keys, method: str, path: str
) -> None:
    job_id, never = await order(), str(uuid4())
    expected = await client.request(method, filled(path, never))
    for stranger in ({"X-API-Key": keys.theirs}, {"X-User-Id": "somebody"}):
        answer = await client.request(method, filled(path, job_id), headers=stranger)
        assert answer.status_code == 404
        assert answer.text.replace(job_id, never) == expected.text
    assert (await client.get(f"/api/v1/jobs/{job_id}")).json()["status"] == "queued"


@pytest.mark.parametrize("path", ["/api/v1/jobs", "/api/v1/dead-letters"])
async def test_lists_show_ones_own(client: httpx.AsyncClient, order: Order, keys: Keys, path: str) -> None:
    await order()
    for stranger in ({"X-API-Key": keys.theirs}, {"X-User-Id": "somebody"}):
        assert (await client.get(path, headers=stranger)).json()["meta"]["total"] == 0


async def test_a_held_answer_is_no_proof_for_strangers(client: httpx.AsyncClient, order: Order, keys: Keys) -> None:
    path = f"/api/v1/analyze/status/{await order()}"
    tag = (await client.get(path)).headers["ETag"]
    answer = await client.get(path, headers={"X-API-Key": keys.theirs, "If-None-Match": tag})
    assert answer.status_code == 404
