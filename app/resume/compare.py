"""What changed from one version of a résumé to another: fields, entries and bullets with their places, and lines of the text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal

from app.resume.model import Resume, Sourced, Value

LIKE = 0.5
"""Two texts from here on are one, changed: `SequenceMatcher.ratio` of their words."""

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
    """A line that stands in one text alone; `line` counts from 1 in the text that it stands in."""

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
    waiting: dict[str, list[int]] = {}
    for place, text in enumerate(after):
        waiting.setdefault(text, []).append(place)
    return {place: waiting[text].pop(0) for place, text in enumerate(before) if waiting.get(text)}


def _like(before: Sequence[str], after: Sequence[str], old: Sequence[int], new: Sequence[int]) -> dict[int, int]:
    """The likest pairs first, each text once."""
    scored = [(_likeness(before[here], after[there]), -here, -there) for here in old for there in new]
    found: dict[int, int] = {}
    for score, here, there in sorted(scored, reverse=True):
        if score >= LIKE and -here not in found and -there not in found.values():
            found[-here] = -there
    return found


def _likeness(one: str, other: str) -> float:
    words, others = one.lower().split(), other.lower().split()
    common = sum((Counter(words) & Counter(others)).values())
    if not common or 2 * common / (len(words) + len(others)) < LIKE:  # the ratio cannot be more
        return 0.0
    return SequenceMatcher(None, words, others, autojunk=False).ratio()


def _out_of_order(pairs: Sequence[Pair]) -> bool:
    kept = [old for old, new in pairs if old is not None and new is not None]
    return kept != sorted(kept)


def _lines(before: str, after: str) -> Iterator[LineChange]:
    old, new = before.splitlines(), after.splitlines()
    for kind, first, last, from_, to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (LineChange(change="removed", line=place + 1, text=old[place]) for place in range(first, last))
            yield from (LineChange(change="added", line=place + 1, text=new[place]) for place in range(from_, to))
