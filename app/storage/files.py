"""Files in a folder of this machine: each is written aside, made safe on disk, then put in place."""

import asyncio
import os
import tempfile
from pathlib import Path, PurePosixPath

from app.errors import NotFound, Unavailable


class FolderFiles:
    """Paths are made by us (`tenant/job/input`), never by a caller; one that would leave the folder is refused."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, path: str, data: bytes, content_type: str) -> None:
        """The whole file or nothing stands at `path` afterwards, also after a power cut. Raises Unavailable."""
        await asyncio.to_thread(_write, self._place(path), data)

    async def get(self, path: str) -> bytes:
        return await asyncio.to_thread(_read, self._place(path))

    async def delete(self, path: str) -> None:
        await asyncio.to_thread(_remove, self._place(path), self._folder)

    async def link(self, path: str, seconds: int, filename: str) -> str | None:
        """None: a folder has no address."""
        return None

    async def probe(self) -> str:
        return await asyncio.to_thread(_probe, self._folder)

    def _place(self, path: str) -> Path:
        parts = PurePosixPath(path).parts
        if not parts or any(part in ("/", "..") for part in parts):
            raise NotFound("There is no such file.")
        return self._folder.joinpath(*parts)


def _write(place: Path, data: bytes) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(aside).replace(place)
    except OSError as error:
        raise Unavailable(
            "Our file store is out of reach. Nothing was accepted; try again in a minute.",
            code="files_unavailable",
            retry_after=30,
        ) from error


def _read(place: Path) -> bytes:
    try:
        return place.read_bytes()
    except FileNotFoundError as error:
        raise NotFound("The file of this job is gone.", code="file_gone") from error
    except OSError as error:
        raise Unavailable("Our file store is out of reach.", code="files_unavailable", retry_after=30) from error


def _remove(place: Path, root: Path) -> None:
    try:
        place.unlink(missing_ok=True)
        for folder in place.parents:
            if folder == root or not folder.is_dir() or any(folder.iterdir()):
                return
            folder.rmdir()
    except OSError as error:
        raise Unavailable("Our file store is out of reach.", code="files_unavailable", retry_after=30) from error


def _probe(folder: Path) -> str:
    return "ok" if folder.is_dir() and os.access(folder, os.W_OK) else "not writable"
