"""What our own reader finds in a file that we made: each field recovered, changed or lost.

The file is read as a stranger's is: bytes → Document → Resume, with nothing known of what went into it.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import html

from app.errors import UnreadableFile
from app.resume.jsonresume import JsonResume, from_json_resume
from app.resume.model import Resume
from app.resume.parsing.dates import find_period
from app.resume.parsing.parse import parse
from app.resume.reading.read import read
from app.resume.rendering.parts import said
from app.resume.rendering.rendered import FileCheck, Form, Loss, Rendered

ONES = ("name", "email", "phone", "location", "headline", "summary")
SPAN = ("start_date", "end_date")
ENTRIES: Mapping[str, tuple[str, ...]] = {
    "experiences": ("role", "company", "location", *SPAN, "current", "details", "responsibilities"),
    "education": ("degree", "field", "institution", "location", *SPAN, "gpa", "details"),
    "certifications": ("name", "issuer", "date", "details"),
    "projects": ("name", "description", *SPAN, "technologies", "details"),
    "languages": ("name", "level"),
    "awards": ("title", "awarder", "date", "details"),
    "publications": ("title", "authors", "publisher", "date", "details"),
    "volunteering": ("role", "organization", "location", *SPAN, "summary", "details"),
    "other_sections": ("heading", "lines"),
}
"""The fields that are held against each other. Sources, confidence and lengths of time are the reader's own."""

DATES = frozenset({"date", *SPAN})
"""Dates are printed to the month."""

FREE = frozenset({"summary", "description", "details", "lines"})
"""Text in lines that no one counts: it has come back when its words stand together in such text of the same entry."""

_MARKS: Mapping[str, str] = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "- ", "p": ""}
_WORD = re.compile(r"[^\W_]+")


def check(resume: Resume, file: Rendered) -> FileCheck:
    """The file against the résumé that was printed in it."""
    try:
        back = _read(file)
    except UnreadableFile:
        back = Resume()
    return compare(resume, back, file.form)


def compare(resume: Resume, back: Resume, form: Form) -> FileCheck:
    """Every field of `resume` that says something, looked for in `back`."""
    text = _key(back.raw_text) if form != "json" else _key(back.model_dump_json())
    held = [*_ones(resume, back), *_links(resume, back), *_skills(resume, back), *_entries(resume, back)]
    losses = tuple(_loss(field, value, found, text) for field, value, found in held if not _came_back(field, value, found))
    recovered = len(held) - len(losses)
    return FileCheck(
        format=form, fields=len(held), recovered=recovered, share=round(recovered / max(len(held), 1), 4), losses=losses
    )


Held = tuple[str, str, Sequence[str]]
"""A field's place, what it says, and what was found in its place."""


def _came_back(field: str, value: str, found: Sequence[str]) -> bool:
    name, words = field.rpartition(".")[2], _key(value)
    if name in DATES:
        return _month(value) in map(_month, found)
    if name in FREE:
        return f" {words} " in f" {' '.join(map(_key, found))} "
    return words in map(_key, found)


def _read(file: Rendered) -> Resume:
    if file.form == "json":
        return from_json_resume(JsonResume.model_validate(json.loads(file.data)))
    return parse(read(_lines_of(file.data) if file.form == "html" else file.data))


def _lines_of(page: bytes) -> bytes:
    """A page of ours as Markdown, which our reader takes: each heading, bullet and paragraph a line, as a copy of it would be."""
    lines: list[str] = []
    for element in html.document_fromstring(page).iter(*_MARKS):
        if not any(each.tag in _MARKS for each in element.iterdescendants()):
            lines += [_MARKS[element.tag] + " ".join("".join(map(str, element.itertext())).split()), ""]
    return "\n".join(lines).encode()


def _ones(resume: Resume, back: Resume) -> Iterator[Held]:
    for name in ONES:
        for value in _values(getattr(resume, name)):
            yield name, value, _values(getattr(back, name))


def _links(resume: Resume, back: Resume) -> Iterator[Held]:
    found = [_address(link.url) for link in back.links]
    for place, link in enumerate(resume.links):
        if link.kind not in {"mail", "phone"} and _address(link.url):
            yield f"links[{place}]", _address(link.url), found


def _skills(resume: Resume, back: Resume) -> Iterator[Held]:
    found = _values((*back.skills, *(skill for group in back.skill_groups for skill in group.skills)))
    for place, skill in enumerate(_values(resume.skills)):
        yield f"skills[{place}]", skill, found


def _entries(resume: Resume, back: Resume) -> Iterator[Held]:
    for section, fields in ENTRIES.items():
        told: Sequence[Any] = getattr(resume, section)
        for place, (entry, twin) in enumerate(_paired(told, getattr(back, section), fields)):
            for field in fields:
                found = _found(entry, twin, field, fields)
                for value in _values(getattr(entry, field)):
                    yield f"{section}[{place}].{field}", value, found


def _found(entry: Any, twin: Any, field: str, fields: Sequence[str]) -> tuple[str, ...]:
    """What stands in a field's place: any free text for free text; a degree with its subject for a degree that says both; either
    date where beginning and end are one or only one is known, since a date that is printed alone does not say which it is."""
    alike = [name for name in fields if name in FREE] if field in FREE else [field]
    found = tuple(words for name in alike for words in _values(getattr(twin, name, None)))
    if field in SPAN and (entry.start_date == entry.end_date or not (entry.end_date or getattr(entry, "current", False))):
        return tuple(words for name in SPAN for words in _values(getattr(twin, name, None)))
    if field == "degree" and found:
        return (*found, *(f"{found[0]} {between} {subject}" for subject in _values(twin.field) for between in ("", "in", "of")))
    return found


def _paired(told: Sequence[Any], found: Sequence[Any], fields: Sequence[str]) -> Iterator[tuple[Any, Any]]:
    """Each entry with the one found that shares most with it; the order decides between equals."""
    left = list(found)
    for entry in told:
        twin = max(left, key=lambda other: _shared(entry, other, fields), default=None)
        if twin is not None and _shared(entry, twin, fields):
            left.remove(twin)
            yield entry, twin
        else:
            yield entry, None


def _shared(entry: Any, other: Any, fields: Sequence[str]) -> int:
    return sum(
        len(set(map(_key, _values(getattr(entry, field)))) & set(map(_key, _values(getattr(other, field))))) for field in fields
    )


def _loss(field: str, value: str, found: Sequence[str], text: str) -> Loss:
    words = _key(value)
    instead = "; ".join(found) or None
    return Loss(field=field, status="changed" if instead or words in text else "lost", expected=value, found=instead)


def _values(value: Any) -> tuple[str, ...]:
    """What a field says, cleaned as for printing; nothing for what is absent or false."""
    if isinstance(value, tuple):
        return tuple(words for each in value for words in _values(each))
    if isinstance(value, bool):
        return ("yes",) if value else ()
    words = said(value) if isinstance(value, str) else None
    return (words,) if words else ()


def _month(date: str) -> str:
    """The month of a date in ISO form or as printed; what is no date stays as it is."""
    period = find_period(date)
    return (period.end or period.start or date)[:7] if period else date


def _address(url: str) -> str:
    """An address without its scheme and last slash, which no reader misses."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", (said(url) or "").casefold()).rstrip("/")


def _key(text: str) -> str:
    """The words of a text: letters and figures, whatever their case and whatever stands between."""
    return " ".join(_WORD.findall(text.casefold()))
