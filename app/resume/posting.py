"""What a posting asks for, as data that can be kept: its requirements, its keywords, the years and the degree."""

from typing import Literal

from app.resume.analysis.keywords import Index, Kind, Term, find, index
from app.resume.analysis.posting import read_posting, target_of_posting
from app.resume.analysis.profile import profile_of_text
from app.resume.analysis.subject import Passage
from app.resume.model import Value

Importance = Literal["required", "preferred"]


class PostingRequirement(Value):
    """A line of the posting, as it stands there."""

    text: str
    importance: Importance


class PostingKeyword(Value):
    """A term that the posting names, called as it calls it; `importance` is null for one that stands among the tasks."""

    keyword: str
    kind: Kind
    importance: Importance | None


class NormalizedPosting(Value):
    """`title` is the first line, `profile` the keyword profile of the trade, `years` and `degree` the least asked for."""

    title: str | None
    profile: str
    requirements: tuple[PostingRequirement, ...]
    keywords: tuple[PostingKeyword, ...]
    years: int | None
    degree: str | None


def normalized(text: str) -> NormalizedPosting:
    """A posting's text as data. Never raises on account of what the text says."""
    posting = read_posting(text)
    profile = profile_of_text(posting.title or "", _index(posting.lines))
    target = target_of_posting(posting, profile)
    wished = _index(posting.preferred)
    return NormalizedPosting(
        title=posting.title,
        profile=profile.name,
        requirements=(*_requirements(posting.required, "required"), *_requirements(posting.preferred, "preferred")),
        keywords=tuple(_keyword(term, wished) for term in target.terms),
        years=posting.years,
        degree=posting.degree,
    )


def _index(lines: tuple[str, ...]) -> Index:
    return index(tuple(Passage("posting", "Posting", line) for line in lines))


def _requirements(lines: tuple[str, ...], importance: Importance) -> tuple[PostingRequirement, ...]:
    return tuple(PostingRequirement(text=line, importance=importance) for line in lines)


def _keyword(term: Term, wished: Index) -> PostingKeyword:
    importance: Importance | None = "required" if term.must else "preferred" if find(term, wished) else None
    return PostingKeyword(keyword=term.name, kind=term.kind, importance=importance)
