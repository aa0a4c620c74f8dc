"""Applying what a user selected of an improve job: a new résumé version with exactly that."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from starlette.requests import Request
from starlette.responses import Response

from app.accounts import User
from app.api.answers import Json
from app.api.auth import Caller, check_user
from app.api.described import Words
from app.api.described_resumes import taking
from app.api.idempotency import once
from app.api.paths import PREFIX, both, job_id_of, no_such_job
from app.api.requests import body_of, fingerprint
from app.api.schemas.resumes import ResumeView, Title
from app.api.schemas.text import UserId
from app.api.services import Current
from app.api.submissions import version_of
from app.errors import Conflict, InvalidRequest
from app.jobs.model import Job, Kind, Status
from app.library.model import Applied, NewVersion
from app.resume.model import Resume
from app.resume.reading.hygiene import clean
from app.resume.stored import Attested
from app.resume.writing.improvement import Applied as Made
from app.resume.writing.improvement import Improvement, Judged, Selectable
from app.services import Replay, Services

router = APIRouter(prefix=f"{PREFIX}/improve", tags=["improve"])

MOST = 500
"""Improvements selected at a time: more than any résumé has lines."""

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Text = Annotated[str, Field(max_length=2000), AfterValidator(clean)]


class Selection(BaseModel):
    """What the user takes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    accepted: list[Id] = Field(default_factory=list, max_length=MOST, description="Ids of improvements to take as they are.")
    edits: dict[Id, Text] = Field(
        default_factory=dict, max_length=MOST, description="Ids of improvements to take in your words: a text for each."
    )
    title: Title | None = Field(None, description="Of the new version; its parent's, or the person's name, unless told.")
    user_id: UserId | None = Field(None, description="Must agree with `X-User-Id`, where both are sent.")

    @model_validator(mode="after")
    def _says_something(self) -> "Selection":
        if not self.model_fields_set & {"accepted", "edits"}:
            raise PydanticCustomError("nothing_selected", "Send `accepted` or `edits`: the ids of the job's `improvements`.")
        return self


BODIES = (Selection,)


class AppliedAnswer(BaseModel):
    """The new version, and what became of each selected improvement."""

    success: bool = True
    job_id: UUID
    resume_id: UUID
    applied: list[Judged]
    needs_proof: int = Field(description="How many of the edits the résumé does not bear out.")
    resume: ResumeView


APPLY: Words = {
    "operation_id": "improve_apply",
    "summary": "Take improvements, as they are or in your words",
    "description": "Makes a new résumé version from exactly the selected improvements; nothing else of the job is in it. An edit"
    " that brings a claim which the résumé and what was affirmed of it do not hold is kept and marked `needs_proof`, with a"
    " question. Where the job worked on a version that you keep (`resume_id`), the new one follows it.",
    "status_code": 201,
    "response_description": "The new version.",
    "responses": {
        201: {"headers": {"Location": {"schema": {"type": "string"}}}},
        409: {"description": "The job is not complete."},
    },
    "openapi_extra": taking(
        "Selection",
        {
            "nothing": {"summary": "No improvement: the résumé as it was, as a version", "value": {"accepted": []}},
        },
    ),
}


class _Result(BaseModel, extra="ignore"):
    """What of an improve job's result is needed here."""

    original_resume: Resume
    improvements: tuple[Improvement, ...]
    attested: tuple[Attested, ...]


async def improve_apply(request: Request, improve_job_id: str, user: Caller, services: Current) -> Response:
    job = await _improved(improve_job_id, user, services)
    body = await body_of(request, Selection, services.doorstep)
    check_user(request, body.user_id, user)

    async def keep(resume_id: UUID) -> Replay:
        await services.library.add(user, await _version(resume_id, job, body, services))
        return Replay(201, {"Location": f"{PREFIX}/resumes/{resume_id}"}, {"id": str(resume_id)})

    answer = await once(request, user, services, fingerprint(body), keep)
    view = ResumeView.whole(await services.library.get(user, UUID(answer.body["id"])))
    selected = view.applied.selected if view.applied else []
    proofless = sum(judged.status == "needs_proof" for judged in selected)
    made = AppliedAnswer(job_id=job.id, resume_id=view.id, applied=selected, needs_proof=proofless, resume=view)
    return Json(made.model_dump(), answer.status, answer.headers)


both(router, "/{improve_job_id}/apply", improve_apply, response_model=AppliedAnswer, **APPLY)


async def _improved(told: str, user: User, services: Services) -> Job:
    """A complete improve job. Raises NotFound for another kind's or a stranger's, Conflict for one that is not complete."""
    job = await services.jobs.get(user, job_id_of(told))
    if job.order.kind is not Kind.IMPROVE:
        raise no_such_job(told)
    if job.status is not Status.COMPLETE:
        raise Conflict(
            f"The job is {job.status}: there is nothing to apply yet. Wait until it is complete.", code="job_not_complete"
        )
    return job


async def _version(resume_id: UUID, job: Job, body: Selection, services: Services) -> NewVersion:
    result = _result(job)
    _check_known([*body.accepted, *body.edits], {each.id for each in result.improvements})
    parent_id, attested = await _parent(job, result, services)
    options = {"accepted": body.accepted, "edits": body.edits, "today": datetime.now(UTC).date().isoformat()}
    data = Selectable(resume=result.original_resume, improvements=result.improvements, attested=attested).model_dump_json()
    made = Made.model_validate(await services.craft.run("app.resume.craft:apply_improvements", data.encode(), options))
    applied = Applied(job.id, tuple(body.accepted), body.edits, made.selected)
    return NewVersion(resume_id, made.resume, body.title, parent_id, applied)


def _result(job: Job) -> _Result:
    try:
        return _Result.model_validate(job.result)
    except ValidationError:
        detail = "The job was done by an older version. Improve the résumé again, then apply."
        raise Conflict(detail, code="job_outdated") from None


def _check_known(ids: Sequence[str], known: set[str]) -> None:
    unknown = [each for each in dict.fromkeys(ids) if each not in known]
    if unknown:
        detail = f"The job made no improvement with these ids: {', '.join(unknown[:10])}. Use the ids of its `improvements`."
        fields = ({"field": "accepted", "in": "body", "detail": detail, "code": "unknown_improvement"},)
        raise InvalidRequest(detail, code="unknown_improvement", fields=fields)


async def _parent(job: Job, result: _Result, services: Services) -> tuple[UUID | None, tuple[Attested, ...]]:
    """The version that the job worked on and what is affirmed of it by now; what the job was given, where that is gone."""
    version = await version_of(job, services)
    return (UUID(version.resume_id), version.resume.attested) if version and version.resume_id else (None, result.attested)
