"""What models were asked and paid, as callers see it."""

import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import jwt
import pytest
from fastapi import FastAPI

from app.accounts import User
from app.jobs.usage import Call
from app.settings import Settings
from app.storage.usage import DatabaseUsage
from tests.api.conftest import Keys

Order = Callable[..., Awaitable[str]]
PATH = "/api/v1/usage"
CALL = Call("gemini", "gemini-3.5-flash-lite", "better_lines", "answered", 1000, 200, 0.0008, 1200)


@pytest.fixture
async def spent(app: FastAPI, client: httpx.AsyncClient, order: Order, database: Any, queue_name: str) -> str:
    """A job of user `demo` that asked a model twice; returns its id."""
    job_id = await order()
    user = User(await app.state.services.accounts.tenant_named(f"{queue_name}-ours"), "demo")
    for _ in range(2):
        await DatabaseUsage(database).record(user, UUID(job_id), CALL)
    return job_id


async def test_a_user_sees_jobs_tokens_and_cost_by_day_kind_and_provider(client: httpx.AsyncClient, spent: str) -> None:
    body = (await client.get(PATH)).json()
    sums = {"jobs": 1, "calls": 2, "input_tokens": 2000, "output_tokens": 400, "total_tokens": 2400, "cost_usd": 0.0016}
    (row,) = body["items"]
    assert {**row, **sums} == row
    assert {**body["totals"], **sums} == body["totals"]
    assert (row["kind"], row["provider"], row["day"], body["scope"]) == ("analyze", "gemini", body["until"], "user")


async def test_a_job_tells_its_cost(client: httpx.AsyncClient, spent: str) -> None:
    assert (await client.get(f"/api/v1/jobs/{spent}")).json()["cost_usd"] == 0.0016


async def test_the_tenant_is_shown_all_of_its_own_and_others_nothing(client: httpx.AsyncClient, spent: str, keys: Keys) -> None:
    other, stranger = {"X-User-Id": "somebody"}, {"X-API-Key": keys.theirs}
    seen = [
        (await client.get(PATH, params=params, headers=headers)).json()["totals"]["calls"]
        for params in ({}, {"scope": "tenant"}) for headers in (other, stranger)
    ]  # fmt: skip
    assert seen == [0, 0, 2, 0]


async def test_a_span_of_days_may_be_asked_for(client: httpx.AsyncClient, spent: str) -> None:
    old = (await client.get(PATH, params={"since": "2020-01-01", "until": "2020-02-01"})).json()
    assert (old["items"], old["totals"]["jobs"], old["meta"]["total"]) == ([], 0, 0)


@pytest.mark.parametrize("params", [{"since": "2026-02-02", "until": "2026-02-01"}, {"since": "soon"}, {"scope": "world"}])
async def test_a_span_that_cannot_be_is_refused(client: httpx.AsyncClient, params: dict[str, str]) -> None:
    answer = await client.get(PATH, params=params)
    assert (answer.status_code, len(answer.json()["errors"])) == (422, 1)


async def test_the_first_day_of_all_is_no_failure(client: httpx.AsyncClient) -> None:
    assert (await client.get(PATH, params={"until": "0001-01-01"})).status_code == 200


class TestTokens:
    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"supabase_jwt_secret": "s" * 40})

    async def test_a_tenants_sums_are_for_its_key_alone(self, client: httpx.AsyncClient) -> None:
        claims = {"sub": "maria", "aud": "authenticated", "exp": int(time.time()) + 60}
        token = jwt.encode(claims, "s" * 40, algorithm="HS256")
        async with httpx.AsyncClient(base_url=client.base_url, headers={"Authorization": f"Bearer {token}"}) as maria:
            assert (await maria.get(PATH)).status_code == 200
            refused = await maria.get(PATH, params={"scope": "tenant"})
        assert (refused.status_code, refused.json()["code"]) == (401, "key_needed")
