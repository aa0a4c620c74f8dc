"""What one call may use, and how the kernel is told."""

import math
import resource
import signal
from dataclasses import dataclass
from pathlib import Path

RESERVE = 32 << 20
"""Bytes kept back, so that a child that ran out of memory can still say so."""


@dataclass(frozen=True)
class Limits:
    """Seconds on the clock, seconds of processor, bytes of memory beyond what the warm parent has mapped, bytes of answer."""

    wall_seconds: float = 10
    cpu_seconds: int = 8
    memory_bytes: int = 1 << 30
    answer_bytes: int = 64 << 20


DEFAULT = Limits()


def bind(limits: Limits) -> None:
    """Puts this process under the limits, for good."""
    _lower(resource.RLIMIT_CPU, limits.cpu_seconds, limits.cpu_seconds + 1)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_NOFILE, 64)
    _lower(resource.RLIMIT_NPROC, 0)
    _bind_memory(limits.memory_bytes)
    # The caller's own clock is earlier; this one holds where the caller is stuck.
    signal.alarm(math.ceil(limits.wall_seconds) + 1)


def open_reserve() -> None:
    """Lets this process use the bytes kept back for its last words."""
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _bind_memory(memory_bytes: int) -> None:
    mapped = _mapped_bytes()
    if mapped is not None:
        soft = mapped + memory_bytes
        _lower(resource.RLIMIT_AS, soft, soft + RESERVE)


def _mapped_bytes() -> int | None:
    """The address space in use: libraries map hundreds of megabytes that they never touch. None where /proc is missing."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except FileNotFoundError:
        return None
    return pages * resource.getpagesize()


def _lower(which: int, soft: int, hard: int | None = None) -> None:
    ceiling = resource.getrlimit(which)[1]
    wanted = soft if hard is None else hard
    hard = wanted if ceiling == resource.RLIM_INFINITY else min(wanted, ceiling)
    resource.setrlimit(which, (min(soft, hard), hard))
