"""What the documentation says of each call. The rules for every endpoint are added in `openapi.py`, once."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.api.schemas.jobs import Accepted, NoResult, NotYet, StatusView

if TYPE_CHECKING:
    from app.api.kinds import Offer

Words = dict[str, Any]
Example = Mapping[str, Any]

PREFER = {"$ref": "#/components/parameters/Prefer"}
IF_NONE_MATCH = {"$ref": "#/components/parameters/IfNoneMatch"}
LAST_EVENT_ID = {"$ref": "#/components/parameters/LastEventId"}
POLLED = {"parameters": [PREFER, IF_NONE_MATCH]}
HELD = {304: {"description": "You hold this very answer (`If-None-Match`)."}}
ENDED = {409: {"description": "The job's state does not allow it; `detail` says which state that is."}}


def submit(offer: "Offer[Any]") -> Words:
    links = {
        "status": {"operationId": f"{offer.kind}_status", "parameters": {"job_id": "$response.body#/job_id"}},
        "result": {"operationId": f"{offer.kind}_result", "parameters": {"job_id": "$response.body#/job_id"}},
    }
    return {
        "operation_id": f"{offer.kind}_submit",
        "summary": offer.summary,
        "description": f"{offer.description}\n\nSend the résumé in exactly one form: `resume_url`, `resume_text`, `resume_id` (a"
        " version that you keep), or a `file` (PDF, DOCX, TXT or Markdown, 10 MiB at most) as multipart/form-data. With"
        " `Prefer: wait=N` the answer comes when the job has ended, with its `result`.",
        "status_code": 202,
        "response_model": Accepted,
        "response_description": "Accepted. `Location` is the status URL.",
        "responses": {202: {"links": links, "headers": {"Location": {"schema": {"type": "string"}}}}},
        "openapi_extra": {"parameters": [PREFER], "requestBody": _body(offer)},
    }


def status(offer: "Offer[Any]") -> Words:
    return {
        "operation_id": f"{offer.kind}_status",
        "summary": "Where the job stands",
        "description": f"Works for {offer.kind} jobs; another kind's id is unknown here. Carries the data once it is complete.",
        "response_model": StatusView,
        "response_description": "The job as it stands.",
        "responses": HELD,
        "openapi_extra": POLLED,
    }


def result(offer: "Offer[Any]") -> Words:
    return {
        "operation_id": f"{offer.kind}_result",
        "summary": "What the job made",
        "description": "200 with the data, 202 while the job runs, 200 with `success: false` where it failed or was cancelled.",
        "response_model": offer.complete | NoResult,
        "response_description": "The data, or why there will be none.",
        "responses": {202: {"model": NotYet, "description": "Not yet complete."}, **HELD},
        "openapi_extra": POLLED,
    }


def _body(offer: "Offer[Any]") -> Words:
    name = offer.body.__name__
    return {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}, "examples": dict(offer.examples)},
            "multipart/form-data": {"schema": {"$ref": f"#/components/schemas/{name}Form"}},
        },
    }


LIST_JOBS: Words = {
    "operation_id": "list_jobs",
    "summary": "Your jobs, newest first",
    "description": "By kind, status and time. No résumé's text is in a list.",
}
GET_JOB: Words = {
    "operation_id": "get_job",
    "summary": "One job with its attempts, timings and cost",
    "description": "Everything but the result, which its `result_url` answers.",
    "responses": HELD,
    "openapi_extra": {"parameters": [IF_NONE_MATCH]},
}
DELETE_JOB: Words = {
    "operation_id": "delete_job",
    "summary": "Delete a job",
    "description": "Takes it out of every list and read. `?hard=true` erases input, result and history at once.",
}
CANCEL_JOB: Words = {
    "operation_id": "cancel_job",
    "summary": "Stop a job, queued or running",
    "description": "409 once it has ended.",
    "status_code": 200,
    "responses": ENDED,
}
RETRY_JOB: Words = {
    "operation_id": "retry_job",
    "summary": "Order a failed job again",
    "description": "As a new attempt of the same id, with a fresh allowance of tries. 409 for a job that has not failed.",
    "status_code": 200,
    "responses": ENDED,
}
LIST_DEAD_LETTERS: Words = {
    "operation_id": "list_dead_letters",
    "summary": "Jobs that failed for good",
    "description": "Newest first, with error and attempts.",
}
REQUEUE: Words = {
    "operation_id": "requeue_dead_letter",
    "summary": "Order a dead job again",
    "description": "The same as its retry.",
    "status_code": 200,
    "responses": ENDED,
}
EVENTS: Words = {
    "operation_id": "job_events",
    "summary": "Follow a job as it happens",
    "description": "Server-Sent Events: `status` and `progress`, each with an id that `Last-Event-ID` resumes after. A heartbeat"
    " each 15 seconds; the stream ends after the terminal event. The same events come over a WebSocket at"
    " `/api/v1/jobs/{job_id}/ws` as JSON messages (`?after=` resumes).",
    "response_description": "The stream.",
    "responses": {200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
    "openapi_extra": {"parameters": [LAST_EVENT_ID]},
}
LIST_TEMPLATES: Words = {
    "operation_id": "list_templates",
    "summary": "The templates for files",
    "description": "What each is good for, a picture of it, and what each option may be.",
    "responses": HELD,
    "openapi_extra": {"parameters": [IF_NONE_MATCH]},
}
TEMPLATE_PREVIEW: Words = {
    "operation_id": "template_preview",
    "summary": "A picture of a template",
    "description": "The first page of an invented person's résumé in it, as PNG.",
    "response_description": "The picture.",
    "responses": {200: {"content": {"image/png": {"schema": {"type": "string", "format": "binary"}}}}},
}
USAGE: Words = {
    "operation_id": "usage",
    "summary": "What models were asked and paid",
    "description": "Jobs, tokens and cost by day (UTC), kind and provider, newest day first: yours, or with `?scope=tenant` those"
    " of everybody in the tenant. The last 30 days unless `since` and `until` say otherwise.",
}
HEALTH: Words = {
    "operation_id": "health",
    "summary": "Whether every part is well",
    "description": "503 where a part is down; the part is named.",
    "responses": {503: {"description": "A part is down; the body has the form of the 200 and names it."}},
}
READY: Words = {
    "operation_id": "health_ready",
    "summary": "Whether orders can be taken",
    "description": "Looks at what a submit cannot do without: the database and the file store.",
    "responses": {503: {"description": "No order can be taken; the part is named."}},
}
LIVE: Words = {
    "operation_id": "health_live",
    "summary": "Whether this process answers",
    "description": "Looks at nothing else.",
}
METRICS: Words = {
    "operation_id": "metrics",
    "summary": "Counters and clocks for Prometheus",
    "description": "In Prometheus' text form, behind the key.",
    "response_description": "The metrics.",
    "responses": {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
}
INFO: Words = {
    "operation_id": "info",
    "summary": "What this is",
    "description": "As JSON; as a small page for a browser (`Accept: text/html`).",
}
DOWNLOAD: Words = {
    "operation_id": "download_artifact",
    "summary": "Fetch a file",
    "description": "By its signed link, which needs no key and holds for fifteen minutes at most, or with your key by the id"
    " alone. Where files are kept in a store that has addresses of its own, the answer leads on to one (307).",
    "response_description": "The file, to be saved under its name.",
    "responses": {
        200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}},
        307: {"description": "The file is at `Location`, for a minute."},
    },
}
DELETE_ARTIFACT: Words = {
    "operation_id": "delete_artifact",
    "summary": "Give a file up",
    "description": "Takes it out of every result and read; its links end at once. `?purge_file=true` removes the bytes too,"
    " `?hard=true` bytes and row.",
}
REGENERATE: Words = {
    "operation_id": "regenerate",
    "summary": "The same content in another look",
    "description": "A new generate job from what an earlier one printed, in the template, formats or options named here; what is"
    " left out stays as it was. 409 while the earlier job is not complete.",
    "status_code": 202,
    "response_model": Accepted,
    "response_description": "Accepted. `Location` is the status URL.",
    "responses": {**ENDED, 202: {"headers": {"Location": {"schema": {"type": "string"}}}}},
    "openapi_extra": {
        "parameters": [PREFER],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Regeneration"}, "examples": {}}},
        },
    },
}
