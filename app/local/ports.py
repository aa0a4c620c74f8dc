"""Ports of this machine: which are free, and one that a server comes back to."""

import socket
from pathlib import Path

LOOPBACK = "127.0.0.1"


def kept_port(file: Path) -> int:
    """The port in `file` if it is free, else a free one, which is kept from now on."""
    port = int(file.read_text(encoding="ascii")) if file.exists() else 0
    if not port or not is_free(port):
        port = free_port()
        file.write_text(str(port), encoding="ascii")
    return port


def is_free(port: int, address: str = LOOPBACK) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do: a closed connection's echo is no hindrance
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port on which nobody listens; the kernel does not give it out again at once."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
    return port
