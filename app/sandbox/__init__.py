"""Runs one function on hostile bytes in a process of its own, with limits on memory, processor and wall time.

    worker ── Sandbox.run ──┐ two sockets for each call, handed over by descriptor
                            ▼
    warm parent (`python -m app.sandbox`): has imported the readers once; forks, watches, reaps; never touches the bytes
                            ▼
    child: one call, then gone

A parser that crashes, hangs or eats memory ends its child and nothing else. The caller hangs up to kill; the warm parent
sees the worker die and takes everybody along.
"""

from app.sandbox.calls import Sandbox, open_sandbox
from app.sandbox.limits import Limits

__all__ = ["Limits", "Sandbox", "open_sandbox"]
