"""The forms of our answers: JSON, and answers that a caller may already hold."""

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson
from pydantic import BaseModel
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response


class Json(Response):
    """JSON as orjson writes it: times in ISO 8601 with their offset."""

    def __init__(
        self,
        content: Any,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        media_type: str = "application/json",
        background: BackgroundTask | None = None,
    ) -> None:
        super().__init__(orjson.dumps(content), status, headers, media_type, background)


def tagged(request: Request, answer: Json) -> Response:
    """The answer with its ETag; 304 without a body when the caller holds this very answer."""
    tag = f'"{hashlib.blake2b(answer.body, digest_size=16).hexdigest()}"'
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "private, no-cache"
    if not _held(request.headers.get("if-none-match", ""), tag):
        return answer
    kept = {name: answer.headers[name] for name in ("ETag", "Cache-Control", "Retry-After") if name in answer.headers}
    return Response(status_code=304, headers=kept)


def _held(told: str, tag: str) -> bool:
    tags = {part.strip().removeprefix("W/") for part in told.split(",")}
    return tag in tags or "*" in tags


def plain(view: BaseModel) -> Any:
    """A view as the JSON that we would send, to be kept and sent later."""
    return orjson.loads(orjson.dumps(view.model_dump()))
