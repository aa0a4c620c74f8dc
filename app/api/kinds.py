"""Submit, status and result: the same three calls for every kind of job. A kind says what it takes, and no more."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from app.accounts import User
from app.api import described, problems
from app.api.answers import Json, plain, tagged
from app.api.auth import Caller, check_user
from app.api.envelope import request_id
from app.api.idempotency import once
from app.api.paths import PREFIX, both, job_id_of, no_such_job, sane
from app.api.schemas.jobs import Accepted, NoResult, NotYet, StatusView, urls
from app.api.schemas.submission import Submission
from app.api.services import Current
from app.api.submissions import Origin, Received, read
from app.api.waiting import preferred_wait, until_ended
from app.errors import NotFound, Unavailable
from app.jobs.model import Job, Kind, Order, Status
from app.jobs.submit import Desk, submit
from app.resume.model import Value
from app.services import Doorstep, Replay, Services

B = TypeVar("B", bound=Submission)

LONGEST_PAUSE = 10
PAUSE = "1"
"""Seconds until a poller should ask again while a job runs."""


async def _as_it_stands(job: Job, services: Services) -> Job:
    return job


@dataclass(frozen=True, slots=True)
class Offer(Generic[B]):
    """A kind of job as callers order it. `options` picks from a judged body what the recipe may choose.

    `shown` makes of a job what its owner sees of it now, where that is more than the row holds.
    """

    kind: Kind
    noun: str
    summary: str
    description: str
    body: type[B]
    options: Callable[[B, Doorstep], Value]
    complete: type[BaseModel]
    examples: Mapping[str, described.Example]
    origins: tuple[Origin, ...] = ()
    shown: Callable[[Job, Services], Awaitable[Job]] = _as_it_stands


@dataclass(frozen=True, slots=True)
class Judged:
    """An order that may be taken. `complete` looks up what the job works on, and makes the order whole by it; `content` is what
    makes two requests the same."""

    complete: Callable[[], Awaitable[tuple[Order, bytes | None]]]
    content: list[Any]


def desk_of(services: Services) -> Desk:
    return Desk(services.jobs, services.files, services.queue, services.doorstep.attempts)


def routes(offer: Offer[B]) -> APIRouter:
    """The three calls of a kind."""
    router = APIRouter(prefix=f"{PREFIX}/{offer.kind}", tags=[str(offer.kind)])

    async def order(request: Request, user: Caller, services: Current) -> Response:
        return await _order(offer, request, user, services)

    async def status(request: Request, job_id: str, user: Caller, services: Current) -> Response:
        return await _status(offer, request, job_id, user, services)

    async def result(request: Request, job_id: str, user: Caller, services: Current) -> Response:
        return await _result(offer, request, job_id, user, services)

    both(router, "/", order, **described.submit(offer))
    router.add_api_route("/status/{job_id}", status, methods=["GET"], **described.status(offer))
    router.add_api_route("/result/{job_id}", result, methods=["GET"], **described.result(offer))
    return router


async def _order(offer: Offer[B], request: Request, user: User, services: Services) -> Response:
    received = await read(request, offer.body, offer.origins, services.doorstep)
    check_user(request, received.body.user_id, user)
    order = _as_order(offer, received, services.doorstep)

    async def complete() -> tuple[Order, bytes | None]:
        return await received.complete(order, user, services)

    return await ordered(offer, Judged(complete, [str(offer.kind), received.fingerprint()]), request, user, services)


async def ordered(offer: Offer[B], judged: Judged, request: Request, user: User, services: Services) -> Response:
    """The answer to an order, with the job's end where the caller would wait for it."""

    async def accept(job_id: UUID) -> Replay:
        eta = await request.app.state.estimates.seconds(offer.kind)
        order, data = await judged.complete()
        job = await submit(order, data, user, desk_of(services), job_id=job_id, request_id=request_id(request))
        return _accepted(offer, job, eta)

    return await _awaited(offer, await once(request, user, services, judged.content, accept), request, user, services)


def _as_order(offer: Offer[B], received: Received[B], doorstep: Doorstep) -> Order:
    body = received.body
    days = body.expires_in_days
    return Order(
        offer.kind,
        received.source,
        offer.options(body, doorstep).model_dump(),
        body.resume_improvement_id,
        body.metadata,
        doorstep.retention_days if days is None else days,
    )


def _accepted(offer: Offer[B], job: Job, eta: int) -> Replay:
    links = urls(offer.kind, job.id)
    view = Accepted(
        job_id=job.id, status=job.status, eta_seconds=eta, **links,
        message=f"{offer.noun} job queued. Poll status_url for updates.",
    )  # fmt: skip
    headers = {"Location": links["status_url"], "Retry-After": str(min(eta, LONGEST_PAUSE))}
    return Replay(202, headers, plain(view))


async def _awaited(offer: Offer[B], answer: Replay, request: Request, user: User, services: Services) -> Response:
    """The acceptance, and where the caller would wait, what the job came to. What is kept for repetitions is the former."""
    seconds = preferred_wait(request)
    if not seconds:
        return Json(answer.body, answer.status, answer.headers)
    try:
        job = await services.jobs.get(user, UUID(answer.body["job_id"]))
        job = await offer.shown(await until_ended(job, services, seconds, request.app.state.leaving), services)
    except (NotFound, Unavailable):  # accepted it was, whatever became of it since
        return Json(answer.body, answer.status, answer.headers)
    if not job.ended:
        return Json({**answer.body, "status": job.status}, answer.status, answer.headers)
    return Json({**answer.body, **_came_to(offer, job)}, answer.status, {"Location": answer.headers["Location"]})


def _came_to(offer: Offer[B], job: Job) -> dict[str, Any]:
    """What an ended job adds to its acceptance."""
    return {
        "success": job.status is Status.COMPLETE, "status": job.status, "message": f"{offer.noun} job {job.status}.",
        "eta_seconds": 0, "result": job.result, "error": job.error, "error_type": job.error_type,
    }  # fmt: skip


async def _status(offer: Offer[B], request: Request, told: str, user: User, services: Services) -> Response:
    try:
        job = await _looked_at(offer, request, told, user, services)
    except NotFound as error:
        return problems.answer(error, request, {"success": False, "job_id": sane(told), "status": "not_found"})
    headers = {} if job.ended else {"Retry-After": PAUSE}
    return tagged(request, Json(StatusView.of(job).model_dump(), 200, headers))


async def _result(offer: Offer[B], request: Request, told: str, user: User, services: Services) -> Response:
    job = await _looked_at(offer, request, told, user, services)
    if job.status is Status.COMPLETE:
        return _complete(job, request, services)
    if job.ended:
        return tagged(request, Json(NoResult.of(job).model_dump()))
    return tagged(request, Json(NotYet.of(job).model_dump(), 202, {"Retry-After": PAUSE}))


def _complete(job: Job, request: Request, services: Services) -> Response:
    """The data; a job that keeps nothing is let go once they were sent."""
    answer = tagged(request, Json({"success": True, "job_id": job.id, "data": job.result}))
    if job.order.keep_days == 0 and answer.status_code == 200:
        answer.background = BackgroundTask(services.jobs.forget_fetched, job)
    return answer


async def _looked_at(offer: Offer[B], request: Request, told: str, user: User, services: Services) -> Job:
    """The job of this kind, after the wait that the caller prefers. Another kind's job is unknown here."""
    job = await services.jobs.get(user, job_id_of(told))
    if job.order.kind is not offer.kind:
        raise no_such_job(told)
    job = await until_ended(job, services, preferred_wait(request), request.app.state.leaving)
    return await offer.shown(job, services)
