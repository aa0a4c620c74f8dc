"""What a file says, in order, before any look: the one model that every writer prints, so that all forms say the same.

    Content ── Header   name, headline, contact parts
            └─ Section  heading, blocks: Paragraph | Group | Entry

A part is a short text beside others (an employer, a place, dates, a link), as runs of which one may lead somewhere or be a date.
Writers put `SEPARATOR` between the parts of a line, and print every string of the model exactly once.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from app.resume.model import OtherSection, Resume
from app.resume.rendering import entries
from app.resume.rendering.dates import Tongue
from app.resume.rendering.headings import headings_of
from app.resume.rendering.look import SECTIONS, Look, SectionName, about
from app.resume.rendering.parts import Block, Entry, Group, Paragraph, Part, Point, Run, contact_parts, paragraphs, said

SEPARATOR = " | "
_LONGEST_LINE = 88
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_LONG_NAME, _LONGER_NAME = 28, 40
_LANGUAGE = re.compile(r"[a-z]{2,3}")

__all__ = [
    "SEPARATOR",
    "Block",
    "Content",
    "Entry",
    "Group",
    "Header",
    "NameLength",
    "Paragraph",
    "Part",
    "Point",
    "Run",
    "Section",
    "content_of",
]

Kind = Literal[
    "summary", "skills", "experience", "projects", "education", "certifications", "languages", "awards", "publications",
    "volunteering", "other",
]  # fmt: skip
NameLength = Literal["short", "long", "longer"]


@dataclass(frozen=True, slots=True)
class Header:
    """Who it is: `name` may be null where the résumé gives none. `contact` are place, mail, telephone, links, in that order."""

    name: str | None
    headline: str | None
    contact: tuple[Part, ...]

    @property
    def name_length(self) -> NameLength:
        """How wide the name runs, so that a large one is set smaller and stays in one line."""
        length = len(self.name or "")
        return "longer" if length > _LONGER_NAME else "long" if length > _LONG_NAME else "short"

    @property
    def contact_lines(self) -> tuple[tuple[Part, ...], ...]:
        """The contact parts in one line, or in two, links below, where one would be too long for a page."""
        length = sum(len(run.text) for part in self.contact for run in part) + len(SEPARATOR) * len(self.contact)
        links = tuple(part for part in self.contact if _leads_out(part))
        others = tuple(part for part in self.contact if part not in links)
        return (others, links) if length > _LONGEST_LINE and links and others else (self.contact,) if self.contact else ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `other` is a section under the résumé's own heading. `numbered`: its items count."""

    kind: Kind
    heading: str
    blocks: tuple[Block, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """All that a file says. `language` is an ISO 639-1 code, `en` unless the résumé says otherwise."""

    language: str
    header: Header
    sections: tuple[Section, ...]

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.language in _RIGHT_TO_LEFT

    @property
    def title(self) -> str:
        """The document's title: the person's name, or what the file is."""
        return self.header.name or "Résumé"

    @property
    def points(self) -> tuple[Point, ...]:
        """Every bullet and paragraph under an entry, in order."""
        entries_ = (block for section in self.sections for block in section.blocks if isinstance(block, Entry))
        return tuple(point for entry in entries_ for point in entry.points)


def content_of(resume: Resume, look: Look) -> Content:
    """The résumé as it will be printed: cleaned of what no reader sees, its sections in the look's order, nothing left out.

    Two things are not printed: `raw_text`, of which the rest was read, and lengths of time that dates say already.
    """
    language = resume.language if resume.language and _LANGUAGE.fullmatch(resume.language) else "en"
    tongue = Tongue(language, about(look.template).dates)
    headings = headings_of(resume, language)
    blocks = _blocks(resume, tongue)
    numbered = about(look.template).numbered
    standard = (
        Section(name, headings[name], blocks[name], name in numbered and _all_items(blocks[name]))
        for name in look.sections
        if blocks[name]
    )
    others = (_other(section, headings["other"]) for section in resume.other_sections)
    return Content(
        language=language,
        header=Header(said(resume.name), said(resume.headline), contact_parts(resume)),
        sections=(*standard, *(section for section in others if section.blocks)),
    )


def _leads_out(part: Part) -> bool:
    """Whether it is a link, and no mail or telephone."""
    return any((run.url or "").startswith("https:") for run in part)


def _blocks(resume: Resume, tongue: Tongue) -> Mapping[SectionName, tuple[Block, ...]]:
    made: Mapping[SectionName, Iterator[Block]] = {
        "summary": paragraphs(resume.summary),
        "skills": entries.skills(resume),
        "experience": (entries.job(each, tongue) for each in resume.experiences),
        "projects": (entries.project(each, tongue) for each in resume.projects),
        "education": (entries.school(each, tongue) for each in resume.education),
        "certifications": (entries.certification(each, tongue) for each in resume.certifications),
        "languages": entries.languages(resume),
        "awards": (entries.award(each, tongue) for each in resume.awards),
        "publications": (entries.publication(each, tongue) for each in resume.publications),
        "volunteering": (entries.service(each, tongue) for each in resume.volunteering),
    }
    return {name: _even(tuple(block for block in made[name] if _says_something(block))) for name in SECTIONS}


def _even(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Where one entry has bullets, none of its section is a bullet itself: bullets of bullets are read as entries."""
    if not any(isinstance(block, Entry) and block.points for block in blocks):
        return blocks
    return tuple(replace(block, one_line=False) if isinstance(block, Entry) else block for block in blocks)


def _all_items(blocks: tuple[Block, ...]) -> bool:
    return all(isinstance(block, Entry) and block.one_line for block in blocks)


def _says_something(block: Block) -> bool:
    return not isinstance(block, Entry) or bool(block.title or block.under or block.details or block.points)


def _other(section: OtherSection, unnamed: str) -> Section:
    """Several lines are bullets: as paragraphs under each other they would be read as one."""
    lines = tuple(paragraph for line in section.lines for paragraph in paragraphs(line))
    listed = Entry(None, points=tuple(Point(line.text) for line in lines))
    return Section("other", said(section.heading) or unnamed, (listed,) if len(lines) > 1 else lines)
