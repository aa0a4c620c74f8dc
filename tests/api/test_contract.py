"""The document keeps its word: what it describes is there, and its examples run as they stand."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from app.api.schemas.health import Live
from app.api.schemas.info import Info
from app.api.schemas.jobs import Accepted, Complete, JobList, JobSummary, JobView, StatusView
from app.api.schemas.postings import JobPostingList, JobPostingView
from app.api.schemas.resumes import AttestationList, ResumeDiff, ResumeList, ResumeView
from app.api.schemas.templates import TemplateList
from app.api.schemas.usage import UsageView
from tests.api.test_tenancy import operations
from tests.api.things import Things

Work = Callable[[str], Awaitable[None]]
OPERATIONS = list(operations())
NAMES = [operation["operationId"] for _, _, operation in OPERATIONS]

CONTRACT = [
    *(("POST", "/api/v1/improve/"), ("GET", "/api/v1/improve/status/{job_id}"), ("GET", "/api/v1/improve/result/{job_id}")),
    *(("POST", "/api/v1/analyze/"), ("GET", "/api/v1/analyze/status/{job_id}"), ("GET", "/api/v1/analyze/result/{job_id}")),
    *(("GET", "/api/v1/jobs"), ("GET", "/api/v1/jobs/{job_id}"), ("DELETE", "/api/v1/jobs/{job_id}")),
    *(("POST", "/api/v1/jobs/{job_id}/cancel"), ("POST", "/api/v1/jobs/{job_id}/retry")),
    ("GET", "/api/v1/jobs/{job_id}/events"),
    *(("GET", "/api/v1/dead-letters"), ("POST", "/api/v1/dead-letters/{job_id}/requeue")),
    *(("POST", "/api/v1/generate/"), ("GET", "/api/v1/generate/status/{job_id}"), ("GET", "/api/v1/generate/result/{job_id}")),
    ("POST", "/api/v1/generate/regenerate/{job_id}"),
    *(("GET", "/api/v1/artifacts/{artifact_id}/download"), ("DELETE", "/api/v1/artifacts/{artifact_id}")),
    *(("POST", "/api/v1/resumes"), ("GET", "/api/v1/resumes"), ("GET", "/api/v1/resumes/{resume_id}")),
    *(("PATCH", "/api/v1/resumes/{resume_id}"), ("DELETE", "/api/v1/resumes/{resume_id}")),
    *(("GET", "/api/v1/resumes/{resume_id}/versions"), ("GET", "/api/v1/resumes/{resume_id}/diff/{other_id}")),
    *(("POST", "/api/v1/resumes/{resume_id}/attestations"), ("GET", "/api/v1/resumes/{resume_id}/attestations")),
    ("DELETE", "/api/v1/resumes/{resume_id}/attestations/{attestation_id}"),
    *(("POST", "/api/v1/job-postings"), ("GET", "/api/v1/job-postings")),
    *(("GET", "/api/v1/job-postings/{posting_id}"), ("DELETE", "/api/v1/job-postings/{posting_id}")),
    ("DELETE", "/api/v1/users/me"),
    *(("GET", "/api/v1/templates"), ("GET", "/api/v1/templates/{template}/preview.png")),
    ("GET", "/api/v1/usage"),
    ("POST", "/api/v1/improve/{improve_job_id}/apply"),
    *(("GET", "/"), ("GET", "/health"), ("GET", "/health/live"), ("GET", "/health/ready"), ("GET", "/metrics")),
]


def test_every_call_of_the_contract_is_described() -> None:
    assert {(method, path) for method, path, _ in OPERATIONS} == set(CONTRACT)
    assert len(set(NAMES)) == len(NAMES)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in NAMES)


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=NAMES)
def test_an_operation_says_what_it_does_and_how_it_fails(method: str, path: str, operation: Any) -> None:
    assert operation["summary"] and operation["description"]
    told = operation["responses"]
    failures = {status for status in told if "application/problem+json" in told[status].get("content", {})}
    wanted = {"401", "422", "429", "503"} if operation.get("security") else set()
    wanted |= {"404"} if "{" in path else set()
    wanted |= {"409"} if method == "POST" else set()
    assert wanted <= failures
    assert all(one["description"] for one in told.values())


async def test_every_reference_of_the_document_leads_somewhere(client: httpx.AsyncClient) -> None:
    answer = await client.get("/openapi.json")
    document = answer.json()
    for reference in set(re.findall(r'"\$ref":\s*"#/([^"]+)"', answer.text)):
        place = document
        for part in reference.split("/"):
            place = place[part]
    schemas = {name for name in document["components"]["schemas"] if f'"#/components/schemas/{name}"' not in answer.text}
    assert schemas == set(), "nothing refers to these"
    assert set(document["components"]["securitySchemes"]) == {"ApiKey", "Bearer"}


def examples() -> list[Any]:
    called = [(method, path, operation["requestBody"]) for method, path, operation in OPERATIONS if "requestBody" in operation]
    return [
        pytest.param(method, path, example["value"], id=f"{method} {path} {name}")
        for method, path, body in called
        for name, example in body["content"]["application/json"]["examples"].items()
    ]


@pytest.mark.parametrize(("method", "path", "body"), examples())
async def test_an_example_runs_as_it_stands(client: httpx.AsyncClient, things: Things, method: str, path: str, body: Any) -> None:
    answer = await client.request(method, path.format(**await things.of(path)), json=body)
    assert answer.status_code in (200, 201, 202), answer.text


@pytest.mark.parametrize("called", OPERATIONS, ids=NAMES)
async def test_a_call_answers_what_it_documents(
    client: httpx.AsyncClient, things: Things, work: Work, called: tuple[str, str, Any]
) -> None:
    method, path, operation = called
    ids = await things.of(path)
    if "job_id" in ids:
        await work(ids["job_id"])
    answer = await client.request(method, path.format(**ids))
    assert str(answer.status_code) in operation["responses"]
    content = operation["responses"][str(answer.status_code)].get("content", {"application/json": {}})
    assert answer.headers["Content-Type"].partition(";")[0] in content


class AnyData(BaseModel, extra="allow"):
    """What the kind's own tests look at."""


SHOWN: list[tuple[str, type[BaseModel]]] = [
    ("/", Info),
    ("/health/live", Live),
    ("/api/v1/jobs", JobList),
    ("/api/v1/jobs/{job_id}", JobView),
    ("/api/v1/usage", UsageView),
    ("/api/v1/templates", TemplateList),
    ("/api/v1/analyze/status/{job_id}", StatusView),
    ("/api/v1/analyze/result/{job_id}", Complete[AnyData]),
    ("/api/v1/resumes", ResumeList),
    ("/api/v1/resumes/{resume_id}", ResumeView),
    ("/api/v1/resumes/{resume_id}/versions", ResumeList),
    ("/api/v1/resumes/{resume_id}/diff/{other_id}", ResumeDiff),
    ("/api/v1/resumes/{resume_id}/attestations", AttestationList),
    ("/api/v1/job-postings", JobPostingList),
    ("/api/v1/job-postings/{posting_id}", JobPostingView),
]


@pytest.mark.parametrize(("path", "model"), SHOWN)
async def test_an_answer_has_the_fields_described(
    client: httpx.AsyncClient, things: Things, work: Work, path: str, model: type[BaseModel]
) -> None:
    ids = await things.of(path)
    if "job_id" in ids:
        await work(ids["job_id"])
    body = (await client.get(path.format(**ids))).json()
    assert set(body) == set(model.model_fields)
    assert model.model_validate(body)


async def test_a_submit_and_a_change_have_the_fields_described(client: httpx.AsyncClient, resume: str) -> None:
    made = (await client.post("/api/v1/analyze", json={"resume_text": resume})).json()
    stopped = (await client.post(f"/api/v1/jobs/{made['job_id']}/cancel")).json()
    assert (set(made), set(stopped)) == (set(Accepted.model_fields), set(JobSummary.model_fields))
