"""The wall around a child: the kernel refuses what no reader of files asks for (network, programs, other processes, writing).

The limits bound what a hostile file can use up; this bounds what it could do if it took the parser over. Where the kernel or the
machine has no such filter, the limits stand alone.
"""

import ctypes
import errno
import os
import platform
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PR_SET_NO_NEW_PRIVS = 38
PR_SET_SECCOMP = 22
SECCOMP_MODE_FILTER = 2

# The language of the filter: linux/bpf_common.h, linux/filter.h, linux/seccomp.h.
LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
IF_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
IF_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
IF_ANY_BIT = 0x45  # BPF_JMP | BPF_JSET | BPF_K
RETURN = 0x06  # BPF_RET | BPF_K
ALLOW = 0x7FFF0000
REFUSE = 0x00050000 | errno.EPERM

# Offsets in struct seccomp_data.
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16
FIRST_OF_X32 = 0x40000000
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

Step = tuple[int, int, int, int]
"""Code, steps to skip when true, steps to skip when false, operand."""


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("operand", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Instruction)))


def wall_in() -> bool:
    """Puts this process behind the wall, for good; False where there is none to be had."""
    if _PROGRAM is None:
        return False
    libc = ctypes.CDLL(None)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(_PROGRAM), 0, 0) == 0)


def _steps(machine: Mapping[str, Any]) -> Iterator[Step]:
    yield LOAD, 0, 0, ARCHITECTURE
    yield IF_EQUAL, 1, 0, machine["architecture"]
    yield RETURN, 0, 0, REFUSE
    yield LOAD, 0, 0, NUMBER
    yield IF_AT_LEAST, 0, 1, FIRST_OF_X32
    yield RETURN, 0, 0, REFUSE
    for number in machine["refused"].values():
        yield IF_EQUAL, 0, 1, number
        yield RETURN, 0, 0, REFUSE
    for number, place in machine["opens"]:
        yield from _read_only(number, place)
    yield RETURN, 0, 0, ALLOW


def _read_only(number: int, place: int) -> Iterator[Step]:
    yield IF_EQUAL, 0, 4, number
    yield LOAD, 0, 0, ARGUMENTS + 8 * place
    yield IF_ANY_BIT, 0, 1, WRITING
    yield RETURN, 0, 0, REFUSE
    yield RETURN, 0, 0, ALLOW


def _program() -> _Program | None:
    machines = tomllib.loads((Path(__file__).parent / "syscalls.toml").read_text(encoding="utf-8"))
    machine = machines.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return None
    steps = [_Instruction(*step) for step in _steps(machine)]
    return _Program(len(steps), (_Instruction * len(steps))(*steps))


_PROGRAM = _program()
