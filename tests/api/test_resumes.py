"""Résumés in versions, and what their owner affirms."""

import asyncio
import json
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI

from app.jobs.ports import Craft
from app.services import Services
from app.settings import Settings
from app.wiring import MOST_WAITING
from tests.api.conftest import CraftHere
from tests.api.things import ATTESTATION

Work = Callable[[str], Awaitable[None]]
RESUMES = "/api/v1/resumes"
Json = dict[str, Any]
PARSED: Json = {
    "name": "Maren Aldous",
    "email": "maren.aldous@example.com",
    "summary": "Executive assistant.",
    "experiences": [
        {"role": "Assistant", "company": "Brightwater Studio", "responsibilities": ["Kept four calendars", "Booked travel"]}
    ],
    "skills": ["Excel"],
}


async def kept(client: httpx.AsyncClient, **fields: Any) -> Json:
    answer = await client.post(RESUMES, json={"parsed_json": PARSED} | fields)
    assert answer.status_code == 201, answer.text
    body: Json = answer.json()
    return body


async def test_a_pasted_resume_is_read_and_kept(client: httpx.AsyncClient, resume: str) -> None:
    answer = await client.post(RESUMES, json={"raw_text": resume, "title": " For office work "})
    body = answer.json()
    assert answer.status_code == 201
    assert (body["title"], body["version"], body["parent_id"]) == ("For office work", 1, None)
    assert body["raw_text"].startswith("Maren Aldous\n")
    assert body["parsed_json"]["experiences"][0]["company"] == "Brightwater Studio"
    assert answer.headers["Location"] == f"{RESUMES}/{body['id']}"
    assert (await client.get(answer.headers["Location"])).json() == body


class TestInTheSandbox:
    @pytest.fixture
    def craft(self) -> Craft | None:
        return None

    async def test_a_crowd_is_asked_to_come_again_while_it_starts_and_uploads_are_read_or_refused_there(
        self, client: httpx.AsyncClient, documents: Path
    ) -> None:
        some = {"raw_text": "Maren Aldous, who kept four calendars for two founders."}
        answers = await asyncio.gather(*(client.post(RESUMES, json=some) for _ in range(MOST_WAITING + 8)))
        told = Counter((answer.status_code, answer.json().get("code")) for answer in answers)
        assert told == {(201, None): MOST_WAITING, (503, "reader_busy"): 8}
        file = ("cv.pdf", (documents / "one-page.pdf").read_bytes())
        made = await client.post(RESUMES, files={"file": file}, data={"title": "As printed"})
        assert (made.status_code, made.json()["title"]) == (201, "As printed")
        assert made.json()["parsed_json"]["name"] == "Maria Keller"
        for data, code in ((b"\x89PNG\r\n\x1a\n" + b"x" * 90, "not_a_resume_file"), (b"%PDF-1.7 and no more", "corrupt_file")):
            answer = await client.post(RESUMES, files={"file": ("cv.pdf", data)})
            assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_a_structured_resume_gets_a_text_whose_lines_its_entries_name(client: httpx.AsyncClient) -> None:
    body = await kept(client)
    lines = body["raw_text"].splitlines()
    job = body["parsed_json"]["experiences"][0]
    assert lines[job["source"]["first_line"] - 1] == "Assistant, Brightwater Studio"
    assert [lines[bullet["source"]["first_line"] - 1] for bullet in job["bullets"]] == [
        "- Kept four calendars",
        "- Booked travel",
    ]
    assert body["parsed_json"]["sections_found"] == ["contact", "summary", "experience", "skills"]
    assert body["title"] == "Maren Aldous"


async def test_a_json_resume_comes_back_as_one(client: httpx.AsyncClient) -> None:
    given = {
        "basics": {"name": "Ottoline Brandvold"},
        "work": [{"name": "Birchwood Clinic", "highlights": ["Trained 11 nurses"]}],
    }
    body = await kept(client, parsed_json=given)
    assert body["parsed_json"]["experiences"][0]["responsibilities"] == ["Trained 11 nurses"]
    told = (await client.get(f"{RESUMES}/{body['id']}", params={"format": "json-resume"})).json()
    assert told.pop("$schema").startswith("https://")
    assert told == given


async def test_text_beside_a_structured_resume_is_its_own(client: httpx.AsyncClient, resume: str) -> None:
    assert (await kept(client, raw_text=resume))["raw_text"] == resume


async def test_what_no_reader_sees_is_left_out(client: httpx.AsyncClient) -> None:
    body = await kept(client, parsed_json={"name": "Maren\u200b\u202e Aldous", "skills": ["Ex\u00adcel", "\U000e0041Word"]})
    assert (body["parsed_json"]["name"], body["parsed_json"]["skills"][1]) == ("Maren Aldous", "Word")


REFUSED: list[tuple[Json, str, str]] = [
    ({}, "one_resume_wanted", "raw_text"),
    ({"raw_text": "too short"}, "text_too_short", "raw_text"),
    ({"raw_text": "x" * 200_001}, "text_too_long", "raw_text"),
    ({"parsed_json": PARSED, "title": "x" * 201}, "string_too_long", "title"),
    ({"parsed_json": PARSED, "title": "  "}, "blank", "title"),
    ({"parsed_json": PARSED, "parent_id": "7"}, "uuid_parsing", "parent_id"),
    ({"parsed_json": {}}, "empty_resume", "parsed_json"),
    ({"parsed_json": {"name": 7}}, "string_type", "parsed_json.resume.name"),
    ({"parsed_json": {"nom": "Maren"}}, "extra_forbidden", "parsed_json.resume.nom"),
    ({"parsed_json": {"work": 7}}, "tuple_type", "parsed_json.json_resume.work"),
    ({"parsed_json": {"summary": "long " * 50_000}}, "text_too_long", "parsed_json"),
    ({"parsed_json": {"skills": ["x" * 1_048_576]}}, "parsed_too_large", "parsed_json"),
]


@pytest.mark.parametrize(("body", "code", "field"), REFUSED, ids=lambda value: str(value)[:40])
async def test_what_cannot_be_is_refused_with_its_field(client: httpx.AsyncClient, body: Json, code: str, field: str) -> None:
    answer = await client.post(RESUMES, json=body)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert (code, field) in {(error["code"], error["field"]) for error in answer.json()["errors"]}


async def test_a_file_and_fields_of_content_are_one_too_many(client: httpx.AsyncClient, resume: str) -> None:
    both = await client.post(RESUMES, files={"file": ("cv.txt", resume.encode())}, data={"raw_text": resume})
    empty = await client.post(RESUMES, files={"file": ("cv.txt", b"")})
    assert [answer.json()["code"] for answer in (both, empty)] == ["one_resume_wanted", "empty_file"]
    assert {both.status_code, empty.status_code} == {422}


async def test_a_refusal_never_repeats_what_was_sent(client: httpx.AsyncClient) -> None:
    canary = "Zebedee Quillfeather"
    bodies: list[Json] = [
        {"parsed_json": {canary: canary}},
        {"parsed_json": {"experiences": [canary]}},
        {"parsed_json": {"basics": canary}},
        {"raw_text": canary, "title": [canary], "parent_id": canary},
    ]
    answers = [await client.post(RESUMES, json=body) for body in bodies]
    assert {answer.status_code for answer in answers} == {422}
    assert not [answer.text for answer in answers if "Zebedee" in answer.text]


async def test_the_same_request_keeps_one_version_and_no_copy_of_its_text(client: httpx.AsyncClient, app: FastAPI) -> None:
    twice = {"Idempotency-Key": "9d2c1a7e"}
    first, again = [await client.post(path, json={"parsed_json": PARSED}, headers=twice) for path in (RESUMES, RESUMES + "/")]
    assert (again.status_code, again.json()) == (201, first.json())
    assert (again.headers["Idempotent-Replayed"], again.headers["Location"]) == ("true", first.headers["Location"])
    assert (await client.get(RESUMES)).json()["meta"]["total"] == 1
    services: Services = app.state.services
    rows = await services.idempotency._database.rows("select body::text from idempotency_keys")  # type: ignore[attr-defined]
    assert not [row for row in rows if "Aldous" in row["body"]]


async def test_versions_count_along_their_parents(client: httpx.AsyncClient) -> None:
    first = await kept(client, title="For office work")
    second = await kept(client, parent_id=first["id"])
    third = await kept(client, parent_id=second["id"], title="For night shifts")
    assert [(one["version"], one["title"]) for one in (second, third)] == [(2, "For office work"), (3, "For night shifts")]
    page = (await client.get(f"{RESUMES}/{first['id']}/versions", params={"limit": 2})).json()
    assert [item["id"] for item in page["items"]] == [third["id"], second["id"]]
    assert page["meta"] == {"limit": 2, "offset": 0, "total": 3, "has_more": True, "next_offset": 2}


async def test_a_parent_that_is_another_users_is_unknown(client: httpx.AsyncClient) -> None:
    theirs = (await client.post(RESUMES, json={"parsed_json": PARSED}, headers={"X-User-Id": "somebody"})).json()
    answer = await client.post(RESUMES, json={"parsed_json": PARSED, "parent_id": theirs["id"]})
    assert (answer.status_code, answer.json()["code"]) == (404, "resume_not_found")


async def test_no_list_carries_text(client: httpx.AsyncClient) -> None:
    first = await kept(client)
    for path in (RESUMES, f"{RESUMES}/{first['id']}/versions"):
        answer = await client.get(path)
        assert answer.json()["items"][0]["resume_id"] == first["id"]
        assert "calendars" not in answer.text


async def test_a_change_is_made_in_place(client: httpx.AsyncClient, resume: str) -> None:
    address = f"{RESUMES}/{(await kept(client))['id']}"
    titled = (await client.patch(address, json={"title": "Another"})).json()
    assert (titled["title"], titled["parsed_json"]["summary"], titled["version"]) == ("Another", "Executive assistant.", 1)
    read = (await client.patch(address, json={"raw_text": resume})).json()
    assert (read["title"], len(read["parsed_json"]["experiences"][0]["responsibilities"]) > 2) == ("Another", True)
    written = (await client.patch(address, json={"parsed_json": {"name": "M. Aldous"}})).json()
    assert (written["raw_text"], written["updated_at"] > written["created_at"]) == ("M. Aldous", True)
    nothing = await client.patch(address, json={})
    assert (nothing.status_code, nothing.json()["code"]) == (422, "nothing_to_change")


@pytest.mark.parametrize(("query", "status"), [({}, "deleted"), ({"hard": "true"}, "hard_deleted")])
async def test_what_is_deleted_is_gone_from_every_list_and_read(client: httpx.AsyncClient, query: Json, status: str) -> None:
    first = await kept(client)
    second = await kept(client, parent_id=first["id"])
    answer = await client.delete(f"{RESUMES}/{first['id']}", params=query)
    assert (answer.status_code, answer.json()) == (200, {"status": status})
    assert (await client.get(f"{RESUMES}/{first['id']}")).status_code == 404
    assert (await client.delete(f"{RESUMES}/{first['id']}")).status_code == 404
    for path in (RESUMES, f"{RESUMES}/{second['id']}/versions"):
        assert [item["id"] for item in (await client.get(path)).json()["items"]] == [second["id"]]


async def test_a_held_version_is_not_sent_again(client: httpx.AsyncClient) -> None:
    address = f"{RESUMES}/{(await kept(client))['id']}"
    tag = {"If-None-Match": (await client.get(address)).headers["ETag"]}
    assert (await client.get(address, headers=tag)).status_code == 304
    await client.patch(address, json={"title": "Another"})
    assert (await client.get(address, headers=tag)).status_code == 200


async def test_the_difference_of_two_versions_names_places_and_lines(client: httpx.AsyncClient) -> None:
    first = await kept(client)
    job = PARSED["experiences"][0] | {"responsibilities": ["Kept six calendars", "Booked travel", "Trained two clerks"]}
    second = await kept(client, parent_id=first["id"], parsed_json=PARSED | {"experiences": [job], "summary": None})
    told = (await client.get(f"{RESUMES}/{first['id']}/diff/{second['id']}")).json()
    assert (told["before"]["version"], told["after"]["version"]) == (1, 2)
    place = "Experience > Assistant, Brightwater Studio > bullet"
    assert [(one["location"], one["change"], one["before"], one["after"]) for one in told["changes"]] == [
        ("Summary", "removed", "Executive assistant.", None),
        (f"{place} 1", "changed", "Kept four calendars", "Kept six calendars"),
        (f"{place} 3", "added", None, "Trained two clerks"),
    ]
    assert {"change": "added", "line": 6, "text": "- Kept six calendars"} in told["lines"]


async def test_what_is_affirmed_is_marked_and_can_be_taken_back(client: httpx.AsyncClient) -> None:
    first = await kept(client)
    second = await kept(client, parent_id=first["id"])
    address = f"{RESUMES}/{first['id']}/attestations"
    twice = {"Idempotency-Key": "c0ffee"}
    made, again = [await client.post(path, json=ATTESTATION, headers=twice) for path in (address, address + "/")]
    assert (made.status_code, again.json(), made.json()["user_attested"]) == (201, made.json(), True)
    listed = (await client.get(f"{RESUMES}/{second['id']}/attestations")).json()
    assert [item["id"] for item in listed["items"]] == [made.json()["id"]]
    answer = await client.delete(f"{address}/{made.json()['id']}")
    assert (answer.json(), (await client.get(address)).json()["meta"]["total"]) == ({"status": "deleted"}, 0)
    assert (await client.delete(f"{address}/{made.json()['id']}")).status_code == 404


@pytest.mark.parametrize("body", [{"question": "How many?"}, ATTESTATION | {"answer": " "}, ATTESTATION | {"answer": "x" * 2001}])
async def test_an_attestation_says_something(client: httpx.AsyncClient, body: Json) -> None:
    answer = await client.post(f"{RESUMES}/{(await kept(client))['id']}/attestations", json=body)
    assert answer.status_code == 422


async def test_the_same_paths_answer_under_v1(client: httpx.AsyncClient) -> None:
    made = await client.post("/v1/resumes/", json={"parsed_json": PARSED})
    assert made.status_code == 201
    assert (await client.get(f"/v1/resumes/{made.json()['id']}")).json() == made.json()
    assert (await client.get("/v1/resumes")).json() == (await client.get(RESUMES)).json()


async def test_an_id_that_cannot_be_is_unknown(client: httpx.AsyncClient) -> None:
    for path in ("7", "7/versions", "7/attestations", f"7/diff/{'x' * 70}"):
        answer = await client.get(f"{RESUMES}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "resume_not_found")


class TestAJob:
    @pytest.fixture
    def reader(self) -> Craft:
        return CraftHere()

    async def test_works_on_a_kept_version_as_it_stood_with_what_was_affirmed(
        self, client: httpx.AsyncClient, work: Work, settings: Settings, resume: str
    ) -> None:
        version = (await client.post(RESUMES, json={"raw_text": resume})).json()
        await client.post(f"{RESUMES}/{version['id']}/attestations", json=ATTESTATION)
        job = (await client.post("/api/v1/analyze", json={"resume_id": version["id"]})).json()
        await client.delete(f"{RESUMES}/{version['id']}", params={"hard": True})
        [given] = [json.loads(file.read_bytes()) for file in Path(settings.files).rglob("input")]
        assert given == {"resume": version["parsed_json"], "attested": [ATTESTATION | {"location": None}]}
        await work(job["job_id"])
        done = (await client.get(job["result_url"])).json()
        assert done["success"]
        assert done["data"]["resume"] == version["parsed_json"]
        assert done["data"]["scores"]["overall_score"] > 50

    async def test_is_refused_for_a_version_that_is_unknown_and_leaves_its_key_free(self, client: httpx.AsyncClient) -> None:
        once = {"Idempotency-Key": "9d2c1a7e"}
        version = await kept(client)
        theirs = await client.post("/api/v1/analyze", json={"resume_id": version["id"]}, headers={"X-User-Id": "sam", **once})
        none = await client.post("/api/v1/analyze", json={"resume_id": str(uuid4())}, headers=once)
        assert [(answer.status_code, answer.json()["code"]) for answer in (theirs, none)] == [(404, "resume_not_found")] * 2
        answers = [await client.post("/api/v1/analyze", json={"resume_id": version["id"]}, headers=once) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [202, 202]
        assert answers[0].json() == answers[1].json()
