"""Puts back the jobs whose message or worker was lost, since the queue cannot tell us; and forgets what is past its time."""

import structlog

from app.jobs.ports import FileStore, JobStore, Queue
from app.jobs.submit import send

log = structlog.get_logger()

BATCH = 500


async def resend(jobs: JobStore, queue: Queue) -> int:
    """Sends a message for each row that nobody holds and no message may stand for; returns how many.

    A message that stands already stays one. Raises Unavailable when the rows are out of reach.
    """
    found = await jobs.unsent(BATCH)
    for job in found:
        await send(job, queue)
    if found:
        log.info("sweep.resent", jobs=len(found))
    return len(found)


async def forget(jobs: JobStore, files: FileStore) -> int:
    """Erases jobs past their time, files first, so that no file is left without a row; returns how many."""
    found = await jobs.expired(BATCH)
    for job in found:
        if job.order.source.path:
            await files.delete(job.order.source.path)
        await jobs.erase(job.user, job.id)
    return len(found)
