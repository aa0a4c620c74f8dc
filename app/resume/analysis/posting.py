"""Reads a posting's text: which lines are required and which preferred, which terms, years and degree they ask for."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.resume.analysis.keywords import Target, Term, find, index
from app.resume.analysis.profile import Profile, profiles, target_of
from app.resume.analysis.subject import Passage
from app.resume.words import fold

_GLYPH = re.compile(r"^\s{0,8}(?:[-*•▪●◦‣–—·○■□✓➢►]\s{0,4}|o\s{1,4}|\(?\d{1,2}[.)]\s{1,4})(?=\S)")
_LONGEST_HEADING = 60
_YEARS = re.compile(
    r"\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s?(?:\+|plus)?\s?"
    r"(?:(?:-|–|to)\s?\d{1,2}\s?)?(?:\(\d{1,2}\)\s)?(?:or more |full |\+ )?(?:years?|yrs?)\b",
    re.IGNORECASE,
)
_SPELLED = {
    word: number
    for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1)
}


@dataclass(frozen=True)
class Posting:
    """A posting as read. `years` is the least asked for, `degree` the least asked for in the posting's words."""

    title: str | None
    required: tuple[str, ...]
    preferred: tuple[str, ...]
    lines: tuple[str, ...]
    years: int | None
    degree: str | None


@dataclass(frozen=True)
class _Words:
    required: re.Pattern[str]
    preferred: re.Pattern[str]
    other: re.Pattern[str]
    degree: re.Pattern[str]
    none: re.Pattern[str]
    open_field: re.Pattern[str]
    alternative: re.Pattern[str]


def read_posting(text: str) -> Posting:
    """What a posting asks for. Lines under a heading of neither kind are tasks, and are neither required nor preferred."""
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    kinds = tuple(_kinds(lines))
    required = tuple(line for kind, line in kinds if kind == "required")
    preferred = tuple(line for kind, line in kinds if kind == "preferred")
    return Posting(lines[0] if lines else None, required, preferred, lines, _least_years(required), _least_degree(required))


def _kinds(lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each bulleted line with the kind of the heading above it."""
    kind = "other"
    for line in lines:
        bare = _GLYPH.sub("", line)
        if bare != line:
            yield kind, bare
        elif len(line) <= _LONGEST_HEADING:
            kind = _heading_kind(line) or "other"
        else:
            kind = "other"


def _heading_kind(line: str) -> str | None:
    words = _words()
    folded = fold(line)
    if words.preferred.search(folded):
        return "preferred"
    if words.other.search(folded):
        return "other"
    return "required" if words.required.search(folded) else None


def _least_years(required: tuple[str, ...]) -> int | None:
    found = (_YEARS.search(line) for line in required)
    return next((_number(each[1]) for each in found if each), None)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _SPELLED[text.lower()]


def _least_degree(required: tuple[str, ...]) -> str | None:
    """The first degree that a required line names, without "or equivalent" and without a field that is left open."""
    for line in required:
        found = _words().degree.search(line)
        if found and not _words().none.search(line):
            return _closed(found.group())
    return None


def _closed(degree: str) -> str:
    name, in_, field = degree.partition(" in ")
    field = _words().alternative.split(field)[0].strip(" ,.;") if not _words().open_field.search(field) else ""
    plain = f"{name}{in_}{field}" if field else name
    return plain[:1].upper() + plain[1:].strip(" ,.;")


def target_of_posting(posting: Posting, profile: Profile) -> Target:
    """The posting's terms as a target: those of any profile that its text names, required lines counting as must-haves."""
    whole = index(tuple(Passage("posting", "Posting", line) for line in posting.lines))
    required = index(tuple(Passage("posting", "Posting", line) for line in posting.required))
    named = {term.name: term for term in _vocabulary(profile) if find(term, whole)}
    terms = tuple(_weighed(term, must=bool(find(term, required))) for term in named.values())
    return Target(profile.name, posting.title or profile.title, terms, profile.verbs, posting=True)


def _weighed(term: Term, *, must: bool) -> Term:
    return Term(term.name, term.kind, 1.0, term.aliases, must=must, cased=term.cased)


def _vocabulary(profile: Profile) -> Iterator[Term]:
    yield from target_of(profile).terms
    for each in profiles().values():
        yield from (term for term in each.terms if term.kind in {"tool", "credential"} or term.weight >= 2)


@cache
def _words() -> _Words:
    data = tomllib.loads(Path(__file__).with_name("posting.toml").read_text(encoding="utf-8"))
    return _Words(
        required=re.compile("|".join(data["required"])),
        preferred=re.compile("|".join(data["preferred"])),
        other=re.compile("|".join(data["other"])),
        degree=re.compile("|".join(data["degree"]), re.IGNORECASE),
        none=re.compile("|".join(data["no_degree"]), re.IGNORECASE),
        open_field=re.compile("|".join(data["open_field"]), re.IGNORECASE),
        alternative=re.compile("|".join(data["alternative"]), re.IGNORECASE),
    )
