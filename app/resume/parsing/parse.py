"""Turns a document into a résumé: sections, then each section by its own reader. No text is lost on the way."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.resume.model import OtherSection, Resume, SectionFound, Sourced
from app.resume.parsing.broken import with_whole_words
from app.resume.parsing.contact import Found, find_links, find_location, find_mail, find_phone
from app.resume.parsing.education import read_education
from app.resume.parsing.exports import find_export
from app.resume.parsing.headline import find_headline, find_introduction
from app.resume.parsing.jobs import read_jobs, read_volunteering
from app.resume.parsing.leftover import with_unread
from app.resume.parsing.line import Line, source, with_edges
from app.resume.parsing.margins import with_margins
from app.resume.parsing.names import Named, find_name, is_name_of
from app.resume.parsing.others import read_awards, read_certifications, read_languages, read_projects, read_publications
from app.resume.parsing.prose import items
from app.resume.parsing.sections import Section, find_sections, is_page_mark
from app.resume.parsing.skills import flat, read_skills
from app.resume.parsing.timeline import Timeline, read_timeline
from app.resume.parsing.tongue import find_language
from app.resume.reading.document import Document

T = TypeVar("T")
_CONTACT = frozenset({"top", "contact"})


@dataclass(frozen=True)
class _Person:
    """What the top of a résumé says of the person, and the lines that said it."""

    name: Named | None
    email: Found | None
    phone: Found | None
    location: Found | None
    headline: Found | None
    introduction: tuple[str, ...]


def parse(document: Document) -> Resume:
    """The résumé that a document holds.

    Every value is a text of the document, with its source and how sure it is; what no field holds stands in `other_sections`.
    Never raises on account of what the text says.
    """
    lines = with_edges(with_whole_words([Line(block) for block in document.blocks if block.text.strip()]))
    timeline = read_timeline([line for line in lines if line.block.role != "furniture" and not is_page_mark(line)])
    sections = _person_apart(find_sections(with_margins(timeline.others)), lines)
    person = _read_person(sections, lines)
    resume = _read_sections(sections, timeline).model_copy(update=_contact_fields(person, sections, document))
    resume = resume.model_copy(
        update={
            "summary": _summary(sections, person),
            "raw_text": document.text,
            "headings": _headings(sections),
            "sections_found": _sections_found(sections),
            "language": find_language(document.text),
            "export": find_export(lines),
            "warnings": tuple(warning.message for warning in document.warnings),
        }
    )
    resume = resume.model_copy(update={"other_sections": _others(sections)})
    return with_unread(resume, sections, lines)


def _read_person(sections: Sequence[Section], lines: Sequence[Line]) -> _Person:
    top = _lines_of(sections, _CONTACT) or list(lines[:8])
    referees = _lines_of(sections, frozenset({"references"}))
    apart = {line.number for line in (*top, *referees)}
    rest = [line for line in lines if line.number not in apart]
    email = find_mail(top, rest)
    name = find_name(_where_names_stand(sections, lines, email), email.text if email else None)
    location = find_location([line for line in top if not name or line is not name.line or len(line.text) > len(name.text) + 4])
    return _Person(
        name=name,
        email=email,
        phone=find_phone(top, rest),
        location=location,
        headline=find_headline(top, name, location),
        introduction=find_introduction(top),
    )


def _person_apart(sections: tuple[Section, ...], lines: Sequence[Line]) -> tuple[Section, ...]:
    """Where a sidebar comes first, the name may stand after its last section: from there on it is the top of the résumé."""
    email = find_mail(lines, ())
    if any(section.kind == "top" for section in sections) or email is None:
        return sections
    for place, section in enumerate(sections):
        at = next((at for at, line in enumerate(section.lines) if is_name_of(line, email.text)), None)
        if at is not None and section.kind != "contact":
            before = Section(section.kind, section.heading, section.lines[:at])
            return (*sections[:place], before, Section("top", None, section.lines[at:]), *sections[place + 1 :])
    return sections


def _where_names_stand(sections: Sequence[Section], lines: Sequence[Line], email: Found | None) -> list[Line]:
    """The first page's lines at the top and under contact headings, and any that is set larger than all of these.

    Where a sidebar fills the first pages, the name is the largest line of a later one, and the mail address spells it.
    """
    first = [line for line in lines if line.block.page == lines[0].block.page]
    size = max((line.size for line in first), default=0.0)
    later = [line for line in lines if email and line.size > size + 1 and is_name_of(line, email.text)]
    top = [line for line in _lines_of(sections, _CONTACT) if line.block.page == 1]
    largest = max((line.size for line in top), default=0.0)
    numbers = {line.number for line in top}
    return later + [line for line in first if line.number in numbers or line.size > largest + 1 or not top]


def _contact_fields(person: _Person, sections: Sequence[Section], document: Document) -> dict[str, object]:
    found: dict[str, Found | Named | None] = {
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "location": person.location,
        "headline": person.headline,
    }
    fields: dict[str, object] = {field: value.text for field, value in found.items() if value}
    fields["links"] = find_links(_lines_of(sections, _CONTACT), document.links)
    fields["contact"] = {
        field: Sourced(source=source([value.line]), confidence=value.confidence) for field, value in found.items() if value
    }
    return fields


def _read_sections(sections: Sequence[Section], timeline: Timeline) -> Resume:
    groups = _each(sections, "skills", read_skills)
    return Resume(
        experiences=_each(sections, "experience", read_jobs) + timeline.jobs,
        education=_each(sections, "education", read_education) + timeline.schools,
        skills=flat(groups),
        skill_groups=groups,
        certifications=_each(sections, "certifications", read_certifications),
        projects=_each(sections, "projects", read_projects),
        languages=_each(sections, "languages", read_languages),
        awards=_each(sections, "awards", read_awards),
        publications=_each(sections, "publications", read_publications),
        volunteering=_each(sections, "volunteering", read_volunteering),
    )


def _each(sections: Sequence[Section], kind: str, read: Callable[[Sequence[Line]], tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(value for section in sections if section.kind == kind for value in read(section.lines))


def _lines_of(sections: Iterable[Section], kinds: frozenset[str]) -> list[Line]:
    return [line for section in sections if section.kind in kinds for line in section.lines]


def _summary(sections: Sequence[Section], person: _Person) -> str | None:
    told = [item.text for section in sections if section.kind == "summary" for item in items(section.lines)]
    return "\n".join(told or person.introduction) or None


def _headings(sections: Sequence[Section]) -> tuple[SectionFound, ...]:
    return tuple(
        SectionFound(heading=section.heading.text, section=section.kind, source=source([section.heading]))
        for section in sections
        if section.heading
    )


def _sections_found(sections: Sequence[Section]) -> tuple[str, ...]:
    names = ["contact" if section.kind == "top" else section.kind for section in sections]
    return tuple(dict.fromkeys(names))


_OTHERS = frozenset({"references", "interests", "other"})


def _others(sections: Sequence[Section]) -> tuple[OtherSection, ...]:
    return tuple(_other(section) for section in sections if section.kind in _OTHERS)


def _other(section: Section) -> OtherSection:
    return OtherSection(
        heading=section.heading.text if section.heading else None,
        lines=tuple(item.text for item in items(section.lines)),
        source=source(section.lines or (section.heading,) if section.heading else section.lines),
    )
