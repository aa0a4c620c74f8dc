"""From a request's body to a judged submission: JSON, or a form with a file."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import orjson
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from app.accounts import User
from app.api.problems import invalid
from app.api.schemas.submission import Submission
from app.api.schemas.text import whole
from app.errors import InvalidRequest, UnsupportedMediaType
from app.jobs.model import Source
from app.resume.stored import StoredResume
from app.services import Doorstep, Services

B = TypeVar("B", bound=Submission)

MOST_FIELDS = 30
LARGEST_FIELD = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Origin:
    """A field of a submission that names a résumé which is kept as data, and how it is found.

    `load` raises NotFound for what is unknown or another's, Conflict for what cannot serve yet.
    """

    field: str
    load: Callable[[Any, User, Services], Awaitable[StoredResume]]


FILES = ("resume_url", "resume_text", "file")


@dataclass(frozen=True, slots=True)
class Received(Generic[B]):
    """A judged submission. `data`: the bytes of the upload or of the pasted text, None for an address or an origin."""

    body: B
    source: Source
    data: bytes | None
    origin: Origin | None = None

    async def bytes_of(self, user: User, services: Services) -> bytes | None:
        """What the job works on, looked up where the caller named something that is kept."""
        if self.origin is None:
            return self.data
        stored = await self.origin.load(getattr(self.body, self.origin.field), user, services)
        return stored.model_dump_json().encode()

    def fingerprint(self) -> list[Any]:
        """What makes two submissions the same, whatever their boundaries, spaces and order of fields."""
        data = hashlib.blake2b(self.data or b"", digest_size=32).hexdigest()
        return [self.body.model_dump(exclude={"resume_text"}), self.source.kind, data]


class _Form(MultiPartParser):
    """Keeps uploads in memory: the body's limit is the bound, and no copy is left in a temporary folder."""

    spool_max_size = 1 << 40


async def read(request: Request, model: type[B], origins: Sequence[Origin], doorstep: Doorstep) -> Received[B]:
    """The body as `model` and its résumé. Raises InvalidRequest, UnsupportedMediaType, TooLarge or RequestTimeout."""
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _received(_validated(await _json(request), model, doorstep), None, origins)
    if kind == "multipart/form-data":
        fields, upload = await _form(request)
        return _received(_validated(fields, model, doorstep), upload, origins)
    raise UnsupportedMediaType(
        "Send the fields as JSON with `Content-Type: application/json`, or as multipart/form-data with the résumé in `file`."
    )


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


async def _form(request: Request) -> tuple[dict[str, Any], bytes | None]:
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


async def _taken_apart(items: Sequence[tuple[str, str | UploadFile]]) -> tuple[dict[str, Any], bytes | None]:
    fields = {name: value for name, value in items if isinstance(value, str) and value}
    uploads = [(name, value) for name, value in items if isinstance(value, UploadFile)]
    if len({name for name, _ in items}) != len(items) or any(name != "file" for name, _ in uploads):
        raise _bad_form()
    return _with_metadata(fields), await uploads[0][1].read() if uploads else None


def _bad_form() -> InvalidRequest:
    return InvalidRequest(
        "The form cannot be read. Send multipart/form-data with its boundary, each field once, and one upload named `file`.",
        code="invalid_form",
    )


def _with_metadata(fields: dict[str, Any]) -> dict[str, Any]:
    if "metadata" not in fields:
        return fields
    try:
        return {**fields, "metadata": orjson.loads(fields["metadata"])}
    except orjson.JSONDecodeError:
        raise _wrong("metadata", "In a form, metadata is a JSON object written as text.", "metadata_json") from None


def _validated(fields: Any, model: type[B], doorstep: Doorstep) -> B:
    if not whole(fields):
        raise InvalidRequest(
            "A text holds a NUL character or half of a surrogate pair, which no document can hold. Remove it and send again.",
            code="broken_text",
        )
    try:
        return model.model_validate(fields, context=doorstep)
    except ValidationError as error:
        raise invalid(error.errors(include_input=False, include_url=False), "body") from None


def _received(body: B, upload: bytes | None, origins: Sequence[Origin]) -> Received[B]:
    fields = (*FILES, *(origin.field for origin in origins))
    given = [name for name in fields if (upload if name == "file" else getattr(body, name)) is not None]
    if len(given) != 1:
        raise InvalidRequest(_which(given, fields), code="one_resume_wanted", fields=_one_of(fields))
    if upload == b"":
        raise _wrong("file", "The file is empty. Choose the file again and send it once more.", "empty_file")
    if body.resume_url is not None:
        return Received(body, Source("url", url=body.resume_url), None)
    if body.resume_text is not None:
        return Received(body, Source("text"), body.resume_text.encode())
    if upload is not None:
        return Received(body, Source("file"), upload)
    return Received(body, Source("resume"), None, next(origin for origin in origins if origin.field in given))


def _which(given: Sequence[str], fields: Sequence[str]) -> str:
    if not given:
        named = ", ".join(f"`{name}`" for name in fields if name != "file")
        return f"There is no résumé. Send {named}, or a `file` as multipart/form-data."
    return f"There are several résumés ({', '.join(given)}). {_exactly_one(fields)}"


def _one_of(fields: Sequence[str]) -> tuple[Mapping[str, str], ...]:
    sentence = _exactly_one(fields)
    return tuple({"field": name, "in": "body", "detail": sentence, "code": "one_resume_wanted"} for name in fields)


def _exactly_one(fields: Sequence[str]) -> str:
    return f"Send exactly one of {', '.join(fields[:-1])} and {fields[-1]}."


def _wrong(field: str, detail: str, code: str) -> InvalidRequest:
    return InvalidRequest(detail, code=code, fields=({"field": field, "in": "body", "detail": detail, "code": code},))
