"""The sections of a résumé: which are there, and which headings stand over nothing."""

import re

from app.resume.analysis.subject import Subject
from app.resume.model import Resume, SectionFound

_OFFER = re.compile(r"\breferences?\b.{0,40}\brequest\b", re.IGNORECASE)

_SCHOOLING = re.compile(
    r"\bapprentice(?:ship)?s?\b|\bdiploma\b|\bged\b|\b(?:high|trade|technical|vocational) school\b"
    r"|\b(?:police|fire|maritime) academy\b|\bbachelor|\bassociate degree\b",
    re.IGNORECASE,
)


def has_section(subject: Subject, name: str) -> bool:
    """Whether the part is there and holds something; for contact a mail address or a phone number."""
    return bool(_content(subject.resume, name))


def _content(resume: Resume, name: str) -> object:
    match name:
        case "contact":
            return resume.email or resume.phone
        case "summary":
            return resume.summary
        case "experience":
            return resume.experiences
        case "education":
            return resume.education or _schooling(resume)
        case _:
            return resume.skills


def _schooling(resume: Resume) -> bool:
    """Whether training stands for school, as in the trades: `Apprenticeship in Pipe Fitting, Trades Hall`."""
    return any(_SCHOOLING.search(text) for each in resume.certifications for text in (each.name, *each.details))


def empty_headings(subject: Subject) -> tuple[str, ...]:
    """The headings with nothing printed under them before the next heading or the end, as written."""
    headings = [each for each in subject.resume.headings if each.source]
    lines = subject.resume.raw_text.splitlines()
    if not headings:
        return ()
    nexts = [each.source.first_line for each in headings[1:] if each.source] + [len(lines) + 1]
    return tuple(
        each.heading
        for each, after, following in zip(headings, nexts, [*headings[1:], None], strict=True)
        if _is_empty(each, after, following, lines)
    )


def _is_empty(each: SectionFound, after: int, following: SectionFound | None, lines: list[str]) -> bool:
    last = each.source.last_line if each.source else after
    if following is not None and following.section in {each.section, "other"}:
        return False
    return each.section not in {"contact", "references"} and not any(map(_holds_something, lines[last : after - 1]))


def _holds_something(line: str) -> bool:
    """Whether the line is content of the heading above: an offer of references belongs to none."""
    return bool(line.strip()) and not _OFFER.search(line)
