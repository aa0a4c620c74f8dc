"""Jobs of all kinds: list, look, cancel, retry, delete; and those that were given up."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from app.accounts import User
from app.api import described
from app.api.answers import Json, plain, tagged
from app.api.auth import Caller
from app.api.idempotency import once
from app.api.kinds import desk_of
from app.api.paging import Limit, Offset
from app.api.paths import PREFIX, both, job_id_of
from app.api.schemas.jobs import Deleted, JobList, JobSummary, JobView
from app.api.services import Current
from app.jobs import orders
from app.jobs.model import Job, JobFilter, Kind, Status
from app.services import Replay, Services

jobs = APIRouter(prefix=f"{PREFIX}/jobs", tags=["jobs"])
dead_letters = APIRouter(prefix=f"{PREFIX}/dead-letters", tags=["jobs"])

After = Annotated[
    datetime | None, Query(description="Only what was created after this moment (ISO 8601; UTC without an offset).")
]


@jobs.get("", response_model=JobList, **described.LIST_JOBS)
async def list_jobs(
    user: Caller,
    services: Current,
    *,
    kind: Kind | None = None,
    status: Status | None = None,
    created_after: After = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Response:
    return await _listed(user, services, JobFilter(kind, status, _aware(created_after), limit, offset))


@jobs.get("/{job_id}", response_model=JobView, **described.GET_JOB)
async def get_job(request: Request, job_id: str, user: Caller, services: Current) -> Response:
    job = await services.jobs.get(user, job_id_of(job_id))
    events = await services.jobs.events(user, job.id, 0)
    cost = await services.usage.cost_of(user, job.id)
    return tagged(request, Json(JobView.told(job, events, cost).model_dump()))


@jobs.delete("/{job_id}", response_model=Deleted, **described.DELETE_JOB)
async def delete_job(job_id: str, user: Caller, services: Current, hard: bool = False) -> Response:
    if hard:
        await services.answers.forget(user, job_id_of(job_id))  # first: it may fail, and then all of this can be said again
        await orders.erase(user, job_id_of(job_id), desk_of(services))
        return Json({"status": "hard_deleted"})
    await services.jobs.hide(user, job_id_of(job_id))
    return Json({"status": "deleted"})


async def cancel_job(request: Request, job_id: str, user: Caller, services: Current) -> Response:
    wanted = job_id_of(job_id)
    return await _changed(request, user, services, lambda: orders.cancel(user, wanted, desk_of(services), services.news))


async def retry_job(request: Request, job_id: str, user: Caller, services: Current) -> Response:
    wanted = job_id_of(job_id)
    return await _changed(request, user, services, lambda: orders.retry(user, wanted, desk_of(services), services.news))


async def _listed(user: User, services: Services, wanted: JobFilter) -> Response:
    page = await services.jobs.list(user, wanted)
    return Json(JobList.of(page, wanted.limit, wanted.offset).model_dump())


async def _changed(request: Request, user: User, services: Services, change: Callable[[], Awaitable[Job]]) -> Response:
    async def act(_: UUID) -> Replay:
        return Replay(200, {}, plain(JobSummary.of(await change())))

    answer = await once(request, user, services, None, act)
    return Json(answer.body, answer.status, answer.headers)


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


@dead_letters.get("", response_model=JobList, **described.LIST_DEAD_LETTERS)
async def list_dead_letters(user: Caller, services: Current, limit: Limit = 20, offset: Offset = 0) -> Response:
    return await _listed(user, services, JobFilter(status=Status.FAILED, limit=limit, offset=offset))


both(jobs, "/{job_id}/cancel", cancel_job, response_model=JobSummary, **described.CANCEL_JOB)
both(jobs, "/{job_id}/retry", retry_job, response_model=JobSummary, **described.RETRY_JOB)
both(dead_letters, "/{job_id}/requeue", retry_job, response_model=JobSummary, **described.REQUEUE)
