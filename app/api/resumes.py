"""Résumés in versions, and what their owner affirms: kept, read, changed, compared, deleted."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import orjson
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from app.api import described_resumes as described
from app.api.answers import Json, plain, tagged
from app.api.auth import Caller, check_user
from app.api.idempotency import once
from app.api.paging import Limit, Offset
from app.api.paths import PREFIX, attestation_id_of, both, resume_id_of
from app.api.requests import Sent, body_of, fingerprint, sent, validated, wrong
from app.api.schemas.jobs import Deleted
from app.api.schemas.resumes import (
    AttestationList,
    AttestationView,
    NewAttestation,
    NewResume,
    ResumeChange,
    ResumeDiff,
    ResumeList,
    ResumeSummary,
    ResumeView,
)
from app.api.services import Current
from app.errors import InvalidRequest
from app.library.model import Attestation, NewVersion
from app.resume.jsonresume import to_json_resume
from app.resume.model import Resume
from app.resume.plain import set_down
from app.services import Replay, Services

router = APIRouter(prefix="/resumes", tags=["resumes"])

BODIES = (NewResume, ResumeChange, NewAttestation)
Form = Annotated[Literal["json-resume"] | None, Query(alias="format", description="As a JSON Résumé instead of our own form.")]
FORMS = ("raw_text", "parsed_json", "file")


async def create_resume(request: Request, user: Caller, services: Current) -> Response:
    given = await sent(request)
    body = validated(given.fields, NewResume, services.doorstep)
    check_user(request, body.user_id, user)
    _exactly_one(body, given)

    async def keep(resume_id: UUID) -> Replay:
        resume = await _resume(body, given.upload, services)
        await services.library.add(user, NewVersion(resume_id, resume, body.title, body.parent_id))
        return Replay(201, {"Location": f"{PREFIX}/resumes/{resume_id}"}, {"id": str(resume_id)})

    answer = await once(request, user, services, fingerprint(body, given.upload), keep)
    # Only the id is kept for repetitions: no résumé lies about anywhere but in its own row.
    version = await services.library.get(user, UUID(answer.body["id"]))
    return Json(ResumeView.whole(version).model_dump(), answer.status, answer.headers)


@router.get("", response_model=ResumeList, **described.LIST)
async def list_resumes(user: Caller, services: Current, limit: Limit = 20, offset: Offset = 0) -> Response:
    page = await services.library.list(user, limit, offset)
    return Json(ResumeList.of(page, limit, offset).model_dump())


@router.get("/{resume_id}", response_model=ResumeView | dict[str, Any], **described.GET)
async def get_resume(request: Request, resume_id: str, user: Caller, services: Current, form: Form = None) -> Response:
    version = await services.library.get(user, resume_id_of(resume_id))
    if form is None:
        return tagged(request, Json(ResumeView.whole(version).model_dump()))
    return tagged(request, Json(to_json_resume(version.resume).as_json()))


@router.patch("/{resume_id}", response_model=ResumeView, **described.CHANGE)
async def change_resume(request: Request, resume_id: str, user: Caller, services: Current) -> Response:
    wanted = resume_id_of(resume_id)
    body = await body_of(request, ResumeChange, services.doorstep)
    check_user(request, body.user_id, user)
    if body.title is None and body.raw_text is None and body.parsed_json is None:
        raise InvalidRequest("There is nothing to change. Send `title`, `raw_text` or `parsed_json`.", code="nothing_to_change")
    await services.library.get(user, wanted)  # nothing is read for a stranger
    resume = await _resume(body, None, services) if body.raw_text or body.parsed_json else None
    changed = await services.library.change(user, wanted, body.title, resume)
    return Json(ResumeView.whole(changed).model_dump())


@router.delete("/{resume_id}", response_model=Deleted, **described.DELETE)
async def delete_resume(resume_id: str, user: Caller, services: Current, hard: bool = False) -> Response:
    if hard:
        await services.library.erase(user, resume_id_of(resume_id))
        return Json({"status": "hard_deleted"})
    await services.library.hide(user, resume_id_of(resume_id))
    return Json({"status": "deleted"})


@router.get("/{resume_id}/versions", response_model=ResumeList, **described.VERSIONS)
async def list_versions(resume_id: str, user: Caller, services: Current, limit: Limit = 20, offset: Offset = 0) -> Response:
    page = await services.library.versions(user, resume_id_of(resume_id), limit, offset)
    return Json(ResumeList.of(page, limit, offset).model_dump())


@router.get("/{resume_id}/diff/{other_id}", response_model=ResumeDiff, **described.DIFF)
async def compare_versions(resume_id: str, other_id: str, user: Caller, services: Current) -> Response:
    before = await services.library.get(user, resume_id_of(resume_id))
    after = await services.library.get(user, resume_id_of(other_id))
    both = orjson.dumps([before.resume.model_dump(), after.resume.model_dump()])
    found = await services.craft.run("app.resume.craft:compare_versions", both, {})
    heads = {"before": ResumeSummary.of(before).model_dump(), "after": ResumeSummary.of(after).model_dump()}
    return Json({**heads, **found})


async def create_attestation(request: Request, resume_id: str, user: Caller, services: Current) -> Response:
    wanted = resume_id_of(resume_id)
    body = await body_of(request, NewAttestation, services.doorstep)
    check_user(request, body.user_id, user)

    async def keep(attestation_id: UUID) -> Replay:
        said = Attestation(attestation_id, body.question, body.answer, body.location, datetime.now(UTC))
        kept = await services.library.attest(user, wanted, said)
        return Replay(201, {}, plain(AttestationView.of(wanted, kept)))

    answer = await once(request, user, services, fingerprint(body), keep)
    return Json(answer.body, answer.status, answer.headers)


@router.get("/{resume_id}/attestations", response_model=AttestationList, **described.LIST_ATTESTATIONS)
async def list_attestations(resume_id: str, user: Caller, services: Current, limit: Limit = 20, offset: Offset = 0) -> Response:
    wanted = resume_id_of(resume_id)
    said = await services.library.attestations(user, wanted)
    return Json(AttestationList.of(wanted, said, limit, offset).model_dump())


@router.delete("/{resume_id}/attestations/{attestation_id}", response_model=Deleted, **described.RETRACT)
async def delete_attestation(
    resume_id: str, attestation_id: str, user: Caller, services: Current, hard: bool = False
) -> Response:
    await services.library.retract(user, resume_id_of(resume_id), attestation_id_of(attestation_id), hard=hard)
    return Json({"status": "hard_deleted" if hard else "deleted"})


both(router, "", create_resume, response_model=ResumeView, **described.CREATE)
both(router, "/{resume_id}/attestations", create_attestation, response_model=AttestationView, **described.ATTEST)


def _exactly_one(body: NewResume, given: Sent) -> None:
    """Text beside a structured résumé is that résumé's own; any other two are one too many."""
    if given.upload == b"":
        raise wrong("file", "The file is empty. Choose the file again and send it once more.", "empty_file")
    content = body.raw_text is not None or body.parsed_json is not None
    if content == (given.upload is not None):
        detail = "Send the résumé in exactly one form: `raw_text`, `parsed_json`, or a `file` as multipart/form-data."
        fields = tuple({"field": name, "in": "body", "detail": detail, "code": "one_resume_wanted"} for name in FORMS)
        raise InvalidRequest(detail, code="one_resume_wanted", fields=fields)


async def _resume(body: NewResume | ResumeChange, upload: bytes | None, services: Services) -> Resume:
    """The résumé that was sent. Raises UnreadableFile, and InvalidRequest for structured input that says nothing or too much."""
    structured = body.structured
    if structured is None:
        data = upload if upload is not None else (body.raw_text or "").encode()
        return Resume.model_validate(await services.craft.run("app.resume.craft:read_file", data, {}))
    resume = set_down(structured, body.raw_text)
    if not resume.raw_text.strip():
        raise wrong("parsed_json", "This résumé says nothing. Send at least one of its fields.", "empty_resume")
    if len(resume.raw_text) > services.doorstep.max_text_characters:
        most = f"{services.doorstep.max_text_characters:,}"
        raise wrong("parsed_json", f"The résumé's text is longer than {most} characters. Shorten it.", "text_too_long")
    return resume
