"""The warm parent: `python -m app.sandbox DESCRIPTOR MODULE...` imports the modules, says so, and serves calls."""

import gc
import importlib
import socket
import sys
from collections.abc import Sequence

from app.sandbox.nursery import Nursery


def main(descriptor: str, preload: Sequence[str]) -> None:
    """Serves calls that come over the inherited socket until its other end is closed."""
    for module in preload:
        importlib.import_module(module)
    # Frozen objects are never looked at by a child's collector, so their pages stay shared.
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=int(descriptor)) as control:
        nursery = Nursery(control)
        control.sendall(b"\n")
        nursery.serve()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
