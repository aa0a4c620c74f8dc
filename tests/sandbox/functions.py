"""What the sandbox is asked to run in its tests: good, slow, greedy and hostile functions."""

import ctypes
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.errors import Conflict, RateLimited, UnreadableFile

Stage = Callable[[str], None]
Options = dict[str, Any]


def echo(data: bytes, options: Options, stage: Stage) -> Any:
    return {"length": len(data), "options": options, "pid": os.getpid(), "parent": os.getppid()}


def told_in_stages(data: bytes, options: Options, stage: Stage) -> Any:
    for name in options["stages"]:
        stage(name)
    return "done"


def refuse(data: bytes, options: Options, stage: Stage) -> Any:
    raise UnreadableFile("too_many_pages", limit=50)


def conflict(data: bytes, options: Options, stage: Stage) -> Any:
    raise Conflict("This is {taken}.")


class _TooOften(RateLimited):
    """A kind of error that the caller does not know."""


def refuse_in_a_kind_of_its_own(data: bytes, options: Options, stage: Stage) -> Any:
    raise _TooOften("Slower.")


def break_down(data: bytes, options: Options, stage: Stage) -> Any:
    raise KeyError(data.decode())


def answer_with_an_object(data: bytes, options: Options, stage: Stage) -> Any:
    return object()


def wait_for_ever(data: bytes, options: Options, stage: Stage) -> Any:
    stage(str(os.getpid()))
    signal.pause()


def compute_for_ever(data: bytes, options: Options, stage: Stage) -> Any:
    """Inside one call into C, as a parser would: no Python signal handler runs, the interpreter's lock is held."""
    return 9 ** (9**9)


def read_nowhere(data: bytes, options: Options, stage: Stage) -> Any:
    return ctypes.string_at(0)


def abort(data: bytes, options: Options, stage: Stage) -> Any:
    os.abort()


def leave(data: bytes, options: Options, stage: Stage) -> Any:
    os._exit(options["code"])


def eat_memory(data: bytes, options: Options, stage: Stage) -> Any:
    eaten = []
    while True:
        eaten.append(bytearray(1 << 20))


def allocate(data: bytes, options: Options, stage: Stage) -> Any:
    return len(bytearray(options["bytes"]))


def fail_as_a_library_without_memory(data: bytes, options: Options, stage: Stage) -> Any:
    raise RuntimeError("code=2: malloc (1048576 bytes) failed")


def answer_at_length(data: bytes, options: Options, stage: Stage) -> Any:
    return "x" * options["length"]


def leave_an_orphan(data: bytes, options: Options, stage: Stage) -> Any:
    """A process in a session of its own, out of reach of the group; only root may make one here."""
    readable, writable = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(writable, str(os.getpid()).encode())
            signal.pause()
        os._exit(0)
    stage(os.read(readable, 20).decode())
    os.wait()
    return "done"


def speak_nonsense(data: bytes, options: Options, stage: Stage) -> Any:
    with socket.socket(fileno=3) as line:
        line.sendall(bytes(options["bytes"]))
        signal.pause()


def look_around(data: bytes, options: Options, stage: Stage) -> Any:
    return {
        "descriptors": sorted(int(entry.name) for entry in Path("/proc/self/fd").iterdir()),
        "stdin": Path("/dev/stdin").read_text(encoding="utf-8"),
        "environment": sorted(os.environ),
    }


def reach_out(data: bytes, options: Options, stage: Stage) -> Any:
    """What the kernel says to each thing that no reader of files does."""
    file = Path(options["file"])
    attempts: dict[str, Callable[[], object]] = {
        "open a socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        "start a program": lambda: os.execv("/bin/true", ["/bin/true"]),
        "end the warm parent": lambda: os.kill(os.getppid(), signal.SIGKILL),
        "end oneself": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "make a file": lambda: file.with_suffix(".new").touch(),
        "write to a file": lambda: file.open("r+b"),
        "empty a file": lambda: file.open("wb"),
        "empty a file by name": lambda: os.truncate(file, 0),
        "remove a file": file.unlink,
        "move a file": lambda: file.rename(file.with_suffix(".old")),
        "make a folder": lambda: file.with_suffix(".folder").mkdir(),
    }
    return {name: _refused_with(attempt) for name, attempt in attempts.items()}


def _refused_with(attempt: Callable[[], object]) -> int | None:
    try:
        attempt()
    except OSError as error:
        return error.errno
    return None


def read_a_file(data: bytes, options: Options, stage: Stage) -> Any:
    return Path(options["file"]).read_text(encoding="utf-8")
