"""Failures tell what to do, and nothing else."""

from dataclasses import replace
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from structlog.testing import capture_logs

from app.errors import Unavailable

FIELDS = {"type", "title", "status", "detail", "instance", "code"}


async def test_an_unknown_address_is_a_problem(client: httpx.AsyncClient) -> None:
    answer = await client.get("/nowhere/at all?key=<b>")
    body = answer.json()
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(body) == FIELDS
    assert (body["status"], body["code"], body["instance"]) == (404, "no_such_address", "/nowhere/at%20all")


async def test_a_wrong_method_is_a_problem(client: httpx.AsyncClient) -> None:
    answer = await client.put("/api/v1/analyze/")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["Allow"] == "POST"


async def test_a_crash_tells_nothing_of_itself(client: httpx.AsyncClient, app: FastAPI) -> None:
    async def boom() -> None:
        raise ValueError("the secret of Quillfeather")

    app.add_api_route("/boom", boom)
    with capture_logs() as logs:
        answer = await client.get("/boom", headers={"X-Request-ID": "mine-1"})
    body = answer.json()
    assert (answer.status_code, set(body), body["code"]) == (500, FIELDS, "internal_error")
    assert answer.headers["X-Request-ID"] == "mine-1"
    assert "Quillfeather" not in answer.text + str(logs)
    app.router.routes.pop()
    crash = next(line for line in logs if line["event"] == "request.crashed")
    assert crash["error"] == "ValueError"
    assert any("test_problems.py" in place for place in crash["where"])


async def test_a_database_that_is_away_is_said_so(client: httpx.AsyncClient, app: FastAPI, resume: str) -> None:
    class Away:
        def __getattr__(self, name: str) -> Any:
            raise Unavailable("Our database is out of reach.", code="database_unavailable", retry_after=4.2)

    app.state.services = replace(app.state.services, jobs=Away())
    for answer in (await client.get("/api/v1/jobs"), await client.post("/api/v1/analyze", json={"resume_text": resume})):
        assert (answer.status_code, answer.json()["code"]) == (503, "database_unavailable")
        assert answer.headers["Retry-After"] == "5"


@pytest.mark.parametrize("path", ["/", "/health/live", "/api/v1/jobs", "/nowhere", "/docs", "/openapi.json"])
async def test_every_answer_is_guarded(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "default-src" in headers["Content-Security-Policy"]
    assert headers["X-Request-ID"]


async def test_a_sane_request_id_is_kept_and_carried_into_the_job(client: httpx.AsyncClient, resume: str) -> None:
    made = await client.post("/api/v1/analyze", json={"resume_text": resume}, headers={"X-Request-ID": "order-7.a"})
    job = await client.get(f"/api/v1/jobs/{made.json()['job_id']}")
    assert made.headers["X-Request-ID"] == job.json()["request_id"] == "order-7.a"
    assert job.headers["X-Request-ID"] != "order-7.a"


@pytest.mark.parametrize("told", ["", "a b", "x" * 129, "<script>", "-x"])
async def test_another_request_id_is_replaced(client: httpx.AsyncClient, told: str) -> None:
    answer = await client.get("/health/live", headers={"X-Request-ID": told})
    assert len(answer.headers["X-Request-ID"]) == 32


async def test_logs_tell_the_request_and_no_resume(client: httpx.AsyncClient, resume: str) -> None:
    with capture_logs() as logs:
        await client.post("/api/v1/analyze/", json={"resume_text": resume})
        await client.post("/api/v1/analyze/", json={"resume_text": "Maren"})
    answered = [line for line in logs if line["event"] == "request.answered"]
    assert [(line["method"], line["route"], line["status"]) for line in answered] == [
        ("POST", "/api/v1/analyze/", 202),
        ("POST", "/api/v1/analyze/", 422),
    ]
    assert "Maren" not in str(logs)
