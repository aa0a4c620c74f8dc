"""A process that we started: it dies with us, its last lines are kept, and its first sign of life can be waited for."""

import os
import shutil
import signal
import subprocess
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Event, Thread

LINES_KEPT = 60  # an error with its cause, and theirs


class Died(Exception):
    """A process ended that should have gone on. The message holds the last it said, unless that was told already."""

    def __init__(self, child: "Child") -> None:
        last = "\n".join(f"    {line}" for line in child.last) or "    (it said nothing)"
        why = "What it said stands above." if child.tell else f"Its last words:\n{last}"
        super().__init__(f"{child.name} ended with exit code {child.code}. {why}")


def dying_with_us(command: Sequence[str | Path], last_signal: signal.Signals) -> list[str]:
    """The command so run that the kernel sends it `last_signal` when the thread that started it dies, even by SIGKILL.

    Where setpriv is missing (it is part of every Debian, not of macOS), the command as it is.
    """
    setpriv = shutil.which("setpriv")
    door = [setpriv, "--pdeathsig", last_signal.name.removeprefix("SIG"), "--"] if setpriv else []
    return [*door, *map(str, command)]


class Child:
    """Runs `command` in a session of its own, so that Ctrl-C in our terminal reaches us alone and we stop things in order.

    `ready` is a part of the line by which it says that it is up. Its lines go to `tell` from when somebody sets it.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        ready: str = "",
        environment: Mapping[str, str] | None = None,
        stop_with: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name = name
        self.tell: Callable[[str], None] | None = None
        self.last: deque[str] = deque(maxlen=LINES_KEPT)
        self.ended = Event()
        self._news = Event()
        self._ready, self._stop_with = ready, stop_with
        self._process = subprocess.Popen(  # noqa: S603 - the callers are ours, and no shell reads it
            list(map(str, command)),
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        self._listening = Thread(target=self._listen, daemon=True)
        self._listening.start()
        Thread(target=self._await_end, daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def code(self) -> int | None:
        """The exit code; minus the signal's number if a signal ended it; None while it runs."""
        return self._process.poll()

    def wait_ready(self, seconds: float) -> None:
        """Returns once the process said that it is up. Raises Died if it ended or stayed silent for `seconds`."""
        self._news.wait(seconds)
        if self.ended.is_set() or not self._news.is_set():
            self.stop(0)
            raise Died(self)

    def finish(self, seconds: float) -> None:
        """Returns once the process has done its work. Raises Died if it failed or takes longer than `seconds`."""
        if not self.ended.wait(seconds) or self.code != 0:
            self.stop(0)
            raise Died(self)

    def stop(self, seconds: float) -> None:
        """Asks it to end, then waits; after `seconds` it is killed. Safe to call on one that has ended."""
        if self.code is None:
            self._process.send_signal(self._stop_with)
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
        self._listening.join(timeout=1)

    def kill(self) -> None:
        """SIGKILL to it and to whatever it started in its session, then waits."""
        if self.code is None:
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()

    def _listen(self) -> None:
        with self._process:
            for line in self._process.stdout or ():
                self._hear(line.rstrip())

    def _hear(self, line: str) -> None:
        self.last.append(line)
        if self.tell:
            self.tell(line)
        if self._ready and self._ready in line:
            self._news.set()

    def _await_end(self) -> None:
        self._process.wait()
        self._listening.join(timeout=1)  # its last words come before the news of its end
        self.ended.set()
        self._news.set()
