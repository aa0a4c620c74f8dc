"""From a request's body to a judged submission: JSON, or a form with a file."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson
from starlette.requests import Request

from app.accounts import User
from app.api.requests import sent, validated, wrong
from app.api.schemas.submission import Submission
from app.errors import InvalidRequest, NotFound
from app.jobs.model import Job, Order, Source
from app.library.stored import stored
from app.resume.stored import StoredResume
from app.services import Doorstep, Services

B = TypeVar("B", bound=Submission)


@dataclass(frozen=True, slots=True)
class Origin:
    """A field of a submission that names a résumé which is kept as data, and how it is found.

    `load` raises NotFound for what is unknown or another's, Conflict for what cannot serve yet.
    """

    field: str
    load: Callable[[Any, User, Services], Awaitable["Found"]]


@dataclass(frozen=True, slots=True)
class Found:
    """What an origin names: the résumé, the version of the library that it is, where it is one, and the options that hold
    where the submission says nothing of them."""

    resume: StoredResume
    resume_id: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


async def _kept(told: UUID, user: User, services: Services) -> Found:
    return Found(await stored(user, told, services.library), str(told))


async def version_of(job: Job, services: Services) -> Found | None:
    """The version that a job worked on, with what is affirmed of it by now; None where it worked on none, or that is gone."""
    named = job.order.source.resume_id
    if named is None:
        return None
    try:
        return await _kept(UUID(named), job.user, services)
    except NotFound:
        return None


KEPT = Origin("resume_id", _kept)
"""A version of the library, with what its owner affirmed: every kind of job takes it."""

FILES = ("resume_url", "resume_text", "file")


@dataclass(frozen=True, slots=True)
class Received(Generic[B]):
    """A judged submission. `data`: the bytes of the upload or of the pasted text, None for an address or an origin."""

    body: B
    source: Source
    data: bytes | None
    origin: Origin | None = None

    async def complete(self, order: Order, user: User, services: Services) -> tuple[Order, bytes | None]:
        """The order and the bytes that its job works on, looked up where the caller named something that is kept."""
        if self.origin is None:
            return order, self.data
        found = await self.origin.load(getattr(self.body, self.origin.field), user, services)
        unsaid = {name: value for name, value in found.options.items() if getattr(self.body, name) is None}
        source = replace(order.source, resume_id=found.resume_id)
        return replace(order, source=source, options={**order.options, **unsaid}), found.resume.model_dump_json().encode()

    def fingerprint(self) -> list[Any]:
        """What makes two submissions the same, whatever their boundaries, spaces and order of fields."""
        data = hashlib.blake2b(self.data or b"", digest_size=32).hexdigest()
        return [self.body.model_dump(exclude={"resume_text"}), self.source.kind, data]


async def read(request: Request, model: type[B], origins: Sequence[Origin], doorstep: Doorstep) -> Received[B]:
    """The body as `model` and its résumé. Raises InvalidRequest, UnsupportedMediaType, TooLarge or RequestTimeout."""
    given = await sent(request)
    body = validated(_with_metadata(given.fields) if given.form else given.fields, model, doorstep)
    return _received(body, given.upload, (KEPT, *origins))


def _with_metadata(fields: dict[str, Any]) -> dict[str, Any]:
    if "metadata" not in fields:
        return fields
    try:
        return {**fields, "metadata": orjson.loads(fields["metadata"])}
    except orjson.JSONDecodeError:
        raise wrong("metadata", "In a form, metadata is a JSON object written as text.", "metadata_json") from None


def _received(body: B, upload: bytes | None, origins: Sequence[Origin]) -> Received[B]:
    fields = (*FILES, *(origin.field for origin in origins))
    given = [name for name in fields if (upload if name == "file" else getattr(body, name)) is not None]
    if len(given) != 1:
        raise InvalidRequest(_which(given, fields), code="one_resume_wanted", fields=_one_of(fields))
    if upload == b"":
        raise wrong("file", "The file is empty. Choose the file again and send it once more.", "empty_file")
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
