"""From an order to an accepted job: file, then row, then message."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

import structlog

from app.accounts import User
from app.errors import Unavailable
from app.jobs import lifecycle
from app.jobs.model import Job, Order
from app.jobs.ports import FileStore, JobStore, Queue

log = structlog.get_logger()

INPUT_TYPE = "application/octet-stream"
"""An upload is what its first bytes say it is, which the reader finds out; nobody downloads it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What taking an order needs."""

    jobs: JobStore
    files: FileStore
    queue: Queue
    attempts: int = 5


async def submit(order: Order, data: bytes | None, user: User, desk: Desk, *, job_id: UUID, request_id: str | None) -> Job:
    """Accepts an order. `data` are the bytes of an upload or pasted text, None for an address.

    Returns once the row stands: from then on nothing is lost, since the sweep sends what the queue did not take.
    A job of this id that was accepted before is returned as it stands. Raises Unavailable when it cannot be kept.
    """
    if data is not None:
        order = replace(order, source=replace(order.source, path=_path(user, job_id)))
        await desk.jobs.expect_files(job_id, [_path(user, job_id)])
        await desk.files.put(_path(user, job_id), data, INPUT_TYPE)
    job = await desk.jobs.add(
        lifecycle.create(job_id, order, user, datetime.now(UTC), attempts=desk.attempts, request_id=request_id)
    )
    await send(job, desk.queue)
    return job


async def send(job: Job, queue: Queue) -> None:
    """Tells the workers. A queue that is down is no failure: the row stands, and the sweep tells them later."""
    seconds = max((job.due_at - datetime.now(UTC)).total_seconds(), 0.0)
    try:
        await queue.put(job.id, job.attempt + 1, seconds)
    except Unavailable:
        log.warning("queue.unavailable", job_id=str(job.id))


def _path(user: User, job_id: UUID) -> str:
    return f"{user.tenant_id}/{job_id}/input"
