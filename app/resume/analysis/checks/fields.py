"""Years that are claimed for one field of work, held against the jobs that are of it."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.resume.analysis.keywords import find, index
from app.resume.analysis.profile import GENERAL, Profile, profiles, title_fit
from app.resume.analysis.subject import Job, Passage, Subject, years_of
from app.resume.words import stems

_FIELD = re.compile(
    r"\b(?:years?|yrs?|decades?)(?: of)?"
    r"(?: (?:professional|practical|hands-on|full-time|progressive|proven|solid|relevant|paid))?"
    r"(?: experience)? ?(?:as an?|in|of)? ?(?P<field>[a-z][a-z/&-]{2,30}(?: [a-z/&-]{2,30}){0,2}?)"
    r"(?: (?P<sort>experience|work)\b|(?=[.,;:]| (?:and|with|at|for|who|in|from|on|to)\b|$))",
    re.IGNORECASE,
)
_ONE_OF_SEVERAL = re.compile(r"\s?(?:[,/&]|and\b|or\b)(?!\s?(?:who|which|with|known)\b)", re.IGNORECASE)
_SURE = 1.35
_SHOWN_OF_THE_FIELD = 2


class Claim(NamedTuple):
    """A piece of a sentence that claims years of a field, the field in its words, and the years of the jobs that may be of it."""

    text: str
    field: str
    shown: float


def claims_of_fields(sentence: str, subject: Subject) -> Iterator[Claim]:
    """Each claim of years in a field that we can judge, where some jobs are foreign to it.

    A job is foreign where its title is surely of another trade, none near, and its lines tell of nothing that belongs to the
    field. Fields in a row share their years, so none of them is judged.
    """
    begins = 0
    for found in _FIELD.finditer(sentence):
        field = _profile_of(found["field"])
        in_a_row = not found["sort"] and _ONE_OF_SEVERAL.match(sentence[found.end() :])
        if field is not None and not in_a_row and field.name in _kin()["judged"]:
            told = tuple(job for job in subject.jobs if not _foreign(job, field, found["field"]))
            if len(told) < len(subject.jobs):
                yield Claim(sentence[begins : found.end()], found["field"], years_of(told, subject.today))
        begins = found.end()


def _profile_of(words: str) -> Profile | None:
    """The one profile that the words name surely; None where two are named alike."""
    fits = sorted(((title_fit(profile, words), name) for name, profile in profiles().items() if name != GENERAL), reverse=True)
    return profiles()[fits[0][1]] if fits[0][0] >= _SURE and fits[0][0] > fits[1][0] else None


def _foreign(job: Job, field: Profile, words: str) -> bool:
    other = _profile_of(job.entry.role or "")
    if other is None or other.name == field.name or _near(other.name, field.name) or title_fit(field, job.entry.role or ""):
        return False
    where = index(tuple(Passage("experience", line.place, line.text) for line in job.lines))
    named = set(stems(words)) & {word for line in where.stems for word in line}
    return not named and sum(bool(find(term, where)) for term in field.terms) < _SHOWN_OF_THE_FIELD


def _near(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _kin()["groups"])


@cache
def _kin() -> dict[str, list[str] | list[list[str]]]:
    return tomllib.loads(Path(__file__).with_name("kin.toml").read_text(encoding="utf-8"))
