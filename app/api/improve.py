"""improve, as callers order it."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, ValidationError, ValidationInfo
from pydantic_core import PydanticCustomError

from app.accounts import User
from app.api.analyze import ProfileName
from app.api.examples import example
from app.api.kinds import Offer
from app.api.schemas.jobs import Complete
from app.api.schemas.submission import Submission
from app.api.schemas.text import PastedText
from app.api.submissions import Found, Origin, version_of
from app.errors import Conflict, NotFound
from app.jobs.model import Kind, Status
from app.jobs.providers import unknown_provider
from app.jobs.recipes.improve import ImproveOptions, Run
from app.resume.model import Resume
from app.resume.stored import StoredResume
from app.resume.writing.improve import Improved
from app.resume.writing.improvement import Section
from app.services import Doorstep, Services

LONGEST_TONE = 100
ANALYZED = (
    "A complete analyze job of yours: its résumé is improved, for the `profile`, `job_text` and `target_role` that it was told,"
    " where they are not told here."
)


def _set_up(name: str, info: ValidationInfo) -> str:
    if isinstance(info.context, Doorstep) and name not in info.context.providers:
        raise PydanticCustomError("unknown_provider", unknown_provider(info.context.providers))
    return name


Provider = Annotated[str, AfterValidator(_set_up), Field(max_length=100)]


class ImproveSubmission(Submission):
    analysis_job_id: UUID | None = Field(None, description=ANALYZED)
    focus: list[Section] | None = Field(None, description="The sections to write; all unless told.")
    tone: str | None = Field(None, max_length=LONGEST_TONE, description="How it should sound; models follow it, rules do not.")
    provider: Provider | None = Field(None, description="Who writes: `offline`, or a model that is set up here.")
    profile: ProfileName | None = Field(None, description="A keyword profile's name; `auto` takes the one that fits best.")
    job_text: PastedText | None = Field(None, description="A posting: keywords come from it. It is never evidence for a claim.")


class ImproveData(Improved):
    """What a complete improve job holds. Every improvement names the lines that bear it out."""

    success: bool
    resume_improvement_id: str | None
    run: Run
    improved_at: str


class _Analyzed(BaseModel, extra="ignore"):
    resume: Resume


TAKEN_OVER = ("profile", "job_text", "target_role")
"""What an analysis was told holds for the improvement too, unless that is told otherwise: it would be scored differently else."""


async def _analyzed(told: Any, user: User, services: Services) -> Found:
    """The résumé of a complete analyze job, and what that was told.

    Raises NotFound for another kind's job or a stranger's, Conflict while it runs.
    """
    job = await services.jobs.get(user, told)
    if job.order.kind is not Kind.ANALYZE:
        raise NotFound(f"Job {told} not found. It may have expired or never existed.")
    if job.status is not Status.COMPLETE:
        raise Conflict(f"The analysis is {job.status}, so it has no résumé to improve. Wait until it is complete.")
    try:
        resume = _Analyzed.model_validate(job.result).resume
    except ValidationError as error:
        raise Conflict("The analysis was made by an older version. Analyze the résumé again.") from error
    version = await version_of(job, services)
    options = {name: job.order.options[name] for name in TAKEN_OVER if job.order.options.get(name)}
    stored = StoredResume(resume=resume, attested=version.resume.attested if version else ())
    return Found(stored, version.resume_id if version else None, options)


def _options(body: ImproveSubmission, doorstep: Doorstep) -> ImproveOptions:
    return ImproveOptions(
        focus=tuple(body.focus or ()),
        profile=body.profile or doorstep.default_profile,
        job_text=body.job_text,
        target_role=body.target_role,
        tone=body.tone,
        provider=body.provider,
    )


IMPROVE = Offer(
    kind=Kind.IMPROVE,
    noun="Improvement",
    summary="Improve a résumé's text",
    description=(
        "Rewrites weak lines of jobs, projects and unpaid work, writes or mends the summary, and tidies the skills. Whoever"
        " writes, every claim is held against the résumé and what you affirmed of it: what neither bears out is cut or refused"
        " and listed in `rejected`. Lines that are good stay as they are. What cannot be mended without a fact becomes a"
        " question. `scores_after` is lower in no category."
    ),
    body=ImproveSubmission,
    options=_options,
    complete=Complete[ImproveData],
    examples={
        "pasted": example("A résumé pasted as text", resume_text="resume.txt"),
        "for_a_posting": example("The same, for a posting", resume_text="resume.txt", job_text="posting.txt"),
    },
    origins=(Origin("analysis_job_id", _analyzed),),
)
