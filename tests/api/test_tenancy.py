"""Every operation of the document, as another tenant, as another user, and as nobody."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from app.api.app import OFFERS, create_app
from app.services import Doorstep
from tests.api.conftest import Keys
from tests.api.things import Things

Order = Callable[..., Awaitable[str]]


def operations() -> Iterator[tuple[str, str, Any]]:
    async def never() -> AsyncIterator[None]:
        yield

    document = create_app(never, Doorstep(version="0")).openapi()  # type: ignore[arg-type]  # it is never opened
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def body_of(operation: Any) -> Any:
    """The first example of what an operation takes; None where it takes nothing."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return next((example["value"] for example in content.get("examples", {}).values()), None)


GUARDED = [one for one in operations() if one[2].get("security")]
OF_SOMETHING = [one for one in GUARDED if "{" in one[1] and "{template}" not in one[1]]  # templates are everybody's
PUBLIC = {"/", "/health", "/health/live", "/health/ready"}


def test_only_what_the_contract_names_is_public() -> None:
    assert {path for _, path, operation in operations() if not operation.get("security")} == PUBLIC
    assert len(OF_SOMETHING) >= 14 + 2 * len(OFFERS)


@pytest.mark.parametrize("called", GUARDED, ids=lambda called: f"{called[0]} {called[1]}")
async def test_nobody_is_told_anything(client: httpx.AsyncClient, things: Things, called: tuple[str, str, Any]) -> None:
    method, path, operation = called
    path = path.format(**await things.of(path))
    answer = await client.request(method, path, headers={"X-API-Key": ""}, json=body_of(operation))
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")


@pytest.mark.parametrize("called", OF_SOMETHING, ids=lambda called: f"{called[0]} {called[1]}")
async def test_strangers_learn_no_more_than_of_what_never_was(
    client: httpx.AsyncClient, things: Things, keys: Keys, called: tuple[str, str, Any]
) -> None:
    method, path, operation = called
    ids, body = await things.of(path), body_of(operation)
    never = {name: str(uuid4()) for name in ids}
    expected = await client.request(method, path.format(**never), json=body)
    for stranger in ({"X-API-Key": keys.theirs}, {"X-User-Id": "somebody"}):
        answer = await client.request(method, path.format(**ids), headers=stranger, json=body)
        assert answer.status_code == 404
        assert _renamed(answer.text, ids, never) == expected.text
    assert await _untouched(client, ids)


def _renamed(text: str, ids: dict[str, str], others: dict[str, str]) -> str:
    for name, other in others.items():
        text = text.replace(ids[name], other)
    return text


async def _untouched(client: httpx.AsyncClient, ids: dict[str, str]) -> bool:
    resume, posting = (
        f"/api/v1/{kept}/{ids.get(name)}" for kept, name in (("resumes", "resume_id"), ("job-postings", "posting_id"))
    )
    if "job_id" in ids and (await client.get(f"/api/v1/jobs/{ids['job_id']}")).json()["status"] != "queued":
        return False
    if "attestation_id" in ids and (await client.get(f"{resume}/attestations")).json()["meta"]["total"] != 1:
        return False
    if "posting_id" in ids and (await client.get(posting)).status_code != 200:
        return False
    kept = (await client.get(resume)).json() if "resume_id" in ids else {}
    return bool(kept.get("created_at") == kept.get("updated_at"))


@pytest.mark.parametrize("path", ["/api/v1/jobs", "/api/v1/dead-letters", "/api/v1/resumes", "/api/v1/job-postings"])
async def test_lists_show_ones_own(client: httpx.AsyncClient, things: Things, keys: Keys, path: str) -> None:
    await things.of(Things.ALL)
    for stranger in ({"X-API-Key": keys.theirs}, {"X-User-Id": "somebody"}):
        assert (await client.get(path, headers=stranger)).json()["meta"]["total"] == 0


async def test_a_held_answer_is_no_proof_for_strangers(client: httpx.AsyncClient, order: Order, keys: Keys) -> None:
    path = f"/api/v1/analyze/status/{await order()}"
    tag = (await client.get(path)).headers["ETag"]
    answer = await client.get(path, headers={"X-API-Key": keys.theirs, "If-None-Match": tag})
    assert answer.status_code == 404
