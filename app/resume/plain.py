"""A résumé that came as data, set down as text: what was never printed gets lines that a claim can rest on."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from app.resume.model import (
    Award,
    Bullet,
    Certification,
    Education,
    Experience,
    OtherSection,
    Project,
    Publication,
    Resume,
    SectionFound,
    SkillGroup,
    Source,
    Sourced,
    Volunteering,
)
from app.resume.parsing.sections import heading_kind
from app.resume.reading.hygiene import clean

S = TypeVar("S", bound=Sourced)

_PERIOD = " – "
_MARK = "- "
"""What a bullet begins with in a text that was written here; in a text that was read the glyph is left out."""


def set_down(given: Resume, text: str | None = None) -> Resume:
    """The résumé with its text, cleaned of what no reader sees.

    With `text` that is its `raw_text`, and sources stay as they were given. Without, the text is written here, and every
    entry's source is its line there.
    """
    resume = _with_bullets(Resume.model_validate(_cleaned(given.model_dump())))
    if text is not None:
        return resume.model_copy(update={"raw_text": clean(text)})
    return _Sheet().written(resume)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {name: _cleaned(part) for name, part in value.items()}
    return tuple(_cleaned(part) for part in value) if isinstance(value, list | tuple) else value


def _with_bullets(resume: Resume) -> Resume:
    """With `responsibilities` and `bullets` of one text, the former where they differ: they are what people edit."""
    return resume.model_copy(update={"experiences": tuple(map(_agreed, resume.experiences))})


def _agreed(job: Experience) -> Experience:
    told = tuple(bullet.text for bullet in job.bullets)
    if not job.responsibilities or job.responsibilities == told:
        return job.model_copy(update={"responsibilities": told})
    known = {bullet.text: bullet for bullet in job.bullets}
    bullets = tuple(known.get(text, Bullet(text=text)) for text in job.responsibilities)
    return job.model_copy(update={"bullets": bullets})


class _Sheet:
    """The lines written so far."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._headings: list[SectionFound] = []

    def written(self, resume: Resume) -> Resume:
        self._top(resume)
        self._section("summary", "SUMMARY", [resume.summary] if resume.summary else [])
        parts: dict[str, Any] = {
            "experiences": self._entries("experience", "EXPERIENCE", resume.experiences, _job_head, self._job),
            "education": self._entries("education", "EDUCATION", resume.education, _school_head),
            "skill_groups": self._skills(resume),
            "certifications": self._entries("certifications", "CERTIFICATIONS", resume.certifications, _certificate_head),
            "projects": self._entries("projects", "PROJECTS", resume.projects, _project_head),
            "languages": self._entries(
                "languages", "LANGUAGES", resume.languages, lambda each: [_joined(each.name, each.level)], _as_is
            ),
            "awards": self._entries("awards", "AWARDS", resume.awards, _award_head),
            "publications": self._entries("publications", "PUBLICATIONS", resume.publications, _publication_head),
            "volunteering": self._entries("volunteering", "VOLUNTEERING", resume.volunteering, _volunteer_head),
            "other_sections": tuple(map(self._other, resume.other_sections)),
        }
        sections = ("contact", *(heading.section for heading in self._headings))
        about = {"headings": tuple(self._headings), "sections_found": tuple(dict.fromkeys(sections)), "contact": {}}
        links = tuple(link.model_copy(update={"source": None}) for link in resume.links)
        return resume.model_copy(update={**parts, **about, "links": links, "raw_text": "\n".join(self._lines)})

    def _top(self, resume: Resume) -> None:
        contact = (resume.location, resume.phone, resume.email, *(link.url for link in resume.links))
        self._write([resume.name or "", resume.headline or "", " | ".join(part for part in contact if part)])

    def _section(self, name: str, heading: str, lines: Sequence[str]) -> None:
        if lines:
            self._heading(name, heading)
            self._write(lines)

    def _heading(self, name: str, heading: str) -> None:
        if self._lines:
            self._lines.append("")
        self._headings.append(SectionFound(heading=heading, section=name, source=self._write([heading])))

    def _entries(self, name: str, heading: str, entries: Sequence[S], head: Any, rest: Any = None) -> tuple[S, ...]:
        """A section's entries, each with its source: a head of one line or more, then what `rest` writes below."""
        if entries:
            self._heading(name, heading)
        return tuple(self._entry(entry, head, rest or self._details) for entry in entries)

    def _entry(self, entry: S, head: Any, rest: Any) -> S:
        if rest is not _as_is and self._lines[-1] != self._headings[-1].heading:
            self._lines.append("")
        first = len(self._lines) + 1
        self._write(head(entry))
        changed: S = rest(entry)
        return changed.model_copy(update={"source": self._since(first)})

    def _details(self, entry: Any) -> Any:
        self._write([_MARK + text for text in entry.details])
        return entry

    def _job(self, job: Experience) -> Experience:
        self._write(job.details)
        bullets = tuple(self._bullet(bullet) for bullet in job.bullets)
        return job.model_copy(update={"bullets": bullets})

    def _bullet(self, bullet: Bullet) -> Bullet:
        source = self._write([bullet.text if bullet.prose else _MARK + bullet.text])
        return bullet.model_copy(update={"source": source})

    def _skills(self, resume: Resume) -> tuple[SkillGroup, ...]:
        grouped = {skill for group in resume.skill_groups for skill in (group.name, *group.skills)}
        alone = [skill for skill in resume.skills if skill not in grouped]
        groups = self._entries("skills", "SKILLS", resume.skill_groups, _skills_head, _as_is)
        if alone and not groups:
            self._heading("skills", "SKILLS")
        self._write([", ".join(alone)])
        return groups

    def _other(self, section: OtherSection) -> OtherSection:
        if section.heading:
            self._heading(heading_kind(section.heading) or "other", section.heading)
        return section.model_copy(update={"source": self._write(section.lines)})

    def _write(self, texts: Iterable[str]) -> Source | None:
        first = len(self._lines) + 1
        for text in texts:
            self._lines.extend(line for line in text.splitlines() if line.strip())
        return self._since(first)

    def _since(self, first: int) -> Source | None:
        last = len(self._lines)
        return Source(page=1, first_line=first, last_line=last) if last >= first else None


def _as_is(entry: S) -> S:
    return entry


def _joined(*parts: str | None, by: str = ", ") -> str:
    return by.join(part for part in parts if part)


def _period(each: Experience | Education | Project | Volunteering, *, current: bool = False) -> str:
    end = each.end_text or each.end_date
    return _joined(each.start_text or each.start_date, "Present" if current and not end else end, by=_PERIOD)


def _job_head(job: Experience) -> list[str]:
    return [_joined(job.role, job.company, job.location), _period(job, current=job.current), job.url or ""]


def _school_head(school: Education) -> list[str]:
    degree = _joined(school.degree, school.field, by=" in ")
    dates = _joined(_period(school), school.gpa and f"GPA {school.gpa}")
    return [_joined(degree, school.institution, school.location), dates, school.url or ""]


def _skills_head(group: SkillGroup) -> list[str]:
    return [_joined(_joined(group.name, group.level), ", ".join(group.skills), by=": ")]


def _certificate_head(each: Certification) -> list[str]:
    return [_joined(each.name, each.issuer, each.date, each.url)]


def _project_head(each: Project) -> list[str]:
    roles = each.roles or ((each.role,) if each.role else ())
    head = _joined(each.name, *roles, each.entity, _period(each), each.url)
    return [head, each.description or "", ", ".join(each.technologies)]


def _award_head(each: Award) -> list[str]:
    return [_joined(each.title, each.awarder, each.date)]


def _publication_head(each: Publication) -> list[str]:
    return [_joined(each.title, each.authors, each.publisher, each.date, each.url)]


def _volunteer_head(each: Volunteering) -> list[str]:
    period = _period(each, current=each.current)
    return [_joined(each.role, each.organization, each.location), period, each.url or "", each.summary or ""]
