"""Jobs as callers see them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, Field

from app.jobs.model import ENDED, Job, JobEvent, Kind, Page, Status

D = TypeVar("D", bound=BaseModel)


class ProgressView(BaseModel):
    stage: str = Field(examples=["scoring"])
    percent: int = Field(examples=[70])


class Accepted(BaseModel):
    """A submit's answer. With `Prefer: wait`, `status` is what the job came to, and `result` its data if it is complete."""

    success: bool = True
    job_id: UUID
    status: Status
    status_url: str = Field(examples=["/api/v1/analyze/status/5f0c9a53-2f2b-4d8a-9a39-0c7e0a6d1d0e"])
    result_url: str = Field(examples=["/api/v1/analyze/result/5f0c9a53-2f2b-4d8a-9a39-0c7e0a6d1d0e"])
    events_url: str = Field(examples=["/api/v1/jobs/5f0c9a53-2f2b-4d8a-9a39-0c7e0a6d1d0e/events"])
    eta_seconds: int = Field(
        description="Estimated from the queue's length and the recent run times of this kind.", examples=[30]
    )
    message: str = Field(examples=["Analysis job queued. Poll status_url for updates."])


class StatusView(BaseModel):
    success: bool = True
    job_id: UUID
    status: Status
    result: dict[str, Any] | None = Field(description="The data, once the job is complete.")
    enqueue_time: datetime
    start_time: datetime | None
    finish_time: datetime | None
    progress: ProgressView
    attempt: int
    error: str | None
    error_type: str | None

    @classmethod
    def of(cls, job: Job) -> "StatusView":
        return cls(
            job_id=job.id, status=job.status, result=dict(job.result) if job.result is not None else None,
            enqueue_time=utc(job.created_at), start_time=utc(job.started_at), finish_time=utc(job.finished_at),
            progress=ProgressView(stage=job.progress.stage, percent=job.progress.percent),
            attempt=job.attempt, error=job.error, error_type=job.error_type,
        )  # fmt: skip


class Complete(BaseModel, Generic[D]):
    """A complete job's data."""

    success: bool = True
    job_id: UUID
    data: D


class NotYet(BaseModel):
    """A result that is still being made."""

    success: bool = False
    job_id: UUID
    status: Literal[Status.QUEUED, Status.IN_PROGRESS]
    message: str = "Job not yet complete. Please wait and try again."
    status_url: str

    @classmethod
    def of(cls, job: Job) -> "NotYet":
        return cls.model_validate(
            {"job_id": job.id, "status": job.status, "status_url": urls(job.order.kind, job.id)["status_url"]}
        )


class NoResult(BaseModel):
    """A result that will not come: the job failed or was cancelled."""

    success: bool = False
    job_id: UUID
    status: Literal[Status.FAILED, Status.CANCELLED]
    error: str
    error_type: str

    @classmethod
    def of(cls, job: Job) -> "NoResult":
        error = job.error or "The job was cancelled. Order it again if you still want its result."
        return cls.model_validate(
            {"job_id": job.id, "status": job.status, "error": error, "error_type": job.error_type or str(job.status)}
        )


class JobSummary(BaseModel):
    """A job in a list: no text of a résumé or a posting, and no result."""

    job_id: UUID
    kind: Kind
    status: Status
    progress: ProgressView
    attempt: int
    attempts_allowed: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    expires_at: datetime
    error: str | None
    error_type: str | None
    resume_improvement_id: str | None
    status_url: str
    result_url: str
    events_url: str

    @classmethod
    def of(cls, job: Job) -> "JobSummary":
        return cls(**_summary(job))


class Attempt(BaseModel):
    """One try: when a worker took the job, when it let go, and how it ended (null while it runs)."""

    number: int
    started_at: datetime
    ended_at: datetime | None = None
    outcome: Literal["complete", "failed", "cancelled", "given_back", "lost"] | None = None
    error_type: str | None = None


class Timings(BaseModel):
    """Seconds; null for what has not happened yet."""

    queued_seconds: float | None
    running_seconds: float | None
    total_seconds: float | None


class JobView(JobSummary):
    """One job whole, but for its result."""

    attempts: list[Attempt]
    timings: Timings
    cost_usd: float = Field(description="What models were paid for it, every try together, as far as it is known.")
    metadata: dict[str, Any]
    request_id: str | None

    @classmethod
    def told(cls, job: Job, events: Sequence[JobEvent], cost_usd: float) -> "JobView":
        return cls(
            **_summary(job), attempts=attempts(events), timings=_timings(job), cost_usd=round(cost_usd, 6),
            metadata=dict(job.order.metadata), request_id=job.request_id,
        )  # fmt: skip


class Meta(BaseModel):
    limit: int
    offset: int
    total: int
    has_more: bool
    next_offset: int | None

    @classmethod
    def of(cls, limit: int, offset: int, shown: int, total: int) -> "Meta":
        """`shown`: how many items the page has."""
        after = offset + shown
        more = after < total and shown > 0
        return cls(limit=limit, offset=offset, total=total, has_more=more, next_offset=after if more else None)


class JobList(BaseModel):
    items: list[JobSummary]
    meta: Meta

    @classmethod
    def of(cls, page: Page, limit: int, offset: int) -> "JobList":
        items = [JobSummary.of(job) for job in page.jobs]
        return cls(items=items, meta=Meta.of(limit, offset, len(items), page.total))


class EventView(BaseModel):
    """One line of a job's history, as streams tell it."""

    id: int
    job_id: UUID
    event: Literal["status", "progress"]
    status: Status
    progress: ProgressView
    attempt: int
    error_type: str | None
    at: datetime

    @classmethod
    def of(cls, event: JobEvent) -> "EventView":
        return cls(
            id=event.id, job_id=event.job_id, event=event.kind, status=event.status, attempt=event.attempt,
            progress=ProgressView(stage=event.progress.stage, percent=event.progress.percent),
            error_type=event.error_type, at=utc(event.at),
        )  # fmt: skip


class Deleted(BaseModel):
    status: Literal["deleted", "hard_deleted"]


def utc(moment: datetime | None) -> Any:
    """The moment in UTC; None stays None."""
    return moment.astimezone(UTC) if moment else None


def urls(kind: Kind, job_id: UUID) -> dict[str, str]:
    """Where a job's status, result and events are."""
    base = f"/api/v1/{kind}"
    return {
        "status_url": f"{base}/status/{job_id}",
        "result_url": f"{base}/result/{job_id}",
        "events_url": f"/api/v1/jobs/{job_id}/events",
    }


def attempts(events: Sequence[JobEvent]) -> list[Attempt]:
    """The tries that a history tells of. One that was taken over without having ended was lost with its worker."""
    tries: list[Attempt] = []
    for event in (event for event in events if event.kind == "status" and event.attempt):
        if event.status is Status.IN_PROGRESS:
            tries = [*_closed(tries, event, "lost"), Attempt(number=event.attempt, started_at=utc(event.at))]
        else:
            tries = _closed(tries, event, _outcome(event))
    return tries


def _closed(tries: list[Attempt], event: JobEvent, outcome: str) -> list[Attempt]:
    if not tries or tries[-1].ended_at:
        return tries
    ending = {"ended_at": utc(event.at), "outcome": outcome, "error_type": event.error_type}
    return [*tries[:-1], tries[-1].model_copy(update=ending)]


def _outcome(event: JobEvent) -> str:
    if event.status in ENDED:
        return str(event.status)
    return "failed" if event.error_type else "given_back"


def _summary(job: Job) -> dict[str, Any]:
    return {
        "job_id": job.id, "kind": job.order.kind, "status": job.status,
        "progress": ProgressView(stage=job.progress.stage, percent=job.progress.percent),
        "attempt": job.attempt, "attempts_allowed": job.attempts_allowed, "created_at": utc(job.created_at),
        "started_at": utc(job.started_at), "finished_at": utc(job.finished_at), "expires_at": utc(job.expires_at),
        "error": job.error, "error_type": job.error_type, "resume_improvement_id": job.order.resume_improvement_id,
        **urls(job.order.kind, job.id),
    }  # fmt: skip


def _timings(job: Job) -> Timings:
    return Timings(
        queued_seconds=_between(job.created_at, job.started_at),
        running_seconds=_between(job.started_at, job.finished_at),
        total_seconds=_between(job.created_at, job.finished_at),
    )


def _between(first: datetime | None, last: datetime | None) -> float | None:
    return round((last - first).total_seconds(), 3) if first and last else None
