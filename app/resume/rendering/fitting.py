"""Brings content that runs a little over a page back onto it, in fixed steps: white space first, then size, down to a floor.

The step is chosen by reckoning how long the text will be with it: where the reckoning is right, and it nearly always is, a page
costs one layout, whatever has to be done to it.
Content that no step can bring back keeps its full size: a page and a half reads better than a crammed page and three lines.
A text that fills less than half a page is set wider.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from math import ceil
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
    """A text set on pages: how many they are, and how many it would fill without white at their ends (1.25: one page and a
    quarter)."""

    @property
    def pages(self) -> int: ...
    @property
    def filled(self) -> float: ...


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
_TRIES = 3
_NEARLY = 0.001
"""Pages: how near to the edge a text may be reckoned to come."""
_OVER = 0.005
"""Pages: by how much a text is taken to be over that came out longer than it was reckoned."""


def fit(lay_out: Callable[[Step], L], expected: Callable[[Step], float], room: Room) -> Fitted[L]:
    """The text on one page fewer, or on the most that there may be, if a step within the room does it; else as it is.

    `expected` reckons how many pages it will fill with a step. What a layout tells beyond that counts for the next choice.
    """
    tried: dict[Step, L] = {}
    off = 0.0
    while len(tried) < _TRIES:
        step = _chosen(expected, off, room)
        if step in tried:
            return Fitted(tried[step], step)
        tried[step] = lay_out(step)
        off = _off(tried[step], expected(step), off)
    return Fitted(tried[NONE] if NONE in tried else lay_out(NONE), NONE)


def _chosen(expected: Callable[[Step], float], off: float, room: Room) -> Step:
    """The mildest step that should do it, where something should be done and one does."""
    usual = expected(NONE) + off
    pages = _pages(usual)
    if pages == 1:
        return _wider(usual, room)
    wanted = _wanted(pages, room)
    allowed = (step for step in steps() if room.size - step.size >= room.least) if wanted < pages else ()
    return next((step for step in allowed if _pages(expected(step) + off) <= wanted), NONE)


def _off(layout: Layout, expected: float, off: float) -> float:
    """How many pages more a text fills than was reckoned. On several pages the white at their ends hides what is over."""
    reckoned = _pages(expected + off)
    if layout.pages > reckoned:
        return reckoned + _OVER - expected
    return layout.filled - expected if layout.pages < max(reckoned, 2) else off


def _pages(filled: float) -> int:
    return max(ceil(filled + _NEARLY), 1)


def _wanted(pages: int, room: Room) -> int:
    """How many pages a text of so many should be brought to; as many as it has where nothing is to be tried."""
    return pages if pages > room.longest + 1 else min(pages - 1, room.most_pages or pages)


def leading_at(step: Step, leading: float) -> float:
    """The leading that a step makes of a template's own."""
    return max(leading * step.leading, min(leading, float(_told()["least_leading"])))


def _wider(usual: float, room: Room) -> Step:
    told = _told()["wider"]
    if usual >= told["under"] or room.size >= told["most"]:
        return NONE
    step = Step(**told["step"])
    return replace(step, size=max(step.size, room.size - told["most"]))


@cache
def steps() -> tuple[Step, ...]:
    """The steps in order, each stronger than the one before."""
    return tuple(Step(**each) for each in _told()["steps"])


@cache
def _told() -> dict[str, Any]:  # its shapes are in the file
    return tomllib.loads((Path(__file__).parent / "fitting.toml").read_text(encoding="utf-8"))
