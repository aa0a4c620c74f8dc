"""Status and result of a job, by the contract's tables."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from app.jobs.model import Status
from tests.api.conftest import SCORE

Order = Callable[..., Awaitable[str]]
Work = Callable[[str], Awaitable[None]]
STATUS = "/api/v1/analyze/status/"
RESULT = "/api/v1/analyze/result/"


async def test_a_queued_job_tells_where_it_stands(client: httpx.AsyncClient, order: Order) -> None:
    job_id = await order()
    answer = await client.get(STATUS + job_id)
    body = answer.json()
    when = datetime.fromisoformat(body.pop("enqueue_time"))
    assert answer.status_code == 200
    assert when.utcoffset() == timedelta(0)
    assert body == {
        "success": True, "job_id": job_id, "status": "queued", "result": None, "start_time": None, "finish_time": None,
        "progress": {"stage": "queued", "percent": 0}, "attempt": 0, "error": None, "error_type": None,
    }  # fmt: skip
    assert answer.headers["Retry-After"] == "1"


async def test_a_running_jobs_result_is_not_there_yet(client: httpx.AsyncClient, order: Order) -> None:
    job_id = await order()
    answer = await client.get(RESULT + job_id)
    assert answer.status_code == 202
    assert answer.headers["Retry-After"] == "1"
    assert answer.json() == {
        "success": False, "job_id": job_id, "status": "queued", "status_url": STATUS + job_id,
        "message": "Job not yet complete. Please wait and try again.",
    }  # fmt: skip


async def test_a_complete_job_answers_its_score(client: httpx.AsyncClient, order: Order, work: Work) -> None:
    job_id = await order(resume_improvement_id="session-456")
    await work(job_id)
    status, result = (await client.get(STATUS + job_id)).json(), (await client.get(RESULT + job_id)).json()
    assert (status["status"], status["attempt"], status["progress"]) == ("complete", 1, {"stage": "complete", "percent": 100})
    assert status["start_time"] and status["finish_time"]
    assert result["success"] and result["job_id"] == job_id
    assert status["result"] == result["data"]
    assert result["data"]["scores"] == SCORE["scores"]
    assert result["data"]["resume_improvement_id"] == "session-456"


async def test_a_failed_job_says_why(client: httpx.AsyncClient, work: Work) -> None:
    answer = await client.post("/api/v1/analyze", files={"file": ("cv.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 200)})
    job_id = answer.json()["job_id"]
    await work(job_id)
    status, result = await client.get(STATUS + job_id), await client.get(RESULT + job_id)
    assert status.json()["status"] == "failed"
    assert result.status_code == 200
    assert set(result.json()) == {"success", "job_id", "status", "error", "error_type"}
    assert (result.json()["success"], result.json()["status"]) == (False, "failed")
    assert result.json()["error_type"] == status.json()["error_type"] == "not_a_resume_file"
    assert result.json()["error"].endswith(".")


async def test_a_cancelled_job_has_no_result(client: httpx.AsyncClient, order: Order) -> None:
    job_id = await order()
    await client.post(f"/api/v1/jobs/{job_id}/cancel")
    answer = await client.get(RESULT + job_id)
    assert (answer.status_code, answer.json()["success"], answer.json()["status"]) == (200, False, "cancelled")


@pytest.mark.parametrize("job_id", [str(uuid4()), "not-a-uuid"])
async def test_an_unknown_job_is_not_found(client: httpx.AsyncClient, job_id: str) -> None:
    status, result = await client.get(STATUS + job_id), await client.get(RESULT + job_id)
    assert (status.status_code, status.json()["status"], status.json()["job_id"]) == (404, "not_found", job_id)
    assert (result.status_code, result.json()["status"]) == (404, 404)
    assert result.json()["detail"] == f"Job {job_id} not found. It may have expired or never existed."


async def test_what_a_poller_holds_is_not_sent_again(client: httpx.AsyncClient, order: Order, work: Work) -> None:
    job_id = await order()
    first = {path: await client.get(path + job_id) for path in (STATUS, RESULT)}
    held = {path: await client.get(path + job_id, headers={"If-None-Match": first[path].headers["ETag"]}) for path in first}
    assert [(answer.status_code, answer.content) for answer in held.values()] == [(304, b""), (304, b"")]
    assert held[STATUS].headers["ETag"] == first[STATUS].headers["ETag"]
    assert held[STATUS].headers["Retry-After"] == "1"
    await work(job_id)
    changed = await client.get(STATUS + job_id, headers={"If-None-Match": first[STATUS].headers["ETag"]})
    assert changed.status_code == 200


async def test_a_job_that_keeps_nothing_goes_once_it_was_fetched(client: httpx.AsyncClient, order: Order, work: Work) -> None:
    job_id = await order(expires_in_days=0)
    await work(job_id)
    assert (await client.get(STATUS + job_id)).json()["status"] == Status.COMPLETE
    assert (await client.get(RESULT + job_id)).status_code == 200
    assert (await client.get(RESULT + job_id)).status_code == 404
