"""Postings that a user keeps: read once into requirements and keywords, listed, read, deleted."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.api import described_postings as described
from app.api.answers import Json, tagged
from app.api.auth import Caller, check_user
from app.api.idempotency import once
from app.api.paging import Limit, Offset
from app.api.paths import PREFIX, both, posting_id_of
from app.api.requests import body_of, fingerprint
from app.api.schemas.jobs import Deleted
from app.api.schemas.postings import JobPostingList, JobPostingView, NewJobPosting
from app.api.services import Current
from app.library.model import LONGEST_TITLE, NewPosting
from app.resume.posting import NormalizedPosting
from app.services import Replay, Services

router = APIRouter(prefix="/job-postings", tags=["job-postings"])

BODIES = (NewJobPosting,)
UNNAMED = "Untitled posting"


async def create_posting(request: Request, user: Caller, services: Current) -> Response:
    body = await body_of(request, NewJobPosting, services.doorstep)
    check_user(request, body.user_id, user)

    async def keep(posting_id: UUID) -> Replay:
        await services.postings.add(user, await _read(posting_id, body, services))
        return Replay(201, {"Location": f"{PREFIX}/job-postings/{posting_id}"}, {"id": str(posting_id)})

    answer = await once(request, user, services, fingerprint(body), keep)
    posting = await services.postings.get(user, UUID(answer.body["id"]))
    return Json(JobPostingView.whole(posting).model_dump(), answer.status, answer.headers)


@router.get("", response_model=JobPostingList, **described.LIST)
async def list_postings(user: Caller, services: Current, limit: Limit = 20, offset: Offset = 0) -> Response:
    page = await services.postings.list(user, limit, offset)
    return Json(JobPostingList.of(page, limit, offset).model_dump())


@router.get("/{posting_id}", response_model=JobPostingView, **described.GET)
async def get_posting(request: Request, posting_id: str, user: Caller, services: Current) -> Response:
    posting = await services.postings.get(user, posting_id_of(posting_id))
    return tagged(request, Json(JobPostingView.whole(posting).model_dump()))


@router.delete("/{posting_id}", response_model=Deleted, **described.DELETE)
async def delete_posting(posting_id: str, user: Caller, services: Current, hard: bool = False) -> Response:
    await services.postings.remove(user, posting_id_of(posting_id), hard=hard)
    return Json({"status": "hard_deleted" if hard else "deleted"})


both(router, "", create_posting, response_model=JobPostingView, **described.CREATE)


async def _read(posting_id: UUID, body: NewJobPosting, services: Services) -> NewPosting:
    read = await services.craft.run("app.resume.craft:read_posting_text", body.raw_text.encode(), {})
    normalized = NormalizedPosting.model_validate(read)
    title = body.title or (normalized.title or UNNAMED)[:LONGEST_TITLE]
    return NewPosting(posting_id, title, body.company, body.location, body.raw_text, normalized)
