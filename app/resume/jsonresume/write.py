"""Says a résumé in the words of JSON Résumé."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from app.resume.jsonresume.standard import (
    JsonAward,
    JsonBasics,
    JsonCertificate,
    JsonEducation,
    JsonInterest,
    JsonLanguage,
    JsonLocation,
    JsonProfile,
    JsonProject,
    JsonPublication,
    JsonReference,
    JsonResume,
    JsonSection,
    JsonSkill,
    JsonVolunteer,
    JsonWork,
)
from app.resume.model import (
    Award,
    Certification,
    Education,
    Experience,
    Link,
    OtherEntry,
    OtherSection,
    Project,
    Publication,
    Resume,
    Volunteering,
)
from app.resume.parsing.dates import find_period
from app.resume.parsing.sections import heading_kind

T = TypeVar("T")
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}")
_NAMED = frozenset({"interests", "references"})


def to_json_resume(resume: Resume) -> JsonResume:
    """The résumé in the words of the standard."""
    return JsonResume(
        basics=_basics(resume),
        work=_some(_work(job) for job in resume.experiences),
        volunteer=_some(_volunteer(each) for each in resume.volunteering),
        education=_some(_school(each) for each in resume.education),
        awards=_some(_award(each) for each in resume.awards),
        certificates=_some(_certificate(each) for each in resume.certifications),
        publications=_some(_publication(each) for each in resume.publications),
        skills=_some(_skills(resume)),
        languages=_some(JsonLanguage(language=each.name, fluency=each.level) for each in resume.languages),
        interests=_some(JsonInterest(name=each.name, keywords=each.keywords or None) for each in _entries(resume, "interests")),
        references=_some(JsonReference(name=each.name, reference=each.text) for each in _entries(resume, "references")),
        projects=_some(_project(each) for each in resume.projects),
        other_sections=_some(_section(each) for each in resume.other_sections if _kind(each) not in _NAMED),
    )


def _some(values: Iterable[T]) -> tuple[T, ...] | None:
    return tuple(values) or None


def _joined(texts: Iterable[str]) -> str | None:
    return "\n".join(texts) or None


def _date(iso: str | None, text: str | None) -> str | None:
    """The date as given when it was given in ISO form, with its day; else year and month."""
    return text if text and iso and _ISO.fullmatch(text) and text.startswith(iso) else iso


def _printed_date(text: str | None) -> str | None:
    if not text or _ISO.fullmatch(text):
        return text
    period = find_period(text)
    return (period.end or period.start) if period else None


def _basics(resume: Resume) -> JsonBasics:
    own = next((link for link in resume.links if link.kind == "portfolio" and not link.network), None)
    profiles = (_profile(link) for link in resume.links if link is not own)
    return JsonBasics(
        name=resume.name,
        label=resume.headline,
        image=resume.image,
        email=resume.email,
        phone=resume.phone,
        url=own.url if own else None,
        summary=resume.summary,
        location=_location(resume),
        profiles=_some(profiles),
    )


def _profile(link: Link) -> JsonProfile:
    network = link.network or {"linkedin": "LinkedIn", "github": "GitHub"}.get(link.kind)
    return JsonProfile(network=network, username=link.username, url=link.url or None)


def _location(resume: Resume) -> JsonLocation | None:
    """The parts where they are known; else a town with its region, or the line as it stands."""
    if resume.address:
        known = resume.address
        return JsonLocation(
            address=known.street,
            postal_code=known.postal_code,
            city=known.city,
            region=known.region,
            country_code=known.country_code,
        )
    if not resume.location:
        return None
    parts = resume.location.split(", ")
    if len(parts) == 2:
        return JsonLocation(city=parts[0], region=parts[1])
    return JsonLocation(city=parts[0]) if len(parts) == 1 else JsonLocation(address=resume.location)


def _work(job: Experience) -> JsonWork:
    summary, highlights = _told(job)
    return JsonWork(
        name=job.company,
        position=job.role,
        location=job.location,
        description=_joined(job.details),
        url=job.url,
        start_date=_date(job.start_date, job.start_text),
        end_date=_date(job.end_date, job.end_text),
        summary=summary,
        highlights=_some(highlights),
    )


def _told(job: Experience) -> tuple[str | None, tuple[str, ...]]:
    """The paragraph that opens a job is its summary, all else its highlights."""
    opening = job.bullets[0] if job.bullets and job.bullets[0].prose else None
    texts = job.responsibilities
    return (opening.text, texts[1:]) if opening else (None, texts)


def _volunteer(each: Volunteering) -> JsonVolunteer:
    return JsonVolunteer(
        organization=each.organization,
        position=each.role,
        url=each.url,
        start_date=_date(each.start_date, each.start_text),
        end_date=_date(each.end_date, each.end_text),
        summary=each.summary,
        highlights=_some(each.details),
    )


def _school(each: Education) -> JsonEducation:
    return JsonEducation(
        institution=each.institution,
        url=each.url,
        area=each.field,
        study_type=each.degree,
        start_date=_date(each.start_date, each.start_text),
        end_date=_date(each.end_date, each.end_text),
        score=each.gpa,
        courses=_some(each.details),
    )


def _skills(resume: Resume) -> Iterator[JsonSkill]:
    """The groups, then each skill that stands in none."""
    grouped = {skill for group in resume.skill_groups for skill in (*group.skills, group.name)}
    for group in resume.skill_groups:
        yield JsonSkill(name=group.name, level=group.level, keywords=group.skills or None)
    yield from (JsonSkill(name=skill) for skill in dict.fromkeys(resume.skills) if skill not in grouped)


def _award(each: Award) -> JsonAward:
    return JsonAward(title=each.title, date=_printed_date(each.date), awarder=each.awarder, summary=_joined(each.details))


def _certificate(each: Certification) -> JsonCertificate:
    return JsonCertificate(name=each.name, date=_printed_date(each.date), url=each.url, issuer=each.issuer)


def _publication(each: Publication) -> JsonPublication:
    return JsonPublication(
        name=each.title,
        publisher=each.publisher,
        release_date=_printed_date(each.date),
        url=each.url,
        summary=_joined(each.details),
    )


def _project(each: Project) -> JsonProject:
    return JsonProject(
        name=each.name,
        description=each.description,
        highlights=_some(each.details),
        keywords=_some(each.technologies),
        start_date=_date(each.start_date, each.start_text),
        end_date=_date(each.end_date, each.end_text),
        url=each.url,
        roles=_some(each.roles or ((each.role,) if each.role else ())),
        entity=each.entity,
        type=each.kind,
    )


def _kind(section: OtherSection) -> str | None:
    return heading_kind(section.heading) if section.heading else None


def _entries(resume: Resume, kind: str) -> list[OtherEntry]:
    """The interests or references: their parts where known, else each line as a whole."""
    found: list[OtherEntry] = []
    for section in resume.other_sections:
        if _kind(section) == kind:
            found.extend(section.entries or (_whole(line, kind) for line in section.lines))
    return found


def _whole(line: str, kind: str) -> OtherEntry:
    return OtherEntry(name=line) if kind == "interests" else OtherEntry(text=line)


def _section(section: OtherSection) -> JsonSection:
    return JsonSection(heading=section.heading, lines=section.lines or None)
