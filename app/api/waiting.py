"""`Prefer: wait=N` (RFC 7240): an answer that comes when the job ends."""

import asyncio
import re

from starlette.requests import Request

from app.api.envelope import add_header
from app.api.leaving import Leaving
from app.errors import Unavailable
from app.jobs.model import Job
from app.services import Services

LONGEST_SECONDS = 60
LOOK_SECONDS = 3.0
"""How often the row is looked at while no news comes, since news may be lost."""

WAIT = re.compile(r"(?:^|[,;])\s*wait\s*=\s*\"?(\d{1,6})\"?\s*(?=$|[,;])", re.IGNORECASE)


def preferred_wait(request: Request) -> int:
    """Seconds that the caller would wait, 60 at most; 0 without the preference. What is applied is told in the answer."""
    found = WAIT.search(request.headers.get("prefer", ""))
    if not found:
        return 0
    seconds = min(int(found[1]), LONGEST_SECONDS)
    add_header(request, "Preference-Applied", f"wait={seconds}")
    return seconds


async def until_ended(job: Job, services: Services, seconds: float, leaving: Leaving) -> Job:
    """The job once it has ended, or as it is known after so many seconds, or when the process ends."""
    clock = asyncio.get_running_loop().time
    until = clock() + seconds
    if job.ended or seconds <= 0:
        return job
    async with services.news.listen(job.id) as wait:
        while not (job := await _looked_at(job, services)).ended and (left := until - clock()) > 0 and not leaving.now:
            await wait(min(left, LOOK_SECONDS))
    return job


async def _looked_at(job: Job, services: Services) -> Job:
    try:
        return await services.jobs.get(job.user, job.id)
    except Unavailable:
        return job
