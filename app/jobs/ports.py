"""What the jobs need of the world, as small as their use of it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from app.accounts import User
from app.jobs.model import Artifact, Job, JobEvent, JobFilter, Kind, Order, Outcome, Page, Progress
from app.resume.asking import LanguageModel


class JobStore(Protocol):
    """Rows. Every method is one transaction; a method that serves a request takes the user first."""

    async def add(self, job: Job) -> Job:
        """Keeps a new job and its first event. A job of this id that stands already is returned instead."""
        ...

    async def get(self, user: User, job_id: UUID) -> Job:
        """Raises NotFound for an unknown, hidden, expired or foreign job alike."""
        ...

    async def list(self, user: User, wanted: JobFilter) -> Page:
        """A user's jobs, newest first by (created_at, id); results are left out."""
        ...

    async def claim(self, job_id: UUID, worker: str, lease_seconds: float) -> Job | None:
        """queued -> in_progress in one statement, and in_progress -> in_progress where the lease ran out.

        None when there is nothing to do: ended, not due, or held by a living worker. Of two workers one gets the job.
        """
        ...

    async def touch(self, job: Job, progress: Progress, lease_seconds: float) -> bool:
        """Renews the lease and notes the progress; False when the job is no longer this attempt's."""
        ...

    async def save(self, job: Job, artifacts: Sequence[Artifact] = ()) -> Job:
        """Writes a changed job, its event and the rows of its files, only while the row still has `job.version`.

        The saved job has the next one. Raises Stale (a Conflict) when somebody else changed it first.
        """
        ...

    async def events(self, user: User, job_id: UUID, after: int) -> Sequence[JobEvent]:
        """The history after the event of that id, oldest first."""
        ...

    async def unsent(self, limit: int) -> Sequence[Job]:
        """Due rows that no message may stand for: queued too long, or held by a worker that fell silent.

        Each is marked as sent, so that a second sweeper takes others.
        """
        ...

    async def recent_seconds(self, kind: Kind) -> float | None:
        """The median run time of the last hundred complete jobs of a kind; None before the first."""
        ...

    async def hide(self, user: User, job_id: UUID) -> None:
        """Takes a job out of every list and read."""
        ...

    async def erase(self, user: User, job_id: UUID) -> Sequence[str]:
        """Forgets a job, its events and the rows of its files; returns the paths of all its files, which are to go now."""
        ...

    async def expect_files(self, job_id: UUID, paths: Sequence[str]) -> None:
        """Notes that files will stand there: those that no row names within the hour are to go."""
        ...

    async def files_to_remove(self, limit: int) -> Sequence[str]:
        """Paths that are due to go and that no row names."""
        ...

    async def files_removed(self, paths: Sequence[str]) -> None: ...

    async def forget_fetched(self, job: Job) -> None:
        """Lets a job that keeps nothing expire now that its result has been fetched; its files live as long as a link does."""
        ...

    async def expired(self, limit: int) -> Sequence[Job]:
        """Jobs past their time, for the sweep to erase."""
        ...


class ArtifactStore(Protocol):
    """Rows of the files that jobs made. What is unknown, deleted, expired, of a hidden job or another's is NotFound."""

    async def get(self, user: User, artifact_id: UUID) -> Artifact: ...

    async def linked(self, artifact_id: UUID) -> Artifact:
        """For whoever holds a link of ours: its signature was checked, and names this file."""
        ...

    async def of_job(self, user: User, job_id: UUID) -> Sequence[Artifact]:
        """The files of a job that can be had, none where the job is another's."""
        ...

    async def hide(self, user: User, artifact_id: UUID, *, purge: bool) -> Sequence[str]:
        """Takes a file out of every read; with `purge` returns its path, which is to go now."""
        ...

    async def erase(self, user: User, artifact_id: UUID) -> Sequence[str]:
        """Forgets a file, hidden or not; returns its path, which is to go now."""
        ...


class Queue(Protocol):
    async def put(self, job_id: UUID, attempt: int, seconds: float = 0.0) -> None:
        """A message that this attempt is due in `seconds`; said twice it stands once. Raises Unavailable."""
        ...

    async def length(self) -> int:
        """How many messages wait or are held. Raises Unavailable."""
        ...


class News(Protocol):
    """Wake-ups. They may be lost: the rows are the truth, so a waiter looks there after each wake-up and now and then."""

    async def publish(self, job_id: UUID) -> None: ...

    def listen(self, job_id: UUID) -> AbstractAsyncContextManager[Callable[[float], Any]]:
        """Inside, `await wait(seconds)` returns at the next wake-up for this job, or after that many seconds."""
        ...


class FileStore(Protocol):
    """Bytes under paths that we make (`tenant/job/name`, of UUIDs and plain words). All raise Unavailable when out of reach."""

    async def put(self, path: str, data: bytes, content_type: str) -> None:
        """The whole file or nothing stands there afterwards; what stood there before is replaced."""
        ...

    async def get(self, path: str) -> bytes:
        """Raises NotFound."""
        ...

    async def delete(self, path: str) -> None:
        """Removing what is not there is no error."""
        ...

    async def link(self, path: str, seconds: int, filename: str) -> str | None:
        """An address of the store's own that gives the file to anybody for so long, saved as `filename`.

        None where the store has no addresses, so that the bytes must go through us. Raises NotFound.
        """
        ...


class Fetch(Protocol):
    async def __call__(self, url: str) -> bytes:
        """The bytes behind a public address. Raises UnreachableUrl (for good) or UrlUnavailable (may answer later)."""
        ...


class Craft(Protocol):
    """Runs a pure function of the résumé's craft in a child process with limits."""

    async def run(
        self, function: str, data: bytes, options: Mapping[str, Any], *, on_stage: Callable[[str], None] | None = None
    ) -> Any: ...


Report = Callable[[Progress], None]
"""Takes note of how far a job is; never blocks."""


class Models(Protocol):
    """The language models of this machine."""

    def choose(self, provider: str | None, user: User, job_id: UUID, *, keep: bool = True) -> LanguageModel:
        """The model of that name, or the one that settings choose; its calls are counted for this user and job.

        `keep`: whether its answers may be kept for the next time. An order that keeps nothing keeps none of them.
        Raises InvalidRequest for a name that is unknown or not set up here.
        """
        ...

    async def forget(self, user: User, job_id: UUID) -> None:
        """Forgets what was answered to a job. Raises Unavailable."""
        ...


@dataclass(frozen=True, slots=True)
class Bench:
    """What a recipe may use: the craft in its sandbox, and a model by name (None: the one that settings choose)."""

    craft: Craft
    model: Callable[[str | None], LanguageModel]


class Recipe(Protocol):
    """One kind of job: bytes in, an outcome out. It touches no store."""

    async def __call__(self, order: Order, data: bytes, bench: Bench, report: Report) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What running a job takes."""

    jobs: JobStore
    files: FileStore
    queue: Queue
    news: News
    fetch: Fetch
    craft: Craft
    models: Models
