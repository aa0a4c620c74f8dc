"""One call in the child: takes the request, binds itself, runs the function, says how it went."""

import errno
import os
import socket
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, cast

import orjson

from app.errors import AppError, UnreadableFile
from app.sandbox import kernel, seccomp
from app.sandbox.frames import Frame, Kind, receive, send
from app.sandbox.limits import Limits, bind, open_reserve

Function = Callable[[bytes, dict[str, Any], Callable[[str], None]], Any]
"""What may be called: the bytes, the options, a function that tells the stage; gives something that fits into JSON."""

CHANNEL = 3
FRAMES_TOLD = 12
BEHIND = 10
"""How far reading stands behind answering where both share a machine."""

_MEMORY_MESSAGES = tuple(
    line
    for line in (Path(__file__).parent / "memory_messages.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)


def seal(channel: int, parent: int) -> socket.socket:
    """Cuts the new process off from all that it inherited but its channel; gives the channel."""
    os.setpgid(0, 0)
    kernel.die_with(parent)
    os.nice(BEHIND)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.dup2(channel, CHANNEL)
    os.closerange(CHANNEL + 1, os.sysconf("SC_OPEN_MAX"))
    seccomp.wall_in()
    return socket.socket(fileno=CHANNEL)


def attend(channel: socket.socket) -> None:
    """Serves the one call that comes over the channel."""
    last = _outcome(channel)
    send(channel, last.kind, last.body)


def _outcome(channel: socket.socket) -> Frame:
    try:
        return Frame(Kind.ANSWER, orjson.dumps(_run(channel)))
    except AppError as error:
        open_reserve()
        return _refusal(error)
    except Exception as error:  # whatever a foreign parser raises has to end as a frame
        open_reserve()
        return _refusal(UnreadableFile("resource_limit")) if _out_of_memory(error) else _failure(error)


def _run(channel: socket.socket) -> Any:
    call = orjson.loads(receive(channel).body)
    bind(Limits(**call["limits"]))
    data = receive(channel).body
    return _named(call["function"])(data, call["options"], partial(_tell, channel))


def _named(function: str) -> Function:
    module, name = function.split(":")
    return cast(Function, getattr(sys.modules[module], name))


def _tell(channel: socket.socket, stage: str) -> None:
    send(channel, Kind.STAGE, stage.encode())


def _refusal(error: AppError) -> Frame:
    kind = next(base.__name__ for base in type(error).__mro__ if base.__module__ == AppError.__module__)
    told: Mapping[str, str] = {"error": kind, "code": error.code, "detail": str(error)}
    return Frame(Kind.REFUSAL, orjson.dumps(told))


def _failure(error: Exception) -> Frame:
    """The exception's class and the places it came through; its message may hold the file's words."""
    places = [f"{frame.f_code.co_filename}:{line}" for frame, line in traceback.walk_tb(error.__traceback__)]
    return Frame(Kind.FAILURE, orjson.dumps({"error": type(error).__name__, "places": places[-FRAMES_TOLD:]}))


def _out_of_memory(error: Exception) -> bool:
    if isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
        return True
    said = str(error).lower()
    return any(words in said for words in _MEMORY_MESSAGES)
