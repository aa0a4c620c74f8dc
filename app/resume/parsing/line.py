"""A printed line with what the parser asks of it: its words, its look, its place. A thin view on a block of the document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import NamedTuple

from app.resume.model import Source
from app.resume.parsing.letters import shouted
from app.resume.reading.document import Block, Span

_SOFT_HYPHEN = "\u00ad"
_NEAR, _ENOUGH = 0.92, 3
_LONGEST_WRAPPED = 100
"""Characters; who breaks lines by hand or by a program breaks them sooner."""


class Look(NamedTuple):
    """How a line is set. Two lines of one look play the same part on a page."""

    size: float
    bold: bool
    italic: bool
    capitals: bool
    color: int


@dataclass(frozen=True)
class Line:
    """A line, or a head that was printed over several: `last` is then the number of its last line.

    `hanging` tells that it stands under a bullet's text and goes on with it; `edge` is how far its column's text reaches.
    """

    block: Block
    last: int = 0
    hanging: bool = False
    edge: float = 0.0

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(self.block.text.split())

    @property
    def number(self) -> int:
        return self.block.line

    @property
    def bulleted(self) -> bool:
        return self.block.role == "bullet" or self.block.marker is not None

    @cached_property
    def look(self) -> Look:
        """The look of the line's first words; a bold role before plain dates makes a bold line."""
        spans = [span for span in self.block.spans if span.text.strip()]
        if not spans:
            return Look(0.0, False, False, False, 0)
        first = spans[0]
        return Look(round(first.size * 2) / 2, first.bold, first.italic, shouted(self.text), first.color)

    @cached_property
    def last_look(self) -> Look:
        """The look of the line's last words."""
        last = next((span for span in reversed(self.block.spans) if span.text.strip()), None)
        return (
            self.look if last is None else Look(round(last.size * 2) / 2, last.bold, last.italic, self.look.capitals, last.color)
        )

    @cached_property
    def size(self) -> float:
        """The size of its largest words in points; 0 where the form has no looks."""
        return max((span.size for span in self.block.spans if span.text.strip()), default=0.0)

    @property
    def left(self) -> float:
        """Where its words begin, in points from the page's left edge; its indent where the form has no places."""
        return self.block.box[0] if self.block.box else self.block.indent

    @property
    def end(self) -> float:
        """Where it ends, in points from the left; in characters where the form has no places."""
        return self.block.box[2] if self.block.box else self.block.indent + len(self.text)

    def leaves_room_for(self, word: str, edge: float) -> bool:
        """Whether a word would have fitted behind it: then the break after it was meant."""
        letter = self.width / max(1, len(self.text))
        return self.end + (len(word) + 1) * letter < edge + 0.5 * letter

    @property
    def width(self) -> float:
        """How far it reaches, in points; in characters where the form has no places."""
        return self.block.box[2] - self.block.box[0] if self.block.box else float(len(self.text))

    @cached_property
    def bold(self) -> bool:
        """Whether most of its letters are bold."""
        letters = sum(len(span.text) for span in self.block.spans)
        return sum(len(span.text) for span in self.block.spans if span.bold) * 2 > letters

    @cached_property
    def urls(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(span.url for span in self.block.spans if span.url))


def source(lines: list[Line] | tuple[Line, ...]) -> Source | None:
    """Where these lines stand in the document; None for no lines."""
    if not lines:
        return None
    first = min(line.number for line in lines)
    last = max(max(line.number, line.last) for line in lines)
    return Source(page=lines[0].block.page, first_line=first, last_line=last)


def with_edges(lines: Sequence[Line]) -> list[Line]:
    """The lines, each knowing how far the text of its column reaches.

    A date set at the right margin tells it as well as a full line. Where fewer than three lines come near to any edge it stays 0.
    Lines without places of which some are longer than anybody wraps text have no edge at all: each ends where it was meant to.
    """
    if not any(line.block.box for line in lines) and max((line.end for line in lines), default=0.0) > _LONGEST_WRAPPED:
        return [replace(line, edge=inf) for line in lines]
    ends: dict[tuple[int, int], list[float]] = {}
    for line in lines:
        ends.setdefault((line.block.page, line.block.column), []).append(line.end)
    edges = {column: _edge(reached) for column, reached in ends.items()}
    return [replace(line, edge=edges.get((line.block.page, line.block.column), 0.0)) for line in lines]


def _edge(ends: Sequence[float]) -> float:
    """The furthest end that others come near: a date or a mark that hangs out alone is no edge."""
    for end in sorted(ends, reverse=True):
        if sum(_NEAR * end <= other <= end for other in ends) >= _ENOUGH:
            return end
    return 0.0


def rejoined(lines: Sequence[Line], belongs: Callable[[Line, Line], bool]) -> list[Line]:
    """The lines with those that `belongs` says go on with the line above made one with it."""
    whole: list[Line] = []
    above: Line | None = None
    for line in lines:
        if above is not None and belongs(above, line):
            whole[-1] = _with(whole[-1], line)
        else:
            whole.append(line)
        above = line
    return whole


def hung(lines: Sequence[Line]) -> list[Line]:
    """The lines, those marked that stand right under a bullet at the place where its text begins."""
    marked: list[Line] = []
    for line in lines:
        before = marked[-1] if marked else None
        under = before is not None and (before.bulleted or before.hanging)
        near = before is not None and line.block.space_before < 0.6 and abs(line.left - before.left) < 3
        marked.append(replace(line, hanging=bool(under and near and not line.bulleted)))
    return marked


def _with(line: Line, more: Line) -> Line:
    *before, last = line.block.spans
    text = last.text.rstrip()
    soft, hard = text.endswith(_SOFT_HYPHEN), text.endswith("-") and not text.endswith(" -")
    joint = () if soft or hard else (Span(text=" "),)
    spans = (*before, last.model_copy(update={"text": text.removesuffix(_SOFT_HYPHEN)}), *joint, *more.block.spans)
    block = line.block.model_copy(update={"spans": spans, "cells": (), "box": more.block.box})
    return replace(line, block=block, last=max(more.number, more.last))
