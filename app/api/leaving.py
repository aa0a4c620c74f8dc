"""Long answers end when the process is asked to: a server waits for them before it tells us, so we listen for ourselves."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Leaving:
    """Whether the process is about to end. Streams and waits look here each time that they look for news."""

    def __init__(self) -> None:
        self.now = False

    @contextmanager
    def noticed(self) -> Iterator[None]:
        """For the length of the context, a signal to end is noticed and passed on to the server's own handler."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.getsignal(number) for number in SIGNALS}

        def note(number: int, frame: FrameType | None) -> None:
            self.now = True
            handler = before[signal.Signals(number)]
            if callable(handler):
                handler(number, frame)

        for number in SIGNALS:
            if callable(before[number]):
                signal.signal(number, note)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
