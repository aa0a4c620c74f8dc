"""Makes evidence of a parsed résumé: `evidence_of(resume, attested)` gives the lines that `check` and `repair` judge by.

Each role, degree, project and volunteering is an entry of its own; certifications, skills, languages, awards and the like are
one entry each. `Evidence.entry("experiences", 2)` is the number that `check(..., entry=)` asks for.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.resume.evidence.claims import EvidenceLine, Month
from app.resume.model import Bullet, Education, Experience, OtherSection, Project, Resume, Sourced, Volunteering
from app.resume.stored import Attested
from app.resume.words import fold, sentences

Key = tuple[str, int]
Texts = Iterable[tuple[str, Sourced | None]]
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_HOW_MANY = re.compile(
    r"how (?:many|much) ([a-z][a-z -]{0,60}?)(?= (?:do|does|did|were|was|are|is|have|had|per|a|each)\b|[?,.]|$)"
)
_HOW_OFTEN = re.compile(r"\b(?:a|per|each|every) (?:shift|hour|day|week|month|quarter|year)\b")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The lines of a résumé, and the number of each entry by the résumé's own field and place in it (from 0)."""

    lines: tuple[EvidenceLine, ...]
    numbers: Mapping[Key, int]

    def entry(self, field: str, index: int = 0) -> int:
        """The entry of `experiences`, `education`, `projects`, `volunteering` or `other_sections` at an index; or of a field
        that is one entry: `summary`, `skills`, `certifications`, `languages`, `awards`, `publications`. Raises KeyError."""
        return self.numbers[field, index]


def evidence_of(resume: Resume, attested: Sequence[Attested] = ()) -> Evidence:
    """Every text of the résumé as a line with its entry, and what the person affirmed, marked `user_attested`.

    A line counts from 1 in the résumé's `raw_text` where its source is known, else it is 1. An answer whose `location` names
    an entry of the résumé (`Experience > Role, Company`) is a line of that entry, any other of none.
    """
    entries = tuple(_entries(resume))
    numbers = {key: number for number, (key, _, _) in enumerate(entries, start=1)}
    found = [line for key, _, lines in entries for line in _numbered(lines, numbers[key])]
    places = {place: numbers[key] for key, place, _ in entries}
    found += [line for each in attested if (line := _attested(each, places))]
    return Evidence(tuple(found), numbers)


def _numbered(lines: Iterable[EvidenceLine], number: int) -> Iterator[EvidenceLine]:
    return (replace(line, entry=number) for line in lines if line.text.strip())


def _entries(resume: Resume) -> Iterator[tuple[Key, str, Iterable[EvidenceLine]]]:
    """The field and index of each entry, its place as an issue's `location` says it, and its lines."""
    yield ("contact", 0), "Contact", _contact(resume)
    yield ("summary", 0), "Summary", _lines("summary", _summary(resume))
    for at, job in enumerate(resume.experiences):
        yield ("experiences", at), f"Experience > {_label(job.role, job.company) or f'job {at + 1}'}", _of_job(job)
    for at, school in enumerate(resume.education):
        yield ("education", at), f"Education > {school.degree or at + 1}", _lines("education", _of_school(school))
    for at, project in enumerate(resume.projects):
        yield ("projects", at), f"Projects > {project.name or at + 1}", _of_project(project)
    for at, work in enumerate(resume.volunteering):
        yield ("volunteering", at), f"Volunteering > {_label(work.role, work.organization) or at + 1}", _of_volunteering(work)
    for at, section in enumerate(resume.other_sections):
        yield ("other_sections", at), section.heading or "Other", _lines("other", _of_section(section))
    for field, section_name, texts in _LISTS:
        yield (field, 0), field.capitalize(), _lines(section_name, texts(resume))


def _lines(section: str, texts: Texts) -> Iterator[EvidenceLine]:
    return (_line(text, section, origin) for text, origin in texts)


def _line(text: str, section: str, origin: Sourced | None, *, head: bool = False) -> EvidenceLine:
    source = origin.source if origin else None
    line, page = (source.first_line, source.page) if source else (1, 1)
    return EvidenceLine(text, line, page, section=section, head=head)


def _contact(resume: Resume) -> Iterator[EvidenceLine]:
    for field, text in (("name", resume.name), ("location", resume.location)):
        yield _line(text or "", "contact", resume.contact.get(field), head=True)
    yield _line(resume.headline or "", "headline", resume.contact.get("headline"))


def _summary(resume: Resume) -> Texts:
    origin = next((heading for heading in resume.headings if heading.section == "summary"), None)
    return ((sentence, origin) for sentence in sentences(resume.summary or ""))


def _of_job(job: Experience) -> Iterator[EvidenceLine]:
    head = _joined(job.role, job.company, job.location, _dates(job), *job.details)
    yield replace(_line(head, "experience", job, head=True), span=_span(job))
    bullets = job.bullets or tuple(Bullet(text=text, source=job.source) for text in job.responsibilities)
    yield from (_line(text, "experience", bullet) for bullet in bullets for text in _told(bullet))


def _told(bullet: Bullet) -> tuple[str, ...]:
    return sentences(bullet.text) if bullet.prose else (bullet.text,)


def _of_school(school: Education) -> Texts:
    degree = _joined(school.degree, school.field, school.institution, school.location, _dates(school), by=", ")
    yield degree, school
    yield from ((text, school) for text in (f"GPA {school.gpa}" if school.gpa else "", *school.details))


def _of_project(project: Project) -> Iterator[EvidenceLine]:
    head = _joined(project.name, project.role, *project.roles, project.entity, project.kind, _dates(project))
    yield _line(head, "projects", project, head=True)
    texts = (*sentences(project.description or ""), ", ".join(project.technologies), *project.details)
    yield from (_line(text, "projects", project) for text in texts)


def _of_volunteering(work: Volunteering) -> Iterator[EvidenceLine]:
    head = _joined(work.role, work.organization, work.location, _dates(work))
    yield replace(_line(head, "volunteering", work, head=True), span=_span(work))
    yield from (_line(text, "volunteering", work) for text in (*sentences(work.summary or ""), *work.details))


def _of_section(section: OtherSection) -> Texts:
    told = tuple(text for line in section.lines for text in sentences(line))
    apart = (_joined(each.name, each.text, *each.keywords, by=", ") for each in section.entries)
    yield from ((text, section) for text in (*told, *(text for text in apart if text not in told)))


def _skills(resume: Resume) -> Texts:
    grouped = {skill for group in resume.skill_groups for skill in group.skills}
    for group in resume.skill_groups:
        yield _joined(group.name, ", ".join(_with_level(skill, group.level) for skill in group.skills), by=": "), group
    yield ", ".join(skill for skill in resume.skills if skill not in grouped), None


def _languages(resume: Resume) -> Texts:
    return ((_with_level(each.name, each.level), each) for each in resume.languages)


def _certifications(resume: Resume) -> Texts:
    for each in resume.certifications:
        yield _joined(each.name, each.issuer, each.date, by=", "), each
        yield from ((text, each) for text in each.details)


def _awards(resume: Resume) -> Texts:
    for each in resume.awards:
        yield _joined(each.title, each.awarder, each.date, by=", "), each
        yield from ((text, each) for text in each.details)


def _publications(resume: Resume) -> Texts:
    for each in resume.publications:
        yield _joined(each.title, each.authors, each.publisher, each.date, by=", "), each
        yield from ((text, each) for text in each.details)


_LISTS: tuple[tuple[str, str, Callable[[Resume], Texts]], ...] = (
    ("skills", "skills", _skills),
    ("languages", "skills", _languages),
    ("certifications", "certifications", _certifications),
    ("awards", "awards", _awards),
    ("publications", "publications", _publications),
)


def _label(*parts: str | None) -> str:
    return _joined(*parts, by=", ")


def _joined(*parts: str | None, by: str = " | ") -> str:
    return by.join(part for part in parts if part)


def _with_level(name: str, level: str | None) -> str:
    return f"{name} ({level})" if level else name


def _dates(entry: Experience | Education | Project | Volunteering) -> str:
    """The dates as printed where they name their years, else as we know them."""
    current = isinstance(entry, Experience | Volunteering) and entry.current
    start = _printed(entry.start_text, entry.start_date)
    end = entry.end_text or "Present" if current else _printed(entry.end_text, entry.end_date)
    return _joined(start, end, by=" - ")


def _printed(text: str | None, date: str | None) -> str:
    if text and (_YEAR.search(text) or not date):
        return text
    month = _month(date)
    found = _ISO.fullmatch(date or "")
    return f"{_MONTHS[month[1] - 1]} {month[0]}" if month and found and found[2] else date or ""


def _span(entry: Experience | Volunteering) -> tuple[Month, Month | None] | None:
    start, end = _month(entry.start_date), _month(entry.end_date, last=True)
    return (start, end) if start and (end or entry.current) else None


def _month(date: str | None, *, last: bool = False) -> Month | None:
    found = _ISO.fullmatch(date or "")
    return (int(found[1]), min(12, max(1, int(found[2] or (12 if last else 1))))) if found else None


def _attested(attested: Attested, places: Mapping[str, int]) -> EvidenceLine | None:
    """An answer as a line of the entry that its location begins with."""
    where = attested.location or ""
    named = [place for place in places if where == place or where.startswith(f"{place} > ")]
    entry = places[max(named, key=len)] if named else None
    text = _said(fold(attested.question), attested.answer.strip())
    return EvidenceLine(text, 0, 0, entry, "attested", user_attested=True) if text else None


def _said(question: str, answer: str) -> str:
    """The answer; where it is a bare number, with what the question counted: `12` to `how many calls a day` is so many calls."""
    asked = _HOW_MANY.search(question)
    if not answer or not asked or any(letter.isalpha() for letter in answer):
        return answer
    often = _HOW_OFTEN.search(question)
    return _joined(answer, asked[1], often[0] if often else None, by=" ")
