"""Files: one suite for every place they are kept in."""

from pathlib import Path
from uuid import uuid4

import pytest

from app.errors import NotFound
from app.jobs.ports import FileStore
from app.storage.database import Database
from app.storage.file_rows import DatabaseFiles
from app.storage.files import FolderFiles


@pytest.fixture(params=["folder", "database"])
def files(request: pytest.FixtureRequest, tmp_path: Path, database: Database) -> FileStore:
    return FolderFiles(tmp_path) if request.param == "folder" else DatabaseFiles(database)


async def test_what_is_put_comes_back_until_it_is_deleted(files: FileStore) -> None:
    path = f"{uuid4()}/input"
    await files.put(path, b"first")
    await files.put(path, b"\x00bytes")
    assert await files.get(path) == b"\x00bytes"
    await files.delete(path)
    await files.delete(path)
    with pytest.raises(NotFound):
        await files.get(path)


async def test_a_folder_keeps_nothing_beside_its_files(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    await files.put("t/j/input", b"x")
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["input"]
    await files.delete("t/j/input")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x", ""])
async def test_no_path_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(NotFound):
        await FolderFiles(tmp_path).get(path)


async def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    assert await FolderFiles(tmp_path).probe() == "ok"
    assert await FolderFiles(tmp_path / "gone").probe() == "not writable"
