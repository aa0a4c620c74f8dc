"""What a user keeps, as data. A row is one of these."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.resume.model import Resume
from app.resume.posting import NormalizedPosting
from app.resume.writing.improvement import Judged

LONGEST_TITLE = 200
"""Characters (contract)."""

MOST_ATTESTATIONS = 200
"""Of one résumé: more than any list of questions asks, and few enough to go along with every job."""


@dataclass(frozen=True, slots=True)
class Applied:
    """The selection that a version was made of: the improve job, the improvements taken as they were, those taken in the
    person's own words (a text for each id), and what became of each."""

    improve_job_id: UUID
    accepted: tuple[str, ...]
    edits: Mapping[str, str]
    selected: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be kept. Without a title it has its parent's, or the person's name."""

    id: UUID
    resume: Resume
    title: str | None = None
    parent_id: UUID | None = None
    applied: Applied | None = None


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """A version as lists show it: none of its text. `version` counts those of one résumé, whatever their parents."""

    id: UUID
    title: str
    version: int
    parent_id: UUID | None
    improve_job_id: UUID | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ResumeVersion(VersionSummary):
    """A version whole. Its text is `resume.raw_text`."""

    resume: Resume
    applied: Applied | None


@dataclass(frozen=True, slots=True)
class VersionPage:
    versions: tuple[VersionSummary, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Attestation:
    """What the person affirmed in answer to a question. It holds for all versions of the résumé that it was said of."""

    id: UUID
    question: str
    answer: str
    location: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class NewPosting:
    """A posting to be kept, with what it asks for."""

    id: UUID
    title: str
    company: str | None
    location: str | None
    raw_text: str
    normalized: NormalizedPosting


@dataclass(frozen=True, slots=True)
class PostingSummary:
    """A posting as lists show it."""

    id: UUID
    title: str
    company: str | None
    location: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class JobPosting(PostingSummary):
    """A posting whole."""

    raw_text: str
    normalized: NormalizedPosting


@dataclass(frozen=True, slots=True)
class PostingPage:
    postings: tuple[PostingSummary, ...]
    total: int
