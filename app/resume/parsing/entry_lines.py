"""Makes the lines of a section ready to be cut into entries: broken heads are whole, dates stand where they can be seen."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from app.resume.parsing.dates import Period, find_period
from app.resume.parsing.letters import key
from app.resume.parsing.line import Line, Look, hung, rejoined
from app.resume.parsing.lists import table
from app.resume.reading.document import Span

Mark = Callable[[Line], str | None]
_HEAD_LINES = 4
_DASHES = ("-", "–", "—")
_NO_WHITE, _OVER = 0.08, 8.0


def prepared(lines: Sequence[Line], mark: Mark | None) -> list[Line]:
    """The lines with their broken heads rejoined and with the dates that marks and neighbours hide set free.

    `mark` says what a line is where its words tell: lines of two marks are never one broken line.
    """
    return hung(_heads_rejoined(_outer_bullets_as_heads(_dates_as_heads(_all_bullets_as_heads(_dates_apart(lines)))), mark))


def _heads_rejoined(lines: Sequence[Line], mark: Mark | None) -> list[Line]:
    """A head that was broken at the right edge is one line again, and so are two years printed one under the other."""
    whole = rejoined(_years_as_ranges(lines), lambda above, line: _under(above, line) and _goes_on(above, line))
    return rejoined(whole, lambda above, line: _near(above, line) and _broken(above, line, mark))


def _near(above: Line, line: Line) -> bool:
    """Whether two plain lines stand right under each other in one look."""
    return (
        line.look in (above.look, above.last_look)
        and _under(above, line)
        and max(len(line.block.cells), len(above.block.cells)) < 2
    )


def _under(above: Line, line: Line) -> bool:
    plain = not line.bulleted and not above.bulleted and line.block.space_before <= _NO_WHITE
    return plain and abs(line.left - above.left) <= 2


def _broken(above: Line, line: Line, mark: Mark | None) -> bool:
    """Whether the first line had to be broken at its column's edge, and nothing says that the second is another thing."""
    if any(find_period(each.text) or is_label(each.text) for each in (above, line)):
        return False
    if mark and len(line.text.split()) > 1 and mark(line) and mark(above) and mark(above) != mark(line):
        return False
    at_edge = bool(line.block.box) and 0 < above.end <= above.edge + _OVER
    return at_edge and not above.leaves_room_for(line.text.split(" ", 1)[0], above.edge)


def _goes_on(above: Line, line: Line) -> bool:
    """Whether the first line cannot be all: it ends in a bar or inside dates."""
    return above.text.endswith(" |") or _breaks_dates(above, line)


def _breaks_dates(above: Line, line: Line) -> bool:
    """Whether the break stands inside a range of dates: `Cook (May 2016 –` over `Aug 2019)`, `May 2016 – Aug` over `2019`."""
    whole, first = find_period(f"{above.text} {line.text}"), find_period(above.text)
    if not whole or not whole.ranged or not whole.first < len(above.text) < whole.last:
        return False
    ended = first is None or not first.ranged or above.text.endswith(_DASHES)
    return ended and (whole.end or "9") >= (whole.start or "")


def _years_as_ranges(lines: Sequence[Line]) -> list[Line]:
    ranges: list[Line] = []
    for line in lines:
        above = ranges[-1] if ranges else None
        if above and _only_point(above) and _only_point(line) and above.look == line.look:
            spans = (*above.block.spans, Span(text=" – "), *line.block.spans)
            ranges[-1] = replace(above, block=above.block.model_copy(update={"spans": spans}), last=line.number)
        else:
            ranges.append(line)
    return ranges


def _only_point(line: Line) -> bool:
    period = find_period(line.text)
    return bool(period and not period.ranged and only_dates(line, period))


def _dates_apart(lines: Sequence[Line]) -> list[Line]:
    """Dates at the right of a line that is set further in, the last of the entry before, are a line of their own."""
    looks = head_looks(lines)
    left = min((line.left for line in lines), default=0.0)
    return [part for line in lines for part in (_date_cut(line) if looks and line.left > left + 4 else (line,))]


def _date_cut(line: Line) -> tuple[Line, ...]:
    cells = line.block.cells
    period = find_period(cells[-1]) if len(cells) == 2 else None
    if not period or not period.ranged or len(cells[-1]) - (period.last - period.first) > 3 or len(line.block.spans) < 2:
        return (line,)
    spans = line.block.spans
    first = line.block.model_copy(update={"spans": spans[:-1], "cells": ()})
    last = line.block.model_copy(update={"spans": spans[-1:], "cells": (), "role": "text", "marker": None, "box": spans[-1].box})
    return replace(line, block=first), replace(line, block=last)


def _all_bullets_as_heads(lines: Sequence[Line]) -> list[Line]:
    """Where every line of a section is a bullet and most of them have dates, each bullet is an entry."""
    dated = sum(bool((period := find_period(line.text)) and period.ranged) for line in lines)
    if not lines or not all(line.bulleted for line in lines) or dated * 2 < len(lines):
        return list(lines)
    return [_unbulleted(line) for line in lines]


def _dates_as_heads(lines: Sequence[Line]) -> list[Line]:
    """A bullet that says nothing but dates is the dot of a time line."""
    return [_unbulleted(line) if line.bulleted and (_only_range(line) or _only_point(line)) else line for line in lines]


def _only_range(line: Line) -> bool:
    period = find_period(line.text)
    return bool(period and period.ranged and only_dates(line, period))


def _outer_bullets_as_heads(lines: Sequence[Line]) -> list[Line]:
    """On a time line each entry has a dot: where bullets stand under bullets, the outer ones with dates below are heads."""
    outer = min((line.left for line in lines if line.bulleted), default=0.0)
    inner = any(line.bulleted and line.left > outer + 6 for line in lines)
    if not inner or not any(_dated_below(lines, at) for at, line in enumerate(lines) if line.bulleted):
        return list(lines)
    return [_unbulleted(line) if line.bulleted and line.left < outer + 6 else line for line in lines]


def _dated_below(lines: Sequence[Line], at: int) -> bool:
    for line in lines[at + 1 : at + _HEAD_LINES]:
        if line.bulleted:
            return False
        if _only_range(line):
            return True
    return False


def _unbulleted(line: Line) -> Line:
    return replace(line, block=line.block.model_copy(update={"role": "text", "marker": None}))


def is_label(text: str) -> bool:
    """Whether a line only says what follows it, such as `Highlights:`."""
    return key(text) in _labels("labels")


def names_columns(line: Line) -> bool:
    """Whether a line only names the columns of the table under it: `Dates | Employer | Role`."""
    return len(line.block.cells) > 1 and all(key(cell) in _labels("columns") for cell in line.block.cells)


@cache
def _labels(which: str) -> frozenset[str]:
    return frozenset(table("labels")[which]["all"])


def only_dates(line: Line, period: Period) -> bool:
    """Whether a line says hardly more than its dates."""
    return len(line.text) - (period.last - period.first) < 4


def head_looks(lines: Sequence[Line]) -> frozenset[Look]:
    """The looks that only heads have here: those of dated lines and of the first line, when the body is set otherwise."""
    if not lines or not any(line.size for line in lines):
        return frozenset()
    body = body_look(lines)
    return frozenset(line.look for line in lines if _stronger(line.look, body))


def body_look(lines: Sequence[Line]) -> Look:
    """The look that most letters of bullets have; where there are none, of all lines."""
    weights: Counter[Look] = Counter()
    for line in [each for each in lines if each.bulleted] or lines:
        weights[line.look] += len(line.text)
    return weights.most_common(1)[0][0]


def _stronger(look: Look, body: Look) -> bool:
    return (look.bold and not body.bold) or look.size > body.size + 0.4
