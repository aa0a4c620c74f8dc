"""Holds each line of a posting against the résumé: found, found in part or missing, and where it is borne out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.resume.analysis.case import Case
from app.resume.analysis.degrees import rank_of
from app.resume.analysis.keywords import Index, Term, find, index
from app.resume.analysis.posting import Posting, degree_in, is_condition, is_trait, years_in
from app.resume.analysis.subject import Passage, Subject
from app.resume.analysis.verdict import Found
from app.resume.words import stem, stems, tokens

Standing = Literal["found", "partial", "missing"]
Importance = Literal["required", "preferred"]
Asked = Literal["qualification", "trait", "condition"]
"""A trait shows in what was done and not by its name; a condition (times, places, a clean record) stands in no résumé."""
_EITHER = re.compile(r"\bor\b|\bsuch as\b|\blike\b", re.IGNORECASE)
_LEEWAY = 0.5
_HALF = 0.5
_SHORTEST_WORD = 4
_ASKING = frozenset(
    stems(
        "required preferred preference plus counts favor favour advantage asset bonus welcome helpful useful desirable essential"
        " necessary expected mandatory must should would could will your have been being applicants candidates people person"
        " ideally also strongly highly nice great familiarity knowledge experience ability able worked work with that this"
    )
)
"""Words by which a line asks, which say nothing of what it asks for."""


@dataclass(frozen=True)
class Requirement:
    """A line of a posting: `place` and `quote` tell where the résumé bears it out, `lacking` what it does not show."""

    line: str
    importance: Importance
    standing: Standing
    place: str | None
    quote: str | None
    lacking: tuple[str, ...]
    kind: Asked = "qualification"


@dataclass(frozen=True)
class _Part:
    """One thing that a line asks for, and where the résumé shows it; no place when it does not."""

    name: str
    place: str | None = None
    quote: str | None = None


def held_against(posting: Posting, case: Case) -> tuple[Requirement, ...]:
    """Every required and preferred line, in order, with its standing."""
    where = index(case.subject.passages)
    asked: tuple[tuple[Importance, tuple[str, ...]], ...] = (("required", posting.required), ("preferred", posting.preferred))
    return tuple(_requirement(line, importance, case, where) for importance, lines in asked for line in lines)


def missing(requirements: tuple[Requirement, ...]) -> Iterator[Found]:
    """The required lines of which the résumé shows nothing; conditions are asked about in the interview and are none."""
    for each in requirements:
        if each.importance == "required" and each.standing == "missing" and each.kind != "condition":
            yield _missing_trait(each.line) if each.kind == "trait" else _missing(each.line)


def _missing(line: str) -> Found:
    issue = f"The posting requires “{line}”, and the résumé does not show it"
    fix = "If you have it, say so in a bullet or in the skills; if not, be ready to talk about what comes close."
    return Found("missing_requirement", "Overall", issue, line, fix)


def _missing_trait(line: str) -> Found:
    issue = f"The posting asks for “{line}”, and no line of the résumé lets a reader see it"
    fix = "Do not claim it in so many words: let one bullet tell of work that shows it."
    return Found("missing_requirement", "Overall", issue, line, fix, "low")


def _requirement(line: str, importance: Importance, case: Case, where: Index) -> Requirement:
    firm, named = tuple(_firm(line, case.subject)), tuple(_named(line, case, where))
    parts = (*firm, *named) or (_by_words(line, where),)
    shown = [part for part in parts if part.place]
    one_will_do = any(part.place for part in named) and bool(_EITHER.search(line))
    enough = len(shown) == len(parts) or (one_will_do and all(part.place for part in firm))
    lacking = () if enough else tuple(part.name for part in parts if not part.place)
    first = shown[0] if shown else _Part(line)
    standing = _standing(enough, bool(shown))
    return Requirement(line, importance, standing, first.place, first.quote, lacking, _kind(line, plain=not (firm or named)))


def _kind(line: str, *, plain: bool) -> Asked:
    """What sort of thing the line asks for; one that names a term, a degree or years is a qualification whatever else it says."""
    if not plain:
        return "qualification"
    return "condition" if is_condition(line) else "trait" if is_trait(line) else "qualification"


def _standing(enough: bool, some: bool) -> Standing:
    return "found" if enough else "partial" if some else "missing"


def _firm(line: str, subject: Subject) -> Iterator[_Part]:
    """The years and the degree that the line asks for."""
    years, degree = years_in(line), degree_in(line)
    if years is not None:
        yield _years(years, subject)
    if degree is not None:
        yield _degree(degree, subject)


def _named(line: str, case: Case, where: Index) -> Iterator[_Part]:
    """The terms of the posting that the line names; where it asks for a trait or a condition, common words are none."""
    here = index((Passage("posting", "Posting", line),))
    talk = is_trait(line) or is_condition(line)
    for term in (term for term in case.target.terms if find(term, here) and not (talk and _is_common(term))):
        yield _shown(term, where)


def _is_common(term: Term) -> bool:
    """Whether the term is one plain word, such as `patients`, that means another thing in talk."""
    return term.kind not in {"tool", "credential"} and len(stems(term.name)) == 1


def _years(asked: int, subject: Subject) -> _Part:
    name = f"{asked} years"
    return (
        _Part(name, "Experience", f"{subject.years:.1f} years by the dates") if subject.years + _LEEWAY >= asked else _Part(name)
    )


def _degree(asked: str, subject: Subject) -> _Part:
    for school in subject.resume.education:
        named = " ".join(part for part in (school.degree, school.field) if part)
        if rank_of(named) >= rank_of(asked) > 0:
            return _Part(asked, f"Education > {named}", named)
    return _Part(asked)


def _shown(term: Term, where: Index) -> _Part:
    passages = find(term, where)
    best = next((passage for passage in passages if passage.context), next(iter(passages), None))
    return _Part(term.name, best.place, best.text) if best else _Part(term.name)


def _by_words(line: str, where: Index) -> _Part:
    """For a line without any term of ours: the passage that holds half of its longer words, two at least."""
    wanted = {stem(word) for word in tokens(line) if len(word) >= _SHORTEST_WORD} - _ASKING
    shared = [(len(wanted & set(words)), -at) for at, words in enumerate(where.stems)]
    most, at = max(shared, default=(0, 0))
    if most >= 2 and most >= _HALF * len(wanted):
        return _Part(line, where.passages[-at].place, where.passages[-at].text)
    return _Part(line)
