"""What changed from one version of a résumé to another: fields, entries and bullets with their places, and lines of the text."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from app.resume.model import Resume, Sourced, Value

LIKE = 0.5
"""Two texts from here on are one, changed: twice the words that both have, by the words of both."""

MOST_PAIRS = 20_000
"""Likenesses that are looked at in one list: a second's work."""

NOT_COMPARED = frozenset(
    {"source", "confidence", "bullets", "start_text", "end_text", "duration", "entries", "kind", "network", "username", "roles"}
)
"""What repeats another field, or says how a field was read."""

FIELDS = ("name", "email", "phone", "location", "headline", "summary")
SECTIONS = {
    "links": "Links", "experiences": "Experience", "education": "Education", "certifications": "Certifications",
    "projects": "Projects", "languages": "Languages", "awards": "Awards", "publications": "Publications",
    "volunteering": "Volunteering", "other_sections": "Other",
}  # fmt: skip
NAMED_BY = ("role", "degree", "title", "name", "company", "organization", "institution", "heading", "url")


class Change(Value):
    """`before` is null for what was added, `after` for what was removed, both where a list has a new order.

    `location` is the place in the later version, in the words of an issue's `location`; for what was removed in the earlier.
    """

    section: str
    location: str
    change: Literal["added", "removed", "changed", "reordered"]
    before: str | None = None
    after: str | None = None


class LineChange(Value):
    """A line that stands in one text alone, or there more often; `line` counts from 1 in the text that it stands in."""

    change: Literal["added", "removed"]
    line: int
    text: str


class Comparison(Value):
    changes: tuple[Change, ...]
    lines: tuple[LineChange, ...]


def compare(before: Resume, after: Resume) -> Comparison:
    """Everything that differs, in the order of a résumé. Entries and lines are recognised wherever they were moved to."""
    return Comparison(changes=tuple(_changes(before, after)), lines=tuple(_lines(before.raw_text, after.raw_text)))


def _changes(before: Resume, after: Resume) -> Iterator[Change]:
    for name in FIELDS:
        yield from _field(name, name.capitalize(), getattr(before, name), getattr(after, name))
    for name, title in SECTIONS.items():
        yield from _entries(name, title, getattr(before, name), getattr(after, name))
    yield from _texts("skills", "Skills", before.skills, after.skills, "skill")


def _field(section: str, place: str, before: Any, after: Any) -> Iterator[Change]:
    if (before or None) != (after or None):
        kind: Any = "added" if not before else "removed" if not after else "changed"
        yield Change(section=section, location=place, change=kind, before=_said(before), after=_said(after))


def _said(value: Any) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else None
    return str(value) if value else None


def _entries(section: str, title: str, before: Sequence[Sourced], after: Sequence[Sourced]) -> Iterator[Change]:
    pairs = _paired([_label(each) for each in before], [_label(each) for each in after])
    for old, new in pairs:
        if old is not None and new is not None:
            yield from _entry(section, f"{title} > {_label(after[new])}", before[old], after[new])
        elif new is not None:
            yield Change(section=section, location=f"{title} > {_label(after[new])}", change="added", after=_whole(after[new]))
        elif old is not None:
            yield Change(
                section=section, location=f"{title} > {_label(before[old])}", change="removed", before=_whole(before[old])
            )
    if _out_of_order(pairs):
        yield Change(section=section, location=title, change="reordered")


def _entry(section: str, place: str, before: Sourced, after: Sourced) -> Iterator[Change]:
    for name in type(after).model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if name in NOT_COMPARED or old == new:
            continue
        if isinstance(new, tuple):
            noun = "bullet" if name == "responsibilities" else name.replace("_", " ")
            yield from _texts(section, place, old, new, noun)
        else:
            yield from _field(section, f"{place} > {name.replace('_', ' ')}", old, new)


def _texts(section: str, place: str, before: Sequence[str], after: Sequence[str], noun: str) -> Iterator[Change]:
    pairs = _paired(before, after)
    for old, new in pairs:
        was = before[old] if old is not None else None
        now = after[new] if new is not None else None
        number = (old if new is None else new) or 0
        yield from _field(section, f"{place} > {noun} {number + 1}", was, now)
    if _out_of_order(pairs):
        yield Change(section=section, location=place, change="reordered")


def _label(entry: Sourced) -> str:
    """The entry's names in one line, as issues call it."""
    names = [getattr(entry, name, None) for name in NAMED_BY]
    return ", ".join(name for name in names if name) or "unnamed"


def _whole(entry: Sourced) -> str:
    """An entry's fields and lines, one below the other."""
    values = [getattr(entry, name) for name in type(entry).model_fields if name not in NOT_COMPARED]
    texts = [each for value in values for each in (value if isinstance(value, tuple) else (value,))]
    return "\n".join(text for text in texts if isinstance(text, str) and text)


Pair = tuple[int | None, int | None]


def _paired(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Places of the same text in both, then of like texts, then of those that have no other; in the order of the later."""
    same = _same(before, after)
    old = [place for place in range(len(before)) if place not in same]
    new = [place for place in range(len(after)) if place not in set(same.values())]
    found = same | _like(before, after, old, new)
    back = {there: here for here, there in found.items()}
    kept: list[Pair] = [(back.get(place), place) for place in range(len(after))]
    return [*kept, *((place, None) for place in range(len(before)) if place not in found)]


def _same(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    waiting: dict[str, deque[int]] = {}
    for place, text in enumerate(after):
        waiting.setdefault(text, deque()).append(place)
    return {place: waiting[text].popleft() for place, text in enumerate(before) if waiting.get(text)}


def _like(before: Sequence[str], after: Sequence[str], old: Sequence[int], new: Sequence[int]) -> dict[int, int]:
    """The likest pairs first, each text once. In long lists a text is looked for about where it stood."""
    reach = max(MOST_PAIRS // max(len(old), 1), 2)
    was, now = {here: _words(before[here]) for here in old}, {there: _words(after[there]) for there in new}
    scored = [
        (_likeness(was[here], now[there]), -here, -there)
        for at, here in enumerate(old)
        for there in new[max(at - reach // 2, 0) : at + reach]
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for score, here, there in sorted(scored, reverse=True):
        if score >= LIKE and -here not in found and -there not in taken:
            found[-here] = -there
            taken.add(-there)
    return found


def _words(text: str) -> Counter[str]:
    return Counter(text.lower().split())


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that both have (Dice's coefficient), in whatever order: to align them takes time that grows squared."""
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def _out_of_order(pairs: Sequence[Pair]) -> bool:
    kept = [old for old, new in pairs if old is not None and new is not None]
    return kept != sorted(kept)


def _lines(before: str, after: str) -> Iterator[LineChange]:
    """Counted, not aligned: an alignment of many like lines takes time that grows with the cube."""
    old, new = before.splitlines(), after.splitlines()
    yield from _surplus("removed", old, Counter(new))
    yield from _surplus("added", new, Counter(old))


def _surplus(change: Literal["added", "removed"], lines: Sequence[str], elsewhere: Counter[str]) -> Iterator[LineChange]:
    for number, line in enumerate(lines, start=1):
        elsewhere[line] -= 1
        if elsewhere[line] < 0 and line.strip():
            yield LineChange(change=change, line=number, text=line)
