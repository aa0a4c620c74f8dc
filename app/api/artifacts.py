"""The files that jobs made: fetched with the key, or by a signed link without one; and given up."""

import re
import unicodedata
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Security
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.api import described
from app.api.answers import Json
from app.api.auth import API_KEY, BEARER, Caller, caller_of
from app.api.paths import PREFIX
from app.api.schemas.jobs import Deleted
from app.api.services import Current
from app.errors import NotFound
from app.jobs.artifacts import remove
from app.jobs.links import Link
from app.jobs.model import Artifact
from app.services import Services

router = APIRouter(prefix=f"{PREFIX}/artifacts", tags=["artifacts"])

NOT_PLAIN = re.compile(r"[^A-Za-z0-9._ -]")
STORE_LINK_SECONDS = 60
"""How long an address of the store's own holds: it is followed at once."""

Expires = Annotated[str | None, Query(description="Of a signed link: when it ends, in seconds since 1970.")]
KeyId = Annotated[str | None, Query(description="Of a signed link: which of our secrets it was made with.")]
Signature = Annotated[str | None, Query(description="Of a signed link.")]


async def _key_or_token(_key: Annotated[Any, Security(API_KEY)], _token: Annotated[Any, Security(BEARER)]) -> None:
    """Says to the documentation what opens the door beside a link."""


async def _link(artifact_id: str, expires: Expires = None, key: KeyId = None, signature: Signature = None) -> Link | None:
    return None if signature is None else Link(artifact_id, expires or "", key or "", signature)


async def _asked_for(
    request: Request,
    artifact_id: str,
    services: Current,
    link: Annotated[Link | None, Depends(_link)],
    _schemes: Annotated[None, Depends(_key_or_token)],
) -> Artifact:
    """The file, for whoever may have it: the holder of a link that we signed, else its owner."""
    if link is None:
        return await services.artifacts.get(await caller_of(request, services), _id_of(artifact_id))
    if not services.signer.holds(link, datetime.now(UTC)):
        raise NotFound(
            "This link does not hold: it is older than fifteen minutes, or was changed on its way. Ask for the job's result"
            " again, which has fresh ones.",
            code="link_not_valid",
        )
    return await services.artifacts.linked(_id_of(artifact_id))


@router.get("/{artifact_id}/download", **described.DOWNLOAD)
async def download(artifact: Annotated[Artifact, Depends(_asked_for)], services: Current) -> Response:
    """Through the store's own address where it has one, so that the bytes do not go through us; else the bytes."""
    address = await services.files.link(artifact.path, STORE_LINK_SECONDS, artifact.name)
    if address is not None:
        return RedirectResponse(address, 307)
    data = await services.files.get(artifact.path)
    return Response(data, media_type=artifact.content_type, headers={"Content-Disposition": _attachment(artifact.name)})


@router.delete("/{artifact_id}", response_model=Deleted, **described.DELETE_ARTIFACT)
async def delete(artifact_id: str, user: Caller, services: Current, hard: bool = False, purge_file: bool = False) -> Response:
    named, rows = _id_of(artifact_id), services.artifacts
    paths = await rows.erase(user, named) if hard else await rows.hide(user, named, purge=purge_file)
    await remove(paths, services.jobs, services.files)
    return Json({"status": "hard_deleted" if hard else "deleted"})


def address_of(artifact: Artifact, services: Services) -> tuple[str, datetime]:
    """A signed link to a file, and when it ends."""
    link = services.signer.link(artifact.id, datetime.now(UTC))
    query = f"expires={link.expires}&key={link.key}&signature={link.signature}"
    return f"{PREFIX}/artifacts/{artifact.id}/download?{query}", link.expires_at


def _id_of(told: str) -> UUID:
    try:
        return UUID(told)
    except ValueError:
        raise NotFound("There is no such file. It may have expired, or was deleted.", code="artifact_not_found") from None


def _attachment(name: str) -> str:
    """Both forms of RFC 6266: plain letters for old clients, the name itself for the rest."""
    plain = NOT_PLAIN.sub("_", unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode())
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
