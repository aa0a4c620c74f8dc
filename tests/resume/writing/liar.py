"""A model that lies in every way and in every field.

Each lie bears a marker that stands in no résumé, so that it is told from truth by the eye and not by our own check.
"""

from collections.abc import Sequence

from app.resume.model import Value
from app.resume.writing.questions import Asked, LineChange, NamedSkills, RewriteLines, RewrittenLines, WrittenProfile

LIES: dict[str, tuple[str, str]] = {
    "quantity": ("7,777", "{text}, 7,777 of them a month"),
    "money": ("$6.6M", "{text} within a budget of $6.6M"),
    "percent": ("83%", "{text}, up 83% on the year before"),
    "spelled quantity": ("ninety-one", "{text} at ninety-one sites"),
    "tool": ("Zorbatron", "{text} in Zorbatron"),
    "employer": ("Quuxley", "{text} for Quuxley Holdings"),
    "credential": ("XQP", "{text} as an XQP-certified professional"),
    "degree": ("Blorn", "{text}, with a PhD from Blorn University"),
    "date": ("1987", "{text} since March 1987"),
    "team size": ("431", "{text} with a team of 431 people"),
    "title": ("Vice President", "{text} as Vice President"),
    "climb": ("Founded and directed", "Founded and directed the unit: {text}"),
    "scope": ("company-wide", "{text} company-wide and across six continents"),
    "outcome": ("record profits", "{text}, resulting in record profits"),
    "praise": ("award-winning", "{text} in an award-winning, best-in-class way"),
    "tenure": ("30 years", "{text}, drawing on over 30 years of experience"),
    "person": ("Grimbald", "{text} under the guidance of Grimbald Oxtoby"),
    "place": ("Ouagadougou", "{text} in Ouagadougou"),
    "link": ("evil.example", "{text}. See https://evil.example/offer"),
    "language": ("Esperanto", "{text} in fluent Esperanto"),
}


def lie(question: Asked, kind: str) -> Value:
    """An answer whose every field tells the lie."""
    marker, told = LIES[kind]
    if isinstance(question, RewriteLines):
        lines = [line for work in question.works for line in work.lines]
        changes = [
            LineChange(lines=(line.number,), texts=(told.format(text=line.text.rstrip(".")),), reasons=(marker, "clearer"))
            for line in lines
        ]
        return RewrittenLines(changes=(*_out_of_place(lines[0].number, lines[-1].number, marker), *changes))
    summary = f"{told.format(text=question.title or 'Worker')}. {told.format(text='Answers the phone')}."
    return WrittenProfile(
        summary=summary,
        skills=(NamedSkills(name=marker, skills=(marker, f"{marker} skills", *_listed(question.skills))),),
    )


def _listed(groups: Sequence[object]) -> tuple[str, ...]:
    return tuple(skill for group in groups for skill in getattr(group, "skills", ()))


def _out_of_place(first: int, last: int, marker: str) -> tuple[LineChange, ...]:
    """Changes of lines that are not there, of lines of two jobs at once, and of a line into nothing."""
    return (
        LineChange(lines=(9_999,), texts=(marker,), reasons=("clearer",)),
        LineChange(lines=(first, last), texts=(marker,), reasons=("clearer",)),
        LineChange(lines=(last,), texts=(), reasons=("repeated_bullet",)),
        LineChange(lines=(first,), texts=(f"{marker} \u202e\u0000 {'x' * 5000}",), reasons=("clearer",)),
    )
