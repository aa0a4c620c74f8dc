"""Finds the words of a document that no field of the résumé holds, and keeps them: no text is lost."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel

from app.resume.model import OtherSection, Resume
from app.resume.parsing.letters import bare
from app.resume.parsing.line import Line, source
from app.resume.parsing.sections import Section

_UNCOUNTED = frozenset(
    {"raw_text", "warnings", "sections_found", "contact", "language", "source", "kind", "skills", "responsibilities"}
)

# words that only join two values that are both kept: `Bachelor of Science in Biology`, `Cook at Harbor Inn`
_JOINS = frozenset({"in", "at", "im", "en", "em", "bei", "chez", "since", "seit"})


def unread(resume: Resume, sections: Sequence[Section], lines: Sequence[Line]) -> tuple[OtherSection, ...]:
    """The lines whose words do not all stand in the résumé, a section for each heading they stood under."""
    held = Counter(word for text in texts(resume) for word in words(text))
    headings = {line.number: section.heading for section in sections for line in section.lines}
    found: dict[str | None, list[Line]] = {}
    for line in lines:
        if not _taken(line, held):
            heading = headings.get(line.number)
            found.setdefault(heading.text if heading else None, []).append(line)
    return tuple(_section(heading, kept) for heading, kept in found.items())


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


def _taken(line: Line, held: Counter[str]) -> bool:
    """Whether the résumé holds each word of the line; they are then counted off, so that a word said twice is kept twice."""
    wanted = Counter(words(line.text))
    if any(held[word] < count and word not in _JOINS for word, count in wanted.items()):
        return False
    held.subtract(wanted)
    return True


def _section(heading: str | None, lines: list[Line]) -> OtherSection:
    return OtherSection(heading=heading, lines=tuple(line.text for line in lines), source=source(lines), confidence=0.4)
