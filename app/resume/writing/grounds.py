"""What may bear a text out: the lines of a résumé, each with its entry and its place, and what the person affirmed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.resume.analysis.checks.safety import model_instruction
from app.resume.analysis.language.spelling import known_slips, misspellings
from app.resume.analysis.subject import Subject
from app.resume.evidence.claims import EvidenceLine, Verdict
from app.resume.model import Source
from app.resume.stored import Attested
from app.resume.words import fold
from app.resume.writing.improvement import Evidence

_AFFIRMED = "Affirmed by you"
_MOST_QUOTES = 4
_BARE = 2
_LISTS = frozenset({"skills", "certifications", "awards", "headline"})


@dataclass(frozen=True)
class Grounds:
    """The lines, the place of each in the words of an issue's location, and until when an open-ended job is counted.

    `lines` are spelled right, so that a corrected word is borne out by what was meant; `texts` are as written, for quoting.

    The line's number in `lines` is its own, so that a quote leads back to its place; `sources` has the printed ones.
    """

    lines: tuple[EvidenceLine, ...]
    texts: tuple[str, ...]
    places: tuple[str, ...]
    sources: tuple[Source | None, ...]
    affirmed: frozenset[int]
    as_of: tuple[int, int]

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


def grounds_of(subject: Subject, attested: Sequence[Attested]) -> Grounds:
    """The grounds of a résumé. A line that holds an order meant for a model bears nothing out, nor does the rest of a
    section of no known kind that it stands in.

    A job's lines have its number, from 1, as entry; schools and projects have entries after those. What was affirmed of a job
    counts for that job, what was affirmed of the whole for the whole.
    """
    meant = [fold(found.example) for found in model_instruction(subject) if found.example]
    lines = [line for line in _lines(subject) if line.text.strip()]
    tainted = {line.place for line in lines if line.section == "other" and _holds(line.text, meant)}
    told = [line for line in lines if not _holds(line.text, meant) and line.place not in tainted]
    told += [_affirmed(each, subject) for each in attested]
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
    )


def _spelled(line: _Line) -> str:
    """The line with its misspelled words corrected; in lists and names those alone that are on a list of slips."""
    text = line.text
    slips = known_slips(text) if line.head or line.section in _LISTS else misspellings(text)
    for wrong, right in dict.fromkeys(slips):
        text = re.sub(rf"(?<!\w){re.escape(wrong)}(?!\w)", right, text)
    return text


def _month(today: date) -> tuple[int, int]:
    return today.year, today.month


def _holds(text: str, orders: Sequence[str]) -> bool:
    said = fold(text)
    return any(order in said or said in order for order in orders)


def _affirmed(each: Attested, subject: Subject) -> _Line:
    place = each.location or ""
    found = (number for number, job in enumerate(subject.jobs, start=1) if place.startswith(job.place))
    return _Line(_said(each), _AFFIRMED, "attested", entry=next(found, None), affirmed=True)


def _said(each: Attested) -> str:
    """The answer; a bare figure with its question, which alone says what was counted. A question alone says nothing."""
    words = each.answer.split()
    bare = len(words) <= _BARE and any(letter.isdigit() for letter in each.answer)
    return f"{each.answer} {each.question}" if bare else each.answer


def _lines(subject: Subject) -> Iterator[_Line]:
    resume = subject.resume
    yield _Line(resume.headline or "", "Headline", "headline")
    for text in (resume.summary or "").splitlines():
        yield _Line(text, "Summary", "summary")
    yield from _of_jobs(subject)
    yield from _of_entries(subject)
    yield from _of_lists(subject)


def _of_jobs(subject: Subject) -> Iterator[_Line]:
    for number, job in enumerate(subject.jobs, start=1):
        entry = job.entry
        head = ", ".join(part for part in (entry.role, entry.company, entry.location) if part)
        yield _Line(f"{head}, {_period(entry, current=entry.current)}", job.place, "experience", number, True, entry.source)
        yield from (_Line(text, job.place, "experience", number, True, entry.source) for text in entry.details)
        sources = [bullet.source for bullet in entry.bullets if bullet.text.strip()]
        for at, line in enumerate(job.lines):
            source = sources[at] if len(sources) == len(job.lines) else entry.source
            yield _Line(line.text, line.place, "experience", number, False, source)


class _Dated(Protocol):
    @property
    def start_date(self) -> str | None: ...

    @property
    def end_date(self) -> str | None: ...


def _period(entry: _Dated, *, current: bool = False) -> str:
    return f"{entry.start_date or ''} - {'Present' if current else entry.end_date or entry.start_date or ''}"


def _of_entries(subject: Subject) -> Iterator[_Line]:
    resume, number = subject.resume, len(subject.jobs)
    for school in resume.education:
        number += 1
        place = f"Education > {school.degree or school.institution or number}"
        head = ", ".join(part for part in (school.degree, school.field, school.institution, school.location) if part)
        yield _Line(f"{head}, {_period(school)}", place, "education", number, True, school.source)
        told = (f"GPA {school.gpa}" if school.gpa else "", *school.details)
        yield from (_Line(text, place, "education", number, False, school.source) for text in told)
    for project in resume.projects:
        number += 1
        place = f"Projects > {project.name or number}"
        yield _Line(", ".join(filter(None, (project.name, project.role))), place, "projects", number, True, project.source)
        texts = (project.description or "", ", ".join(project.technologies), *project.details)
        yield from (_Line(text, place, "projects", number, False, project.source) for text in texts)
    for work in resume.volunteering:
        number += 1
        place = f"Volunteering > {work.role or work.organization or number}"
        head = ", ".join(filter(None, (work.role, work.organization)))
        yield _Line(f"{head}, {_period(work, current=work.current)}", place, "experience", number, True, work.source)
        yield from (_Line(text, place, "experience", number, False, work.source) for text in work.details)


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
