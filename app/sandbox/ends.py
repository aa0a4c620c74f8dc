"""How a child's end is told to the person: its last frame or its exit code becomes one of our errors."""

import signal
import struct
from collections.abc import Mapping
from typing import Any

from app import errors
from app.errors import AppError, UnreadableFile

END = struct.Struct("!i")
"""What the warm parent writes when a child has ended: its exit code, or the signal as a negative number."""

# SIGKILL: not by us, who would have hung up first. The kernel was out of memory, or the processor's hard limit was reached.
_BY_SIGNAL: Mapping[int, str] = {
    signal.SIGXCPU: "resource_limit",
    signal.SIGKILL: "resource_limit",
    signal.SIGALRM: "parse_timeout",
}


def from_exit(exit_code: int) -> UnreadableFile:
    """The error for a child that ended without a word."""
    return UnreadableFile(_BY_SIGNAL.get(-exit_code, "parser_crashed"))


def from_refusal(told: Mapping[str, Any]) -> AppError:
    """The error that the function raised, as it was raised. Raises ValueError for one that is none of ours."""
    kind = getattr(errors, str(told.get("error")), None)
    code, detail = told.get("code"), told.get("detail")
    if not (isinstance(kind, type) and issubclass(kind, AppError) and isinstance(code, str) and isinstance(detail, str)):
        raise ValueError("not an error of ours")
    return UnreadableFile(code, detail) if kind is UnreadableFile else kind(detail, code=code)


def name_of(exit_code: int) -> str:
    """`SIGSEGV`, or the exit code, for the log."""
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return str(exit_code)
