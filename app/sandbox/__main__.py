"""The warm parent: `python -m app.sandbox DESCRIPTOR MODULE...` imports the modules, says so, and serves calls."""

import gc
import importlib
import socket
import sys
from collections.abc import Sequence

from app.sandbox.nursery import Nursery

SELDOM = 50_000
"""Objects made beyond those that are gone, before a child looks for rings among the new ones."""


def main(descriptor: str, preload: Sequence[str]) -> None:
    """Serves calls that come over the inherited socket until its other end is closed."""
    for module in preload:
        importlib.import_module(module)
    settle()
    with socket.socket(fileno=int(descriptor)) as control:
        nursery = Nursery(control)
        control.sendall(b"\n")
        nursery.serve()


def settle() -> None:
    """Frozen objects are never looked at by a child's collector, so their pages stay shared; a child that lives for one call
    looks for rings of dead objects seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
