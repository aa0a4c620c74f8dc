"""One of everything that has an id in an address, made on demand."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
from fastapi import FastAPI

from app.accounts import User
from app.api.examples import HERE as EXAMPLES
from app.jobs import lifecycle
from app.jobs.model import Kind, Order, Outcome, Source
from app.resume.model import Resume
from app.resume.parsing.parse import parse
from app.resume.reading.read import read
from app.resume.writing.improvement import Improvement, Selectable
from app.services import Services

Json = dict[str, Any]
RESUME: Json = {"parsed_json": {"name": "Maren Aldous", "skills": ["Excel"]}}
ATTESTATION: Json = {"question": "How many calendars?", "answer": "Four, for two founders."}
POSTING: Json = {"raw_text": (EXAMPLES / "posting.txt").read_text("utf-8")}
CLERK = parse(read((EXAMPLES / "resume.txt").read_bytes()))


class Things:
    """Of user `demo`, whose client this is. Artifacts alone are made by a worker: theirs is the id of one that never was."""

    ALL = "{job_id} {improve_job_id} {resume_id} {other_id} {attestation_id} {posting_id}"

    def __init__(self, client: httpx.AsyncClient, app: FastAPI, key: str, order: Callable[..., Awaitable[str]]) -> None:
        self._client, self._app, self._key, self._order = client, app, key, order

    async def of(self, path: str) -> dict[str, str]:
        """Makes what the path names; returns the ids by the names that they have in it."""
        ids: dict[str, str] = {}
        for name in re.findall(r"{(\w+)}", path):
            ids[name] = await self._one(name, ids)
        return ids

    async def _one(self, name: str, ids: dict[str, str]) -> str:
        match name:
            case "job_id":
                return await self._order()
            case "improve_job_id":
                services: Services = self._app.state.services
                return str(await done(services, await caller(services, self._key), improvement_of(CLERK)))
            case "resume_id" | "other_id":
                return await self._posted("resumes", RESUME)
            case "attestation_id":
                return await self._posted(f"resumes/{ids['resume_id']}/attestations", ATTESTATION)
            case "posting_id":
                return await self._posted("job-postings", POSTING)
        return "modern" if name == "template" else str(uuid4())

    async def _posted(self, path: str, body: Json) -> str:
        answer = await self._client.post(f"/api/v1/{path}", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])


async def caller(services: Services, key: str) -> User:
    """The user `demo` behind a key."""
    tenant_id = await services.accounts.tenant_of(key)
    assert tenant_id
    return User(tenant_id, "demo")


def improvement_of(resume: Resume) -> Json:
    """What an improve job answers, as far as it is applied: a better first line of the first job, and another summary."""
    told = {"original": None, "kind": "rewrite", "reasons": ["weak_opening"]}
    place = {"section": "experience", "location": "x", "entry": 1, "bullets": [1]}
    line = Improvement.model_validate({"id": "line", "improved": "Managed four calendars", **place, **told})
    place = {"section": "summary", "location": "Summary"}
    summary = Improvement.model_validate({"id": "summary", "improved": "An executive assistant.", **place, **told})
    selectable = Selectable(resume=resume, improvements=(line, summary)).model_dump(mode="json")
    return {"original_resume": selectable.pop("resume"), **selectable}


async def done(services: Services, user: User, result: Json, resume_id: str | None = None) -> UUID:
    """A complete improve job with this result, as a worker leaves it; `resume_id`: the kept version that it worked on."""
    order = Order(Kind.IMPROVE, Source("resume", resume_id=resume_id))
    job = await services.jobs.add(lifecycle.create(uuid4(), order, user, datetime.now(UTC), attempts=1, request_id=None))
    held = await services.jobs.claim(job.id, "tests", 10)
    assert held
    return (await services.jobs.save(lifecycle.complete(held, Outcome(result), datetime.now(UTC)))).id
