"""Reads a posting's text: which lines are required and which preferred, which terms, years and degree they ask for."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.resume.analysis.degrees import rank_of
from app.resume.analysis.keywords import Index, Target, Term, find, index
from app.resume.analysis.posting_lines import asking_lines
from app.resume.analysis.profile import GENERAL, Profile, profile_of_text, profiles
from app.resume.analysis.subject import Passage
from app.resume.words import stems

_SHORT_LINE = 2
_HOW_WELL = re.compile(r"^(?:strong|good|solid|deep|excellent|advanced|some|any|enough|a little) (?=\w)", re.IGNORECASE)
"""How well or how much of a thing is asked for, which is no part of its name: `strong SQL`."""
_SPELLED = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
} | {"a": 1, "fifteen": 15, "twenty": 20}
_NUMBER = rf"(\d{{1,2}}|{'|'.join(_SPELLED)})"
_YEARS = re.compile(
    rf"(?<!last )(?<!past )(?<!next )(?<!within )(?<!in )(?<!every )(?<!once )\b{_NUMBER}\s?(?:\+|-?plus)?\s?"
    rf"(?:(?:-|–|to|or)\s?{_NUMBER}\s?\+?\s?)?(?:\(\d{{1,2}}\+?\)\s?)?(?:or more |full |\+ |solid )?(?:years?|yrs?)\b"
    r"(?! (?:of age|old|or older|ago|contract|lease)|-)",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:commit|stay with|stay for|sign on|remain)\b", re.IGNORECASE)
_OR_FEWER = re.compile(rf"\bor (?:for )?{_NUMBER} (?:years? )?(?:with|if|as)\b", re.IGNORECASE)
"""`eight years, or six with three as a lead`: the fewer will do."""


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
    degree: re.Pattern[str]
    none: re.Pattern[str]
    open_field: re.Pattern[str]
    alternative: re.Pattern[str]
    conditions: re.Pattern[str]
    traits: re.Pattern[str]


def read_posting(text: str) -> Posting:
    """What a posting asks for. Lines under a heading of neither kind are tasks, and are neither required nor preferred."""
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    items = asking_lines(text)
    required = tuple(item for kind, item in items if kind == "required")
    preferred = tuple(item for kind, item in items if kind == "preferred")
    return Posting(lines[0] if lines else None, required, preferred, lines, _years(required), _least_degree(required))


def _years(required: tuple[str, ...]) -> int | None:
    """The years asked for in all: of several lines the longest, since years with one tool are part of them."""
    return max((years for line in required if (years := years_in(line)) is not None), default=None)


def years_in(line: str) -> int | None:
    """The least years that a line asks for: 2 for `2 to 4 years`; an age, `the last three years` and years to come are none."""
    found = _YEARS.search(line)
    if not found or _TO_COME.search(line):
        return None
    fewer = _OR_FEWER.search(line, found.end())
    return min(_number(found[1]), _number(fewer[1])) if fewer else _number(found[1])


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _SPELLED[text.lower()]


def _least_degree(required: tuple[str, ...]) -> str | None:
    named = [degree for line in required if (degree := degree_in(line)) is not None]
    return min(named, key=rank_of, default=None)


def degree_in(line: str) -> str | None:
    """The degree that a line names, the least of several, without "or equivalent" and without a field left open; or None."""
    if _words().none.search(line):
        return None
    found = [_closed(each.group()) for each in _words().degree.finditer(line)]
    return min(found, key=rank_of, default=None)


def is_condition(line: str) -> bool:
    """Whether the line asks for what stands in no résumé: times, places, a quiet room, a clean record."""
    return bool(_words().conditions.search(line))


def is_trait(line: str) -> bool:
    """Whether the line asks for a trait of the person."""
    return bool(_words().traits.search(line))


def _closed(degree: str) -> str:
    name, in_, field = degree.partition(" in ")
    field = "" if _words().open_field.search(field) else _words().alternative.split(field)[0].strip(" ,.;")
    plain = f"{name}{in_}{field}" if field else name
    return (plain[:1].upper() + plain[1:]).strip(" ,.;")


def target_of_posting(posting: Posting, profile: Profile) -> Target:
    """The posting's terms as a target, called as the posting calls them; those of required lines are must-haves."""
    whole = _index(posting.lines)
    own = profile_of_text(posting.title or "", whole)
    required = _index(posting.required)
    named: dict[str, Term] = {}
    for term in _named(posting, own, profile, whole):
        named.setdefault(" ".join(stems(term.name)), term)
    terms = tuple(_weighed(term, must=bool(find(term, required))) for term in named.values())
    return Target(own.name, posting.title or own.title, terms, own.verbs, posting=True)


def _index(lines: tuple[str, ...]) -> Index:
    return index(tuple(Passage("posting", "Posting", line) for line in lines))


def _named(posting: Posting, own: Profile, profile: Profile, whole: Index) -> Iterator[Term]:
    """The terms that the posting names: of its own trade by any name, of others only tools, credentials and what is plain."""
    yield from _in_their_words(own.terms, whole)
    yield from _in_their_words(profile.terms if profile.name != GENERAL else (), whole)
    for other in profiles().values():
        plain = (term for term in other.terms if term.kind in {"tool", "credential"} or len(stems(term.name)) > 1)
        yield from (_plain(term) for term in plain if find(_plain(term), whole))
    bare = (_HOW_WELL.sub("", line) for line in (*posting.required, *posting.preferred))
    yield from (Term(line, "term") for line in bare if len(line.split()) <= _SHORT_LINE and not is_condition(line))


def _in_their_words(terms: tuple[Term, ...], whole: Index) -> Iterator[Term]:
    for term in terms:
        if find(term, whole):
            called = next((form for form in term.forms if find(_plain(term, form), whole)), term.name)
            yield Term(called, term.kind, 1.0, tuple(form for form in term.forms if form != called), cased=term.cased)


def _plain(term: Term, name: str | None = None) -> Term:
    """The term under one name, whose words must stand together."""
    return Term(name or term.name, "term" if term.kind == "skill" else term.kind, cased=term.cased)


def _weighed(term: Term, *, must: bool) -> Term:
    return Term(term.name, term.kind, 1.0, term.aliases, must=must, cased=term.cased)


@cache
def _words() -> _Words:
    data = tomllib.loads(Path(__file__).with_name("posting.toml").read_text(encoding="utf-8"))
    return _Words(
        degree=re.compile("|".join(data["degree"]), re.IGNORECASE),
        none=re.compile("|".join(data["no_degree"]), re.IGNORECASE),
        open_field=re.compile("|".join(data["open_field"]), re.IGNORECASE),
        alternative=re.compile("|".join(data["alternative"]), re.IGNORECASE),
        conditions=re.compile("|".join(data["conditions"]), re.IGNORECASE),
        traits=re.compile("|".join(data["traits"]), re.IGNORECASE),
    )
