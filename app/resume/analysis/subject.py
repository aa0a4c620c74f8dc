"""The résumé as the checks look at it: jobs with their lines, dates as months, and every passage of text with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.resume.model import Education, Experience, Resume
from app.resume.reading.document import Document
from app.resume.words import count_words, fold, sentences

_GLYPH = re.compile(r"^\s{0,12}(?:[-*•▪●◦‣–—·○■□✓✔➢►▸⁃]|o(?= ))\s{0,6}")
_LINE_OF_A_LIST = 30
_LONGEST_BULLET = 60
_KEY_WORDS = 3
_LINES_OF_A_HEAD = 4
_WORDS_OF_A_HEAD = 9
_WORDS_OF_CONTACT = 15
_READ_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
NOWHERE = "Other"
"""The place of text that stands under no heading."""
_MONTH = re.compile(r"^(\d{4})(?:-(\d{2}))?$")


@dataclass(frozen=True)
class Month:
    """A month of a date; `exact` is false where the résumé gives the year alone."""

    number: int
    exact: bool

    @classmethod
    def read(cls, text: str | None) -> "Month | None":
        """`YYYY-MM` or `YYYY`; a year alone is taken for its January."""
        found = _MONTH.match(text or "")
        return cls(int(found[1]) * 12 + int(found[2] or 1) - 1, bool(found[2])) if found else None


@dataclass(frozen=True)
class Passage:
    """A piece of the résumé's text. `context` says whether it tells of work done, other than in a list alone."""

    section: str
    place: str
    text: str
    context: bool = False


@dataclass(frozen=True)
class Line:
    """One responsibility of a job: a bullet, or a paragraph of prose."""

    place: str
    text: str
    bullet: bool


@dataclass(frozen=True)
class Job:
    entry: Experience
    label: str
    place: str
    head: str
    lines: tuple[Line, ...]
    start: Month | None
    end: Month | None

    @property
    def bullets(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.bullet)

    @property
    def ended(self) -> bool:
        return not self.entry.current and self.entry.end_date is not None


@dataclass(frozen=True)
class Subject:
    """A résumé made ready for the checks. `document` is None for structured input; `today` in the caller's calendar."""

    resume: Resume
    document: Document | None
    today: date
    jobs: tuple[Job, ...]

    @property
    def english(self) -> bool:
        return self.resume.language in {None, "en"}

    @property
    def readable(self) -> bool:
        """Whether jobs or schools were found, or the parser reads the language: else nobody can say what is missing."""
        found = self.resume.experiences or self.resume.education
        return bool(found) or self.resume.language in {None, *_READ_LANGUAGES}

    @property
    def laid_out(self) -> bool:
        """Whether the file has looks that can be judged."""
        return self.document is not None and self.document.form in {"pdf", "docx"}

    @cached_property
    def bullets(self) -> tuple[Line, ...]:
        return tuple(line for job in self.jobs for line in job.bullets)

    @cached_property
    def statements(self) -> tuple[Line, ...]:
        """What the person says of each job: its bullets, or the sentences of its prose."""
        return tuple(statement for job in self.jobs for statement in statements(job))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(passage for passage in _passages(self.resume, self.jobs) if passage.text.strip())

    @cached_property
    def years(self) -> float:
        """Years since the first dated job began up to the end of the last, gaps included; 0 without dates."""
        return years_of(self.jobs, self.today)

    @cached_property
    def counted_words(self) -> int:
        """The words that tell of work and skills; each head of a job or school counts the same, whatever its names.

        So nobody gains or loses by the length of a name; and a line under no heading, a date of birth for one, counts nothing.
        """
        told = sum(count_words(passage.text) for passage in self.passages if passage.place != NOWHERE)
        entries = len(self.resume.experiences) + len(self.resume.education)
        return told + _WORDS_OF_A_HEAD * entries + _WORDS_OF_CONTACT


@dataclass(frozen=True)
class _Print:
    """What the printed text tells of a line: whether it bears a bullet's glyph, and whether it stands there at all."""

    glyphed: frozenset[str]
    text: str

    def is_bullet(self, line: str) -> bool:
        """A line with a glyph; and one of a bullet's length that was written since the text was printed."""
        opening = _key(line)
        return opening in self.glyphed or (opening not in self.text and len(line.split()) <= _LONGEST_BULLET)


def prepare(resume: Resume, document: Document | None, today: date) -> Subject:
    """The résumé as the checks look at it. Lines that were rewritten since the file was read are judged as they are now."""
    printed = _Print(_glyphed(resume, document), " ".join(fold(resume.raw_text).split()))
    jobs = tuple(_job(number, entry, resume, printed) for number, entry in enumerate(resume.experiences, start=1))
    return Subject(resume, document, today, jobs)


def statements(job: Job) -> tuple[Line, ...]:
    """The job's bullets, or the sentences of its paragraphs."""
    found: list[Line] = []
    for line in job.lines:
        found += [line] if line.bullet else [Line(line.place, text, False) for text in sentences(line.text)]
    return tuple(found)


def years_of(jobs: tuple[Job, ...], today: date) -> float:
    """Years from the first start to the last end, today at the latest."""
    now = today.year * 12 + today.month
    starts = [job.start.number for job in jobs if job.start]
    ends = [_end_or_now(job, now) for job in jobs if job.start]
    return max(0.0, (min(now, max(ends)) - min(starts)) / 12) if starts else 0.0


def _end_or_now(job: Job, now: int) -> int:
    if job.end is None:
        return now if job.entry.current or not job.start else job.start.number + 1
    return job.end.number + (1 if job.end.exact else 12)


def _job(number: int, entry: Experience, resume: Resume, printed: _Print) -> Job:
    label = ", ".join(part for part in (entry.role, entry.company) if part) or f"job {number}"
    place = f"Experience > {label}"
    head = head_of(entry, resume.raw_text, label)
    return Job(
        entry,
        label,
        place,
        head,
        _lines(entry, place, printed),
        Month.read(entry.start_date),
        Month.read(entry.end_date),
    )


def _lines(entry: Experience, place: str, printed: _Print) -> tuple[Line, ...]:
    """Lines with a glyph are bullets, and so are short ones in a row, or any where no printed text tells."""
    texts = [text for text in entry.responsibilities if text.strip()]
    short = all(len(text.split()) <= _LINE_OF_A_LIST for text in texts)
    listed = short and (len(texts) > 1 or not printed.text)
    bullets = [listed or (bool(printed.text) and printed.is_bullet(text)) for text in texts]
    return tuple(
        Line(_line_place(place, at, bullet), text, bullet)
        for at, (text, bullet) in enumerate(zip(texts, bullets, strict=True), 1)
    )


def _line_place(place: str, at: int, bullet: bool) -> str:
    return f"{place} > {'bullet' if bullet else 'paragraph'} {at}"


def _key(text: str) -> str:
    return " ".join(fold(text).split()[:_KEY_WORDS])


def _glyphed(resume: Resume, document: Document | None) -> frozenset[str]:
    """The openings of the lines that bear a bullet's glyph."""
    if document is not None:
        marked = (block.text for block in document.blocks if block.marker or block.role == "bullet")
        return frozenset(_key(text) for text in marked)
    return frozenset(_key(_GLYPH.sub("", line)) for line in resume.raw_text.splitlines() if _GLYPH.match(line))


def head_of(entry: Experience | Education, raw_text: str, label: str) -> str:
    """The printed lines from the entry's first to the one with its dates, as they stand in the text; else what we know of it."""
    dates = [text for text in (entry.start_text, entry.end_text) if text]
    lines = _lines_of(entry, raw_text)
    matching = [at for at, line in enumerate(lines) if dates and all(text in line for text in dates)]
    near = [at for at in matching if _names(entry, lines[at])] or matching
    if not near:
        return f"{label}, {' - '.join(dates)}" if dates else label
    begins = 0 if entry.source is not None and near[0] < _LINES_OF_A_HEAD else near[0]
    return " ".join(" ".join(lines[begins : near[0] + 1]).split())


def _names(entry: Experience | Education, line: str) -> bool:
    names = (entry.role, entry.company) if isinstance(entry, Experience) else (entry.institution, entry.degree)
    return any(name and name in line for name in names)


def _lines_of(entry: Experience | Education, raw_text: str) -> list[str]:
    lines = raw_text.splitlines()
    if entry.source is None:
        return lines
    return lines[entry.source.first_line - 1 : entry.source.last_line]


def _passages(resume: Resume, jobs: tuple[Job, ...]) -> Iterator[Passage]:
    yield Passage("headline", "Headline", resume.headline or "")
    yield Passage("summary", "Summary", resume.summary or "")
    for job in jobs:
        yield Passage("role", job.place, job.entry.role or "", context=True)
        yield from (Passage("experience", line.place, line.text, context=True) for line in job.lines)
    yield from _projects(resume)
    yield from (Passage("skills", "Skills", skill) for skill in resume.skills)
    yield from _study(resume)
    yield from _elsewhere(resume)


def _projects(resume: Resume) -> Iterator[Passage]:
    for number, project in enumerate(resume.projects, start=1):
        place = f"Projects > {project.name or number}"
        texts = (project.name, project.role, project.description, *project.details, *project.technologies)
        yield from (Passage("projects", place, text, context=True) for text in texts if text)


def _study(resume: Resume) -> Iterator[Passage]:
    for number, school in enumerate(resume.education, start=1):
        place = f"Education > {school.degree or number}"
        yield from (Passage("degree", place, text) for text in (school.degree, school.field) if text)
        yield from (Passage("education", place, text) for text in school.details)
    for certificate in resume.certifications:
        texts = (certificate.name, *certificate.details)
        yield from (Passage("certifications", "Certifications", text) for text in texts)
    yield from (Passage("languages", "Languages", language.name) for language in resume.languages)


def _elsewhere(resume: Resume) -> Iterator[Passage]:
    for award in resume.awards:
        yield from (Passage("awards", "Awards", text) for text in (award.title, *award.details))
    for work in resume.volunteering:
        texts = (work.role, *work.details)
        yield from (Passage("volunteering", "Volunteering", text, context=True) for text in texts if text)
    for section in resume.other_sections:
        yield from (Passage("other", section.heading or NOWHERE, text) for text in _unwrapped(section.lines))


def _unwrapped(lines: tuple[str, ...]) -> list[str]:
    """Lines of running text put together again: a line that begins small goes on with the one before."""
    texts: list[str] = []
    for line in lines:
        if texts and line[:1].islower() and texts[-1][-1:] not in ".!?:":
            texts[-1] = f"{texts[-1]} {line}"
        else:
            texts.append(line)
    return texts
