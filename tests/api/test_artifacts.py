"""The files that jobs made, at the door: who gets them, by what, and for how long."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI

from app.api.artifacts import address_of
from app.errors import NotFound
from app.jobs import artifacts, lifecycle, sweep
from app.jobs.links import Link, Signer
from app.jobs.model import Artifact, NewFile, Outcome
from app.services import Services
from app.settings import Settings
from tests.api.conftest import Keys
from tests.conftest import SECRET
from tests.storage.supabase import KEY as STORE_KEY
from tests.storage.supabase import Service, open_service

Order = Callable[..., Awaitable[str]]
PDF = NewFile("pdf", "application/pdf", 'Renée "Müller"\r\n résumé.pdf', b"%PDF-1.7 of Renee", 2)


@pytest.fixture
def services(app: FastAPI, port: int) -> Services:
    opened: Services = app.state.services
    return opened


@dataclass(frozen=True)
class Made:
    """A file that stands, and how its owner would fetch it."""

    artifact: Artifact
    path: str
    link: str


async def finished(job_id: str, services: Services, *files: NewFile) -> list[Artifact]:
    """Ends a job as a worker does, with these files."""
    job = await services.jobs.claim(UUID(job_id), "w", 10)
    assert job
    made = await artifacts.store(files, job, services.jobs, services.files)
    await services.jobs.save(lifecycle.complete(job, Outcome({"done": True}, files), datetime.now(UTC)), made)
    return list(made)


async def of(job_id: str, services: Services) -> Made:
    [artifact] = await finished(job_id, services, PDF)
    return Made(artifact, f"/api/v1/artifacts/{artifact.id}/download", address_of(artifact, services)[0])


@pytest.fixture
async def made(services: Services, order: Order) -> Made:
    return await of(await order(), services)


@pytest.fixture
async def anybody(port: int) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody without a key."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        yield client


async def test_a_link_gives_the_file_to_anybody_as_an_attachment(anybody: httpx.AsyncClient, made: Made) -> None:
    answer = await anybody.get(made.link)
    assert (answer.status_code, answer.content) == (200, PDF.data)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    plain, _, whole = answer.headers["Content-Disposition"].partition("; filename*=")
    assert plain == 'attachment; filename="Renee _Muller___ resume.pdf"'
    assert whole == "UTF-8''Ren%C3%A9e%20%22M%C3%BCller%22%0D%0A%20r%C3%A9sum%C3%A9.pdf"


async def test_the_owner_gets_the_file_with_the_key_and_nobody_without(
    client: httpx.AsyncClient, anybody: httpx.AsyncClient, made: Made
) -> None:
    assert (await client.get(made.path)).content == PDF.data
    assert (await anybody.get(made.path)).status_code == 401


@pytest.mark.parametrize("how", ["get", "delete"])
async def test_strangers_learn_no_more_than_of_a_file_that_never_was(
    client: httpx.AsyncClient, made: Made, keys: Keys, how: str
) -> None:
    path = made.path if how == "get" else made.path.removesuffix("/download")
    never = path.replace(str(made.artifact.id), str(uuid4()))
    for stranger in ({"X-API-Key": keys.theirs}, {"X-User-Id": "somebody"}):
        expected = await client.request(how, never, headers=stranger)
        answer = await client.request(how, path, headers=stranger)
        assert answer.status_code == 404
        assert answer.json()["detail"] == expected.json()["detail"]
    assert (await client.get(made.path)).status_code == 200


async def test_no_character_of_a_link_may_change(anybody: httpx.AsyncClient, made: Made) -> None:
    start = len("/api/v1/artifacts/")
    for place in range(start, len(made.link)):
        mark = made.link[place]
        for other in {chr(ord(mark) ^ 1), mark.swapcase(), "+", "%20"} - {mark, "#"}:
            answer = await anybody.get(made.link[:place] + other + made.link[place + 1 :])
            assert answer.status_code in {401, 404, 405}, (place, other)


@pytest.mark.parametrize("spelled", ["0{}", "+{}", " {}", "{}.0", "{}_0", "٣{}"])
async def test_another_spelling_of_the_expiry_is_refused(anybody: httpx.AsyncClient, made: Made, spelled: str) -> None:
    expires = httpx.URL(made.link).params["expires"]
    told = httpx.URL(made.link).copy_set_param("expires", spelled.format(expires))
    assert (await anybody.get(told)).status_code == 404


def test_a_link_ends_between_ten_and_fifteen_minutes_after_it_was_made_and_stays_the_same_for_some() -> None:
    signer, named, hour = Signer(SECRET), uuid4(), datetime(2026, 3, 1, 12, tzinfo=UTC)
    for seconds in (0, 1, 299, 300, 431):
        made = hour + timedelta(seconds=seconds)
        link = signer.link(named, made)
        assert timedelta(minutes=10) <= link.expires_at - made <= timedelta(minutes=15)
        assert signer.holds(link, link.expires_at - timedelta(seconds=1))
        assert not signer.holds(link, link.expires_at)
    assert signer.link(named, hour) == signer.link(named, hour + timedelta(seconds=299))
    assert not Signer("another secret").holds(signer.link(named, hour), hour)
    assert not signer.holds(Link(str(named), "", "", ""), hour)


@pytest.mark.parametrize(
    "given_up", [("", "deleted", True), ("?purge_file=true", "deleted", False), ("?hard=true", "hard_deleted", False)]
)
async def test_a_file_given_up_is_gone_for_its_owner_and_for_holders_of_links(
    client: httpx.AsyncClient, services: Services, made: Made, given_up: tuple[str, str, bool]
) -> None:
    query, status, left = given_up
    answer = await client.delete(f"/api/v1/artifacts/{made.artifact.id}{query}")
    assert (answer.status_code, answer.json()) == (200, {"status": status})
    assert [(await client.get(path)).status_code for path in (made.path, made.link)] == [404, 404]
    assert await kept(made.artifact.path, services) is left


async def kept(path: str, services: Services) -> bool:
    """Whether the bytes stand in the store after a sweep."""
    await sweep.forget(services.jobs, services.files)
    try:
        await services.files.get(path)
    except NotFound:
        return False
    return True


@pytest.mark.parametrize(("query", "left"), [("", True), ("?hard=true", False)])
async def test_a_deleted_job_takes_its_files_along(
    client: httpx.AsyncClient, services: Services, made: Made, query: str, left: bool
) -> None:
    await client.delete(f"/api/v1/jobs/{made.artifact.job_id}{query}")
    assert [(await client.get(path)).status_code for path in (made.path, made.link)] == [404, 404]
    assert await kept(made.artifact.path, services) is left


async def test_files_of_a_job_that_keeps_nothing_live_as_long_as_their_links(
    client: httpx.AsyncClient, services: Services, order: Order
) -> None:
    made = await of(await order(expires_in_days=0), services)
    result = f"/api/v1/analyze/result/{made.artifact.job_id}"
    assert (await client.get(result)).status_code == 200
    while (await client.get(result)).status_code != 404:  # it is let go once the answer has left
        pass
    await sweep.forget(services.jobs, services.files)
    assert (await client.get(made.link)).content == PDF.data


class TestWithSupabase:
    """The same, where the store has addresses of its own."""

    @pytest.fixture
    async def service(self) -> AsyncIterator[Service]:
        async with open_service() as service:
            yield service

    @pytest.fixture
    def settings(self, settings: Settings, service: Service) -> Settings:
        return settings.model_copy(
            update={"files": "supabase://resumes", "supabase_url": service.url, "supabase_service_key": STORE_KEY}
        )

    async def test_a_link_leads_on_to_the_stores_own(self, anybody: httpx.AsyncClient, made: Made) -> None:
        answer = await anybody.get(made.link, follow_redirects=True)
        assert (answer.status_code, answer.content) == (200, PDF.data)
        assert answer.history[0].status_code == 307
        assert answer.headers["Content-Disposition"].startswith("attachment")

    async def test_a_deleted_file_has_no_address_any_more(self, client: httpx.AsyncClient, service: Service, made: Made) -> None:
        await client.delete(f"/api/v1/artifacts/{made.artifact.id}?hard=true")
        assert (await client.get(made.link)).status_code == 404
        assert made.artifact.path not in service.buckets["resumes"]

    async def test_health_tells_that_files_can_be_kept(self, client: httpx.AsyncClient, made: Made) -> None:
        assert (await client.get("/health/ready")).json()["files"] == "ok"

    async def test_health_tells_a_bucket_that_is_gone(self, client: httpx.AsyncClient, service: Service, made: Made) -> None:
        service.buckets.clear()
        answer = await client.get("/health/ready")
        assert (answer.status_code, answer.json()["files"]) == (503, "no such bucket")
