"""A user who wants to be forgotten."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI
from redis.asyncio import Redis

from app.accounts import User
from app.broker.answers import RedisAnswers
from app.jobs.usage import Call
from app.services import Services
from app.settings import Settings
from app.storage.accounts import DatabaseAccounts
from app.storage.database import Database
from app.storage.usage import DatabaseUsage
from tests.api.things import Things

ME = "/api/v1/users/me"
Order = Callable[..., Awaitable[str]]
Work = Callable[[str], Awaitable[None]]


async def tables_of_users(database: Database) -> list[str]:
    rows = await database.rows(
        """select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where table_schema = 'public' and column_name = 'user_id' and table_type = 'BASE TABLE'"""
    )
    return [row["table_name"] for row in rows]


async def test_everything_goes_and_nothing_of_others(
    client: httpx.AsyncClient, things: Things, work: Work, settings: Settings, database: Database
) -> None:
    ids = await things.of(Things.ALL)
    await work(ids["job_id"])
    held = {"Idempotency-Key": "9d2c1a7e"}
    await client.post(f"/api/v1/resumes/{ids['resume_id']}/attestations", json={"question": "Q?", "answer": "A."}, headers=held)
    other = {"X-User-Id": "somebody"}
    await client.post("/api/v1/resumes", json={"parsed_json": {"name": "Ana"}}, headers=other)

    answer = await client.delete(ME)
    assert answer.json() == {
        "status": "hard_deleted",
        "erased": {
            "jobs": 2, "artifacts": 0, "resume_versions": 2, "attestations": 2, "job_postings": 1, "idempotency_keys": 1,
            "cached_results": 0, "files": 1,
        },
    }  # fmt: skip
    for table in await tables_of_users(database):
        rows = await database.rows(
            f"select 1 from {table} where user_id = 'demo' and tenant_id = (select id from tenants where name = %s)",
            (f"{settings.queue_name}-ours",),
        )
        assert rows == [], table
    assert [file for file in Path(settings.files).rglob("*") if file.is_file()] == []
    assert (await client.get("/api/v1/resumes", headers=other)).json()["meta"]["total"] == 1
    assert set((await client.delete(ME)).json()["erased"].values()) == {0}


async def test_models_answers_go_and_what_they_cost_loses_the_users_name(  # noqa: PLR0917 - fixtures
    client: httpx.AsyncClient, order: Order, settings: Settings, accounts: DatabaseAccounts, database: Database, redis: Redis
) -> None:
    user = User(await accounts.tenant_named(f"{settings.queue_name}-ours"), "demo")
    await DatabaseUsage(database).record(user, UUID(await order()), Call("gemini", "m", "q", "answered", 1, 1, 0.5))
    await RedisAnswers(redis, settings.queue_name).put(user, uuid4(), "key", b"{}", 60)
    assert (await client.delete(ME)).json()["erased"]["cached_results"] == 1
    assert await RedisAnswers(redis, settings.queue_name).get(user, "key") is None
    costs = [
        (await client.get("/api/v1/usage", params={"scope": scope})).json()["totals"]["cost_usd"] for scope in ("user", "tenant")
    ]
    assert costs == [0, 0.5]


async def test_a_job_that_runs_meanwhile_leaves_nothing(client: httpx.AsyncClient, order: Order, app: FastAPI) -> None:
    services: Services = app.state.services
    job_id = await order()
    held = await services.jobs.claim(UUID(job_id), "w", 10)
    assert held
    assert (await client.delete(ME)).json()["erased"]["jobs"] == 1
    assert not await services.jobs.touch(held, held.progress, 10)
    assert (await client.get(f"/api/v1/jobs/{job_id}")).status_code == 404
