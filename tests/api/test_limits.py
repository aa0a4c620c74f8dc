"""How often one may call, and what is told of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI

from app.accounts import Allowance, Scope
from app.errors import Unavailable
from app.services import Doorstep, Rates
from tests.api.conftest import Keys

JOBS = "/api/v1/jobs"


class TestLimits:
    @pytest.fixture
    def step(self, step: Doorstep) -> Doorstep:
        return replace(step, rates=Rates(tenant=5, user=3, window_seconds=60))

    async def test_each_answer_tells_what_is_left(self, client: httpx.AsyncClient) -> None:
        answer = await client.get(JOBS)
        assert answer.headers["RateLimit-Policy"] == '"tenant";q=5;w=60, "user";q=3;w=60'
        assert re.fullmatch(r'"tenant";r=4;t=(59|60), "user";r=2;t=(59|60)', answer.headers["RateLimit"])

    async def test_past_a_users_limit_only_that_user_waits(self, client: httpx.AsyncClient) -> None:
        answers = [await client.get(JOBS, headers={"X-User-Id": "ana"}) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[-1].json()["code"] == "rate_limited"
        assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
        assert '"user";r=0' in answers[-1].headers["RateLimit"]
        assert (await client.get(JOBS, headers={"X-User-Id": "ben"})).status_code == 200

    async def test_past_a_tenants_limit_its_every_user_waits(self, client: httpx.AsyncClient, keys: Keys) -> None:
        statuses = [(await client.get(JOBS, headers={"X-User-Id": f"user-{n}"})).status_code for n in range(6)]
        assert statuses == [200] * 5 + [429]
        assert (await client.get(JOBS, headers={"X-API-Key": keys.theirs})).status_code == 200

    async def test_a_refused_caller_is_not_counted(self, client: httpx.AsyncClient) -> None:
        for _ in range(6):
            await client.get(JOBS, headers={"X-API-Key": "wrong"})
        assert '"tenant";r=4' in (await client.get(JOBS)).headers["RateLimit"]


class OutOfReach:
    async def take(self, scopes: Sequence[Scope]) -> Sequence[Allowance]:
        raise Unavailable("The counters are out of reach.")


async def test_without_counters_reads_and_free_work_pass(client: httpx.AsyncClient, app: FastAPI, resume: str) -> None:
    app.state.services = replace(app.state.services, limiter=OutOfReach())
    assert (await client.get(JOBS)).status_code == 200
    assert (await client.post("/api/v1/analyze/", json={"resume_text": resume})).status_code == 202
