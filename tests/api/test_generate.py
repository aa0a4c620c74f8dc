"""Making files: ordered at the door, made in a real sandbox, fetched by their links."""

import hashlib
import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from uuid import uuid4

import httpx
import pymupdf
import pytest
import pytest_asyncio
from docx import Document
from fastapi import FastAPI

from app.api.schemas.generate import GenerateData
from app.jobs.ports import Craft
from app.resume.rendering.look import OPTIONS, TEMPLATES
from app.sandbox import open_sandbox
from app.services import Services
from app.settings import Settings
from app.storage.database import Database
from app.wiring import CRAFT
from tests.api.conftest import Keys
from tests.api.things import CLERK, caller, done, improvement_of
from tests.storage.supabase import KEY as STORE_KEY
from tests.storage.supabase import Service, open_service

Json = dict[str, Any]
Work = Callable[[str], Awaitable[None]]
Make = Callable[..., Awaitable[Json]]
MARIA: Json = {
    "name": "Maria Keller", "email": "maria.keller@example.com", "phone": "(503) 555-0142", "location": "Portland, OR",
    "summary": "Virtual assistant for small firms.",
    "experiences": [
        {
            "role": "Virtual Assistant", "company": "Larkspur Studio", "start_date": "2021-03", "current": True,
            "responsibilities": ["Manage calendars for 4 partners across three time zones"],
        }
    ],
    "skills": ["Calendar management", "HubSpot"],
}  # fmt: skip
PASTED = "Maria Keller\nmaria.keller@example.com\n\nSkills\nHubSpot, Excel, Slack\n"
JSON_RESUME: Json = {
    "basics": {"name": "Maria Keller", "email": "maria.keller@example.com"},
    "work": [{"name": "Larkspur Studio", "position": "Virtual Assistant", "highlights": ["Manage calendars for 4 partners"]}],
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Craft]:
    """The real one, started once."""
    async with open_sandbox(CRAFT) as opened:
        yield opened


@pytest.fixture
def reader(sandbox: Craft) -> Craft:
    return sandbox


@pytest.fixture
def make(client: httpx.AsyncClient, work: Work) -> Make:
    """Orders, works, and returns the data."""

    async def made(path: str = "", **body: Any) -> Json:
        answer = await client.post(f"/api/v1/generate/{path}", json=body)
        assert answer.status_code == 202, answer.text
        await work(answer.json()["job_id"])
        told = (await client.get(answer.json()["result_url"])).json()
        return {"job_id": told["job_id"], **told["data"]}

    return made


async def fetched(client: httpx.AsyncClient, data: Json) -> dict[str, bytes]:
    """Each file by its link, without a key."""
    async with httpx.AsyncClient(base_url=client.base_url, follow_redirects=True) as anybody:
        answers = {file["format"]: await anybody.get(file["url"]) for file in data["files"]}
    assert {answer.status_code for answer in answers.values()} <= {200}
    return {name: answer.content for name, answer in answers.items()}


async def test_every_format_is_made_told_and_opens(client: httpx.AsyncClient, make: Make) -> None:
    data = await make(resume=MARIA, formats=["pdf", "docx", "json", "html", "txt", "md"], resume_improvement_id="s-1")
    assert GenerateData.model_validate({name: value for name, value in data.items() if name != "job_id"}).success
    assert (data["template"], data["resume_improvement_id"]) == ("modern", "s-1")
    files = await fetched(client, data)
    assert {file["format"]: (file["size_bytes"], file["sha256"]) for file in data["files"]} == {
        name: (len(content), hashlib.sha256(content).hexdigest()) for name, content in files.items()
    }
    with pymupdf.open(stream=files["pdf"]) as pdf:  # type: ignore[no-untyped-call]
        assert "Larkspur Studio" in pdf[0].get_text()
        assert next(file["pages"] for file in data["files"] if file["format"] == "pdf") == len(pdf)
    assert Document(io.BytesIO(files["docx"])).paragraphs[0].text == "Maria Keller"
    assert json.loads(files["json"])["basics"]["name"] == "Maria Keller"
    assert b"<h1" in files["html"]
    assert files["txt"].startswith(b"Maria Keller\n")
    assert files["md"].startswith(b"# Maria Keller\n")
    assert [data["pdf_url"], data["docx_url"]] == [
        next(file["url"] for file in data["files"] if file["format"] == name) for name in ("pdf", "docx")
    ]


async def test_files_are_read_back_and_nothing_is_lost(make: Make) -> None:
    data = await make(resume=MARIA, formats=["pdf", "docx", "txt", "md", "json", "html"])
    assert data["ats_check"]["share"] == 1.0
    assert [(each["format"], each["losses"]) for each in data["ats_check"]["files"]] == [
        (name, []) for name in ("pdf", "docx", "html", "txt", "md", "json")
    ]


async def test_what_a_reader_cannot_find_again_is_named(make: Make) -> None:
    data = await make(resume={**MARIA, "skills": ["cooking, and | baking"]}, formats=["txt"])
    [checked] = data["ats_check"]["files"]
    assert checked["share"] < 1
    assert [loss["expected"] for loss in checked["losses"]] == ["cooking, and | baking"]
    assert len(data["files"]) == 1


@pytest.mark.parametrize(
    "given",
    [{"resume": JSON_RESUME}, {"resume_text": "Maria Keller\nmaria.keller@example.com\n\nSkills\nHubSpot, Excel, Slack\n"}],
)
async def test_a_json_resume_and_a_pasted_text_serve_as_well(client: httpx.AsyncClient, make: Make, given: Json) -> None:
    files = await fetched(client, await make(**given, formats=["txt"]))
    assert files["txt"].decode().splitlines()[0] == "Maria Keller"


async def test_a_kept_version_serves_by_its_id_for_its_owner_alone(client: httpx.AsyncClient, make: Make, keys: Keys) -> None:
    kept = (await client.post("/api/v1/resumes", json={"parsed_json": MARIA})).json()["id"]
    data = await make(resume_id=kept, formats=["txt"])
    assert b"Larkspur" in (await fetched(client, data))["txt"]
    stranger = await client.post("/api/v1/generate/", json={"resume_id": kept}, headers={"X-API-Key": keys.theirs})
    assert stranger.status_code == 404


async def test_an_improve_job_serves_by_what_was_applied_of_it_else_by_all_that_it_made(
    client: httpx.AsyncClient, app: FastAPI, make: Make, keys: Keys
) -> None:
    services: Services = app.state.services
    better = CLERK.model_copy(update={"summary": "Supports two founders."}).model_dump(mode="json")
    job_id = str(await done(services, await caller(services, keys.ours), {**improvement_of(CLERK), "resume": better}))
    whole = await make(improve_job_id=job_id, formats=["txt"])
    assert whole["resume"] == better
    await client.post(f"/api/v1/improve/{job_id}/apply", json={"accepted": ["line"]})
    selected = await make(improve_job_id=job_id, formats=["txt"])
    assert selected["resume"]["summary"] == CLERK.summary != whole["resume"]["summary"]
    assert selected["resume"]["experiences"][0]["responsibilities"][0] == "Managed four calendars"
    stranger = await client.post("/api/v1/generate/", json={"improve_job_id": job_id}, headers={"X-API-Key": keys.theirs})
    assert stranger.status_code == 404


async def test_a_job_that_improves_nothing_is_no_improve_job(client: httpx.AsyncClient) -> None:
    job = (await client.post("/api/v1/generate/", json={"resume": MARIA})).json()["job_id"]
    assert (await client.post("/api/v1/generate/", json={"improve_job_id": job})).status_code == 404
    queued = (await client.post("/api/v1/improve/", json={"resume_text": PASTED})).json()["job_id"]
    answer = await client.post("/api/v1/generate/", json={"improve_job_id": queued})
    assert (answer.status_code, "queued" in answer.json()["detail"]) == (409, True)


async def test_the_same_content_comes_again_in_another_look(client: httpx.AsyncClient, make: Make) -> None:
    first = await make(resume=MARIA, formats=["txt", "pdf"], options={"accent_color": "teal"})
    again = await make(f"regenerate/{first['job_id']}", template="academic", options={"page_size": "a4"})
    assert again["job_id"] != first["job_id"]
    assert (again["template"], again["look"]["page_size"], again["look"]["accent_color"]) == ("academic", "a4", "black")
    assert again["resume"] == first["resume"]
    assert [file["format"] for file in again["files"]] == [file["format"] for file in first["files"]]
    third = await make(f"regenerate/{again['job_id']}", formats=["md"])
    assert (third["template"], third["look"]["page_size"], len(third["files"])) == ("academic", "a4", 1)


async def test_only_a_complete_job_can_be_made_again(client: httpx.AsyncClient) -> None:
    job = (await client.post("/api/v1/generate/", json={"resume": MARIA})).json()["job_id"]
    assert (await client.post(f"/api/v1/generate/regenerate/{job}", json={})).status_code == 409
    assert (await client.post(f"/api/v1/generate/regenerate/{uuid4()}", json={})).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field", "allowed"),
    [
        ({"template": "fancy"}, "template", TEMPLATES),
        ({"formats": ["doc"]}, "formats.0", ("pdf", "docx", "html", "txt", "md", "json")),
        ({"formats": ["pdf", "pdf"]}, "formats", ()),
        ({"formats": []}, "formats", ()),
        ({"options": {"page_size": "a5"}}, "options.page_size", OPTIONS["page_size"]),
        ({"options": {"accent_color": "red; }"}}, "options.accent_color", OPTIONS["accent_color"]),
        ({"options": {"font": "Comic Sans"}}, "options.font", OPTIONS["font"]),
        ({"options": {"sections": ["skills", "skills"]}}, "options.sections", ()),
        ({"options": {"css": "*{}"}}, "options.css", ()),
        ({"resume": {"name": 7}}, "resume.resume.name", ()),
        ({"resume": {}}, "resume", ()),
    ],
)
async def test_what_is_not_on_the_lists_is_refused_with_what_is(
    client: httpx.AsyncClient, wrong: Json, field: str, allowed: tuple[str, ...]
) -> None:
    answer = await client.post("/api/v1/generate/", json={"resume": MARIA, **wrong})
    [told] = answer.json()["errors"]
    assert (answer.status_code, told["field"]) == (422, field)
    assert all(name in told["detail"] for name in allowed)


async def test_a_form_takes_formats_and_options_as_text(client: httpx.AsyncClient, work: Work, resume: str) -> None:
    fields = {"template": "federal", "formats": "txt, md", "options": '{"density": "compact"}'}
    answer = await client.post("/api/v1/generate/", data=fields, files={"file": ("cv.txt", resume.encode())})
    await work(answer.json()["job_id"])
    data = (await client.get(answer.json()["result_url"])).json()["data"]
    assert ([file["format"] for file in data["files"]], data["look"]["density"]) == (["txt", "md"], "compact")


async def test_links_are_fresh_at_each_look_and_the_answer_keeps_its_tag_meanwhile(client: httpx.AsyncClient, make: Make) -> None:
    data = await make(resume=MARIA, formats=["txt"])
    path = f"/api/v1/generate/result/{data['job_id']}"
    first, second = [await client.get(path) for _ in range(2)]
    assert first.headers["ETag"] == second.headers["ETag"]
    status = (await client.get(f"/api/v1/generate/status/{data['job_id']}")).json()
    assert status["result"]["files"][0]["url"] == first.json()["data"]["files"][0]["url"]


async def test_a_deleted_file_is_in_no_result_any_more(client: httpx.AsyncClient, make: Make) -> None:
    data = await make(resume=MARIA, formats=["txt", "md"])
    await client.delete(f"/api/v1/artifacts/{data['files'][0]['artifact_id']}")
    left = (await client.get(f"/api/v1/generate/result/{data['job_id']}")).json()["data"]["files"]
    assert [file["artifact_id"] for file in left] == [data["files"][1]["artifact_id"]]


async def test_a_resume_too_long_to_print_fails_with_a_sentence(client: httpx.AsyncClient, work: Work) -> None:
    long = {**MARIA, "experiences": [{"role": "Clerk", "responsibilities": [f"Filed form {number}" for number in range(301)]}]}
    job = (await client.post("/api/v1/generate/", json={"resume": long})).json()
    await work(job["job_id"])
    told = (await client.get(job["result_url"])).json()
    assert (told["status"], told["error_type"]) == ("failed", "too_long_to_print")
    assert "300" in told["error"]


class TestStorageFailing:
    """The store goes away while a worker has made the files, and comes back."""

    @pytest.fixture
    async def service(self) -> AsyncIterator[Service]:
        async with open_service() as service:
            yield service

    @pytest.fixture
    def settings(self, settings: Settings, service: Service) -> Settings:
        return settings.model_copy(
            update={"files": "supabase://resumes", "supabase_url": service.url, "supabase_service_key": STORE_KEY}
        )

    async def test_the_job_says_so_and_is_done_once_the_store_is_back(
        self, client: httpx.AsyncClient, work: Work, service: Service, database: Database
    ) -> None:
        job = (await client.post("/api/v1/generate/", json={"resume": MARIA, "formats": ["txt"]})).json()
        service.takes_files = False
        await work(job["job_id"])
        told = (await client.get(job["status_url"])).json()
        assert (told["status"], told["error_type"]) == ("queued", "files_unavailable")
        assert "file store" in told["error"]
        service.takes_files = True
        await database.execute("update jobs set due_at = now() where id = %s", (job["job_id"],))
        await work(job["job_id"])
        data = (await client.get(job["result_url"])).json()["data"]
        assert b"Larkspur" in (await fetched(client, data))["txt"]
        assert len(service.buckets["resumes"]) == 2
