"""How long a new job will take: what waits before it, and how long such jobs took lately."""

import math
import time

from app.errors import Unavailable
from app.jobs.model import Kind
from app.jobs.ports import JobStore, Queue

FRESH_SECONDS = 2.0
FIRST_GUESS = 2.0
"""Seconds for a kind that never ran: a short résumé takes less."""

LONGEST = 3600


class Estimates:
    """Looks at queue and history every 2 seconds at most, so that a submit seldom waits for it."""

    def __init__(self, jobs: JobStore, queue: Queue) -> None:
        self._jobs = jobs
        self._queue = queue
        self._known: dict[Kind, tuple[float, int]] = {}

    async def seconds(self, kind: Kind) -> int:
        """Whole seconds, 1 at least; the last known while the parts that know are out of reach."""
        looked, known = self._known.get(kind, (-math.inf, math.ceil(FIRST_GUESS)))
        if time.monotonic() - looked > FRESH_SECONDS:
            self._known[kind] = (time.monotonic(), known)
            self._known[kind] = (time.monotonic(), known := await self._look(kind, known))
        return known

    async def _look(self, kind: Kind, known: int) -> int:
        try:
            each = await self._jobs.recent_seconds(kind) or FIRST_GUESS
            waiting = await self._queue.length()
        except Unavailable:
            return known
        return max(1, min(math.ceil(each * (waiting + 1)), LONGEST))
