"""How each kind of entry is said: which of its fields is the title, which stand in the line under it, which below."""

from collections.abc import Iterator

from app.resume.model import Award, Certification, Education, Experience, Project, Publication, Resume, Volunteering
from app.resume.rendering.dates import Tongue
from app.resume.rendering.parts import Block, Entry, Group, Part, Point, address, all_said, plain, said

_FULL_STOPS = (".", "!", "?", ":", "。", ")", "”", '"')


def job(each: Experience, tongue: Tongue) -> Entry:
    """Role; employer, place, dates, address; details; bullets."""
    dates = tongue.period(each) or tuple(plain(each.duration))
    return _headed(
        each.role, each.company, (*plain(each.location), *dates, *address(each.url)), all_said(each.details), _told(each)
    )


def service(each: Volunteering, tongue: Tongue) -> Entry:
    """As a job; what is told of it are bullets, after its summary."""
    under = (*plain(each.location), *tongue.period(each), *address(each.url))
    return _headed(each.role, each.organization, under, (), (*_prose(each.summary), *_bullets(each.details)))


def school(each: Education, tongue: Tongue) -> Entry:
    """Degree and field; school, place, dates, address; the grade as a line, details as bullets: as lines under a school they
    would be read as schools of their own."""
    degree = ", ".join(dict.fromkeys(all_said((each.degree, each.field)))) or None
    under = (*plain(each.location), *tongue.period(each), *address(each.url))
    told = all_said(each.details)
    grade = said(each.gpa)
    grades = (f"GPA: {grade}",) if grade and not any(grade in line for line in told) else ()
    return _headed(degree, each.institution, under, grades, tuple(map(Point, told)))


def project(each: Project, tongue: Tongue) -> Entry:
    """Name; roles, whom it was for, its kind, dates, address; description, bullets, technologies."""
    roles = all_said(each.roles or (each.role,))
    technologies = ", ".join(all_said(each.technologies))
    told = (*_prose(each.description), *_bullets(each.details))
    named = technologies and not any(_holds(point.text, each.technologies) for point in told)
    under = tuple(part for text in (*roles, each.entity, each.kind) for part in plain(text))
    return _headed(
        each.name,
        None,
        (*under, *tongue.period(each), *address(each.url)),
        (),
        (*told, *((Point(f"Technologies: {technologies}"),) if named else ())),
    )


def certification(each: Certification, tongue: Tongue) -> Entry:
    """One line: name, who gave it, when, its address."""
    return _line(each.name, (*plain(each.issuer), *tongue.printed(each.date), *address(each.url)), each.details)


def award(each: Award, tongue: Tongue) -> Entry:
    """One line: title, who gave it, when."""
    return _line(each.title, (*plain(each.awarder), *tongue.printed(each.date)), each.details)


def publication(each: Publication, tongue: Tongue) -> Entry:
    """One line: title, authors, publisher, date, address."""
    under = (*plain(each.authors), *plain(each.publisher), *tongue.printed(each.date), *address(each.url))
    return _line(each.title, under, each.details)


def skills(resume: Resume) -> Iterator[Block]:
    """The groups as the résumé has them, then the skills that stand in none of them."""
    grouped = {said(skill) for group in resume.skill_groups for skill in (*group.skills, group.name)}
    for group in resume.skill_groups:
        name = said(group.name)
        level = said(group.level)
        if name and level:
            name = f"{name} ({level})"
        items = all_said(group.skills) or all_said((name,))
        if items:
            yield Group(name if items != (name,) else None, items)
    rest = tuple(skill for skill in dict.fromkeys(all_said(resume.skills)) if skill not in grouped)
    if rest:
        yield Group(None, rest)


def languages(resume: Resume) -> Iterator[Block]:
    """All languages in one line, each with its level."""
    spoken = ((said(each.name), said(each.level)) for each in resume.languages)
    items = tuple(f"{name} ({level})" if level else name for name, level in spoken if name)
    if items:
        yield Group(None, items)


def _headed(
    title: str | None, organisation: str | None, under: tuple[Part, ...], details: tuple[str, ...], points: tuple[Point, ...]
) -> Entry:
    """Without a title the organisation is one."""
    words, owner = said(title), said(organisation)
    first = tuple(plain(owner)) if words else ()
    return Entry(words or owner, (*first, *under), details, points)


def _line(title: str, under: tuple[Part, ...], details: tuple[str, ...]) -> Entry:
    return Entry(said(title), under, points=_bullets(details), one_line=True)


def _told(each: Experience) -> tuple[Point, ...]:
    """The responsibilities; those that were read as a paragraph stay one, if they are one to the end."""
    prose = {bullet.text for bullet in each.bullets if bullet.prose and bullet.text.rstrip().endswith(_FULL_STOPS)}
    texts = each.responsibilities or tuple(bullet.text for bullet in each.bullets)
    return tuple(Point(words, prose=text in prose) for text in texts if (words := said(text)))


def _prose(text: str | None) -> tuple[Point, ...]:
    return tuple(Point(words, prose=True) for words in all_said((text or "").splitlines()))


def _bullets(texts: tuple[str, ...]) -> tuple[Point, ...]:
    return tuple(Point(words) for words in all_said(texts))


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return all(word in text for word in words)
