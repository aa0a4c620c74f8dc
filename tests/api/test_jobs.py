"""Jobs of all kinds: list, look, cancel, retry, delete, and those that were given up."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from app.broker.answers import RedisAnswers
from app.broker.redis import open_redis
from app.local.ports import free_port
from app.settings import Settings
from app.storage.database import Database

Order = Callable[..., Awaitable[str]]
Work = Callable[[str], Awaitable[None]]
JOBS = "/api/v1/jobs"
IMAGE = b"\x89PNG\r\n\x1a\n" + b"\0" * 200


@pytest.fixture
async def failed(client: httpx.AsyncClient, work: Work) -> str:
    """A job that failed for good."""
    answer = await client.post("/api/v1/analyze/", files={"file": ("cv.pdf", IMAGE)})
    job_id = str(answer.json()["job_id"])
    await work(job_id)
    return job_id


async def test_a_list_is_newest_first_and_tells_its_pages(client: httpx.AsyncClient, order: Order) -> None:
    ids = [await order() for _ in range(5)]
    first = (await client.get(JOBS, params={"limit": 2})).json()
    last = (await client.get(JOBS, params={"limit": 2, "offset": 4})).json()
    assert [job["job_id"] for job in first["items"]] == [ids[4], ids[3]]
    assert first["meta"] == {"limit": 2, "offset": 0, "total": 5, "has_more": True, "next_offset": 2}
    assert [job["job_id"] for job in last["items"]] == [ids[0]]
    assert last["meta"] == {"limit": 2, "offset": 4, "total": 5, "has_more": False, "next_offset": None}


async def test_a_list_carries_no_resume(client: httpx.AsyncClient, order: Order, work: Work) -> None:
    await work(await order(job_text="Assistant wanted who knows Quillfeather's ledger by heart and by hand."))
    listed = await client.get(JOBS)
    assert listed.json()["meta"]["total"] == 1
    assert "Aldous" not in listed.text
    assert "Quillfeather" not in listed.text


async def test_a_list_is_narrowed(client: httpx.AsyncClient, order: Order) -> None:
    stopped, _ = await order(), await order()
    await client.post(f"{JOBS}/{stopped}/cancel")
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    wanted = ({"status": "cancelled"}, {"kind": "analyze"}, {"created_after": later}, {"created_after": "2020-01-01T00:00:00"})
    narrowed = [(await client.get(JOBS, params=one)).json()["meta"]["total"] for one in wanted]
    assert narrowed == [1, 2, 0, 2]


@pytest.mark.parametrize(
    "wrong", [{"limit": 0}, {"limit": 101}, {"offset": -1}, {"offset": 10**30}, {"status": "x"}, {"kind": "x"}]
)
async def test_a_list_refuses_what_cannot_be(client: httpx.AsyncClient, wrong: dict[str, str]) -> None:
    answer = await client.get(JOBS, params=wrong)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == next(iter(wrong))


async def test_a_job_tells_its_attempts_timings_and_cost(client: httpx.AsyncClient, order: Order, work: Work) -> None:
    job_id = await order(metadata={"team": "north"})
    await work(job_id)
    job = (await client.get(f"{JOBS}/{job_id}")).json()
    assert [(one["number"], one["outcome"]) for one in job["attempts"]] == [(1, "complete")]
    assert job["timings"]["total_seconds"] >= job["timings"]["running_seconds"] > 0
    assert (job["cost_usd"], job["metadata"]) == (0.0, {"team": "north"})


async def test_a_queued_job_is_stopped_and_stays_so(client: httpx.AsyncClient, order: Order, work: Work) -> None:
    job_id = await order()
    stopped = await client.post(f"{JOBS}/{job_id}/cancel")
    await work(job_id)
    assert (stopped.status_code, stopped.json()["status"]) == (200, "cancelled")
    assert (await client.get(f"{JOBS}/{job_id}")).json()["status"] == "cancelled"


async def test_an_ended_job_cannot_be_stopped(client: httpx.AsyncClient, order: Order, work: Work) -> None:
    job_id = await order()
    await work(job_id)
    answer = await client.post(f"{JOBS}/{job_id}/cancel/")
    assert (answer.status_code, answer.headers["Content-Type"]) == (409, "application/problem+json")
    assert "complete" in answer.json()["detail"]


async def test_a_failed_job_is_tried_again_under_its_id(client: httpx.AsyncClient, failed: str, work: Work) -> None:
    again = await client.post(f"{JOBS}/{failed}/retry")
    assert (again.status_code, again.json()["status"], again.json()["error"]) == (200, "queued", None)
    await work(failed)
    job = (await client.get(f"{JOBS}/{failed}")).json()
    assert [(one["number"], one["outcome"]) for one in job["attempts"]] == [(1, "failed"), (2, "failed")]


async def test_only_a_failed_job_is_retried(client: httpx.AsyncClient, order: Order) -> None:
    assert (await client.post(f"{JOBS}/{await order()}/retry")).status_code == 409


async def test_dead_letters_are_listed_and_requeued(client: httpx.AsyncClient, failed: str, order: Order) -> None:
    await order()
    dead = (await client.get("/api/v1/dead-letters")).json()
    assert [(job["job_id"], job["error_type"], job["attempt"]) for job in dead["items"]] == [(failed, "not_a_resume_file", 1)]
    assert (await client.post(f"/api/v1/dead-letters/{failed}/requeue")).json()["status"] == "queued"
    assert (await client.get("/api/v1/dead-letters")).json()["items"] == []


async def test_a_deleted_job_is_gone_from_every_read(client: httpx.AsyncClient, order: Order) -> None:
    job_id = await order()
    assert (await client.delete(f"{JOBS}/{job_id}")).json() == {"status": "deleted"}
    answers = [
        await client.get(f"{JOBS}/{job_id}"),
        await client.get(f"{JOBS}/{job_id}/events"),
        await client.get(f"/api/v1/analyze/status/{job_id}"),
        await client.get(f"/api/v1/analyze/result/{job_id}"),
        await client.post(f"{JOBS}/{job_id}/cancel"),
        await client.delete(f"{JOBS}/{job_id}"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 6
    assert (await client.get(JOBS)).json()["items"] == []


async def test_a_hard_delete_leaves_nothing(
    client: httpx.AsyncClient, order: Order, work: Work, database: Database, settings: Settings
) -> None:
    job_id = await order()
    await work(job_id)
    assert (await client.delete(f"{JOBS}/{job_id}", params={"hard": True})).json() == {"status": "hard_deleted"}
    assert await database.rows("select 1 from jobs where id = %s", (job_id,)) == []
    assert await database.rows("select 1 from job_events where job_id = %s", (job_id,)) == []
    assert [path for path in Path(settings.files).rglob("*") if path.is_file()] == []


async def test_a_hard_delete_that_cannot_forget_everything_forgets_nothing_and_may_be_said_again(
    client: httpx.AsyncClient, order: Order, app: FastAPI, settings: Settings
) -> None:
    job_id, services = await order(), app.state.services
    async with open_redis(f"redis://127.0.0.1:{free_port()}") as away:
        app.state.services = replace(services, answers=RedisAnswers(away, settings.queue_name))
        for address in (f"{JOBS}/{job_id}?hard=true", "/api/v1/users/me"):
            answer = await client.delete(address)
            assert (answer.status_code, answer.json()["code"]) == (503, "queue_unavailable")
            assert int(answer.headers["Retry-After"]) > 0
    app.state.services = services
    assert (await client.get(f"{JOBS}/{job_id}")).status_code == 200
    assert (await client.delete(f"{JOBS}/{job_id}", params={"hard": True})).json() == {"status": "hard_deleted"}
