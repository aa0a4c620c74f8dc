"""What a folder keeps from one start to the next: a password, a port; and that only one of us uses it at a time."""

import fcntl
import os
import secrets
import select
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOOPBACK = "127.0.0.1"


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


def kept_port(file: Path) -> int:
    """The port in `file` if it is free, else a free one, which is kept from now on."""
    port = int(file.read_text(encoding="ascii")) if file.exists() else 0
    if not port or not is_free(port):
        port = _any_free_port()
        file.write_text(str(port), encoding="ascii")
    return port


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


def is_free(port: int, address: str = LOOPBACK) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do: a closed connection's echo is no hindrance
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def _any_free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return port
