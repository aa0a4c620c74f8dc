"""The only place that changes a status: pure, from a table of legal moves."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from app.accounts import User
from app.errors import AppError, Conflict
from app.jobs.model import Job, Order, Outcome, Progress, Status

MOVES = {
    Status.QUEUED: {Status.IN_PROGRESS, Status.CANCELLED, Status.FAILED},
    Status.IN_PROGRESS: {Status.IN_PROGRESS, Status.COMPLETE, Status.QUEUED, Status.FAILED, Status.CANCELLED},
    Status.FAILED: {Status.QUEUED},
    Status.COMPLETE: set[Status](),
    Status.CANCELLED: set[Status](),
}


def create(job_id: UUID, order: Order, user: User, now: datetime, *, attempts: int, request_id: str | None = None) -> Job:
    """A new job, due at once. One that keeps nothing (`keep_days` 0) still has a day to be fetched in."""
    expires = now + timedelta(days=order.keep_days or 1)
    return Job(job_id, user, order, now, now, expires, attempts_allowed=attempts, request_id=request_id)


def complete(job: Job, outcome: Outcome, now: datetime) -> Job:
    return _ended(job, Status.COMPLETE, now, progress=Progress("complete", 100), result=outcome.result)


def bury(job: Job, error: AppError, now: datetime) -> Job:
    """Given up: the sentence and the code of what went wrong stay with the job."""
    return _ended(job, Status.FAILED, now, error=str(error), error_type=error.code)


def cancel(job: Job, now: datetime) -> Job:
    return _ended(job, Status.CANCELLED, now, progress=Progress("cancelled", job.progress.percent))


def again(job: Job, error: AppError, now: datetime, seconds: float) -> Job:
    """Back in the queue after a failure that another try may cure."""
    return _queued(job, now + timedelta(seconds=seconds), error=str(error), error_type=error.code)


def hand_back(job: Job, now: datetime) -> Job:
    """Back in the queue because its worker stops; the try does not count."""
    return _queued(job, now, attempts_allowed=job.attempts_allowed + 1)


def revive(job: Job, now: datetime, attempts: int) -> Job:
    """A failed job ordered again by its owner, with a fresh allowance of tries."""
    return _queued(job, now, attempts_allowed=job.attempt + attempts, error=None, error_type=None, finished_at=None)


def _ended(job: Job, status: Status, now: datetime, **changes: object) -> Job:
    return _moved(job, status, finished_at=now, worker=None, **changes)


def _queued(job: Job, due_at: datetime, **changes: object) -> Job:
    return _moved(job, Status.QUEUED, due_at=due_at, worker=None, progress=Progress(), **changes)


def _moved(job: Job, status: Status, **changes: object) -> Job:
    if status not in MOVES[job.status]:
        raise Conflict(f"This job is {job.status} and cannot become {status}. Ask for its status to see where it stands.")
    return replace(job, status=status, **changes)  # type: ignore[arg-type]  # the callers above name fields of Job
