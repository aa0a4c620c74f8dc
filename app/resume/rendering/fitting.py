"""Brings content that runs a little over a page back onto it, in fixed steps: white space first, then size, down to a floor.

The step is chosen by reckoning from one layout how much each would save, so that a page costs two layouts in the common case.
Content that no step can bring back keeps its full size: a page and a half reads better than a crammed page and three lines.
A text that fills less than half a page is set wider.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Step:
    """Factors on white space and leading, points taken from the size of type, and the sentence that tells it."""

    space: float
    leading: float
    size: float
    said: str


class Layout(Protocol):
    """A text set on pages: how many; how many it would fill without white at their ends (1.25: one page and a quarter); and how
    much of that is lines of type."""

    @property
    def pages(self) -> int: ...
    @property
    def filled(self) -> float: ...
    @property
    def lines(self) -> float: ...


L = TypeVar("L", bound=Layout)


@dataclass(frozen=True, slots=True)
class Fitted(Generic[L]):
    """The layout to print, and the step that made it."""

    layout: L
    step: Step


@dataclass(frozen=True, slots=True)
class Room:
    """How far type may go: its size in points and its leading, the least size it may become, the most pages where the template's
    custom sets them, and the pages past which nothing is tried."""

    size: float
    leading: float
    least: float
    most_pages: int | None
    longest: int


NONE = Step(1.0, 1.0, 0.0, "")
_TRIES = 2


def fit(lay_out: Callable[[Step], L], room: Room) -> Fitted[L]:
    """The text on one page fewer, or on the most that there may be, if a step within the room does it; else as it is."""
    usual = lay_out(NONE)
    if usual.pages == 1:
        return _widened(lay_out, usual, room)
    if usual.pages > room.longest + 1:
        return Fitted(usual, NONE)
    wanted = min(usual.pages - 1, room.most_pages or usual.pages)
    for step in _candidates(usual, wanted, room)[:_TRIES]:
        tried = lay_out(step)
        if tried.pages <= wanted:
            return Fitted(tried, step)
    return Fitted(usual, NONE)


def _candidates(usual: Layout, wanted: int, room: Room) -> list[Step]:
    """The steps that should do it, the mildest first."""
    return [step for step in steps() if room.size - step.size >= room.least and _reckoned(usual, step, room) <= wanted]


def _reckoned(usual: Layout, step: Step, room: Room) -> float:
    """How many pages the text should fill: its lines shrink with leading and size, the white between them with space and size."""
    moved = _told()["moved"]
    tighter = 1 - leading_at(step, room.leading) / room.leading
    lines = usual.lines * (1 - moved["lines"] * tighter)
    white = (usual.filled - usual.lines) * (1 - moved["white"] * (1 - step.space))
    return float((lines + white) * (1 - step.size / room.size))


def leading_at(step: Step, leading: float) -> float:
    """The leading that a step makes of a template's own."""
    return max(leading * step.leading, min(leading, float(_told()["least_leading"])))


def _widened(lay_out: Callable[[Step], L], usual: L, room: Room) -> Fitted[L]:
    told = _told()["wider"]
    if usual.filled >= told["under"] or room.size >= told["most"]:
        return Fitted(usual, NONE)
    step = Step(**told["step"])
    step = replace(step, size=max(step.size, room.size - told["most"]))
    return Fitted(lay_out(step), step)


@cache
def steps() -> tuple[Step, ...]:
    """The steps in order, each stronger than the one before."""
    return tuple(Step(**each) for each in _told()["steps"])


@cache
def _told() -> dict[str, Any]:  # its shapes are in the file
    return tomllib.loads((Path(__file__).parent / "fitting.toml").read_text(encoding="utf-8"))
