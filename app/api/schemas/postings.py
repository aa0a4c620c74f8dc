"""Postings as callers send and see them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.api.schemas.jobs import Meta, utc
from app.api.schemas.resumes import Title
from app.api.schemas.text import PastedText, UserId
from app.library.model import JobPosting, PostingPage, PostingSummary
from app.resume.posting import NormalizedPosting


class NewJobPosting(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    raw_text: PastedText = Field(description="The posting's text, 50 to 200,000 characters.")
    title: Title | None = Field(None, description="Up to 200 characters; the posting's first line unless told.")
    company: Title | None = None
    location: Title | None = None
    user_id: UserId | None = Field(None, description="Must agree with `X-User-Id`, where both are sent.")


class JobPostingSummary(BaseModel):
    """A posting without its text. `job_posting_id` is its `id` again, under the name that submits take."""

    id: UUID
    job_posting_id: UUID
    title: str
    company: str | None
    location: str | None
    created_at: datetime

    @classmethod
    def of(cls, posting: PostingSummary) -> "JobPostingSummary":
        return cls(**_summary(posting))


class JobPostingView(JobPostingSummary):
    """A posting whole."""

    raw_text: str
    normalized_json: NormalizedPosting

    @classmethod
    def whole(cls, posting: JobPosting) -> "JobPostingView":
        return cls(**_summary(posting), raw_text=posting.raw_text, normalized_json=posting.normalized)


class JobPostingList(BaseModel):
    items: list[JobPostingSummary]
    meta: Meta

    @classmethod
    def of(cls, page: PostingPage, limit: int, offset: int) -> "JobPostingList":
        items = [JobPostingSummary.of(posting) for posting in page.postings]
        return cls(items=items, meta=Meta.of(limit, offset, len(items), page.total))


def _summary(posting: PostingSummary) -> dict[str, Any]:
    return {
        "id": posting.id, "job_posting_id": posting.id, "title": posting.title, "company": posting.company,
        "location": posting.location, "created_at": utc(posting.created_at),
    }  # fmt: skip
