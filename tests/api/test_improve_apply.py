"""What a user selects of an improve job becomes a résumé version."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.accounts import User
from app.jobs.ports import Craft
from app.services import Services
from tests.api.conftest import CraftHere, Keys
from tests.api.test_improve import WEAK
from tests.api.things import CLERK, caller, done, improvement_of

RESUMES = "/api/v1/resumes"
Json = dict[str, Any]
Work = Callable[[str], Awaitable[None]]


@pytest.fixture
def services(app: FastAPI, port: int) -> Services:
    opened: Services = app.state.services
    return opened


@pytest.fixture
async def me(services: Services, keys: Keys) -> User:
    return await caller(services, keys.ours)


@pytest.fixture
async def address(services: Services, me: User) -> str:
    return f"/api/v1/improve/{await done(services, me, improvement_of(CLERK))}/apply"


def lines(version: Json) -> list[str]:
    told: list[str] = version["parsed_json"]["experiences"][0]["responsibilities"]
    return told


async def test_exactly_what_was_selected_is_in_the_new_version(client: httpx.AsyncClient, address: str) -> None:
    answer = await client.post(address, json={"accepted": ["line"]})
    body = answer.json()
    assert (answer.status_code, answer.headers["Location"]) == (201, f"{RESUMES}/{body['resume_id']}")
    assert [(one["id"], one["status"], one["edited"]) for one in body["applied"]] == [("line", "supported", False)]
    version = (await client.get(answer.headers["Location"])).json()
    assert version == body["resume"]
    assert lines(version) == ["Managed four calendars", *CLERK.experiences[0].responsibilities[1:]]
    assert (version["parsed_json"]["summary"], version["version"], version["parent_id"]) == (CLERK.summary, 1, None)
    assert "Managed four calendars" in version["raw_text"].splitlines()
    assert (version["improve_job_id"], version["applied"]["accepted"]) == (body["job_id"], ["line"])


async def test_an_edit_is_kept_and_marked_where_nothing_bears_it_out(client: httpx.AsyncClient, address: str) -> None:
    edits = {"line": "Managed four calendars for Vandelay Industries with Salesforce", "summary": "An executive\u202e assistant."}
    body = (await client.post(address + "/", json={"edits": edits, "title": "Mine"})).json()
    judged = {one["id"]: one for one in body["applied"]}
    assert (judged["line"]["status"], judged["summary"]["status"], body["needs_proof"]) == ("needs_proof", "supported", 1)
    assert judged["line"]["question"]
    assert lines(body["resume"])[0] == edits["line"]
    assert (body["resume"]["parsed_json"]["summary"], body["resume"]["title"]) == ("An executive assistant.", "Mine")


async def test_the_new_version_follows_the_one_that_was_improved_and_what_was_affirmed_since_counts(
    client: httpx.AsyncClient, services: Services, me: User
) -> None:
    kept = (await client.post(RESUMES, json={"parsed_json": CLERK.model_dump(mode="json"), "title": "Before"})).json()
    job_id = await done(services, me, improvement_of(CLERK), kept["id"])
    edit = {"edits": {"line": "Managed calendars with Salesforce"}}
    first = (await client.post(f"/api/v1/improve/{job_id}/apply", json=edit)).json()
    job = CLERK.experiences[0]
    said = {"question": "With what?", "answer": "I managed the calendars with Salesforce."}
    said["location"] = f"Experience > {job.role}, {job.company}"
    await client.post(f"{RESUMES}/{kept['id']}/attestations", json=said)
    second = (await client.post(f"/api/v1/improve/{job_id}/apply", json=edit)).json()
    made = [(one["resume"]["version"], one["resume"]["parent_id"]) for one in (first, second)]
    assert made == [(2, kept["id"]), (3, kept["id"])]
    assert [one["applied"][0]["status"] for one in (first, second)] == ["needs_proof", "supported"]
    assert any(proof["user_attested"] for proof in second["applied"][0]["evidence"])
    assert second["resume"]["title"] == "Before"
    newest = await services.library.applied(me, job_id)
    assert newest and str(newest.id) == second["resume_id"]


async def test_a_version_that_is_gone_is_no_parent(client: httpx.AsyncClient, services: Services, me: User) -> None:
    kept = (await client.post(RESUMES, json={"parsed_json": {"name": "Maren Aldous"}})).json()
    job_id = await done(services, me, improvement_of(CLERK), kept["id"])
    await client.delete(f"{RESUMES}/{kept['id']}")
    answer = await client.post(f"/api/v1/improve/{job_id}/apply", json={"accepted": ["line"]})
    assert (answer.status_code, answer.json()["resume"]["parent_id"]) == (201, None)


async def test_the_same_request_makes_one_version_and_another_key_another(client: httpx.AsyncClient, address: str) -> None:
    answers = [await client.post(address, json={"accepted": ["line"]}, headers={"Idempotency-Key": key}) for key in "aab"]
    assert answers[0].json() == answers[1].json()
    assert (await client.get(RESUMES)).json()["meta"]["total"] == 2


async def test_nothing_accepted_is_the_resume_as_it_was(client: httpx.AsyncClient, address: str) -> None:
    body = (await client.post(address, json={"accepted": []})).json()
    assert body["resume"]["parsed_json"] == CLERK.model_dump(mode="json")


REFUSED: list[tuple[Json, str]] = [
    ({}, "nothing_selected"),
    ({"accepted": ["line", "never"]}, "unknown_improvement"),
    ({"accepted": [], "edits": {"never": "x"}}, "unknown_improvement"),
    ({"accepted": ["a b"]}, "string_pattern_mismatch"),
    ({"edits": {"line": "x" * 2001}}, "string_too_long"),
    ({"accepted": "line"}, "list_type"),
]


@pytest.mark.parametrize(("body", "code"), REFUSED, ids=lambda value: str(value)[:40])
async def test_what_cannot_be_selected_is_refused(client: httpx.AsyncClient, address: str, body: Json, code: str) -> None:
    answer = await client.post(address, json=body)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")
    assert code in {error["code"] for error in answer.json()["errors"]}
    assert "never" not in str(body) or "never" in answer.json()["detail"]
    assert (await client.get(RESUMES)).json()["meta"]["total"] == 0


async def test_a_job_that_is_not_complete_or_none_of_improve_has_nothing_to_apply(
    client: httpx.AsyncClient, services: Services, me: User, resume: str
) -> None:
    analysis = (await client.post("/api/v1/analyze", json={"resume_text": resume})).json()["job_id"]
    other = await client.post(f"/api/v1/improve/{analysis}/apply", json={"accepted": []})
    assert (other.status_code, other.json()["code"]) == (404, "job_not_found")
    outdated = await client.post(f"/api/v1/improve/{await done(services, me, {'old': True})}/apply", json={"accepted": []})
    assert (outdated.status_code, outdated.json()["code"]) == (409, "job_outdated")


class TestAfterARealJob:
    @pytest.fixture
    def reader(self) -> Craft:
        return CraftHere()

    async def test_all_that_it_proposed_makes_the_resume_that_it_showed(self, client: httpx.AsyncClient, work: Work) -> None:
        kept = (await client.post(RESUMES, json={"raw_text": WEAK, "title": "Office"})).json()
        job_id = (await client.post("/api/v1/improve", json={"resume_id": kept["id"]})).json()["job_id"]
        early = await client.post(f"/api/v1/improve/{job_id}/apply", json={"accepted": []})
        assert (early.status_code, early.json()["code"]) == (409, "job_not_complete")
        await work(job_id)
        data = (await client.get(f"/api/v1/improve/result/{job_id}")).json()["data"]
        proposed = [one["id"] for one in data["improvements"]]
        whole = (await client.post(f"/api/v1/improve/{job_id}/apply", json={"accepted": proposed})).json()
        assert len(proposed) > 1
        assert whole["resume"]["parsed_json"] == data["resume"]
        assert (whole["resume"]["version"], whole["resume"]["parent_id"], whole["needs_proof"]) == (2, kept["id"], 0)
        told = (await client.get(f"{RESUMES}/{kept['id']}/diff/{whole['resume_id']}")).json()
        changed = {one["after"] for one in told["changes"] if one["change"] == "changed"}
        assert "Ordered paper, toner and parts for two floors" in changed
