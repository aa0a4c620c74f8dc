"""Ordering a job."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import httpx
import pytest

from app.api.schemas.jobs import Accepted
from app.services import Doorstep

ANALYZE = "/api/v1/analyze/"
Order = Callable[..., Awaitable[str]]


async def test_a_pasted_resume_is_accepted(client: httpx.AsyncClient, resume: str) -> None:
    answer = await client.post(ANALYZE, json={"resume_text": resume})
    body = answer.json()
    assert answer.status_code == 202
    assert Accepted.model_validate(body).success
    assert body["status"] == "queued"
    assert body["status_url"] == f"/api/v1/analyze/status/{body['job_id']}" == answer.headers["Location"]
    assert body["result_url"] == f"/api/v1/analyze/result/{body['job_id']}"
    assert body["events_url"] == f"/api/v1/jobs/{body['job_id']}/events"
    assert body["message"] == "Analysis job queued. Poll status_url for updates."
    assert body["eta_seconds"] >= 1
    assert int(answer.headers["Retry-After"]) >= 1


async def test_both_forms_of_the_address_answer_without_a_redirect(client: httpx.AsyncClient, resume: str) -> None:
    answers = [await client.post(path, json={"resume_text": resume}) for path in (ANALYZE, ANALYZE.rstrip("/"))]
    assert [answer.status_code for answer in answers] == [202, 202]


async def test_an_upload_is_accepted_with_fields_beside_it(client: httpx.AsyncClient, resume: str) -> None:
    fields = {"resume_improvement_id": "session-456", "expires_in_days": "3", "metadata": '{"team": "north"}', "language": ""}
    answer = await client.post(ANALYZE, data=fields, files={"file": ("cv.txt", resume.encode(), "image/png")})
    assert answer.status_code == 202, answer.text
    job = (await client.get(f"/api/v1/jobs/{answer.json()['job_id']}")).json()
    assert job["metadata"] == {"team": "north"}
    assert job["resume_improvement_id"] == "session-456"


async def test_an_address_is_accepted(client: httpx.AsyncClient) -> None:
    answer = await client.post(ANALYZE, json={"resume_url": "https://example.com/cv.pdf"})
    assert answer.status_code == 202


async def test_pasted_text_may_come_in_a_form(client: httpx.AsyncClient, resume: str) -> None:
    answer = await client.post(ANALYZE, files={"resume_text": (None, resume)})
    assert answer.status_code == 202


async def test_a_job_keeps_for_as_long_as_told(client: httpx.AsyncClient, order: Order) -> None:
    job = (await client.get(f"/api/v1/jobs/{await order(expires_in_days=2)}")).json()
    assert job["created_at"][:10] != job["expires_at"][:10]
    listed = (await client.get("/api/v1/jobs")).json()["items"][0]
    assert listed["expires_at"] == job["expires_at"]


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({}, "one_resume_wanted", "resume_url"),
    ({"resume_text": "x" * 60, "resume_url": "https://example.com/cv.pdf"}, "one_resume_wanted", "resume_url"),
    ({"resume_text": "too short"}, "text_too_short", "resume_text"),
    ({"resume_text": " " * 60}, "text_too_short", "resume_text"),
    ({"resume_text": "x" * 200_001}, "text_too_long", "resume_text"),
    ({"resume_text": "x" * 60, "job_text": "short"}, "text_too_short", "job_text"),
    ({"resume_id": "7d3c"}, "uuid_parsing", "resume_id"),
    ({"resume_text": "x" * 60, "resume_id": str(uuid4())}, "one_resume_wanted", "resume_id"),
    ({"resume_text": "x" * 60, "profil": "sales"}, "extra_forbidden", "profil"),
    ({"resume_text": "x" * 60, "profile": "wizardry"}, "unknown_profile", "profile"),
    ({"resume_text": "x" * 60, "expires_in_days": 31}, "less_than_equal", "expires_in_days"),
    ({"resume_text": "x" * 60, "metadata": {"a": "b" * 5000}}, "metadata_too_large", "metadata"),
    ({"resume_text": "x" * 60, "metadata": ["a"]}, "dict_type", "metadata"),
    ({"resume_text": "x" * 60, "language": "the queen's"}, "string_pattern_mismatch", "language"),
    ({"resume_text": 5}, "string_type", "resume_text"),
    ({"resume_url": "ftp://example.com/cv.pdf"}, "web_address", "resume_url"),
    ({"resume_url": "https://me:secret@example.com/cv.pdf"}, "web_address", "resume_url"),
    ({"resume_url": "https:///cv.pdf"}, "web_address", "resume_url"),
]


@pytest.mark.parametrize(("body", "code", "field"), REFUSED, ids=lambda value: str(value)[:40])
async def test_what_cannot_be_is_refused_with_its_field(client: httpx.AsyncClient, body: Any, code: str, field: str) -> None:
    answer = await client.post(ANALYZE, json=body)
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert code in {error["code"] for error in answer.json()["errors"]}
    assert field in {error["field"] for error in answer.json()["errors"]}


BROKEN = [
    b'{"resume_text": NaN}',
    b'{"metadata": {"a": Infinity}}',
    b'{"metadata": {"a": 1e999}}',
    b'{"resume_text": "\\ud800"}',
    b'{"resume_text": "\xff\xfe"}',
    b'{"resume_text": ',
    b"[" * 100_000,
    b"",
]


@pytest.mark.parametrize("body", BROKEN, ids=lambda body: body[:20].decode("latin-1"))
async def test_what_is_no_json_is_refused(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post(ANALYZE, content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_json")


@pytest.mark.parametrize("body", [b"[1, 2]", b'"text"', b"null", b"7"])
async def test_json_that_is_no_object_is_refused(client: httpx.AsyncClient, body: bytes) -> None:
    answer = await client.post(ANALYZE, content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


@pytest.mark.parametrize("body", [{"resume_text": "x" * 60 + "\0"}, {"resume_text": "x" * 60, "metadata": {"a": [{"\0": 1}]}}])
async def test_a_nul_in_any_string_is_refused(client: httpx.AsyncClient, body: Any) -> None:
    answer = await client.post(ANALYZE, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "broken_text")


async def test_an_empty_file_is_refused_at_once(client: httpx.AsyncClient) -> None:
    answer = await client.post(ANALYZE, files={"file": ("cv.pdf", b"")})
    assert (answer.status_code, answer.json()["code"]) == (422, "empty_file")


FORMS: list[Any] = [
    {"files": [("file", ("a.pdf", b"1")), ("file", ("b.pdf", b"2"))]},
    {"files": [("cv", ("a.pdf", b"1"))]},
    {"files": [("file", ("a.pdf", b"1"))], "data": {"language": ["en", "de"]}},
    {"content": b"--x\r\n", "headers": {"Content-Type": "multipart/form-data"}},
    {"content": b"nothing of the kind", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
    {"files": {f"field{n}": (None, "x") for n in range(40)}},
]


@pytest.mark.parametrize("form", FORMS, ids=["two files", "wrong name", "twice", "no boundary", "no form", "many fields"])
async def test_a_form_that_cannot_be_read_is_refused(client: httpx.AsyncClient, form: Any) -> None:
    answer = await client.post(ANALYZE, **form)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_form")


async def test_other_media_types_are_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post(ANALYZE, data={"resume_text": "x" * 60})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


async def test_a_refusal_never_repeats_what_was_sent(client: httpx.AsyncClient) -> None:
    canary = "Zebedee Quillfeather of Canary Wharf"
    bodies: list[Any] = [
        {"resume_text": canary},
        {"resume_text": {"deep": canary}},
        {"resume_url": canary, canary: canary},
        {"resume_text": "x" * 60, "metadata": canary, "language": canary, "expires_in_days": canary, "profile": canary},
    ]
    answers = [await client.post(ANALYZE, json=body) for body in bodies]
    answers.append(await client.post(ANALYZE, content=f'{{"resume_text": {canary}'.encode()))
    answers.append(await client.get("/api/v1/jobs", params={"kind": canary, "limit": canary, "created_after": canary}))
    assert {answer.status_code for answer in answers} == {422}
    assert not [answer.text for answer in answers if "Zebedee" in answer.text]


class TestSmallerLimits:
    @pytest.fixture
    def step(self, step: Doorstep) -> Doorstep:
        return replace(step, max_text_characters=1000)

    async def test_the_configured_limit_is_told(self, client: httpx.AsyncClient) -> None:
        answer = await client.post(ANALYZE, json={"resume_text": "x" * 1001})
        assert answer.status_code == 422
        assert "1,000 characters" in answer.json()["detail"]
