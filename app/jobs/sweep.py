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
    """Erases jobs past their time, and removes the files that no row names any more; returns how many jobs.

    Raises Unavailable when rows or files are out of reach; what was not removed comes up again.
    """
    found = await jobs.expired(BATCH)
    for job in found:
        await jobs.erase(job.user, job.id)
    for path in await jobs.files_to_remove(BATCH):
        await files.delete(path)
        await jobs.files_removed([path])
    return len(found)
