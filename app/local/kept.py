"""What a folder keeps from one start to the next, and that only one of us uses it at a time."""

import fcntl
import os
import secrets
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """Another process uses the folder."""


@contextmanager
def sole_use(folder: Path) -> Iterator[None]:
    """Keeps every other process of ours out of `folder`. The kernel lets go when we die, however that happens.

    Raises AlreadyRunning.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise AlreadyRunning(f"{folder} is in use by process {lock.read().strip()}, which is running.") from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def kept_secret(file: Path, prefix: str = "") -> str:
    """The secret in `file`: made at the first call, readable by its owner alone."""
    if file.exists():
        return file.read_text(encoding="ascii")
    secret = prefix + secrets.token_urlsafe(32)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as handle:
        handle.write(secret)
    return secret


def await_predecessor(file: Path, folder: Path, seconds: float) -> None:
    """Waits for the server whose process id stands in `file`, if it still works in `folder`: a launcher that was killed
    leaves it a moment to end in. After `seconds` it is killed.
    """
    pid = int(file.read_text(encoding="ascii")) if file.exists() else 0
    if not pid or not _works_in(pid, folder):
        return
    handle = os.pidfd_open(pid)
    try:
        if not select.select([handle], [], [], seconds)[0]:
            signal.pidfd_send_signal(handle, signal.SIGKILL)
            select.select([handle], [], [], seconds)
    finally:
        os.close(handle)


def _works_in(pid: int, folder: Path) -> bool:
    """An id alone proves nothing, since ids are used again. Where there is no /proc nobody is found."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder
    except OSError:
        return False
