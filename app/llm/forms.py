"""One request in several forms: models and servers take different ones, and say so by refusing."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from app.llm.wire import Completion, Failed, Reason

F = TypeVar("F")


class Forms:
    """Remembers which form was taken, so that the others are refused but once in a process's life."""

    def __init__(self) -> None:
        self._first = 0

    async def ask(self, forms: Sequence[F], call: Callable[[F], Awaitable[Completion]]) -> Completion:
        """The forms in turn, the best first, until one is not rejected. Raises what the last of them fails with."""
        for place in range(self._first, len(forms)):
            try:
                return await call(forms[place])
            except Failed as failure:
                if failure.reason is not Reason.REJECTED or place + 1 == len(forms):
                    raise
            self._first = max(self._first, place + 1)
        raise AssertionError("unreachable: the last form returns or raises")
