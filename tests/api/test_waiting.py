"""`Prefer: wait=N`: an answer that comes when the job ends."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

from app.jobs.ports import News
from tests.api.conftest import SCORE

ANALYZE = "/api/v1/analyze/"
WAIT = {"Prefer": "wait=60"}
Order = Callable[..., Awaitable[str]]
Work = Callable[[str], Awaitable[None]]


class Watched:
    """News that tells who listens to which job; a deaf one never wakes anybody."""

    def __init__(self, news: News, *, deaf: bool = False) -> None:
        self._news = news
        self._deaf = deaf
        self.listened: asyncio.Queue[str] = asyncio.Queue()

    async def publish(self, job_id: UUID) -> None:
        await self._news.publish(job_id)

    @asynccontextmanager
    async def listen(self, job_id: UUID) -> AsyncIterator[Callable[[float], Awaitable[None]]]:
        async with self._news.listen(job_id) as wait:
            await self.listened.put(str(job_id))
            yield asyncio.sleep if self._deaf else wait


@pytest.fixture
def watched(client: httpx.AsyncClient, app: FastAPI) -> Watched:
    watched = Watched(app.state.services.news)
    app.state.services = replace(app.state.services, news=watched)
    return watched


@pytest.mark.parametrize("path", ["status", "result"])
async def test_the_answer_comes_when_the_job_ends(
    client: httpx.AsyncClient, watched: Watched, order: Order, work: Work, path: str
) -> None:
    asked = asyncio.create_task(client.get(f"{ANALYZE}{path}/{await order()}", headers=WAIT))
    await work(await watched.listened.get())
    answer = await asked
    assert (answer.status_code, answer.json()["success"]) == (200, True)
    assert answer.headers["Preference-Applied"] == "wait=60"
    assert answer.json().get("status", "complete") == "complete"


async def test_a_submit_that_waits_brings_the_result(
    client: httpx.AsyncClient, watched: Watched, resume: str, work: Work
) -> None:
    asked = asyncio.create_task(client.post(ANALYZE, json={"resume_text": resume}, headers=WAIT))
    job_id = await watched.listened.get()
    await work(job_id)
    answer = await asked
    assert (answer.status_code, answer.json()["status"], answer.json()["job_id"]) == (202, "complete", job_id)
    assert answer.json()["result"]["scores"] == SCORE["scores"]
    assert answer.headers["Preference-Applied"] == "wait=60"


async def test_a_repetition_waits_as_well(client: httpx.AsyncClient, resume: str, work: Work) -> None:
    async def submitted(**headers: str) -> Any:
        told = {"Idempotency-Key": "9d2c1a7e", **headers}
        return (await client.post(ANALYZE, json={"resume_text": resume}, headers=told)).json()

    await work((await submitted())["job_id"])
    assert (await submitted())["status"] == "queued"
    assert (await submitted(Prefer="wait=5"))["result"]["scores"] == SCORE["scores"]


async def test_after_the_time_what_is_known_is_answered(client: httpx.AsyncClient, order: Order) -> None:
    answer = await client.get(f"{ANALYZE}status/{await order()}", headers={"Prefer": "respond-async, wait=1"})
    assert (answer.status_code, answer.json()["status"]) == (200, "queued")
    assert answer.headers["Preference-Applied"] == "wait=1"


async def test_an_ended_job_is_answered_at_once(client: httpx.AsyncClient, order: Order, work: Work) -> None:
    job_id = await order()
    await work(job_id)
    answer = await client.get(f"{ANALYZE}status/{job_id}", headers={"Prefer": "wait=100000"})
    assert answer.json()["status"] == "complete"
    assert answer.headers["Preference-Applied"] == "wait=60"


@pytest.mark.parametrize("prefer", ["wait=soon", "wait=-5", "await=5", "wait", ""])
async def test_what_is_no_wait_is_passed_over(client: httpx.AsyncClient, order: Order, prefer: str) -> None:
    answer = await client.get(f"{ANALYZE}status/{await order()}", headers={"Prefer": prefer})
    assert answer.status_code == 200
    assert "Preference-Applied" not in answer.headers


async def test_waiting_outlives_lost_news(client: httpx.AsyncClient, app: FastAPI, order: Order, work: Work) -> None:
    deaf = Watched(app.state.services.news, deaf=True)
    app.state.services = replace(app.state.services, news=deaf)
    asked = asyncio.create_task(client.get(f"{ANALYZE}status/{await order()}", headers=WAIT))
    await work(await deaf.listened.get())
    assert (await asked).json()["status"] == "complete"


async def test_waiting_ends_with_the_process(client: httpx.AsyncClient, app: FastAPI, watched: Watched, order: Order) -> None:
    asked = asyncio.create_task(client.get(f"{ANALYZE}status/{await order()}", headers=WAIT))
    app.state.leaving.now = True
    await app.state.services.news.publish(UUID(await watched.listened.get()))
    assert (await asked).json()["status"] == "queued"


async def test_a_repetition_outlives_its_job(client: httpx.AsyncClient, resume: str) -> None:
    told = {"Idempotency-Key": "9d2c1a7e", "Prefer": "wait=5"}
    made = await client.post(ANALYZE, json={"resume_text": resume}, headers={"Idempotency-Key": told["Idempotency-Key"]})
    await client.delete(f"/api/v1/jobs/{made.json()['job_id']}", params={"hard": True})
    again = await client.post(ANALYZE, json={"resume_text": resume}, headers=told)
    assert (again.status_code, again.json()) == (202, made.json())
