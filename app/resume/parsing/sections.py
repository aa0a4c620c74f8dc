"""Cuts a document into its sections: which lines are headings, what each heading means, which lines stand under it.

A heading is known by its words first. From those that are known the document's own habit of setting headings is learned; other
lines set the same way are headings too, of sections that no list of ours can name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from statistics import median

from app.resume.parsing.dates import find_period
from app.resume.parsing.letters import key
from app.resume.parsing.line import Line, Look, rejoined
from app.resume.parsing.lists import table
from app.resume.reading.document import Box, Span

_LONGEST_HEADING, _SHORT, _FEW = 7, 4, 3
_ROW = 0.6
_JOB = 5
_MARKED = 2
"""The level of `##` in Markdown, under which sections stand; `#` is the name, and `###` an entry."""
_MAY_BE_WORK = frozenset({"other", "volunteering", "projects"})
_APART, _LESS = 0.25, 0.7
_HARDLY_SMALLER, _NEAR = 0.88, 0.4
_PAGE = re.compile(
    r"(?:[^\d|–—-]{1,60} ?[|–—-] ?)?(?:page |seite |página |pagina )?\d{1,2} ?(?:/|of|von|de|sur|di|van) ?\d{1,2}", re.IGNORECASE
)
_NUMBERED = re.compile(r"^ ?(?:\d{1,2}|[IVX]{1,4}|[A-H])[.):]{1,2} {1,2}")
_LEADING = frozenset({"experience", "education", "summary", "projects", "skills"})


@dataclass(frozen=True)
class Section:
    """A heading and the lines under it. `kind` is one of our names; `top` for lines that stand under no heading."""

    kind: str
    heading: Line | None
    lines: tuple[Line, ...]


@dataclass
class _Open:
    kind: str
    heading: Line | None
    lines: list[Line] = field(default_factory=list)


def heading_kind(text: str) -> str | None:
    """What a heading's words mean, or None when they are not those of a heading we know."""
    words = key(_NUMBERED.sub("", text))
    if not words or len(words.split()) > _LONGEST_HEADING:
        return None
    parts = words.split()
    return _kinds().get(words) or _joined_kind(parts) or _surrounded_kind(parts) or _closing_kind(parts)


def is_title(text: str) -> bool:
    """Whether a line only says that this is a résumé."""
    return key(text) in _titles()


def with_whole_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines; a heading that is broken over two lines of a narrow column is one."""
    return rejoined(lines, _goes_on_heading)


def _goes_on_heading(above: Line, line: Line) -> bool:
    beside = (above.block.page, above.block.column) == (line.block.page, line.block.column)
    if not beside or line.look != above.look or line.bulleted or above.bulleted or line.block.space_before >= _NEAR:
        return False
    if heading_kind(f"{above.text} {line.text}") is None:
        return False
    full = not above.leaves_room_for(line.text.split(" ", 1)[0], above.edge)
    return heading_kind(above.text) is None or (full and heading_kind(line.text) is None)


def is_page_mark(line: Line) -> bool:
    """Whether a line only counts pages, perhaps after the person's name: `Ann Lee – 1/2`, `Page 2 of 3`."""
    return bool(_PAGE.fullmatch(line.text))


def find_sections(lines: Sequence[Line]) -> tuple[Section, ...]:
    """The sections in reading order; a section that goes on in the same column of the next page stays one."""
    lines = [part for line in with_whole_headings(lines) for part in _margin_heading_apart(line)]
    headings = _headings(lines)
    opened: list[_Open] = []
    by_column: dict[int, _Open] = {}
    for at, line in enumerate(lines):
        column = line.block.column
        if at in headings:
            current = _start(opened, headings[at], line)
        elif at and lines[at - 1].block.column == column:
            current = by_column[column]
            current.lines.append(line)
        else:
            current = _beside(line, opened) or by_column.get(column) or _start(opened, "top", None)
            current.lines.append(line)
        by_column[column] = current
    kinds = {each.kind for each in opened}
    return tuple(Section(_kind_by_place(each, opened, kinds), each.heading, tuple(each.lines)) for each in opened)


def _kind_by_place(section: _Open, opened: Sequence[_Open], kinds: set[str]) -> str:
    """What a section is where another is missing: dated schooling headed `Training`, `Highlights` right under the name."""
    words = key(section.heading.text) if section.heading else ""
    if section.kind == "certifications" and "education" not in kinds and "training" in words.split():
        schooled = any(find_period(line.text) for line in section.lines) and any(_names_a_school(line) for line in section.lines)
        return "education" if schooled else section.kind
    first = section in [each for each in opened if each.kind != "top"][:1]
    if words == "highlights" and first and "summary" not in kinds and not any(line.bulleted for line in section.lines):
        return "summary"
    return section.kind


def _names_a_school(line: Line) -> bool:
    return not set(key(line.text).split()).isdisjoint(table("education")["schools"]["words"])


def _beside(line: Line, opened: Sequence[_Open]) -> _Open | None:
    """The section whose heading stands above a line that opens another column of the same page."""
    above = [each for each in opened if each.heading and _stands_above(each.heading, line)]
    return max(above, key=lambda each: _bottom(each.heading), default=None)


def _bottom(line: Line | None) -> float:
    return line.block.box[3] if line and line.block.box else 0.0


def _stands_above(heading: Line, line: Line) -> bool:
    above, below = heading.block.box, line.block.box
    near = _ROW * (heading.size or 1.0)
    return heading.block.page == line.block.page and bool(above and below and above[1] <= below[1] + near)


def _margin_heading_apart(line: Line) -> list[Line]:
    """A heading that stands in the margin beside the first line of its section is a line of its own."""
    spans = [span for span in line.block.spans if span.text.strip()]
    if len(spans) < 2 or line.bulleted or not heading_kind(spans[0].text) or _one_look(spans) or ":" in spans[0].text:
        return [line]
    heading = line.block.model_copy(update={"spans": (spans[0],), "cells": (), "role": "heading"})
    rest = line.block.model_copy(
        update={
            "spans": tuple(spans[1:]),
            "cells": line.block.cells[1:],
            "indent": line.block.indent + _indent(spans),
            "box": _box_from(line.block.box, spans[1].box),
        }
    )
    return [replace(line, block=heading), replace(line, block=rest)]


def _one_look(spans: Sequence[Span]) -> bool:
    """Whether heading and rest are of one size and side by side: then they are one line, the first perhaps a group's name."""
    first, second = spans[0], spans[1]
    near = not (first.box and second.box and second.box[0] - first.box[2] > 1.5 * first.size)
    return near and abs(first.size - second.size) < 0.6


def _box_from(whole: Box | None, first: Box | None) -> Box | None:
    return (first[0], *whole[1:]) if whole and first else whole


def _indent(spans: Sequence[Span]) -> float:
    first, second = spans[0].box, spans[1].box
    return second[0] - first[0] if first and second else 0.0


def _start(opened: list[_Open], kind: str, heading: Line | None) -> _Open:
    opened.append(_Open(kind, heading))
    return opened[-1]


def _headings(lines: Sequence[Line]) -> dict[int, str]:
    """The kind of each heading by its place among the lines."""
    known = {at: kind for at, line in enumerate(lines) if (kind := _known(line))}
    looks = _heading_looks(lines, known)
    strong = _stronger_than_body(looks, lines)
    white = _usual_white([lines[at] for at in known if lines[at].look in looks])
    found: dict[int, str] = {}
    reached = False
    for at, line in enumerate(lines):
        kind = known.get(at)
        if kind == "skills" and list(found.values())[-1:] == ["skills"] and not _apart(line, white):
            continue
        if kind and (line.look in looks or _stands_apart(line, looks) or _alone_in_column(at, lines, known)):
            found[at] = kind
        elif (
            not kind
            and (found or reached)
            and not (at - 1 in found and not line.size)
            and _set_as_heading(line, strong, white)
            and not _opens_entry(lines[at : at + 3])
        ):
            found[at] = "other"
        reached = reached or "@" in line.text
    return found if "experience" in found.values() else found | _career(lines, found, strong)


def _career(lines: Sequence[Line], found: dict[int, str], strong: frozenset[Look]) -> dict[int, str]:
    """The heading of unknown words that the first dated entry with bullets stands under, as `Sea Service`; mostly none."""
    for at in range(len(lines) - 1):
        line, follows = lines[at], lines[at + 1]
        apart = line.block.space_before > 0 and follows.block.space_before > 0
        set_apart = line.look in strong if line.size else apart
        short = len(line.text.split()) <= _SHORT and not line.bulleted and _worded_as_heading(line.text)
        if found.get(at, "other") in _MAY_BE_WORK and set_apart and short and _opens_job(lines[at + 1 : at + _JOB]):
            return {at: "experience"}
    return {}


def _opens_job(lines: Sequence[Line]) -> bool:
    """Whether a dated line and then a bullet follow."""
    return any(find_period(line.text) for line in lines[:2]) and any(line.bulleted for line in lines)


def _stronger_than_body(looks: frozenset[Look], lines: Sequence[Line]) -> frozenset[Look]:
    body = _body_look(lines)
    return frozenset(look for look in looks if look.size and body and (look[:2], look.color) != (body[:2], body.color))


def _body_look(lines: Sequence[Line]) -> Look | None:
    letters: Counter[Look] = Counter()
    for line in lines:
        letters[line.look] += len(line.text)
    return letters.most_common(1)[0][0] if letters else None


def _known(line: Line) -> str | None:
    if line.bulleted or line.text.endswith(".") or (line.text[:1].islower() and line.block.role != "heading"):
        return None
    return heading_kind(line.text)


def _heading_looks(lines: Sequence[Line], known: dict[int, str]) -> frozenset[Look]:
    """The looks in which this document sets its headings: the one that most kinds of heading have.

    In all, in each column, and on each page, whose columns may be set in sizes of their own, where nothing known is larger.
    """
    everywhere: dict[Look, set[str]] = {}
    columns: dict[int, dict[Look, set[str]]] = {}
    pages: dict[tuple[int, int], dict[Look, set[str]]] = {}
    for at, kind in known.items():
        block, look = lines[at].block, lines[at].look
        columns.setdefault(block.column, {}).setdefault(look, set()).add(kind)
        pages.setdefault((block.page, block.column), {}).setdefault(look, set()).add(kind)
        if kind in _LEADING:
            everywhere.setdefault(look, set()).add(kind)
    parts = [*columns.values(), *(looks for looks in pages.values() if _usual_is_largest(looks))]
    shared = [looks for looks in parts if max(map(len, looks.values())) > 1]
    return frozenset(look for looks in (everywhere, *shared) for look in _usual(looks))


def _usual_is_largest(looks: dict[Look, set[str]]) -> bool:
    return max(look.size for look in looks) == _usual(looks)[0].size


def _usual(looks: dict[Look, set[str]]) -> list[Look]:
    """The look of most kinds, the largest of equals, and those that differ from it in colour or capitals alone."""
    usual = max(looks, key=lambda look: (len(looks[look]), look.size, look.bold), default=None)
    return [look for look in looks if usual and look[:3] == usual[:3]]


def _stands_apart(line: Line, looks: Iterable[Look]) -> bool:
    """Whether a line with a heading's words is set as strongly as the sure headings, or in their manner and hardly smaller."""
    smallest = min((look.size for look in looks), default=0.0)
    alike = any(line.look[1:4] == look[1:4] for look in looks) and line.look.size >= _HARDLY_SMALLER * smallest
    return line.block.role == "heading" and (line.look.size >= smallest - 0.5 or alike)


def _alone_in_column(at: int, lines: Sequence[Line], known: dict[int, str]) -> bool:
    """Whether a line is the only one with a heading's words in a column beside others, and is bold or in capitals there."""
    place = (lines[at].block.page, lines[at].block.column)
    same = [other for other in known if (lines[other].block.page, lines[other].block.column) == place]
    members = [line for line in lines if (line.block.page, line.block.column) == place]
    alike = sum(line.look == lines[at].look for line in members)
    return (
        place[1] > 0 and same == [at] and alike == 1 and (lines[at].look.bold or lines[at].look.capitals) and _apart(lines[at], 0)
    )


def _usual_white(headings: Sequence[Line]) -> float:
    """The white that usually stands above the known headings, but for those that open a page or column."""
    whites = [line.block.space_before for line in headings if line.block.space_before > 0]
    return median(whites) if whites else _APART


def _set_as_heading(line: Line, strong: frozenset[Look], white: float) -> bool:
    """Whether a line of unknown words is set as the headings are; in plain text capitals or `##` with white above."""
    words = len(line.text.split())
    if line.bulleted or words > _LONGEST_HEADING or len(line.block.cells) > 1 or not _worded_as_heading(line.text):
        return False
    if not line.size:
        ranked = line.look.capitals or line.block.level == _MARKED
        return line.block.role == "heading" and ranked and line.block.space_before > 0
    if line.look not in strong:
        return False
    if line.block.role == "heading":
        # White is measured against the page's other lines, and a page of two short sections has little to measure against.
        least = min(_APART, _LESS * white) if line.look.capitals else _LESS * white
        return line.block.space_before == 0 or line.block.space_before >= least
    return words <= _SHORT and _apart(line, white)


def _apart(line: Line, white: float) -> bool:
    """Whether there is as much white above a line as above the known headings."""
    return line.block.space_before >= max(_APART, 0.9 * white)


def _worded_as_heading(text: str) -> bool:
    if any(letter.isdigit() for letter in text) or ":" in text.rstrip(": "):
        return False
    return any(letter.isalpha() for letter in text) and not text.endswith((",", ".", ";"))


def _opens_entry(lines: Sequence[Line]) -> bool:
    """A line in a heading's look that has dates beside or below it opens an entry, such as a job; bullets tell nothing."""
    return any(find_period(line.text) for line in lines if not line.bulleted)


@cache
def _kinds() -> dict[str, str]:
    return {key(name): kind for kind, names in table("headings")["sections"].items() for name in names}


@cache
def _titles() -> frozenset[str]:
    return frozenset(table("headings")["words"]["titles"])


def _closing_kind(words: list[str]) -> str | None:
    """`Business experience`: a word or two before one that is a heading by itself."""
    closes = words[-1] in table("headings")["words"]["closing"] and len(words) <= _FEW
    return _kinds().get(words[-1]) if closes and not any(word.isdigit() for word in words) else None


def _joined_kind(words: list[str]) -> str | None:
    """`Skills & Interests`: each part is a heading of its own; the first says what the section is."""
    joins = set(table("headings")["words"]["joins"])
    parts = _parts(words, joins)
    kinds = [_kinds().get(" ".join(part)) or _surrounded_kind(part) for part in parts]
    if len(parts) < 2 or not (all(kinds) or len(words) <= _SHORT):
        return None
    return kinds[0] or (kinds[-1] if words[-1] in table("headings")["words"]["closing"] else None)


def _parts(words: list[str], joins: set[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for word in words:
        if word in joins:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _surrounded_kind(words: list[str]) -> str | None:
    """`Selected Professional Experience`: words that stand around a heading without changing it."""
    around = set(table("headings")["words"]["around"])
    while words and words[0] in around:
        words = words[1:]
        kind = _kinds().get(" ".join(words))
        if kind:
            return kind
    while words and words[-1] in around:
        words = words[:-1]
        kind = _kinds().get(" ".join(words))
        if kind:
            return kind
    return None
