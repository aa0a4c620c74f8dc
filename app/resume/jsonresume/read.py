"""Understands a JSON Résumé as a résumé of ours."""

from app.resume.jsonresume.standard import (
    JsonAward,
    JsonBasics,
    JsonCertificate,
    JsonEducation,
    JsonLocation,
    JsonProject,
    JsonPublication,
    JsonResume,
    JsonVolunteer,
    JsonWork,
)
from app.resume.model import (
    Address,
    Award,
    Bullet,
    Certification,
    Education,
    Experience,
    Language,
    Link,
    OtherEntry,
    OtherSection,
    Project,
    Publication,
    Resume,
    SkillGroup,
    Volunteering,
)
from app.resume.parsing.contact import link_kind
from app.resume.parsing.skills import flat


def from_json_resume(given: JsonResume) -> Resume:
    """The résumé that a JSON Résumé describes. It has no raw text: nothing was printed."""
    basics = given.basics or JsonBasics()
    groups = tuple(SkillGroup(name=each.name, level=each.level, skills=each.keywords or ()) for each in given.skills or ())
    return Resume(
        name=basics.name,
        email=basics.email,
        phone=basics.phone,
        location=_in_one_line(basics.location),
        address=_address(basics.location),
        image=basics.image,
        links=_links(basics),
        headline=basics.label,
        summary=basics.summary,
        experiences=tuple(_experience(each) for each in given.work or ()),
        volunteering=tuple(_volunteering(each) for each in given.volunteer or ()),
        education=tuple(_education(each) for each in given.education or ()),
        awards=tuple(_awarded(each) for each in given.awards or ()),
        certifications=tuple(_certification(each) for each in given.certificates or ()),
        publications=tuple(_published(each) for each in given.publications or ()),
        skills=flat(groups),
        skill_groups=groups,
        languages=tuple(Language(name=each.language or "", level=each.fluency) for each in given.languages or ()),
        projects=tuple(_projected(each) for each in given.projects or ()),
        other_sections=_sections(given),
    )


def _month(date: str | None) -> str | None:
    return date[:7] if date else None


def _links(basics: JsonBasics) -> tuple[Link, ...]:
    own = [Link(url=basics.url, kind="portfolio")] if basics.url else []
    profiles = [
        Link(url=each.url or "", kind=link_kind(each.url or ""), network=each.network, username=each.username)
        for each in basics.profiles or ()
    ]
    return (*own, *profiles)


def _in_one_line(location: JsonLocation | None) -> str | None:
    if not location:
        return None
    parts = (location.address, location.postal_code, location.city, location.region, location.country_code)
    return ", ".join(part for part in parts if part) or None


def _address(location: JsonLocation | None) -> Address | None:
    if not location:
        return None
    return Address(
        street=location.address,
        postal_code=location.postal_code,
        city=location.city,
        region=location.region,
        country_code=location.country_code,
    )


def _experience(work: JsonWork) -> Experience:
    summary = (Bullet(text=work.summary, prose=True),) if work.summary else ()
    bullets = (*summary, *(Bullet(text=text) for text in work.highlights or ()))
    return Experience(
        role=work.position,
        company=work.name,
        location=work.location,
        start_date=_month(work.start_date),
        end_date=_month(work.end_date),
        start_text=work.start_date,
        end_text=work.end_date,
        current=bool(work.start_date and not work.end_date),
        details=(work.description,) if work.description else (),
        url=work.url,
        bullets=bullets,
        responsibilities=tuple(bullet.text for bullet in bullets),
    )


def _volunteering(each: JsonVolunteer) -> Volunteering:
    return Volunteering(
        role=each.position,
        organization=each.organization,
        url=each.url,
        start_date=_month(each.start_date),
        end_date=_month(each.end_date),
        start_text=each.start_date,
        end_text=each.end_date,
        current=bool(each.start_date and not each.end_date),
        summary=each.summary,
        details=each.highlights or (),
    )


def _education(each: JsonEducation) -> Education:
    return Education(
        degree=each.study_type,
        field=each.area,
        institution=each.institution,
        url=each.url,
        start_date=_month(each.start_date),
        end_date=_month(each.end_date),
        start_text=each.start_date,
        end_text=each.end_date,
        gpa=each.score,
        details=each.courses or (),
    )


def _awarded(each: JsonAward) -> Award:
    return Award(title=each.title or "", date=each.date, awarder=each.awarder, details=_one(each.summary))


def _one(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()


def _certification(each: JsonCertificate) -> Certification:
    return Certification(name=each.name or "", date=each.date, url=each.url, issuer=each.issuer)


def _published(each: JsonPublication) -> Publication:
    return Publication(
        title=each.name or "",
        publisher=each.publisher,
        date=each.release_date,
        url=each.url,
        details=_one(each.summary),
    )


def _projected(each: JsonProject) -> Project:
    roles = each.roles or ()
    return Project(
        name=each.name,
        role=roles[0] if roles else None,
        roles=roles,
        description=each.description,
        details=each.highlights or (),
        technologies=each.keywords or (),
        start_date=_month(each.start_date),
        end_date=_month(each.end_date),
        start_text=each.start_date,
        end_text=each.end_date,
        url=each.url,
        entity=each.entity,
        kind=each.type,
    )


def _sections(given: JsonResume) -> tuple[OtherSection, ...]:
    interests = tuple(OtherEntry(name=each.name, keywords=each.keywords or ()) for each in given.interests or ())
    references = tuple(OtherEntry(name=each.name, text=each.reference) for each in given.references or ())
    named = [("Interests", interests), ("References", references)]
    known = [
        OtherSection(heading=heading, lines=tuple(map(_line, entries)), entries=entries) for heading, entries in named if entries
    ]
    others = (OtherSection(heading=each.heading, lines=each.lines or ()) for each in given.other_sections or ())
    return (*known, *others)


def _line(entry: OtherEntry) -> str:
    if entry.text:
        return f"{entry.text} – {entry.name}" if entry.name else entry.text
    words = ", ".join(entry.keywords)
    return f"{entry.name}: {words}" if entry.name and words else entry.name or words
