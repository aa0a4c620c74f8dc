"""Files: one suite for every place they are kept in."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from starlette.responses import Response

from app.errors import NotFound, TooLarge, Unavailable
from app.jobs.ports import FileStore
from app.storage.database import Database
from app.storage.file_rows import DatabaseFiles
from app.storage.files import FolderFiles
from app.storage.supabase_files import SupabaseFiles, open_supabase_files
from tests.storage.supabase import KEY, Service, gateway_error, open_service, refused

PDF = "application/pdf"
QUICK = (0.0, 0.0)
REAL = pytest.param("a real supabase", marks=pytest.mark.skipif("SUPABASE_TEST_URL" not in os.environ, reason="none is named"))


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    async with open_service() as service:
        yield service


@pytest.fixture
async def supabase(service: Service) -> AsyncIterator[SupabaseFiles]:
    async with open_supabase_files(service.url, KEY, "resumes", pauses=QUICK) as files:
        yield files


@pytest.fixture(params=["folder", "database", "supabase", REAL])
async def files(request: pytest.FixtureRequest, tmp_path: Path, database: Database, service: Service) -> AsyncIterator[FileStore]:
    async with _opened(request.param, tmp_path, database, service) as store:
        yield store


@asynccontextmanager
async def _opened(kind: str, folder: Path, database: Database, service: Service) -> AsyncIterator[FileStore]:
    if kind == "folder":
        yield FolderFiles(folder)
    elif kind == "database":
        yield DatabaseFiles(database)
    else:
        real = kind != "supabase"
        url, key = (os.environ["SUPABASE_TEST_URL"], os.environ["SUPABASE_TEST_KEY"]) if real else (service.url, KEY)
        async with open_supabase_files(url, key, "resume-engine-tests", pauses=QUICK) as files:
            yield files


async def test_what_is_put_comes_back_until_it_is_deleted(files: FileStore) -> None:
    path = f"{uuid4()}/{uuid4()}/input"
    await files.put(path, b"first", PDF)
    await files.put(path, b"\x00bytes", PDF)
    assert await files.get(path) == b"\x00bytes"
    await files.delete(path)
    await files.delete(path)
    with pytest.raises(NotFound) as caught:
        await files.get(path)
    assert caught.value.code == "file_gone"


async def test_an_address_of_the_stores_own_gives_the_file_under_its_name(files: FileStore) -> None:
    path = f"{uuid4()}/{uuid4()}/{uuid4()}"
    await files.put(path, b"%PDF-", PDF)
    link = await files.link(path, 60, "Renée Müller résumé.pdf")
    if link is not None:
        async with httpx.AsyncClient() as client:
            answer = await client.get(link)
            spoiled = await client.get(link.replace("token=", "token=e"))
        assert (answer.content, answer.headers["Content-Type"]) == (b"%PDF-", PDF)
        assert "filename*=UTF-8''Ren%C3%A9e%20M%C3%BCller%20r%C3%A9sum%C3%A9.pdf" in answer.headers["Content-Disposition"]
        assert spoiled.status_code >= 400
    await files.delete(path)


async def test_a_folder_keeps_nothing_beside_its_files(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    await files.put("t/j/input", b"x", PDF)
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["input"]
    await files.delete("t/j/input")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x", ""])
async def test_no_path_leaves_the_store(files: FileStore, path: str) -> None:
    with pytest.raises(NotFound):
        await files.get(path)


async def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    assert await FolderFiles(tmp_path).probe() == "ok"
    assert await FolderFiles(tmp_path / "gone").probe() == "not writable"


async def test_a_bucket_is_made_at_the_start_where_it_is_missing(supabase: SupabaseFiles, service: Service) -> None:
    assert list(service.buckets) == ["resumes"]
    assert await supabase.probe() == "ok"


async def test_a_bucket_that_vanished_is_made_again_by_the_next_file(supabase: SupabaseFiles, service: Service) -> None:
    service.buckets.clear()
    assert await supabase.probe() == "no such bucket"
    await supabase.put("t/j/a", b"x", PDF)
    assert await supabase.get("t/j/a") == b"x"


async def test_a_bucket_that_somebody_else_made_first_is_taken_as_it_is(supabase: SupabaseFiles) -> None:
    await supabase.make_bucket()
    assert await supabase.probe() == "ok"


async def test_the_content_type_is_always_told(supabase: SupabaseFiles, service: Service) -> None:
    await supabase.put("t/j/a", b"x", PDF)
    assert service.buckets["resumes"]["t/j/a"].content_type == PDF


@pytest.mark.parametrize("word", [refused(500, "Internal", "upstream", "Internal"), gateway_error(502), gateway_error(429)])
async def test_a_failure_that_passes_is_not_seen(supabase: SupabaseFiles, service: Service, word: Response) -> None:
    for call in (lambda: supabase.put("t/j/a", b"x", PDF), lambda: supabase.get("t/j/a"), lambda: supabase.delete("t/j/a")):
        service.broken.extend([word, word])
        before = len(service.calls)
        await call()
        assert len(service.calls) == before + 3


async def test_a_service_that_stays_broken_is_unavailable_with_a_time(supabase: SupabaseFiles, service: Service) -> None:
    service.broken.extend([gateway_error(503)] * 3)
    with pytest.raises(Unavailable) as caught:
        await supabase.put("t/j/a", b"x", PDF)
    assert (caught.value.code, caught.value.retry_after) == ("files_unavailable", 30)


async def test_a_service_that_is_not_there_does_not_hinder_the_start() -> None:
    async with open_supabase_files("http://127.0.0.1:9", KEY, "resumes", pauses=QUICK) as files:
        assert await files.probe() == "out of reach"
        with pytest.raises(Unavailable):
            await files.get("t/j/a")


async def test_the_service_is_asked_once_by_many_who_want_to_know_how_it_is(supabase: SupabaseFiles, service: Service) -> None:
    before = len(service.calls)
    assert set(await asyncio.gather(*(supabase.probe() for _ in range(20)))) == {"ok"}
    assert service.calls[before:] == ["GET /storage/v1/bucket/resumes"]


async def test_a_wrong_key_is_told_from_a_missing_bucket(service: Service) -> None:
    service.buckets["resumes"] = {}
    async with open_supabase_files(service.url, "a-wrong-key", "resumes", pauses=QUICK) as files:
        assert await files.probe() == "key refused"
        for call in (lambda: files.get("t/j/a"), lambda: files.put("t/j/a", b"x", PDF), lambda: files.delete("t/j/a")):
            with pytest.raises(Unavailable):
                await call()


async def test_a_file_too_large_for_the_service_is_refused_for_good(supabase: SupabaseFiles, service: Service) -> None:
    service.largest = 3
    with pytest.raises(TooLarge):
        await supabase.put("t/j/a", b"four", PDF)
