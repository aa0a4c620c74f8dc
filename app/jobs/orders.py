"""What an owner may do with a job that stands: stop it, order it again, forget it."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from app.accounts import User
from app.errors import Conflict, Unavailable
from app.jobs import artifacts, lifecycle
from app.jobs.model import Job
from app.jobs.ports import News
from app.jobs.submit import Desk, send

TRIES = 5


async def cancel(user: User, job_id: UUID, desk: Desk, news: News) -> Job:
    """Stops a job, queued or running. Raises Conflict once it has ended, NotFound for a stranger's."""
    return await _change(user, job_id, desk, news, lambda job: lifecycle.cancel(job, datetime.now(UTC)))


async def retry(user: User, job_id: UUID, desk: Desk, news: News) -> Job:
    """A failed job again, as a new attempt of the same id. Raises Conflict for any other, NotFound for a stranger's."""
    job = await _change(user, job_id, desk, news, lambda job: lifecycle.revive(job, datetime.now(UTC), desk.attempts))
    await send(job, desk.queue)
    return job


async def erase(user: User, job_id: UUID, desk: Desk) -> None:
    """Forgets a job for good: row, history and files. Raises NotFound for a stranger's."""
    await artifacts.remove(await desk.jobs.erase(user, job_id), desk.jobs, desk.files)


async def _change(user: User, job_id: UUID, desk: Desk, news: News, change: Callable[[Job], Job]) -> Job:
    """Changes the job as it stands now; when a worker was quicker, as it stands then."""
    for left in reversed(range(TRIES)):
        changed = change(await desk.jobs.get(user, job_id))
        try:
            saved = await desk.jobs.save(changed)
        except Conflict:
            if not left:
                raise
        else:
            await _tell(saved, news)
            return saved
    raise AssertionError("unreachable: the last try returns or raises")


async def _tell(job: Job, news: News) -> None:
    try:
        await news.publish(job.id)
    except Unavailable:
        return  # whoever waits looks at the row now and then
