"""Brings content that runs a little over a page back onto it, in fixed steps: white space first, then size, down to a floor.

The step is guessed from the letters, and checked by reckoning from its layout what others would make of the text: where the guess
is right a page costs one layout, and two in most other cases.
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


class Extent(Protocol):
    """How many pages a text fills without white at their ends (1.25: one page and a quarter), and how much of that is lines of
    type."""

    @property
    def filled(self) -> float: ...
    @property
    def lines(self) -> float: ...


class Layout(Extent, Protocol):
    """A text set on pages, and how many they are."""

    @property
    def pages(self) -> int: ...


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
_ABOUT = 0.01
"""Pages: so near to the edge a text is laid out as it is first."""


def fit(lay_out: Callable[[Step], L], expected: Extent, room: Room) -> Fitted[L]:
    """The text on one page fewer, or on the most that there may be, if a step within the room does it; else as it is.

    `expected` is a guess of how much there is: the step that it asks for is laid out first.
    """
    pages = ceil(expected.filled - _ABOUT)
    wanted = _wanted(pages, room)
    guess = next(iter(_candidates(expected, NONE, wanted, room)), None) if wanted < pages else None
    if guess is None:
        return _from_usual(lay_out, room)
    fitted = Fitted(lay_out(guess), guess)
    return (_relaxed if fitted.layout.pages <= wanted else _tightened)(lay_out, fitted, wanted, room)


def _relaxed(lay_out: Callable[[Step], L], fitted: Fitted[L], wanted: int, room: Room) -> Fitted[L]:
    """The text with a milder step, or with none, where that should do as well."""
    milder = (NONE, *steps()[: steps().index(fitted.step)])
    step = next((each for each in milder if _reckoned(fitted.layout, fitted.step, each, room) <= wanted), None)
    if step is None:
        return fitted
    if step is NONE:
        return _from_usual(lay_out, room)
    tried = lay_out(step)
    return Fitted(tried, step) if tried.pages <= wanted else fitted


def _tightened(lay_out: Callable[[Step], L], fitted: Fitted[L], wanted: int, room: Room) -> Fitted[L]:
    """The text with the next step that should do what this one did not; else as it is."""
    stronger = steps()[steps().index(fitted.step) + 1 :]
    step = next((each for each in _candidates(fitted.layout, fitted.step, wanted, room) if each in stronger), None)
    tried = lay_out(step) if step else fitted.layout
    return Fitted(tried, step) if step and tried.pages <= wanted else _from_usual(lay_out, room)


def _from_usual(lay_out: Callable[[Step], L], room: Room) -> Fitted[L]:
    usual = lay_out(NONE)
    if usual.pages == 1:
        return _widened(lay_out, usual, room)
    wanted = _wanted(usual.pages, room)
    for step in _candidates(usual, NONE, wanted, room)[:_TRIES]:
        tried = lay_out(step)
        if tried.pages <= wanted:
            return Fitted(tried, step)
    return Fitted(usual, NONE)


def _wanted(pages: int, room: Room) -> int:
    """How many pages a text of so many should be brought to; as many as it has where nothing is to be tried."""
    return pages if pages == 1 or pages > room.longest + 1 else min(pages - 1, room.most_pages or pages)


def _candidates(extent: Extent, made: Step, wanted: int, room: Room) -> list[Step]:
    """The steps that should do it, the mildest first, for a text that fills so much with a step."""
    allowed = (step for step in steps() if room.size - step.size >= room.least)
    return [step for step in allowed if _reckoned(extent, made, step, room) <= wanted]


def _reckoned(extent: Extent, made: Step, step: Step, room: Room) -> float:
    """How many pages the text should fill: its lines shrink with leading and size, the white between them with space and size."""
    lines, white = _factors(step, room)
    made_lines, made_white = _factors(made, room)
    return extent.lines * lines / made_lines + (extent.filled - extent.lines) * white / made_white


def _factors(step: Step, room: Room) -> tuple[float, float]:
    """What a step makes of lines and of white."""
    moved, smaller = _told()["moved"], 1 - step.size / room.size
    tighter = 1 - leading_at(step, room.leading) / room.leading
    return (1 - moved["lines"] * tighter) * smaller, (1 - moved["white"] * (1 - step.space)) * smaller


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
