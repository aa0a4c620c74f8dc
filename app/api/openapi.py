"""The OpenAPI document: the routes' own words, and the rules for every endpoint, said once."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from app.api.kinds import Offer
from app.api.problems import MEDIA_TYPE, TYPE
from app.api.schemas.problem import Problem
from app.resume.rendering.look import TEMPLATES

Document = dict[str, Any]

ABOUT = """Send a résumé, get a job; follow the job, read its result.

**Try it out**: press *Authorize*, paste your key (`make run` prints one for development), open *Score a résumé* and execute.
Then give the `job_id` of the answer to the status and result calls.

Every answer carries `X-Request-ID`; every failure is a problem document whose `detail` says what to do."""

TAGS = (
    {"name": "analyze", "description": "A résumé's bytes in, its score with reasons out."},
    {"name": "generate", "description": "A résumé in, files in a look out, each read back."},
    {"name": "templates", "description": "The looks that files are printed in."},
    {"name": "jobs", "description": "Jobs of all kinds: list, follow, cancel, retry, delete."},
    {"name": "artifacts", "description": "The files that jobs made."},
    {"name": "resumes", "description": "What you keep: résumés in versions, and what you affirm about yourself."},
    {"name": "job-postings", "description": "Postings that you keep, with what they ask for."},
    {"name": "users", "description": "The user who calls, as a whole."},
    {"name": "usage", "description": "What models were asked, and what that cost."},
    {"name": "utility", "description": "What this is and how it is."},
)

PROBLEMS = {
    401: ("no_key", "Unauthorized", "Send your API key in the X-API-Key header."),
    404: ("job_not_found", "Not found", "Job 5f0c9a53-2f2b-4d8a-9a39-0c7e0a6d1d0e not found. It may have expired."),
    409: ("request_in_flight", "Conflict", "The same request is still being answered. Wait a moment, then send it again."),
    413: ("too_large", "Too large", "The request is larger than 10 MiB. Send a smaller file, or paste the text."),
    415: ("unsupported_media_type", "Unsupported media type", "Send the fields as JSON, or as multipart/form-data."),
    422: ("invalid_request", "Invalid request", "resume_text: Paste the whole text: 50 characters at least."),
    429: ("rate_limited", "Too many requests", "Too many calls. Wait 12 seconds, then go on more slowly."),
    503: ("database_unavailable", "Temporarily unavailable", "Our database is out of reach. Try again in a few seconds."),
}  # fmt: skip
BEHIND_KEY = (401, 422, 429, 503)
WITH_BODY = (408, 409, 413, 415)
IDS = {
    "job_id": "The `job_id` that a submit answered.",
    "improve_job_id": "The `job_id` of a complete improve job.",
    "artifact_id": "The id of a file, as it stands in its `url`.",
    "resume_id": "The `id` of a résumé version.",
    "other_id": "The `id` of the version to compare it with.",
    "attestation_id": "The `id` of an attestation.",
    "posting_id": "The `id` of a posting.",
}
ANY_ID = "5f0c9a53-2f2b-4d8a-9a39-0c7e0a6d1d0e"
MEANINGS = {
    401: "No key, or a wrong one.",
    404: "Unknown, expired, or somebody else's.",
    408: "The body did not arrive in time.",
    409: "The state does not allow it, or the same request is still in flight.",
    413: "More bytes than we take.",
    415: "A body in a form that we do not take.",
    422: "Not understood; `errors` names each wrong field.",
    429: "Too many calls; `Retry-After` says when to go on.",
    503: "A part of ours is down; `Retry-After` says when to try again.",
}


def _header(name: str, description: str, example: str, **schema: Any) -> Document:
    return {
        "name": name, "in": "header", "required": False, "description": description,
        "schema": {"type": "string", **schema}, "examples": {"example": {"summary": example, "value": example}},
    }  # fmt: skip


PARAMETERS = {
    "UserId": _header("X-User-Id", "The end user, 1 to 128 visible characters; `demo` unless told.", "demo", maxLength=128),
    "RequestId": _header("X-Request-ID", "Your own id for this request; one is made otherwise.", "", maxLength=128),
    "IdempotencyKey": _header(
        "Idempotency-Key", "The same key and body within 24 hours answer the first response again.", "", maxLength=255
    ),
    "Prefer": _header("Prefer", "`wait=N`: the answer comes when the job ends, or after N seconds (60 at most).", "wait=20"),
    "IfNoneMatch": _header("If-None-Match", "The `ETag` that you hold: 304 while nothing has changed.", ""),
    "LastEventId": _header("Last-Event-ID", "Resumes after this event.", "0"),
}


OBJECTS = {
    "metadata": "A JSON object of up to 4 KiB, echoed back with the job.",
    "options": "A JSON object, as in a JSON body.",
    "parsed_json": None,
    "resume": None,
}
"""Fields that are objects, and what they are in a form; None: not there."""


def install(app: FastAPI, offers: Sequence[Offer[Any]], bodies: Sequence[type[BaseModel]]) -> None:
    """Makes `app.openapi()` answer this document, made once. `bodies`: what other calls than submits take."""

    def document() -> Document:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app, offers, bodies)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]  # FastAPI's own way of replacing the document


def _document(app: FastAPI, offers: Sequence[Offer[Any]], bodies: Sequence[type[BaseModel]]) -> Document:
    document = get_openapi(title=app.title, version=app.version, description=ABOUT, routes=app.routes, tags=list(TAGS))
    components = document.setdefault("components", {})
    components["parameters"] = {name: _shown(parameter) for name, parameter in PARAMETERS.items()}
    for name in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(name, None)
    taken = [*(offer.body for offer in offers), *bodies]
    components["schemas"].update(_given(taken, _names(document["paths"])))
    components["schemas"]["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    components["schemas"].update(components["schemas"]["Problem"].pop("$defs"))
    for method, operation in _operations(document):
        _add_rules(method, operation)
    return document


def _shown(parameter: Document) -> Document:
    """Without an example where none could be sent as it stands."""
    told = {name: one for name, one in parameter["examples"].items() if one["value"]}
    return {name: value for name, value in {**parameter, "examples": told}.items() if value or name != "examples"}


def _names(value: Any) -> frozenset[str]:
    """The names of all schemas that a part of the document refers to."""
    if isinstance(value, dict):
        own = {str(value["$ref"]).rpartition("/")[2]} if "$ref" in value else set()
        return frozenset(own).union(*map(_names, value.values()))
    return frozenset().union(*map(_names, value)) if isinstance(value, list) else frozenset()


def _given(bodies: Sequence[type[BaseModel]], named: Collection[str]) -> Iterator[tuple[str, Document]]:
    """Named apart from the same values in answers, whose fields are all there; forms where one is `named`."""
    for body in bodies:
        schema = body.model_json_schema(ref_template="#/components/schemas/{model}Given")
        yield from ((f"{name}Given", part) for name, part in schema.pop("$defs", {}).items())
        yield body.__name__, schema
        if f"{body.__name__}Form" in named:
            yield f"{body.__name__}Form", _form(schema)


def _form(schema: Document) -> Document:
    """The same fields in a form, where nothing is null and a file stands beside them."""
    file = {"type": "string", "format": "binary", "description": "PDF, DOCX, TXT or Markdown, 10 MiB at most."}
    fields = {name: _never_null(field) for name, field in schema["properties"].items() if name not in OBJECTS}
    told = {name: text for name, text in OBJECTS.items() if text and name in schema["properties"]}
    written = {name: {"type": "string", "description": text} for name, text in told.items()}
    return {**schema, "title": f"{schema['title']}Form", "properties": {"file": file, **fields, **written}}


def _never_null(field: Document) -> Document:
    kept = [one for one in field.get("anyOf", ()) if one.get("type") != "null"]
    rest = {name: value for name, value in field.items() if name not in ("anyOf", "default")}
    return {**(kept[0] if kept else {}), **rest}


def _operations(document: Document) -> Iterator[tuple[str, Document]]:
    for path in document["paths"].values():
        yield from path.items()


def _add_rules(method: str, operation: Document) -> None:
    """Parameters and failures that an operation has by its nature: behind the key, a POST, a job's."""
    responses, parameters = operation["responses"], operation.setdefault("parameters", [])
    responses.pop("422", None)
    own = [one for one in parameters if one.get("in") == "path"]
    if operation.get("security"):
        signed = any(one.get("name") == "signature" for one in parameters)
        operation["security"] = [{"ApiKey": []}, {"Bearer": []}, *([{}] if signed else ())]
        parameters += [_reference("UserId"), _reference("RequestId")]
        _add_problems(responses, (*BEHIND_KEY, *((404,) if own else ())))
    if method == "post":
        parameters.append(_reference("IdempotencyKey"))
        _add_problems(responses, WITH_BODY if "requestBody" in operation else (409,))
    for one in own:
        if one["name"] == "template":
            one["schema"] = {"type": "string", "enum": list(TEMPLATES)}
            one["example"], one["description"] = TEMPLATES[0], "The `name` of a template."
        else:
            one["schema"] = {"type": "string", "format": "uuid"}
            one["example"], one["description"] = ANY_ID, IDS[one["name"]]


def _reference(name: str) -> Document:
    return {"$ref": f"#/components/parameters/{name}"}


def _add_problems(responses: Document, statuses: Sequence[int]) -> None:
    for status in statuses:
        told = responses.setdefault(str(status), {"description": MEANINGS[status]})
        told["content"] = {MEDIA_TYPE: _problem(status)}


def _problem(status: int) -> Document:
    content: Document = {"schema": {"$ref": "#/components/schemas/Problem"}}
    if status in PROBLEMS:
        code, title, detail = PROBLEMS[status]
        content["example"] = {
            "type": TYPE + code, "title": title, "status": status, "detail": detail, "instance": "/api/v1/...", "code": code,
        }  # fmt: skip
    return content
