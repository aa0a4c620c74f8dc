"""Cuts a section into its entries (a job, a school, a project) and each entry into its head and its body.

The head says what the entry is, the body what is told about it. Dates anchor the heads: nearly every entry has them once.
How many lines of head stand above the dates, and in which look an entry opens, is the document's habit and is learned from it.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from app.resume.parsing.contact import urls_in
from app.resume.parsing.dates import Period, find_duration, find_period
from app.resume.parsing.entry_lines import Mark, body_look, head_looks, is_label, names_columns, only_dates, prepared
from app.resume.parsing.line import Line, Look
from app.resume.parsing.prose import Item, is_list, items, reads_on, right_edge
from app.resume.parsing.roles import is_role

_EMPTY_BRACKETS = re.compile(r"\( ?\| {0,2}\)|\[ {0,2}\| {0,2}\]")
_TOLD = frozenset({"body", "label"})
_NO_WHITE = 0.08
_LONGEST_HEAD = 16
_HEAD_LINES = 4
_SENTENCE = 5
_MOSTLY = 0.6
_DATE_GAP = 0.5
_ABBREVIATED = ("Inc.", "Co.", "Ltd.", "Corp.", "e.V.", "S.A.", "B.V.")


@dataclass(frozen=True)
class Entry:
    """One entry of a section: its head's lines, what its body tells, and the dates with the line they stand in."""

    head: tuple[Line, ...]
    body: tuple[Item, ...]
    period: Period | None
    dated: Line | None
    labels: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.head + tuple(line for item in self.body for line in item.lines)


class _Habit(NamedTuple):
    """How entries open in a section: so many lines above their dates, in this look."""

    above: int
    look: Look


def find_entries(lines: Sequence[Line], mark: Mark | None = None, *, repeats: bool = False) -> tuple[Entry, ...]:
    """The entries of a section in order; no line is lost.

    `mark` says what a line is where its words tell, such as a school: lines of two marks are never one broken line. Where it
    `repeats`, the first mark coming again opens an entry, if that finds more entries than the dates do.
    """
    lines = prepared(lines, mark)
    edge = right_edge(lines)
    kinds = _kinds(lines, edge)
    bounds = [*_starts(lines, kinds, mark if repeats else None), len(lines)]
    return tuple(_entry(lines[first:last], kinds[first:last], edge) for first, last in pairwise(bounds))


def _kinds(lines: Sequence[Line], edge: float) -> list[str]:
    """For each line: `dated` (a head with dates), `head` (may be one), `body`, or `label` (says only what follows)."""
    found: list[str] = []
    looks = head_looks(lines)
    inset = _inset(lines)
    listed = is_list(lines, edge)
    for at, line in enumerate(lines):
        if not at and _is_typed_heading(line):
            found.append("head")
            continue
        told = bool(found) and found[-1] in _TOLD
        goes_on = told and (reads_on(lines[at - 1], line, edge, listed) or inset(line, 1))
        found.append(_kind(line, goes_on or (bool(found) and inset(line, _SENTENCE)), looks))
    return found


def _is_typed_heading(line: Line) -> bool:
    """Whether a line of text without looks stands apart as a heading does, in whatever letters."""
    return not line.size and line.block.role == "heading" and not (is_label(line.text) or names_columns(line) or anchor(line))


def _inset(lines: Sequence[Line]) -> Callable[[Line, int], bool]:
    """Tells a text of so many words that is set further in than the heads: a bullet whose mark is drawn in no readable way.

    A few words are such only without white above them.
    """
    if not any(line.size for line in lines):
        return lambda line, words: False
    left = min((_words_left(line) for line in lines if not _says_only_dates(line)), default=0.0)
    body = body_look(lines)

    def inset(line: Line, words: int) -> bool:
        near = words >= _SENTENCE or line.block.space_before < _NO_WHITE
        return near and line.left > left + 4 and line.look == body and len(line.text.split()) >= words

    return inset


def _says_only_dates(line: Line) -> bool:
    period = find_period(line.text)
    return bool(period and only_dates(line, period))


def _words_left(line: Line) -> float:
    """Where a line's words begin; dates that stand in a column of their own before them do not count."""
    first, *more = [span for span in line.block.spans if span.text.strip()]
    period = find_period(first.text) if more else None
    if period is None or len(first.text.strip()) - (period.last - period.first) > 3 or not first.box or not more[0].box:
        return line.left
    return more[0].box[0] if more[0].box[0] - first.box[2] > _DATE_GAP * line.size else line.left


def _kind(line: Line, goes_on: bool, looks: frozenset[Look]) -> str:
    period = anchor(line)
    if line.bulleted:
        return "body"
    if is_label(line.text) or names_columns(line):
        return "label"
    if period and (period.ranged or only_dates(line, period)):
        return "dated"
    if _is_told(line, goes_on, looks, period):
        return "body"
    return "dated" if period else "head"


def _is_told(line: Line, goes_on: bool, looks: frozenset[Look], period: Period | None) -> bool:
    if goes_on and line.look not in looks:
        return True
    return not _only_link(line) and _is_prose(line, looks) and not (period and _at_an_end(line, period))


def anchor(line: Line) -> Period | None:
    """The dates of a line, when it is short enough to be a head."""
    if line.bulleted or len(line.text.split()) > _LONGEST_HEAD + 8:
        return None
    period = find_period(line.text)
    if period and not period.ranged and len(line.text.split()) > _LONGEST_HEAD:
        return None
    return period


def _only_link(line: Line) -> bool:
    links = urls_in(line.text)
    return len(links) == 1 and len(line.text) - len(links[0]) < 4


def _at_an_end(line: Line, period: Period) -> bool:
    """Dates that open or close a line that is no sentence."""
    edge = period.first < 3 or len(line.text) - period.last < 3
    return edge and line.text[0].isupper() and not line.text.endswith(".")


def _is_prose(line: Line, looks: frozenset[Look]) -> bool:
    words = line.text.split()
    if not words or (line.text[0].islower() and not (line.look in looks and len(words) == 1)):
        return True
    if line.look in looks and len(words) <= _LONGEST_HEAD:
        return False
    if len(words) > _SENTENCE and sum(word[0].islower() for word in words) >= _MOSTLY * len(words) and not is_role(line.text):
        return True
    return len(words) > 10 or (len(words) > 4 and line.text.endswith((".", ";")) and not line.text.endswith(_ABBREVIATED))


def _starts(lines: Sequence[Line], kinds: list[str], mark: Mark | None) -> list[int]:
    """The places of the lines that open an entry."""
    if not lines:
        return []
    anchors = [at for at, kind in enumerate(kinds) if kind == "dated"]
    marked = _marked_starts(lines, kinds, mark) if mark else []
    if len(marked) > len(anchors):
        return marked
    if not anchors:
        return _undated_starts(lines, kinds)
    above = _lines_above(lines, kinds, anchors)
    opening = lines[max(0, anchors[0] - above)].look
    starts = {0, *_first_dated_start(lines, kinds, anchors[0])}
    for before, at in pairwise(anchors):
        starts.add(_start_between(lines, kinds, (before, at), _Habit(above, opening)))
    return sorted(starts | _without_dates_starts(lines, kinds, opening))


def _first_dated_start(lines: Sequence[Line], kinds: list[str], at: int) -> set[int]:
    """Where the first entry with dates opens, if bullets of one without dates stand before its head."""
    start = at - _heads_before(kinds, at)
    return {start} if 0 < start < at and lines[start - 1].bulleted else set()


def _without_dates_starts(lines: Sequence[Line], kinds: list[str], opening: Look) -> set[int]:
    """Where an entry opens that has no dates of its own: after a body, in the strong look in which all entries open."""
    if opening not in head_looks(lines):
        return set()
    left = lines[0].left
    return {
        at
        for at, line in enumerate(lines)
        if at and kinds[at - 1] in _TOLD and _told_without_dates(kinds, at) and line.look == opening and abs(line.left - left) < 3
    }


def _told_without_dates(kinds: list[str], at: int) -> bool:
    """Whether heads from here on lead to a body with no dates between."""
    following = next((kind for kind in kinds[at:] if kind != "head"), "")
    return kinds[at] == "head" and following in _TOLD


def _lines_above(lines: Sequence[Line], kinds: list[str], anchors: list[int]) -> int:
    """How many head lines stand above the dates: as in the first entry, unless later ones with a body before them differ."""
    first = _heads_before(kinds, anchors[0]) or min(anchors[0], _HEAD_LINES)
    counts = Counter(_heads_before(kinds, at) for at in anchors[1:] if _body_before(kinds, at))
    if not counts:
        return first
    usual, times = counts.most_common(1)[0]
    return usual if times > 1 and counts.get(first, 0) < times else first


def _body_before(kinds: list[str], at: int) -> bool:
    start = at - _heads_before(kinds, at)
    return start > 0 and kinds[start - 1] in _TOLD


def _heads_before(kinds: list[str], at: int) -> int:
    count = 0
    while count < _HEAD_LINES and at - count - 1 >= 0 and kinds[at - count - 1] == "head":
        count += 1
    return count


def _start_between(lines: Sequence[Line], kinds: list[str], dated: tuple[int, int], habit: _Habit) -> int:
    """Where between two dated lines the second entry opens."""
    before, at = dated
    heads = _heads_before(kinds, at)
    candidates = [place for place in range(at - heads, at + 1) if place > before]
    if kinds[at - heads - 1] in _TOLD:
        return _after_body(lines, candidates, at, habit)
    return max(candidates, key=lambda place: _opening_weight(lines, place, at, habit))


def _after_body(lines: Sequence[Line], candidates: list[int], at: int, habit: _Habit) -> int:
    """All head lines after a body belong to the next entry, unless the habit says that fewer do and the look agrees."""
    if lines[candidates[0]].look in head_looks(lines):
        return candidates[0]
    usual = at - habit.above
    if usual in candidates and lines[usual].look == habit.look:
        return usual
    same = [place for place in candidates if lines[place].look == habit.look and lines[place].size]
    return same[0] if same else candidates[0]


def _opening_weight(lines: Sequence[Line], place: int, at: int, habit: _Habit) -> float:
    line = lines[place]
    weight = 1.0 if place == at - habit.above else 0.0
    weight += 1.2 if line.size and line.look == habit.look else 0.0
    return weight + min(line.block.space_before, 2.0) * 0.5


def _marked_starts(lines: Sequence[Line], kinds: list[str], mark: Mark) -> list[int]:
    """Where the mark of the first marked line comes again; none where it does not."""
    marks = [mark(line) if kind != "body" else None for line, kind in zip(lines, kinds, strict=True)]
    first = next(filter(None, marks), None)
    starts = [at for at, each in enumerate(marks) if each and each == first]
    return [0, *starts[1:]] if len(starts) > 1 else []


def _undated_starts(lines: Sequence[Line], kinds: list[str]) -> list[int]:
    """Without dates an entry opens where a head follows a body, the first line's look comes again, or after clear white."""
    opening = lines[0].look
    distinct = opening.size > 0 and any(line.look != opening for line in lines)
    white = _clear_white(lines)
    starts = [0]
    for at in range(1, len(lines)):
        if kinds[at] != "head":
            continue
        after_body = kinds[at - 1] in _TOLD
        again = distinct and lines[at].look == opening
        apart = lines[at].block.space_before >= white
        if (after_body and (not distinct or again)) or (again and at - starts[-1] > 1) or apart:
            starts.append(at)
    return starts


def _clear_white(lines: Sequence[Line]) -> float:
    """How much white opens an entry, where the lines stand in two clearly different distances; else more than any."""
    whites = [line.block.space_before for line in lines[1:] if not line.bulleted]
    least, most = min(whites, default=0.0), max(whites, default=0.0)
    return (least + most) / 2 if most - least >= 0.4 else most + 1


def _entry(lines: Sequence[Line], kinds: list[str], edge: float) -> Entry:
    opens = next((at for at, kind in enumerate(kinds) if kind != "label"), 0)
    end = next((at for at, kind in enumerate(kinds) if at >= opens and kind in _TOLD), len(lines))
    late = [at for at in range(end, len(lines)) if kinds[at] == "dated"]
    labels = tuple(line for line, kind in zip(lines, kinds, strict=True) if kind == "label")
    head = tuple(lines[opens:end]) + tuple(lines[at] for at in late)
    body = [line for at, line in enumerate(lines) if at >= end and kinds[at] not in ("dated", "label")]
    dated = _dated_line(head)
    return Entry(head, items(body, edge), anchor(dated) if dated else None, dated, labels)


def _dated_line(head: Sequence[Line]) -> Line | None:
    dated = [(line, period) for line in head if (period := anchor(line))]
    ranged = [line for line, period in dated if period.ranged]
    return ranged[0] if ranged else dated[-1][0] if dated else None


def without_dates(line: Line) -> str:
    """A head's line without its dates and without a printed length of time."""
    text = line.text
    period = anchor(line)
    if period:
        text = f"{text[: period.first]} | {text[period.last :]}"
    duration = find_duration(text)
    if (duration and period is not None) or (duration and duration[1] - duration[0] > len(text) - 4):
        text = f"{text[: duration[0]]} | {text[duration[1] :]}"
    return _EMPTY_BRACKETS.sub(" | ", text).strip(" |")
