"""The warm parent's loop: forks a child for each call, kills it when its caller hangs up, tells how it ended."""

import os
import select
import signal
import socket
from contextlib import suppress
from typing import NoReturn

from app.sandbox import child, kernel
from app.sandbox.ends import END


class Nursery:
    """Children by process id, each with the socket on which its caller waits for its end."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control.fileno()
        self._control_socket = control
        self._wake = _wake_on_child()
        self._watched: dict[int, int] = {}  # socket -> child, until its caller hangs up
        self._children: dict[int, int] = {}  # child -> socket
        self._poll = select.poll()
        self._poll.register(self._control, select.POLLIN)
        self._poll.register(self._wake, select.POLLIN)

    def serve(self) -> None:
        """Serves calls until the worker is gone; then nothing of ours is left running."""
        kernel.adopt_orphans()
        try:
            while self._turn():
                pass
        finally:
            for pid in self._children.keys() | kernel.own_children():
                _kill(pid)

    def _turn(self) -> bool:
        """One round; False when the worker hung up. Hang-ups go first: later steps may reuse a descriptor's number."""
        ready = {descriptor for descriptor, _ in self._poll.poll()}
        for watch in ready & self._watched.keys():
            self._abandon(watch)
        if self._wake in ready:
            self._reap()
        return self._control not in ready or self._admit()

    def _admit(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self._control_socket, 1, 2)
        if not message:
            return False
        channel, watch = descriptors
        try:
            self._fork(channel, watch)
        except OSError:  # no process to be had: the caller sees its line closed, and may try again
            os.close(watch)
        os.close(channel)
        return True

    def _fork(self, channel: int, watch: int) -> None:
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            _live(channel, parent)
        with suppress(ProcessLookupError, PermissionError):  # the child does the same; whoever comes first
            os.setpgid(pid, pid)
        self._children[pid] = watch
        self._watched[watch] = pid
        self._poll.register(watch, 0)  # 0: only to be told of a hang-up

    def _abandon(self, watch: int) -> None:
        self._poll.unregister(watch)
        _kill(self._watched.pop(watch))

    def _reap(self) -> None:
        os.read(self._wake, 4096)
        with suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                self._bury(*ended)
        for orphan in kernel.own_children() - self._children.keys():
            _kill(orphan)

    def _bury(self, pid: int, status: int) -> None:
        _kill_group(pid)  # it may have outlived its leader
        watch = self._children.pop(pid, None)
        if watch is None:
            return
        if self._watched.pop(watch, None):
            self._poll.unregister(watch)
        with suppress(BrokenPipeError):
            os.write(watch, END.pack(os.waitstatus_to_exitcode(status)))
        os.close(watch)


def _live(channel: int, parent: int) -> NoReturn:
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        child.attend(child.seal(channel, parent))
    finally:
        os._exit(0)


def _kill(pid: int) -> None:
    _kill_group(pid)
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _kill_group(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _wake_on_child() -> int:
    """A descriptor that becomes readable when a child has ended."""
    readable, writable = os.pipe()
    os.set_blocking(writable, False)
    signal.set_wakeup_fd(writable, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    return readable
