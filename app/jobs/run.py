"""One try of a job, from its claim to its end: the two ends touch the stores, the recipe between them touches nothing."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import structlog
from structlog.contextvars import bound_contextvars

from app.errors import AppError, Conflict, Internal, Unavailable
from app.jobs import artifacts, lifecycle, retries
from app.jobs.model import Artifact, Job, Outcome, Progress, Status
from app.jobs.ports import Bench, Tools
from app.jobs.recipes import RECIPES
from app.jobs.submit import send
from app.telemetry import metrics

log = structlog.get_logger()

LEASE_SECONDS = 10.0
RENEW_SECONDS = 3.0
PULSE_SECONDS = 0.4
"""How often progress is written, at most: quick jobs end before the first."""


Done = tuple[Outcome, tuple[Artifact, ...]]
"""What a recipe made, and the files of it that are in the store by now."""


class _NotOurs(Exception):
    """The row went to somebody else, or was cancelled, while we worked."""


async def run(job_id: UUID, worker: str, tools: Tools, seconds: float = 120.0) -> None:
    """Tries the job once, if it is there to be tried; `seconds` bounds the try.

    Raises Unavailable when the rows are out of reach (the message must come again), and CancelledError when the worker
    stops, after it handed the job back.
    """
    job = await tools.jobs.claim(job_id, worker, LEASE_SECONDS)
    if job is None:
        log.info("job.not_there", job_id=str(job_id))
        return
    with bound_contextvars(job_id=str(job.id), kind=str(job.order.kind), attempt=job.attempt, request_id=job.request_id):
        await _try(job, tools, seconds)


async def _try(job: Job, tools: Tools, seconds: float) -> None:
    log.info("job.started")
    try:
        outcome, files = await _watched(job, tools, seconds)
        await _settle(lifecycle.complete(job, outcome, _now()), tools, files)
    except _NotOurs:
        await _let_go(job, tools)
    except asyncio.CancelledError:
        await asyncio.shield(_settle(lifecycle.hand_back(job, _now()), tools))
        raise
    except AppError as error:
        await _settle(_after(job, error), tools)
    except Exception as error:  # whatever a recipe throws must end its job, not its worker
        log.error("job.crashed", error=type(error).__name__, where=_where(error))
        await _settle(_after(job, Internal("Something broke on our side. The failure is logged; order the job again.")), tools)


async def _watched(job: Job, tools: Tools, seconds: float) -> Done:
    """Runs the recipe, and beside it keeps the lease and the progress; stops when the row is no longer ours."""
    latest = _Latest(job.progress)
    work = asyncio.create_task(_work(job, tools, latest, seconds))
    try:
        await _keep(job, tools, latest, work)
        return work.result()
    finally:
        work.cancel()
        await asyncio.wait({work})


@dataclass(slots=True)
class _Latest:
    progress: Progress

    def __call__(self, progress: Progress) -> None:
        self.progress = progress


async def _keep(job: Job, tools: Tools, latest: _Latest, work: "asyncio.Task[Done]") -> None:
    clock = asyncio.get_running_loop().time
    told, renewed = job.progress, clock()
    while not (await asyncio.wait({work}, timeout=PULSE_SECONDS))[0]:
        if latest.progress == told and clock() - renewed < RENEW_SECONDS:
            continue
        told, renewed = latest.progress, clock()
        with suppress(Unavailable):  # a database that is away may be back before the lease ends
            if not await tools.jobs.touch(job, told, LEASE_SECONDS):
                raise _NotOurs
            await tools.news.publish(job.id)


async def _work(job: Job, tools: Tools, report: _Latest, seconds: float) -> Done:
    if job.attempt > job.attempts_allowed:
        raise Internal("The workers that tried this job died. Order it again, or send another copy.", code="worker_lost")
    try:
        async with asyncio.timeout(seconds):
            outcome = await RECIPES[job.order.kind](job.order, await _source(job, tools), _bench(job, tools), report)
            return outcome, await artifacts.store(outcome.files, job, tools.jobs, tools.files)
    except TimeoutError as error:
        raise Internal("The job took too long and was stopped. Order it again.", code="job_timeout") from error


def _bench(job: Job, tools: Tools) -> Bench:
    keep = job.order.keep_days > 0
    return Bench(tools.craft, lambda provider: tools.models.choose(provider, job.user, job.id, keep=keep))


async def _source(job: Job, tools: Tools) -> bytes:
    source = job.order.source
    if source.url is not None:
        return await tools.fetch(source.url)
    return await tools.files.get(source.path or "")


def _after(job: Job, error: AppError) -> Job:
    pause = retries.delay(error, job.attempt, job.attempts_allowed)
    return lifecycle.bury(job, error, _now()) if pause is None else lifecycle.again(job, error, _now(), pause)


async def _settle(job: Job, tools: Tools, files: Sequence[Artifact] = ()) -> None:
    """The row, then the news, then the next message: turned round, a quick worker would find the row still running."""
    try:
        saved = await tools.jobs.save(job, files)
    except Conflict:
        await _let_go(job, tools)
        await artifacts.remove([file.path for file in files], tools.jobs, tools.files)
        return
    _tell(saved)
    with suppress(Unavailable):
        await tools.news.publish(saved.id)
    if saved.status is Status.QUEUED:
        await send(saved, tools.queue)


async def _let_go(job: Job, tools: Tools) -> None:
    """Of a job that may have been erased under us nothing stays: an answer that came meanwhile would outlive it."""
    log.info("job.taken_away")
    with suppress(Unavailable):
        await tools.models.forget(job.user, job.id)


def _tell(job: Job) -> None:
    seconds = (_now() - job.started_at).total_seconds() if job.started_at else 0.0
    log.info("job.settled", status=str(job.status), error_type=job.error_type, seconds=round(seconds, 3))
    metrics.JOBS.labels(kind=str(job.order.kind), status=str(job.status), error=job.error_type or "").inc()
    if job.ended:
        metrics.JOB_SECONDS.labels(kind=str(job.order.kind)).observe(seconds)


def _where(error: BaseException) -> list[str]:
    """The frames of a failure as file:line, and nothing of what was in them."""
    places, trace = [], error.__traceback__
    while trace:
        places.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places


def _now() -> datetime:
    return datetime.now(UTC)
