"""The worker's hold on its warm parent: starts it, hands calls over to it, sees whether it lives."""

import asyncio
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app.errors import Unavailable

CLOSING_SECONDS = 5

# The parser needs none of the worker's secrets, so it gets what a program needs to start and to find fonts, and no more.
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR", "TZ", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
# A process with threads must not fork; these keep numeric libraries from starting some at import.
_SINGLE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_TELLS_NOBODY = {"ORT_DISABLE_TELEMETRY": "1"}
"""PyMuPDF brings onnxruntime along, which would report its use to its makers."""


class Warm:
    """A running warm parent."""

    def __init__(self, process: asyncio.subprocess.Process, control: socket.socket) -> None:
        self._process = process
        self._control = control

    @classmethod
    async def start(cls, preload: Sequence[str]) -> "Warm":
        """Starts one and waits until its modules are imported. Raises Unavailable when they cannot be."""
        control, theirs = socket.socketpair()
        control.setblocking(False)
        with theirs:
            process = await _spawn(theirs, preload)
        warm = cls(process, control)
        try:
            await warm._ready()
        except BaseException:
            await warm.close()
            raise
        return warm

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def alive(self) -> bool:
        """Whether its end of the line is open; the kernel closes it with the process."""
        try:
            return self._control.recv(1, socket.MSG_PEEK) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False

    def hand_over(self, channel: socket.socket, watch: socket.socket) -> None:
        """Gives it the far ends of a call. Raises OSError when it is gone or does not keep up."""
        socket.send_fds(self._control, [b"c"], [channel.fileno(), watch.fileno()])

    async def close(self) -> None:
        """Hangs up, on which it ends with all its children."""
        self._control.close()
        try:
            async with asyncio.timeout(CLOSING_SECONDS):
                await self._process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def _ready(self) -> None:
        try:
            said = await asyncio.get_running_loop().sock_recv(self._control, 1)
        except ConnectionResetError:
            said = b""
        if not said:
            raise Unavailable("The reader of files could not be started. Try again later.", code="sandbox_lost")


async def _spawn(control: socket.socket, preload: Sequence[str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "app.sandbox", str(control.fileno()), *preload),
        pass_fds=[control.fileno()],
        stdin=asyncio.subprocess.DEVNULL,
        env=_environment(),
        start_new_session=True,  # a Ctrl-C in the terminal is for the worker, which ends it in good order
    )


def _environment() -> dict[str, str]:
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    places = [str(Path(__file__).parents[2]), *filter(None, sys.path)]
    return passed | _SINGLE_THREAD | _TELLS_NOBODY | {"PYTHONPATH": os.pathsep.join(places)}
