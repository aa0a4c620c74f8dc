"""`Prefer: wait=N`: an answer that comes when the job ends."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI

ANALYZE = "/api/v1/analyze/"
WAIT = {"Prefer": "wait=60"}
Order = Callable[..., Awaitable[str]]
Work = Callable[[str], Awaitable[None]]


async def listened_to(app: FastAPI, job_id: str) -> None:
    """Returns once somebody waits for news of the job."""
    listeners = app.state.services.news._listeners
    while job_id not in listeners:
        await asyncio.sleep(0)


@pytest.mark.parametrize("path", ["status", "result"])
async def test_the_answer_comes_when_the_job_ends(
    client: httpx.AsyncClient, app: FastAPI, order: Order, work: Work, path: str
) -> None:
    job_id = await order()
    asked = asyncio.create_task(client.get(f"{ANALYZE}{path}/{job_id}", headers=WAIT))
    await listened_to(app, job_id)
    await work(job_id)
    answer = await asked
    assert (answer.status_code, answer.json()["success"]) == (200, True)
    assert answer.headers["Preference-Applied"] == "wait=60"
    assert answer.json().get("status", "complete") == "complete"


async def test_a_submit_that_waits_brings_the_result(client: httpx.AsyncClient, app: FastAPI, resume: str, work: Work) -> None:
    asked = asyncio.create_task(client.post(ANALYZE, json={"resume_text": resume}, headers=WAIT))
    listeners = app.state.services.news._listeners
    while not listeners:
        await asyncio.sleep(0)
    await work(next(iter(listeners)))
    answer = await asked
    assert (answer.status_code, answer.json()["status"]) == (202, "complete")
    assert answer.json()["result"]["scores"]["overall_score"] == 60.75
    assert answer.headers["Preference-Applied"] == "wait=60"
    assert UUID(answer.json()["job_id"])


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
    job_id = await order()
    asked = asyncio.create_task(client.get(f"{ANALYZE}status/{job_id}", headers=WAIT))
    await listened_to(app, job_id)
    heard, app.state.services.news._listeners[job_id] = app.state.services.news._listeners[job_id], set()
    await work(job_id)
    app.state.services.news._listeners[job_id] = heard
    assert (await asked).json()["status"] == "complete"
