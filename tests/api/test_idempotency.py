"""A request said twice is done once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from app.errors import Unavailable
from app.jobs.model import Job
from app.services import Services
from tests.api.conftest import Keys

ANALYZE = "/api/v1/analyze/"
JOBS = "/api/v1/jobs"
TWICE = {"Idempotency-Key": "9d2c1a7e"}
Order = Callable[..., Awaitable[str]]


async def total(client: httpx.AsyncClient) -> int:
    return int((await client.get(JOBS)).json()["meta"]["total"])


async def test_the_same_request_has_the_same_answer(client: httpx.AsyncClient, resume: str) -> None:
    first = await client.post(ANALYZE, json={"resume_text": resume}, headers=TWICE)
    again = await client.post(ANALYZE.rstrip("/"), json={"resume_text": resume}, headers=TWICE)
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert await total(client) == 1


async def test_an_upload_is_the_same_whatever_its_boundary(client: httpx.AsyncClient, resume: str) -> None:
    ids = set()
    for boundary in ("one", "two"):
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}", **TWICE}
        answer = await client.post(ANALYZE, files={"file": (f"{boundary}.txt", resume.encode())}, headers=kind)
        ids.add(answer.json()["job_id"])
    assert len(ids) == 1


@pytest.mark.parametrize("other", [{"resume_text": "x" * 60}, {"profile": "sales"}, {"expires_in_days": 1}])
async def test_another_body_under_the_same_key_is_refused(client: httpx.AsyncClient, resume: str, other: dict[str, str]) -> None:
    await client.post(ANALYZE, json={"resume_text": resume}, headers=TWICE)
    answer = await client.post(ANALYZE, json={"resume_text": resume, **other}, headers=TWICE)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")


async def test_a_key_is_its_users_own(client: httpx.AsyncClient, resume: str, keys: Keys) -> None:
    callers = [{}, {"X-User-Id": "ana"}, {"X-API-Key": keys.theirs}]
    answers = [await client.post(ANALYZE, json={"resume_text": resume}, headers={**TWICE, **one}) for one in callers]
    assert len({answer.json()["job_id"] for answer in answers}) == 3


async def test_of_many_twins_one_makes_a_job(client: httpx.AsyncClient, resume: str) -> None:
    twins = [client.post(ANALYZE, json={"resume_text": resume}, headers=TWICE) for _ in range(50)]
    answers = await asyncio.gather(*twins)
    assert {answer.status_code for answer in answers} <= {202, 409}
    assert len({answer.json()["job_id"] for answer in answers if answer.status_code == 202}) == 1
    assert await total(client) == 1


async def test_a_refused_request_leaves_its_key_free(client: httpx.AsyncClient, order: Order, resume: str) -> None:
    job_id = await order()
    assert (await client.post(f"{JOBS}/{job_id}/retry", headers=TWICE)).status_code == 409
    assert (await client.post(ANALYZE, json={"resume_text": resume}, headers=TWICE)).status_code == 202


async def test_a_cancel_said_twice_is_answered_twice(client: httpx.AsyncClient, order: Order) -> None:
    job_id = await order()
    answers = [await client.post(f"{JOBS}/{job_id}/cancel", headers=TWICE) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()


@pytest.mark.parametrize("key", ["", "with space", "x" * 256])
async def test_a_key_is_a_token(client: httpx.AsyncClient, resume: str, key: str) -> None:
    answer = await client.post(ANALYZE, json={"resume_text": resume}, headers={"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_idempotency_key")


async def test_after_a_failure_halfway_the_same_job_is_made(client: httpx.AsyncClient, app: FastAPI, resume: str) -> None:
    services: Services = app.state.services
    asked: list[UUID] = []

    class LosesAnswers:
        """The row is kept, and the answer to that is lost."""

        async def add(self, job: Job) -> Job:
            asked.append((await services.jobs.add(job)).id)
            raise Unavailable("The connection broke.", retry_after=1)

        def __getattr__(self, name: str) -> object:
            return getattr(services.jobs, name)

    app.state.services = replace(services, jobs=LosesAnswers())  # type: ignore[arg-type]  # it passes the rest on
    lost = await client.post(ANALYZE, json={"resume_text": resume}, headers=TWICE)
    app.state.services = services
    made = await client.post(ANALYZE, json={"resume_text": resume}, headers=TWICE)
    assert (lost.status_code, made.status_code) == (503, 202)
    assert lost.headers["Retry-After"] == "1"
    assert UUID(made.json()["job_id"]) == asked[0]
    assert await total(client) == 1
