"""What is asked of Linux about families of processes, where Python has no name for it.

Elsewhere these do nothing, and closed sockets are what ends a child.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36

_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def die_with(parent: int) -> None:
    """Has the kernel kill this process when `parent` is gone, however it went."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it went before we asked
        os._exit(1)


def adopt_orphans() -> None:
    """Makes this process the parent of whatever its children leave behind."""
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def own_children() -> set[int]:
    """Process ids of this process's children, the adopted ones too; empty where the kernel does not list them."""
    pid = os.getpid()
    try:
        return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()}
    except FileNotFoundError:
        return set()


def _prctl(option: int, value: int) -> None:
    if _LIBC is not None:
        _LIBC.prctl(option, ctypes.c_ulong(value), 0, 0, 0)
