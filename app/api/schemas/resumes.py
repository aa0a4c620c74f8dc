"""Résumé versions and attestations as callers send and see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from app.api.schemas.jobs import Meta, utc
from app.api.schemas.text import PastedText, UserId
from app.library.model import LONGEST_TITLE, Applied, Attestation, ResumeVersion, VersionPage, VersionSummary
from app.resume.compare import Change, LineChange
from app.resume.jsonresume import JsonResume, from_json_resume
from app.resume.model import Resume
from app.resume.writing.improvement import Judged

LARGEST_PARSED = 1024 * 1024
"""Bytes of JSON: five times what 200,000 characters take."""

STANDARD = frozenset({"$schema", "basics", "work", "volunteer", "certificates", "interests", "references"})
"""The keys of JSON Résumé that no résumé of ours has."""


def _not_blank(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "Write something, or leave the field out.")
    return value.strip()


def _bounded(value: Any) -> Any:
    if len(orjson.dumps(value)) > LARGEST_PARSED:
        raise PydanticCustomError("parsed_too_large", "A structured résumé may be 1 MiB of JSON at most. Shorten it.")
    return value


def _form_of(value: Any) -> str:
    return "json_resume" if isinstance(value, JsonResume) or (isinstance(value, dict) and STANDARD & set(value)) else "resume"


Title = Annotated[str, Field(max_length=LONGEST_TITLE), AfterValidator(_not_blank)]
Said = Annotated[str, Field(max_length=2000), AfterValidator(_not_blank)]
ParsedResume = Annotated[
    Annotated[Resume, Tag("resume")] | Annotated[JsonResume, Tag("json_resume")],
    Discriminator(_form_of),
    BeforeValidator(_bounded),
    Field(description="A résumé as `parsed_json` shows one, or a JSON Résumé (jsonresume.org)."),
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Content(_Body):
    """What a version holds. Pasted text is read as a file would be; beside `parsed_json` it is the text of that."""

    title: Title | None = Field(None, description="Up to 200 characters; the parent's, or the person's name, unless told.")
    raw_text: PastedText | None = Field(None, description="The résumé's text, 50 to 200,000 characters.")
    parsed_json: ParsedResume | None = None
    user_id: UserId | None = Field(None, description="Must agree with `X-User-Id`, where both are sent.")

    @property
    def structured(self) -> Resume | None:
        """`parsed_json` in our own form."""
        given = self.parsed_json
        return from_json_resume(given) if isinstance(given, JsonResume) else given


class NewResume(_Content):
    parent_id: UUID | None = Field(None, description="The version that this one follows: it gets the next number.")


class ResumeChange(_Content):
    """What is left out stays as it is."""


class NewAttestation(_Body):
    question: Said = Field(description="What was asked, up to 2,000 characters.")
    answer: Said = Field(description="What you affirm, up to 2,000 characters.")
    location: str | None = Field(None, max_length=500, description="What it is about, as an issue's `location`; null: the whole.")
    user_id: UserId | None = Field(None, description="Must agree with `X-User-Id`, where both are sent.")


class ResumeSummary(BaseModel):
    """A version without its text. `resume_id` is its `id` again, under the name that submits take."""

    id: UUID
    resume_id: UUID
    title: str
    version: int
    parent_id: UUID | None
    improve_job_id: UUID | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, version: VersionSummary) -> "ResumeSummary":
        return cls(**_summary(version))


class AppliedView(BaseModel):
    """The selection that a version was made of, and what became of each of its parts."""

    accepted: list[str]
    edits: dict[str, str]
    selected: list[Judged]

    @classmethod
    def of(cls, applied: Applied) -> "AppliedView":
        return cls(accepted=list(applied.accepted), edits=dict(applied.edits), selected=list(applied.selected))


class ResumeView(ResumeSummary):
    """A version whole."""

    raw_text: str
    parsed_json: Resume
    applied: AppliedView | None

    @classmethod
    def whole(cls, version: ResumeVersion) -> "ResumeView":
        shown = AppliedView.of(version.applied) if version.applied else None
        return cls(**_summary(version), raw_text=version.resume.raw_text, parsed_json=version.resume, applied=shown)


class ResumeList(BaseModel):
    items: list[ResumeSummary]
    meta: Meta

    @classmethod
    def of(cls, page: VersionPage, limit: int, offset: int) -> "ResumeList":
        items = [ResumeSummary.of(version) for version in page.versions]
        return cls(items=items, meta=Meta.of(limit, offset, len(items), page.total))


class AttestationView(BaseModel):
    id: UUID
    resume_id: UUID
    question: str
    answer: str
    location: str | None
    user_attested: Literal[True] = True
    created_at: datetime

    @classmethod
    def of(cls, resume_id: UUID, said: Attestation) -> "AttestationView":
        return cls(
            id=said.id, resume_id=resume_id, question=said.question, answer=said.answer, location=said.location,
            created_at=utc(said.created_at),
        )  # fmt: skip


class AttestationList(BaseModel):
    items: list[AttestationView]
    meta: Meta

    @classmethod
    def of(cls, resume_id: UUID, said: Sequence[Attestation], limit: int, offset: int) -> "AttestationList":
        items = [AttestationView.of(resume_id, each) for each in said[offset : offset + limit]]
        return cls(items=items, meta=Meta.of(limit, offset, len(items), len(said)))


class ResumeDiff(BaseModel):
    """From `before` to `after`: what changed in fields, entries and bullets, and which lines of the text are in one alone."""

    before: ResumeSummary
    after: ResumeSummary
    changes: list[Change]
    lines: list[LineChange]


def _summary(version: VersionSummary) -> dict[str, Any]:
    return {
        "id": version.id, "resume_id": version.id, "title": version.title, "version": version.version,
        "parent_id": version.parent_id, "improve_job_id": version.improve_job_id, "created_at": utc(version.created_at),
        "updated_at": utc(version.updated_at),
    }  # fmt: skip
