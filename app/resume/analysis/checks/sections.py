"""Whether the parts that every reader looks for are there, under headings, and hold something."""

from collections.abc import Iterator

from app.resume.analysis.case import Case
from app.resume.analysis.headings import empty_headings, has_section
from app.resume.analysis.rubric import Limits
from app.resume.analysis.subject import Subject
from app.resume.analysis.verdict import Advice, Found, Verdict, listed

_POINTS = {"contact": 1, "experience": 2, "education": 1, "skills": 1}
_NAMED = ("summary", "experience", "education", "skills")
_WORTH = {
    "summary": "Open with two to four sentences: what you are, for how long, and one result that a bullet below bears out.",
    "experience": "Add a section headed Experience with each job: role, employer, dates, and two to five bullets.",
    "education": "Add a section headed Education, even if it is one line: what, where, and the year.",
    "skills": "Add a section headed Skills with ten tools and skills that your bullets show you using.",
}


def unread_language(subject: Subject) -> Iterator[Found]:
    """A résumé in a language whose headings the parser does not read: what it misses says nothing."""
    if not subject.readable:
        issue = "This résumé is in a language that is not read yet, so most of its points say nothing about it"
        fix = "Send it in English, German, French, Spanish, Italian, Portuguese or Dutch to have it scored."
        yield Found("unread_language", "Overall", issue, None, fix)


def sections(case: Case, limits: Limits) -> Verdict:
    """Contact 1, experience 2, education 1 and skills 1, each under a heading and with something in it."""
    subject = case.subject
    lacking = tuple(name for name in _POINTS if not has_section(subject, name))
    share = sum(points for name, points in _POINTS.items() if name not in lacking) / sum(_POINTS.values())
    found = (*_missing(subject), *_empty(subject))
    why = f"missing or empty: {listed(lacking)}" if lacking else "contact, experience, education and skills are all there"
    return Verdict(share, why, found, _advice(lacking) if lacking else None)


def _missing(subject: Subject) -> Iterator[Found]:
    for name in _NAMED:
        if not has_section(subject, name) and name not in subject.resume.sections_found:
            yield Found("missing_section", name.capitalize(), f"There is no {name} section", None, _WORTH[name])


def _empty(subject: Subject) -> Iterator[Found]:
    for heading in empty_headings(subject):
        issue = f"The heading “{heading}” has nothing under it"
        yield Found("empty_section", heading, issue, heading, f"Fill the section {heading}, or take its heading out.")


def _advice(lacking: tuple[str, ...]) -> Advice:
    what = listed([f"a section headed {name.capitalize()}" if name != "contact" else "your mail and phone" for name in lacking])
    return Advice(
        f"Add {what}.",
        "Readers and programs look for these parts by their headings; what stands elsewhere is easily passed over.",
        tuple(_WORTH[name] for name in lacking if name in _WORTH),
    )
