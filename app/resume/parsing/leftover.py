"""Finds the words of a document that no field of the résumé holds, and keeps them: no text is lost."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pydantic import BaseModel

from app.resume.model import OtherSection, Resume
from app.resume.parsing.letters import bare, key
from app.resume.parsing.line import Line, source
from app.resume.parsing.lists import table
from app.resume.parsing.sections import Section, is_page_mark

_UNCOUNTED = frozenset(
    {"raw_text", "warnings", "sections_found", "contact", "language", "source", "kind", "export", "skills", "responsibilities"}
)


_OF_ENTRIES = frozenset({"experience", "education", "projects", "volunteering"})
_LONG_ENOUGH = 12
"""Letters of a line that stands in a text of the résumé by no chance."""
_HYPHENS = ("-", "\u00ad")
_NUMBER = re.compile(r"^\d{1,2}[.)] ")
"""A list's own number, which is a mark as a bullet's glyph is."""
_PARTS = re.compile(r"[|·•,\t–—]")


def with_unread(resume: Resume, sections: Sequence[Section], lines: Sequence[Line]) -> Resume:
    """The résumé with the lines whose words do not all stand in it: a section for each heading they stood under, and as
    `furniture` those that tell nothing more."""
    held = tuple(texts(resume))
    entries = {line.number for section in sections if section.kind in _OF_ENTRIES for line in section.lines}
    left = _left(lines, held)
    spare = {line.number for line in left if _tells_nothing(line, held, repeats=line.number not in entries)}
    told = [line for line in left if line.number not in spare]
    return resume.model_copy(
        update={
            "other_sections": resume.other_sections + _sections(told, sections),
            "furniture": tuple(line.text for line in left if line.number in spare),
        }
    )


def texts(value: BaseModel) -> Iterator[str]:
    """Every text that a value holds in its fields, each place once."""
    for name, field in value:
        if name == "skills" and not isinstance(value, Resume):
            yield from field
        elif name not in _UNCOUNTED:
            yield from _texts_in(field)


def words(text: str) -> list[str]:
    """The words of a text as letters and digits."""
    parts = (bare(part) for part in text.replace("-", " ").replace("/", " ").replace("\u00ad", "").split())
    return [part for part in parts if part]


def _texts_in(field: object) -> Iterator[str]:
    if isinstance(field, str):
        yield field
    elif isinstance(field, BaseModel):
        yield from texts(field)
    elif isinstance(field, Iterable):
        for each in field:
            yield from _texts_in(each)


def _left(lines: Sequence[Line], held: Sequence[str]) -> list[Line]:
    """The lines that the texts do not hold. Those that stand in a text letter for letter are counted off first, so that none of
    their words is taken for another line's; what is said twice is kept twice."""
    count = Counter(word for text in held for word in words(text))
    standing = _standing(lines, [bare(text) for text in held])
    loose = [line for line in lines if line.number not in standing]
    for line in lines:
        if line.number in standing:
            count.subtract(words(line.text))
    return [line for line in loose if not _counted_off(line, count)]


def _standing(lines: Sequence[Line], held: Sequence[str]) -> set[int]:
    """The numbers of the lines that stand in the texts, each as often as they hold it; a short one might by chance."""
    standing, seen, broken = set(), Counter[str](), False
    for line in lines:
        letters = bare(_NUMBER.sub("", line.text))
        enough = len(letters) >= _LONG_ENOUGH or (broken and letters)
        if enough and sum(text.count(letters) for text in held) > seen[letters]:
            seen[letters] += 1
            standing.add(line.number)
        broken = line.number in standing and line.text.endswith(_HYPHENS)
    return standing


def _counted_off(line: Line, count: Counter[str]) -> bool:
    wanted = Counter(word for word in words(line.text) if word not in _listed("joins"))
    if any(count[word] < number for word, number in wanted.items()):
        return False
    count.subtract(wanted)
    return True


def _tells_nothing(line: Line, held: Sequence[str], *, repeats: bool) -> bool:
    """Whether a line only labels what is known, marks its page, or, where that may be, says again what a field holds."""
    if line.block.role == "furniture" or is_page_mark(line) or key(line.text).startswith(_marks()):
        return True
    known = {word for text in held for word in words(text)}
    new = [word for word in words(line.text) if word not in known]
    if new:
        return all(word in _listed("joins") | _listed("labels") | _contact_labels() for word in new)
    parts = [bare(part) for part in _PARTS.split(line.text)]
    return repeats and all(any(part in bare(text) for text in held) for part in parts)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(word for text in table("leftover")[name]["all"] for word in words(text))


@cache
def _contact_labels() -> frozenset[str]:
    return frozenset(word for text in table("contact")["labels"]["all"] for word in words(text))


@cache
def _marks() -> tuple[str, ...]:
    return tuple(key(text) for text in table("leftover")["marks"]["all"])


def _sections(lines: Sequence[Line], sections: Sequence[Section]) -> tuple[OtherSection, ...]:
    headings = {line.number: section.heading for section in sections for line in section.lines}
    found: dict[str | None, list[Line]] = {}
    for line in lines:
        heading = headings.get(line.number)
        found.setdefault(heading.text if heading else None, []).append(line)
    return tuple(_section(heading, kept) for heading, kept in found.items())


def _section(heading: str | None, lines: list[Line]) -> OtherSection:
    return OtherSection(heading=heading, lines=tuple(line.text for line in lines), source=source(lines), confidence=0.4)
