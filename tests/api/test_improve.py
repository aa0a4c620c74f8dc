"""The improve job over HTTP: from an order to better text, by the rules that need no key."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import httpx
import pytest

from app.api.improve import ImproveData
from app.jobs.ports import Craft
from app.sandbox import Limits, Sandbox, open_sandbox

Order = Callable[..., Awaitable[str]]
Work = Callable[[str], Awaitable[None]]
IMPROVE = "/api/v1/improve"
WEAK = """Odette Farrow
Salem, OR | (503) 555-0171 | odette.farrow@example.com

EXPERIENCE
Office Clerk, Tamarack Supply, Salem, OR
March 2020 - June 2024
- Responsible for ordering paper, toner and parts for two floors
- Duties included answering the phone and greeting visitors at the desk
- Entered 40 invoices a day in QuickBooks and filed the originals by vendor

Cashier, Bellwether Market, Salem, OR
May 2017 - February 2020
- I helped with inventory on weekends and in the evenings
- Worked the register and counted the drawer at close

EDUCATION
High School Diploma, North Salem High School, 2017

SKILLS
Excel, Filing, excel, QuickBooks
"""


class Sandboxed:
    """The craft in a child process, as a worker has it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def run(self, function: str, data: bytes, options: Any, *, on_stage: Callable[[str], None] | None = None) -> Any:
        return await self._sandbox.run(function, data, options, limits=Limits(), on_stage=on_stage)


@pytest.fixture
async def reader() -> AsyncIterator[Craft]:
    async with open_sandbox(("app.resume.craft",)) as sandbox:
        yield Sandboxed(sandbox)


async def test_a_resume_comes_back_better_and_every_change_has_its_ground(client: httpx.AsyncClient, work: Work) -> None:
    made = await client.post(f"{IMPROVE}/", json={"resume_text": WEAK, "resume_improvement_id": "session-9"})
    job_id = made.json()["job_id"]
    await work(job_id)
    data = (await client.get(f"{IMPROVE}/result/{job_id}")).json()["data"]
    assert set(data) == set(ImproveData.model_fields)
    assert ImproveData.model_validate(data)
    told = {each["original"]: each for each in data["improvements"]}
    first = told["Responsible for ordering paper, toner and parts for two floors"]
    assert first["improved"] == "Ordered paper, toner and parts for two floors"
    assert first["reasons"] == ["weak_opening"]
    assert first["evidence"][0]["quote"] == first["original"]
    assert (first["evidence"][0]["line"], first["status"]) == (6, "supported")
    assert "Entered 40 invoices a day in QuickBooks and filed the originals by vendor" not in told
    assert all(each["evidence"] for each in data["improvements"] if each["kind"] in {"rewrite", "add"})
    before, after = data["scores_before"], data["scores_after"]
    assert all(after[name] >= before[name] for name in before)
    assert after["overall_score"] >= before["overall_score"] + 8
    assert (data["run"]["provider"], data["run"]["input_tokens"], data["run"]["cost_usd"]) == ("offline", 0, 0)
    assert data["resume"]["experiences"][0]["responsibilities"] != data["original_resume"]["experiences"][0]["responsibilities"]
    assert data["resume_improvement_id"] == "session-9"
    assert (await client.get(f"/api/v1/jobs/{job_id}")).json()["cost_usd"] == 0


async def test_the_resume_of_a_complete_analysis_can_be_improved(client: httpx.AsyncClient, work: Work) -> None:
    analysis = (await client.post("/api/v1/analyze/", json={"resume_text": WEAK})).json()["job_id"]
    early = await client.post(f"{IMPROVE}/", json={"analysis_job_id": analysis})
    assert early.status_code == 409
    await work(analysis)
    job_id = (await client.post(f"{IMPROVE}/", json={"analysis_job_id": analysis, "focus": ["summary"]})).json()["job_id"]
    other = await client.post(f"{IMPROVE}/", json={"analysis_job_id": job_id})
    assert other.status_code == 404
    await work(job_id)
    data = (await client.get(f"{IMPROVE}/result/{job_id}")).json()["data"]
    assert [each["section"] for each in data["improvements"]] == ["summary"]
    assert data["summary"]["original"] is None
    assert data["summary"]["improved"] in data["resume"]["raw_text"]


async def test_a_provider_that_is_not_set_up_is_refused_at_the_door(client: httpx.AsyncClient, resume: str) -> None:
    answer = await client.post(f"{IMPROVE}/", json={"resume_text": resume, "provider": "gemini"})
    assert answer.status_code == 422
    assert "offline" in answer.json()["errors"][0]["detail"]
    named = await client.post(f"{IMPROVE}/", json={"resume_text": resume, "provider": "offline"})
    assert named.status_code == 202


POSTING = """Accounts Payable Clerk
Requirements:
- Experience with NetSuite
- QuickBooks
- Filing of invoices by vendor
"""


def sought(data: Any) -> set[str]:
    return {each["keyword"] for each in data["keyword_suggestions"]}


async def test_an_improvement_of_an_analysis_is_for_the_same_posting_and_profile(client: httpx.AsyncClient, work: Work) -> None:
    told = {"job_text": POSTING, "profile": "accounting_finance", "target_role": "Accounts Payable Clerk"}
    analysis = (await client.post("/api/v1/analyze/", json={"resume_text": WEAK, **told})).json()["job_id"]
    await work(analysis)
    report = (await client.get(f"/api/v1/analyze/result/{analysis}")).json()["data"]

    async def improved(**fields: Any) -> Any:
        job_id = (await client.post(f"{IMPROVE}/", json={"analysis_job_id": analysis, **fields})).json()["job_id"]
        await work(job_id)
        return (await client.get(f"{IMPROVE}/result/{job_id}")).json()["data"]

    taken_over = await improved()
    assert taken_over["scores_before"] == report["scores"]
    assert "NetSuite" in sought(taken_over)
    other = await improved(job_text=POSTING.replace("NetSuite", "Xero"))
    assert "Xero" in sought(other)
    assert "NetSuite" not in sought(other)


async def test_an_improvement_of_an_analysis_follows_the_version_that_was_analyzed(client: httpx.AsyncClient, work: Work) -> None:
    kept = (await client.post("/api/v1/resumes", json={"raw_text": WEAK})).json()["id"]
    analysis = (await client.post("/api/v1/analyze/", json={"resume_id": kept})).json()["job_id"]
    await work(analysis)
    job_id = (await client.post(f"{IMPROVE}/", json={"analysis_job_id": analysis})).json()["job_id"]
    await work(job_id)
    applied = await client.post(f"{IMPROVE}/{job_id}/apply", json={"accepted": []})
    assert applied.json()["resume"]["parent_id"] == kept


async def test_the_answer_to_a_follow_up_question_is_offered_in_its_line(client: httpx.AsyncClient, work: Work) -> None:
    kept = (await client.post("/api/v1/resumes", json={"raw_text": WEAK})).json()["id"]

    async def improved() -> Any:
        job_id = (await client.post(f"{IMPROVE}/", json={"resume_id": kept, "focus": ["experience"]})).json()["job_id"]
        await work(job_id)
        return (await client.get(f"{IMPROVE}/result/{job_id}")).json()["data"]

    asked = next(each for each in (await improved())["follow_ups"] if "calls" in each["question"])
    answer = {"question": asked["question"], "location": asked["location"], "answer": "35"}
    await client.post(f"/api/v1/resumes/{kept}/attestations", json=answer)
    change = next(each for each in (await improved())["improvements"] if each["location"] == asked["location"])
    assert change["improved"] == "Answered the phone and greeted visitors at the desk (35 calls a day)"
    assert {proof["user_attested"] for proof in change["evidence"]} == {False, True}
