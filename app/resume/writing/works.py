"""What a résumé tells of in lines: jobs, projects and unpaid work, as the questions, the evidence and the changes name them."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.resume.analysis.checks.pronouns import personal_word
from app.resume.analysis.language.phrases import weak_opening
from app.resume.analysis.language.verbs import opening_verb
from app.resume.analysis.subject import Job, Line, Subject
from app.resume.model import Project, Source, Volunteering
from app.resume.words import count_words
from app.resume.writing.entries import Told, bullets_of
from app.resume.writing.improvement import WorkSection

_SAYS_SOMETHING = 6
_SAYS_A_DEED = 2


@dataclass(frozen=True)
class Work:
    """A job, a project or unpaid work. `entry` counts from 1 in its section, `number` from 1 over all works.

    `sources` has the printed lines of each line, where they are known. `labels` are the numbers, from 1, of lines that tell of
    nothing done: what the file says beside a project's name, or a list of its tools.
    """

    section: WorkSection
    entry: int
    number: int
    told: Told
    place: str
    role: str | None
    current: bool
    ended: bool
    lines: tuple[Line, ...]
    sources: tuple[Source | None, ...]
    labels: frozenset[int] = frozenset()

    @property
    def asked(self) -> tuple[tuple[int, Line], ...]:
        """The lines that tell of something done, each with its number."""
        return tuple((at, line) for at, line in enumerate(self.lines, start=1) if at not in self.labels)


def works_of(subject: Subject) -> tuple[Work, ...]:
    """The jobs, the projects and the unpaid work of a résumé, in this order."""
    return tuple(_works(subject))


def _works(subject: Subject) -> Iterator[Work]:
    resume, raw = subject.resume, subject.resume.raw_text.splitlines()
    for entry, job in enumerate(subject.jobs, start=1):
        yield _of_job(entry, job, raw)
    number = len(subject.jobs)
    for entry, project in enumerate(resume.projects, start=1):
        yield _of_project(entry, number + entry, project, raw)
    number += len(resume.projects)
    for entry, service in enumerate(resume.volunteering, start=1):
        yield _of_service(entry, number + entry, service, raw)


def _of_job(entry: int, job: Job, raw: list[str]) -> Work:
    bullets = bullets_of(job.entry, raw)
    return Work(
        "experience", entry, entry, job.entry, job.place, job.entry.role, job.entry.current, job.ended, job.lines,
        tuple(bullet.source for bullet in bullets),
    )  # fmt: skip


def _of_project(entry: int, number: int, project: Project, raw: list[str]) -> Work:
    """One date alone may be the day of its release, after which a person still maintains it."""
    place = f"Projects > {project.name or entry}"
    lines, sources = _lines(project, place, raw)
    ended = bool(project.start_date and project.end_date)
    tools = frozenset(at for at, line in enumerate(lines, start=1) if _lists(line.text, project.technologies))
    return Work(
        "projects", entry, number, project, place, project.name, False, ended, lines, sources, tools | _labels(lines)
    )  # fmt: skip


def _of_service(entry: int, number: int, service: Volunteering, raw: list[str]) -> Work:
    label = ", ".join(part for part in (service.role, service.organization) if part)
    place = f"Volunteering > {label or entry}"
    lines, sources = _lines(service, place, raw)
    ended = not service.current and service.end_date is not None
    role = service.role or service.organization
    return Work("volunteering", entry, number, service, place, role, service.current, ended, lines, sources, _labels(lines))


def _lines(told: Project | Volunteering, place: str, raw: list[str]) -> tuple[tuple[Line, ...], tuple[Source | None, ...]]:
    bullets = bullets_of(told, raw)
    lines = (
        Line(f"{place} > {'paragraph' if bullet.prose else 'bullet'} {at}", bullet.text, not bullet.prose)
        for at, bullet in enumerate(bullets, start=1)
    )
    return tuple(lines), tuple(bullet.source for bullet in bullets)


def _labels(lines: tuple[Line, ...]) -> frozenset[int]:
    return frozenset(at for at, line in enumerate(lines, start=1) if not _tells(line.text))


def _tells(text: str) -> bool:
    """Whether a text is a sentence or a deed, and no name, role or link that stood beside the head."""
    verb = opening_verb(text)
    deed = (verb is not None and verb.sure) or weak_opening(text) or personal_word(text)
    return count_words(text) >= (_SAYS_A_DEED if deed else _SAYS_SOMETHING)


def _lists(text: str, tools: tuple[str, ...]) -> bool:
    return bool(tools) and all(tool in text for tool in tools)
