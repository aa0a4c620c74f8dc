"""Files in a folder."""

from pathlib import Path

import pytest

from app.errors import NotFound
from app.storage.files import FolderFiles


async def test_what_is_put_comes_back_and_leaves_no_trace_when_deleted(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    await files.put("t/j/input", b"\x00bytes")
    assert await files.get("t/j/input") == b"\x00bytes"
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["input"]
    await files.delete("t/j/input")
    await files.delete("t/j/input")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(NotFound):
        await files.get("t/j/input")


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../../x", ""])
async def test_no_path_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(NotFound):
        await FolderFiles(tmp_path).get(path)


async def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    assert await FolderFiles(tmp_path).probe() == "ok"
    assert await FolderFiles(tmp_path / "gone").probe() == "not writable"
