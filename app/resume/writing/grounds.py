"""What may bear a text out: the lines of a résumé, each with its entry and its place, and what the person affirmed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.resume.analysis.checks.safety import model_instruction
from app.resume.analysis.language.spelling import corrections, known_slips
from app.resume.analysis.subject import Subject
from app.resume.evidence.claims import EvidenceLine, Verdict
from app.resume.model import Experience, Project, Source, Volunteering
from app.resume.stored import Attested
from app.resume.words import fold
from app.resume.writing.improvement import Evidence, Improvement, Section
from app.resume.writing.works import Work

_AFFIRMED = "Affirmed by you"
_MOST_QUOTES = 4
_BARE = 2
_LISTS = frozenset({"skills", "certifications", "awards", "headline"})


@dataclass(frozen=True)
class Grounds:
    """The lines, the place of each in the words of an issue's location, and until when an open-ended job is counted.

    `lines` are spelled right, so that a corrected word is borne out by what was meant; `texts` are as written, for quoting.

    The line's number in `lines` is its own, so that a quote leads back to its place; `sources` has the printed ones. `works` has
    the number as entry of each job, project and unpaid work by its section and its place there from 1.
    """

    def entry_of(self, change: Improvement) -> int | None:
        """The entry whose lines alone may bear a change out; None where the whole résumé may."""
        return self.works[change.section, change.entry] if change.entry else None

    lines: tuple[EvidenceLine, ...]
    texts: tuple[str, ...]
    places: tuple[str, ...]
    sources: tuple[Source | None, ...]
    affirmed: frozenset[int]
    as_of: tuple[int, int]
    works: Mapping[tuple[Section, int], int]

    def evidence(self, verdict: Verdict) -> tuple[Evidence, ...]:
        """The quotes that a text rests on, each line once, the first few of them."""
        quotes = (quote for claim in verdict.claims if claim.status == "supported" for quote in claim.evidence)
        numbers = dict.fromkeys(quote.line for quote in quotes)
        return tuple(self.at(number) for number in list(numbers)[:_MOST_QUOTES])

    def at(self, number: int) -> Evidence:
        """A line as evidence, by its own number."""
        source = self.sources[number - 1]
        return Evidence(
            quote=self.texts[number - 1],
            location=self.places[number - 1],
            page=source.page if source else None,
            line=source.first_line if source else None,
            user_attested=number in self.affirmed,
        )


@dataclass(frozen=True)
class _Line:
    text: str
    place: str
    section: str
    entry: int | None = None
    head: bool = False
    source: Source | None = None
    affirmed: bool = False


def grounds_of(subject: Subject, works: Sequence[Work], attested: Sequence[Attested]) -> Grounds:
    """The grounds of a résumé. A line that holds an order meant for a model bears nothing out, nor does the rest of a
    section of no known kind that it stands in.

    The lines of a work have its number, from 1, as entry; schools have entries after those. What was affirmed of a work counts
    for that work, what was affirmed of the whole for the whole.
    """
    meant = [fold(found.example) for found in model_instruction(subject) if found.example]
    lines = [line for line in _lines(subject, works) if line.text.strip()]
    tainted = {line.place for line in lines if line.section == "other" and _holds(line.text, meant)}
    told = [line for line in lines if not _holds(line.text, meant) and line.place not in tainted]
    told += [_affirmed(each, works) for each in attested]
    return Grounds(
        tuple(
            EvidenceLine(
                _spelled(line) if subject.english else line.text,
                number,
                line.source.page if line.source else 1,
                line.entry,
                line.section,
                line.head,
            )
            for number, line in enumerate(told, start=1)
        ),
        tuple(line.text for line in told),
        tuple(line.place for line in told),
        tuple(line.source for line in told),
        frozenset(number for number, line in enumerate(told, start=1) if line.affirmed),
        _month(subject.today),
        {(work.section, work.entry): work.number for work in works},
    )


def _spelled(line: _Line) -> str:
    """The line with its misspelled words corrected; in lists and names those alone that are on a list of slips."""
    text = line.text
    slips = known_slips(text) if line.head or line.section in _LISTS else corrections(text)
    for wrong, right in dict.fromkeys(slips):
        text = re.sub(rf"(?<!\w){re.escape(wrong)}(?!\w)", right, text)
    return text


def _month(today: date) -> tuple[int, int]:
    return today.year, today.month


def _holds(text: str, orders: Sequence[str]) -> bool:
    said = fold(text)
    return any(order in said or said in order for order in orders)


def _affirmed(each: Attested, works: Sequence[Work]) -> _Line:
    place = each.location or ""
    found = (work.number for work in works if f"{place} > ".startswith(f"{work.place} > "))
    return _Line(_said(each), _AFFIRMED, "attested", entry=next(found, None), affirmed=True)


def _said(each: Attested) -> str:
    """The answer; a bare figure with its question, which alone says what was counted. A question alone says nothing."""
    words = each.answer.split()
    bare = len(words) <= _BARE and any(letter.isdigit() for letter in each.answer)
    return f"{each.answer} {each.question}" if bare else each.answer


def _lines(subject: Subject, works: Sequence[Work]) -> Iterator[_Line]:
    resume = subject.resume
    yield _Line(resume.headline or "", "Headline", "headline")
    for text in (resume.summary or "").splitlines():
        yield _Line(text, "Summary", "summary")
    yield from (line for work in works if work.section == "experience" for line in _of_work(work))
    yield from _of_schools(subject, len(works))
    yield from (line for work in works if work.section != "experience" for line in _of_work(work))
    yield from _of_lists(subject)


def _of_work(work: Work) -> Iterator[_Line]:
    told = work.told
    section = "projects" if work.section == "projects" else "experience"
    yield from (_Line(text, work.place, section, work.number, True, told.source) for text in _head(told))
    if isinstance(told, Project):
        yield _Line(", ".join(told.technologies), work.place, section, work.number, False, told.source)
    for line, source in zip(work.lines, work.sources, strict=True):
        yield _Line(line.text, line.place, section, work.number, False, source or told.source)


def _head(told: Experience | Project | Volunteering) -> Iterator[str]:
    if isinstance(told, Project):
        dates = (_period(told),) if told.start_date or told.end_date else ()
        yield ", ".join(filter(None, (told.name, told.role, *told.roles, told.entity, told.kind, *dates)))
    elif isinstance(told, Volunteering):
        yield f"{', '.join(filter(None, (told.role, told.organization, told.location)))}, {_period(told, current=told.current)}"
    else:
        head = ", ".join(part for part in (told.role, told.company, told.location) if part)
        yield f"{head}, {_period(told, current=told.current)}"
        yield from told.details


class _Dated(Protocol):
    @property
    def start_date(self) -> str | None: ...

    @property
    def end_date(self) -> str | None: ...


def _period(entry: _Dated, *, current: bool = False) -> str:
    return f"{entry.start_date or ''} - {'Present' if current else entry.end_date or entry.start_date or ''}"


def _of_schools(subject: Subject, number: int) -> Iterator[_Line]:
    for school in subject.resume.education:
        number += 1
        place = f"Education > {school.degree or school.institution or number}"
        head = ", ".join(part for part in (school.degree, school.field, school.institution, school.location) if part)
        yield _Line(f"{head}, {_period(school)}", place, "education", number, True, school.source)
        told = (f"GPA {school.gpa}" if school.gpa else "", *school.details)
        yield from (_Line(text, place, "education", number, False, school.source) for text in told)


def _of_lists(subject: Subject) -> Iterator[_Line]:
    resume = subject.resume
    sources = {skill: group.source for group in resume.skill_groups for skill in group.skills}
    yield from (_Line(skill, "Skills", "skills", source=sources.get(skill)) for skill in resume.skills)
    for paper in resume.certifications:
        text = ", ".join(filter(None, (paper.name, paper.issuer, paper.date, *paper.details)))
        yield _Line(text, "Certifications", "certifications", source=paper.source)
    for tongue in resume.languages:
        yield _Line(", ".join(filter(None, (tongue.name, tongue.level))), "Languages", "skills", source=tongue.source)
    for award in resume.awards:
        text = ", ".join(filter(None, (award.title, award.awarder, award.date, *award.details)))
        yield _Line(text, "Awards", "awards", source=award.source)
    for work in resume.publications:
        yield _Line(", ".join(filter(None, (work.title, work.publisher, work.date))), "Publications", "other", source=work.source)
    for section in resume.other_sections:
        yield from (_Line(text, section.heading or "Other", "other", source=section.source) for text in section.lines)
