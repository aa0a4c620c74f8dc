"""The user who calls, as a whole: erased on demand."""

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from app.api.answers import Json
from app.api.auth import Caller
from app.api.described import Words
from app.api.paths import PREFIX
from app.api.services import Current
from app.jobs.artifacts import remove

router = APIRouter(prefix=f"{PREFIX}/users", tags=["users"])

ERASE: Words = {
    "operation_id": "erase_me",
    "summary": "Erase everything of a user",
    "description": "Of the user that `X-User-Id` names: jobs in every state with their inputs, results and files, résumés,"
    " attestations, postings and kept answers. A job that runs is stopped. There is no way back; answers with the counts.",
}


class Counts(BaseModel):
    """What went."""

    jobs: int
    artifacts: int
    resume_versions: int
    attestations: int
    job_postings: int
    idempotency_keys: int
    cached_results: int
    files: int


class UserErased(BaseModel):
    status: str = "hard_deleted"
    erased: Counts


@router.delete("/me", response_model=UserErased, **ERASE)
async def erase_me(user: Caller, services: Current) -> Response:
    answers = await services.answers.erase(user)  # first: it may fail, and then all of this can be said again
    gone = await services.erasure.erase(user)
    await remove(gone.paths, services.jobs, services.files)
    return Json(UserErased(erased=Counts(**gone.rows, cached_results=answers, files=len(gone.paths))).model_dump())
