"""From a request's body to its fields: JSON, or a form with a file beside them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import orjson
from pydantic import BaseModel, ValidationError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from app.api.problems import invalid
from app.api.schemas.text import whole
from app.errors import InvalidRequest, UnsupportedMediaType
from app.services import Doorstep

M = TypeVar("M", bound=BaseModel)

MOST_FIELDS = 30
LARGEST_FIELD = 1024 * 1024
JSON = "application/json"
FORM = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Sent:
    """A body's fields, not judged yet. In a form all are strings; `upload`: the bytes of its `file`, where there is one."""

    fields: Any
    upload: bytes | None = None
    form: bool = False


class _Form(MultiPartParser):
    """Keeps uploads in memory: the body's limit is the bound, and no copy is left in a temporary folder."""

    spool_max_size = 1 << 40


async def body_of(request: Request, model: type[M], doorstep: Doorstep) -> M:
    """A body of JSON as `model`. Raises InvalidRequest, UnsupportedMediaType, TooLarge or RequestTimeout."""
    if _media_type(request) != JSON:
        raise UnsupportedMediaType("Send the fields as JSON with `Content-Type: application/json`.")
    return validated(await _json(request), model, doorstep)


async def sent(request: Request) -> Sent:
    """A body of either kind.

    Raises InvalidRequest, UnsupportedMediaType, TooLarge or RequestTimeout.
    """
    kind = _media_type(request)
    if kind == JSON:
        return Sent(await _json(request))
    if kind == FORM:
        return await _form(request)
    raise UnsupportedMediaType(
        "Send the fields as JSON with `Content-Type: application/json`, or as multipart/form-data with the résumé in `file`."
    )


def validated(fields: Any, model: type[M], doorstep: Doorstep) -> M:
    """The fields as `model`, whose validators may ask the doorstep for limits. Raises InvalidRequest."""
    if not whole(fields):
        raise InvalidRequest(
            "A text holds a NUL character or half of a surrogate pair, which no document can hold. Remove it and send again.",
            code="broken_text",
        )
    try:
        return model.model_validate(fields, context=doorstep)
    except ValidationError as error:
        raise invalid(error.errors(include_input=False, include_url=False), "body") from None


def fingerprint(body: BaseModel, upload: bytes | None = None) -> list[Any]:
    """What makes two requests the same, whatever their boundaries, spaces and order of fields."""
    return [body.model_dump(), hashlib.blake2b(upload or b"", digest_size=32).hexdigest()]


def wrong(field: str, detail: str, code: str) -> InvalidRequest:
    """One field of the body that cannot be."""
    return InvalidRequest(detail, code=code, fields=({"field": field, "in": "body", "detail": detail, "code": code},))


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", JSON).partition(";")[0].strip().lower()


async def _json(request: Request) -> Any:
    try:
        return orjson.loads(await request.body())
    except orjson.JSONDecodeError as error:
        raise _not_json(error) from None


def _not_json(error: orjson.JSONDecodeError) -> InvalidRequest:
    return InvalidRequest(
        f"The body is not valid JSON at line {error.lineno}, column {error.colno}. NaN, Infinity, comments, trailing commas"
        " and half surrogate pairs are not allowed in it.",
        code="invalid_json",
    )


async def _form(request: Request) -> Sent:
    parser = _Form(
        request.headers, request.stream(), max_files=1, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD
    )  # fmt: skip
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise _bad_form() from error
    try:
        return await _taken_apart(form.multi_items())
    finally:
        await form.close()


async def _taken_apart(items: Sequence[tuple[str, str | UploadFile]]) -> Sent:
    fields = {name: value for name, value in items if isinstance(value, str) and value}
    uploads = [(name, value) for name, value in items if isinstance(value, UploadFile)]
    if len({name for name, _ in items}) != len(items) or any(name != "file" for name, _ in uploads):
        raise _bad_form()
    return Sent(fields, await uploads[0][1].read() if uploads else None, form=True)


def _bad_form() -> InvalidRequest:
    return InvalidRequest(
        "The form cannot be read. Send multipart/form-data with its boundary, each field once, and one upload named `file`.",
        code="invalid_form",
    )
