"""generate, as callers order it: files of a résumé in a look; and the same content again in another."""

from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from app.accounts import User
from app.api import described
from app.api.artifacts import address_of
from app.api.auth import Caller, check_user
from app.api.examples import example
from app.api.kinds import Judged, Offer, ordered
from app.api.paths import PREFIX, both, job_id_of, no_such_job
from app.api.requests import body_of, fingerprint
from app.api.schemas.generate import FileView, Formats, GenerateData, LookOptions, Options, Regeneration, TemplateName
from app.api.schemas.jobs import Complete
from app.api.schemas.resumes import ParsedResume
from app.api.schemas.submission import Submission
from app.api.services import Current
from app.api.submissions import Found, Origin
from app.errors import Conflict, InvalidRequest
from app.jobs.model import Artifact, Job, Kind, Order, Source, Status
from app.jobs.recipes.generate import USUAL_FORMATS, USUAL_TEMPLATE, GenerateOptions
from app.resume.jsonresume import JsonResume, from_json_resume
from app.resume.model import Resume
from app.resume.rendering.look import look_of
from app.resume.stored import StoredResume
from app.services import Doorstep, Services

router = APIRouter(prefix=f"{PREFIX}/generate", tags=["generate"])


class GenerateSubmission(Submission):
    resume: ParsedResume | None = Field(None, description="The résumé as data: ours, or a JSON Résumé.")
    improve_job_id: UUID | None = Field(
        None, description="A complete improve job of yours: the selection that was applied, else every supported improvement."
    )
    template: TemplateName = USUAL_TEMPLATE
    formats: Formats = USUAL_FORMATS
    options: Options = LookOptions()


async def _given(told: Resume | JsonResume, user: User, services: Services) -> Found:
    resume = from_json_resume(told) if isinstance(told, JsonResume) else told
    if not (resume.name or resume.experiences or resume.education or resume.summary or resume.skills):
        detail = "There is nothing in this résumé. Give a name at least, a summary, jobs, schools or skills."
        raise InvalidRequest(
            detail, code="empty_resume", fields=({"field": "resume", "in": "body", "detail": detail, "code": "empty_resume"},)
        )
    return Found(StoredResume(resume=resume))


async def _improved(told: UUID, user: User, services: Services) -> Found:
    job = await services.jobs.get(user, told)
    if job.order.kind is not Kind.IMPROVE:
        raise no_such_job(str(told))
    applied = await services.library.applied(user, told)
    return Found(StoredResume(resume=applied.resume if applied else _content(job)))


def _content(job: Job) -> Resume:
    """The résumé in a job's result. Raises Conflict while there is none."""
    if job.status is not Status.COMPLETE or job.result is None:
        raise Conflict(f"This job is {job.status}: it has no résumé to make files of. Wait until it is complete.")
    return Resume.model_validate(job.result["resume"])


def _options(body: GenerateSubmission, doorstep: Doorstep) -> GenerateOptions:
    return _judged(GenerateOptions(template=body.template, formats=body.formats, options=body.options.chosen()))


def _judged(options: GenerateOptions) -> GenerateOptions:
    """Raises InvalidRequest that names what is allowed."""
    look_of(options.template, options.options)
    return options


async def _shown(job: Job, services: Services) -> Job:
    """The job with links to its files, fresh for whoever looks now; what was deleted since is left out."""
    if job.status is not Status.COMPLETE or job.result is None:
        return job
    order = GenerateOptions.model_validate(job.order.options).formats
    found = {artifact.format: artifact for artifact in await services.artifacts.of_job(job.user, job.id)}
    files = [_view(found[name], services) for name in order if name in found]
    links = {f"{name}_url": next((file.url for file in files if file.format == name), None) for name in ("pdf", "docx")}
    head = {name: job.result[name] for name in ("success", "resume_improvement_id")}
    return replace(job, result={**head, "files": [file.model_dump() for file in files], **links, **job.result})


def _view(artifact: Artifact, services: Services) -> FileView:
    url, expires_at = address_of(artifact, services)
    return FileView.model_validate(
        {
            "artifact_id": str(artifact.id), "format": artifact.format, "filename": artifact.name, "url": url,
            "expires_at": expires_at, "size_bytes": artifact.size_bytes, "sha256": artifact.sha256, "pages": artifact.pages,
        }
    )  # fmt: skip


GENERATE = Offer(
    kind=Kind.GENERATE,
    noun="Generation",
    summary="Make files of a résumé",
    description=(
        "Prints a résumé in one of six templates, in several formats at once, and reads each file back: `ats_check` says field by"
        " field what a machine finds in it. The résumé may also be given as data (`resume`), as a kept version (`resume_id`) or"
        " as an improve job (`improve_job_id`)."
    ),
    body=GenerateSubmission,
    options=_options,
    complete=Complete[GenerateData],
    examples={
        "pasted": example("A résumé pasted as text", resume_text="resume.txt"),
        "structured": {
            "summary": "A résumé as data, in another look",
            "value": {
                "resume": {"name": "Maria Keller", "email": "maria.keller@example.com", "skills": ["Calendar management"]},
                "template": "professional",
                "formats": ["pdf"],
                "options": {"page_size": "a4", "accent_color": "teal"},
            },
        },
    },
    origins=(Origin("resume", _given), Origin("improve_job_id", _improved)),
    shown=_shown,
)


async def regenerate(request: Request, job_id: str, user: Caller, services: Current) -> Response:
    old = await services.jobs.get(user, job_id_of(job_id))
    if old.order.kind is not Kind.GENERATE:
        raise no_such_job(job_id)
    body = await body_of(request, Regeneration, services.doorstep)
    check_user(request, body.user_id, user)
    order, content = _again(old.order, body), StoredResume(resume=_content(old)).model_dump_json().encode()

    async def complete() -> tuple[Order, bytes]:
        return order, content

    return await ordered(GENERATE, Judged(complete, fingerprint(body)), request, user, services)


def _again(order: Order, body: Regeneration) -> Order:
    before = GenerateOptions.model_validate(order.options)
    wanted = GenerateOptions(
        template=body.template or before.template,
        formats=body.formats or before.formats,
        options=before.options if body.options is None else body.options.chosen(),
    )
    source = Source("resume", resume_id=order.source.resume_id)
    return replace(order, source=source, options=_judged(wanted).model_dump())


both(router, "/regenerate/{job_id}", regenerate, **described.REGENERATE)
