"""Brings back what stands in the margin to the lines it belongs to.

Some résumés set headings or dates in a narrow column of their own beside the text. Read column by column, all headings would come
before all text; here each of them goes before the first line of the text that stands as high.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, takewhile

from app.resume.parsing.dates import find_period
from app.resume.parsing.line import Line
from app.resume.parsing.sections import heading_kind, with_whole_headings

_LEAST_SHARE = 0.6
_TOLERANCE = 0.6
_LONGEST_DATES = 36


def with_margins(lines: Sequence[Line]) -> list[Line]:
    """The lines in reading order, those of a margin among the lines of the column beside it."""
    runs = [list(run) for _, run in groupby(lines, key=lambda line: (line.block.page, line.block.column))]
    ordered: list[Line] = []
    while runs:
        run = runs.pop(0)
        margin = _margin(run, runs[0]) if runs else []
        ordered.extend(run[: len(run) - len(margin)])
        if margin:
            ordered.extend(_merged(with_whole_headings(margin), runs.pop(0)))
    return ordered


def _margin(run: Sequence[Line], beside: Sequence[Line]) -> list[Line]:
    """The last lines of a column that stand in the margin of the next: headings and dates left of all its text."""
    if run[0].block.page != beside[0].block.page or not all(line.block.box for line in (*run, *beside)):
        return []
    left = _left(beside) + 6
    inside = list(takewhile(lambda line: _right(line) <= left, reversed(run)))[::-1]
    fitting = sum(_belongs_in_margin(line) for line in with_whole_headings(inside))
    return inside if fitting >= max(2, _LEAST_SHARE * len(inside)) else []


def _belongs_in_margin(line: Line) -> bool:
    return _is_heading(line) or (find_period(line.text) is not None and len(line.text) < _LONGEST_DATES)


def _is_heading(line: Line) -> bool:
    return heading_kind(line.text) is not None


def _merged(margin: Sequence[Line], beside: Sequence[Line]) -> list[Line]:
    column = beside[0].block.column
    waiting = [replace(line, block=line.block.model_copy(update={"column": column})) for line in margin]
    ordered: list[Line] = []
    for line in beside:
        while waiting and _top(waiting[0]) <= _top(line) + _TOLERANCE * _height(line):
            ordered.append(waiting.pop(0))
        ordered.append(line)
    return [*ordered, *waiting]


def _top(line: Line) -> float:
    return line.block.box[1] if line.block.box else 0.0


def _height(line: Line) -> float:
    return line.block.box[3] - line.block.box[1] if line.block.box else 0.0


def _right(line: Line) -> float:
    return line.block.box[2] if line.block.box else 0.0


def _left(lines: Sequence[Line]) -> float:
    """Where the text begins, but for a line or two that hang out."""
    edges = sorted(line.block.box[0] for line in lines if line.block.box)
    return edges[len(edges) // 10]
