"""A job as data. The row is the truth; this is the row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

from app.accounts import User

Json = Mapping[str, Any]


class Kind(StrEnum):
    ANALYZE = "analyze"
    IMPROVE = "improve"
    GENERATE = "generate"


class Status(StrEnum):
    QUEUED = "queued"  # waiting, first time or again
    IN_PROGRESS = "in_progress"  # a worker holds it
    COMPLETE = "complete"  # its result stands
    FAILED = "failed"  # given up; may be ordered again
    CANCELLED = "cancelled"  # stopped by its owner


ENDED = frozenset({Status.COMPLETE, Status.FAILED, Status.CANCELLED})


@dataclass(frozen=True, slots=True)
class Source:
    """Where the résumé's bytes are: `path` in the file store, or an address to fetch.

    An upload and pasted text lie there as they came; of kind `resume` they are a StoredResume as JSON, copied from what the
    caller named when the order was taken, so that a later change or delete of that does not reach the job. `resume_id` is the
    version of the library that was named, where it was one.
    """

    kind: Literal["file", "text", "url", "resume"]
    path: str | None = None
    url: str | None = None
    resume_id: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What a caller wants done. `options` were judged by the kind's own model before they got here."""

    kind: Kind
    source: Source
    options: Json = field(default_factory=dict)
    resume_improvement_id: str | None = None
    metadata: Json = field(default_factory=dict)
    keep_days: int = 30


@dataclass(frozen=True, slots=True)
class Progress:
    stage: str = "queued"
    percent: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """One order's life. `version` grows with every change of state and fences each write; `attempt` counts the tries begun."""

    id: UUID
    user: User
    order: Order
    created_at: datetime
    due_at: datetime
    expires_at: datetime
    status: Status = Status.QUEUED
    attempt: int = 0
    attempts_allowed: int = 5
    version: int = 0
    progress: Progress = Progress()
    worker: str | None = None
    result: Json | None = None
    error: str | None = None
    error_type: str | None = None
    request_id: str | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def ended(self) -> bool:
        return self.status in ENDED


@dataclass(frozen=True, slots=True)
class JobEvent:
    """One line of a job's history, as streams tell it. `id` grows and resumes a stream."""

    id: int
    job_id: UUID
    kind: Literal["status", "progress"]
    status: Status
    progress: Progress
    attempt: int
    error_type: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that a recipe made. `name` is what a browser saves it as; `pages` is null where the format has none."""

    format: str
    content_type: str
    name: str
    data: bytes
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of a complete job, as its row tells it; the bytes lie in the file store at `path`."""

    id: UUID
    user: User
    job_id: UUID
    format: str
    content_type: str
    name: str
    size_bytes: int
    sha256: str
    pages: int | None
    path: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a recipe made: the data, and files beside it."""

    result: Json
    files: tuple[NewFile, ...] = ()


@dataclass(frozen=True, slots=True)
class JobFilter:
    """Which of a user's jobs to list, newest first."""

    kind: Kind | None = None
    status: Status | None = None
    created_after: datetime | None = None
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    jobs: tuple[Job, ...]
    total: int
