"""Failures as problem documents (RFC 9457). Nothing that was sent in, and nothing internal, is told back."""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic_core import ErrorDetails
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from app.api.answers import Json
from app.errors import AppError, InvalidRequest, Unauthorized

MEDIA_TYPE = "application/problem+json"
TYPE = "urn:problem-type:resume-engine:"
LONGEST_PATH = 300
FIELD_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,40}")
SENTENCES = {
    "missing": "This field is required.",
    "extra_forbidden": "There is no such field here. Leave it out, or check its spelling.",
    "string_type": "This must be a string.",
    "dict_type": "This must be an object.",
    "model_type": "This must be an object.",
    "model_attributes_type": "This must be an object.",
}
FRAMEWORK: Mapping[int, tuple[str, str, str]] = {
    400: ("bad_request", "Bad request", "The request could not be understood. Compare it with the examples at /docs."),
    404: ("no_such_address", "Not found", "There is nothing at this address. See /docs for what there is."),
    405: ("method_not_allowed", "Method not allowed", "This address does not answer that method. The Allow header names those."),
}
KEY_SCHEMES = 'ApiKey realm="resume-engine", Bearer realm="resume-engine"'


def answer(error: AppError, connection: HTTPConnection, more: Mapping[str, Any] | None = None) -> Response:
    """The problem document of an error; `more` adds fields of the endpoint's own, and may replace some."""
    document = _document(error.status, error.code, error.title, str(error), connection)
    if isinstance(error, InvalidRequest):
        document["errors"] = [dict(field) for field in error.fields]
    return Json({**document, **(more or {})}, error.status, _headers(error), MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Makes problem documents of everything that may be thrown, the framework's own failures among them."""
    app.add_exception_handler(AppError, _on_app_error)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_exception)


def invalid(errors: Sequence[ErrorDetails] | Sequence[Any], where: str) -> InvalidRequest:
    """Pydantic's findings as one of our errors. `where`: body, or what each finding's own place says when empty."""
    fields = tuple(_field(error, where) for error in errors)
    first, others = fields[0], len(fields) - 1
    name = f"{first['field']}: " if first["field"] else ""
    more = f" There is more to mend ({others}): see `errors`." if others else ""
    return InvalidRequest(f"{name}{first['detail']}{more}", fields=fields)


def _field(error: Any, where: str) -> dict[str, str]:
    place = list(error["loc"])
    inside = where or str(place.pop(0))
    name = ".".join(_name(part) for part in place)
    sentence = SENTENCES.get(error["type"], error["msg"])
    return {"field": name, "in": inside, "detail": sentence.rstrip(".") + ".", "code": error["type"]}


def _name(part: str | int) -> str:
    text = str(part)
    return text if isinstance(part, int) or FIELD_NAME.fullmatch(text) else "(unknown field)"


def _document(status: int, code: str, title: str, detail: str, connection: HTTPConnection) -> dict[str, Any]:
    return {
        "type": TYPE + code,
        "title": title,
        "status": status,
        "detail": detail,
        "instance": quote(connection.scope["path"], safe="/:@")[:LONGEST_PATH],
        "code": code,
    }


def _headers(error: AppError) -> dict[str, str]:
    headers = {}
    if error.retry_after is not None:
        headers["Retry-After"] = str(max(math.ceil(error.retry_after), 1))
    if isinstance(error, Unauthorized):
        headers["WWW-Authenticate"] = KEY_SCHEMES
    return headers


async def _on_app_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)  # noqa: S101 - registered for this class alone
    return answer(error, request)


async def _on_validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class alone
    return answer(invalid(error.errors(), ""), request)


async def _on_http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class alone
    status = error.status_code if error.status_code in FRAMEWORK else 400
    code, title, detail = FRAMEWORK[status]
    return Json(_document(status, code, title, detail, request), status, error.headers, MEDIA_TYPE)
