"""What the documentation says of résumé versions and attestations."""

from typing import Any

from app.api.described import HELD, IF_NONE_MATCH, Words
from app.api.examples import example


def taking(name: str, examples: dict[str, Any], **others: Any) -> Words:
    """A body of JSON as the schema of that name, with examples; `others`: media types beside it."""
    schema = {"schema": {"$ref": f"#/components/schemas/{name}"}}
    return {"requestBody": {"required": True, "content": {"application/json": {**schema, "examples": examples}, **others}}}


def _value(summary: str, **fields: Any) -> dict[str, Any]:
    return {"summary": summary, "value": fields}


CREATE: Words = {
    "operation_id": "create_resume",
    "summary": "Keep a résumé",
    "description": "In exactly one form: `raw_text` (pasted), `parsed_json` (structured, as ours or as JSON Résumé), or a `file`"
    " (PDF, DOCX, TXT or Markdown) as multipart/form-data, with `title` and `parent_id` beside it. What is kept is the text and"
    " the parsed form; the file itself is read and let go. With `parent_id` it is the next version of that résumé. `raw_text`"
    " beside `parsed_json` is the text that the latter was read from; without it the text is written from the fields.",
    "status_code": 201,
    "response_description": "Kept. `Location` is its address; `id` is what submits take as `resume_id`.",
    "responses": {201: {"headers": {"Location": {"schema": {"type": "string"}}}}},
    "openapi_extra": taking(
        "NewResume",
        {
            "pasted": example("A résumé pasted as text", raw_text="resume.txt"),
            "structured": _value(
                "A structured résumé",
                title="For office work",
                parsed_json={"name": "Maren Aldous", "email": "maren.aldous@example.com", "skills": ["Excel", "Calendly"]},
            ),
            "json_resume": _value(
                "A JSON Résumé",
                parsed_json={
                    "basics": {"name": "Maren Aldous"},
                    "work": [{"name": "Brightwater Studio", "position": "Assistant"}],
                },
            ),
        },
        **{"multipart/form-data": {"schema": {"$ref": "#/components/schemas/NewResumeForm"}}},
    ),
}
LIST: Words = {
    "operation_id": "list_resumes",
    "summary": "Your résumé versions, newest first",
    "description": "Of all résumés. No résumé's text is in a list.",
}
GET: Words = {
    "operation_id": "get_resume",
    "summary": "One version whole",
    "description": "With `?format=json-resume` as a JSON Résumé (jsonresume.org, schema 1.0.0) instead.",
    "responses": HELD,
    "openapi_extra": {"parameters": [IF_NONE_MATCH]},
}
CHANGE: Words = {
    "operation_id": "change_resume",
    "summary": "Change a version in place",
    "description": "Its title, its content or both; what is left out stays. To keep the old one, send the new one as a version of"
    " its own, with this as `parent_id`. Jobs that were ordered before keep what they were given.",
    "openapi_extra": taking(
        "ResumeChange",
        {
            "title": _value("Another title", title="For remote work"),
            "content": _value("Another content", parsed_json={"name": "Maren Aldous", "skills": ["Excel", "Notion"]}),
        },
    ),
}
DELETE: Words = {
    "operation_id": "delete_resume",
    "summary": "Delete a version",
    "description": "Takes it out of every list and read. `?hard=true` erases it at once; with the last version of a résumé go its"
    " attestations.",
}
VERSIONS: Words = {
    "operation_id": "list_versions",
    "summary": "All versions of a résumé, newest first",
    "description": "Of the résumé that this is a version of: its parents, its children and their children.",
}
DIFF: Words = {
    "operation_id": "compare_versions",
    "summary": "What changed between two versions",
    "description": "From the first to the second: fields, entries and bullets by their places, and the lines of the text"
    " that stand in one alone. The two need not be of one résumé.",
}
ATTEST: Words = {
    "operation_id": "create_attestation",
    "summary": "Affirm something the résumé does not say",
    "description": "In answer to a follow-up question. From then on it counts as evidence for every version of this résumé,"
    " always marked `user_attested`. A résumé may have 200.",
    "status_code": 201,
    "response_description": "Kept.",
    "openapi_extra": taking(
        "NewAttestation",
        {
            "answer": _value(
                "An answer",
                question="How many calendars did you manage, and for how many people?",
                answer="Four calendars, for two founders and two directors.",
                location="Experience > Senior Virtual Assistant, Brightwater Studio > bullet 1",
            )
        },
    ),
}
LIST_ATTESTATIONS: Words = {
    "operation_id": "list_attestations",
    "summary": "What was affirmed of a résumé, newest first",
    "description": "Of the résumé that this is a version of.",
}
RETRACT: Words = {
    "operation_id": "delete_attestation",
    "summary": "Take back what was affirmed",
    "description": "It counts no more. `?hard=true` erases it at once.",
}
