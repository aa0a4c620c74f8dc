"""Keyword profiles of occupations, a TOML file each in `profiles/`, and the choice of the one that a résumé fits best."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.errors import InvalidRequest
from app.resume.analysis.keywords import Index, Target, Term, find, index
from app.resume.analysis.subject import Job, Subject
from app.resume.words import stem, stems

AUTO = "auto"
GENERAL = "general"
_KINDS = ("skill", "tool", "term", "credential")
_TITLE_POINTS = 6.0
_ONE_WORD_FIT = 1.0
_WORD_FIT = 0.3
_HEAD_FIT = 0.35
_LONGEST_TITLE = 5
_RANKS = frozenset(
    stem(rank)
    for rank in ("senior", "junior", "lead", "head", "chief", "deputy", "freelance", "part-time", "full-time", "sr", "jr")
)
_GRADE = re.compile(r"^(?:i{1,3}|iv|v|[1-5])$")
_SHOWN_POINTS = 30.0
_LEAST_FIT = 6.0
_LEAST_WITHOUT_TITLE = 10.0
_LEAST_BESIDE_A_SIDE_JOB = 4.0
_WORDS_OF_AN_OPENING = 8
_AFTER_A_TITLE = re.compile(r"[.,;:]|\s(?:with|who|that|for|in|at|of|from|since|to|on)\b", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:former(?:ly)?|ex)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Profile:
    """An occupation: the titles it answers to, its terms with weights, its verbs, and where the lists come from.

    Titles stand as their stems. Those of `alone` mean this occupation only where no other noun stands with them: a `Principal`
    keeps a school, a `Principal Consultant` does not.
    """

    name: str
    title: str
    market: str
    titles: frozenset[str]
    alone: frozenset[str]
    terms: tuple[Term, ...]
    verbs: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Chosen:
    """The profile a résumé is measured by, and how sure the choice is, 0 to 1; 1 where the caller named it."""

    profile: Profile
    confidence: float


@cache
def profiles() -> Mapping[str, Profile]:
    """Every profile by name, in the order of the names."""
    files = sorted(Path(__file__).with_name("profiles").glob("*.toml"))
    return {file.stem: _profile(file.stem, tomllib.loads(file.read_text(encoding="utf-8"))) for file in files}


def target_of(profile: Profile) -> Target:
    """The profile as something to be measured against."""
    return Target(profile.name, profile.title, profile.terms, profile.verbs)


def choose(name: str, subject: Subject, target_role: str | None) -> Chosen:
    """The profile of that name, or for `auto` the one that titles and skills fit best.

    Raises InvalidRequest for a name that no profile has.
    """
    if name == AUTO:
        return _fitting(subject, target_role)
    if name not in profiles():
        known = ", ".join([AUTO, *profiles()])
        raise InvalidRequest(f"There is no profile of that name. Use one of: {known}.", code="unknown_profile")
    return Chosen(profiles()[name], 1.0)


def _fitting(subject: Subject, target_role: str | None) -> Chosen:
    where = index(subject.passages)
    fits = {name: _fit(profile, subject, where, target_role) for name, profile in profiles().items() if name != GENERAL}
    ranked = sorted(fits, key=lambda name: (-fits[name], name))
    best, second = fits[ranked[0]], max((fits[name] for name in ranked[1:]), default=0.0)
    if best < _LEAST_FIT or _is_a_side_job(profiles()[ranked[0]], subject, where, target_role):
        sure = round(1 - min(best, _LEAST_FIT) / _LEAST_FIT / 2, 2) if subject.english else 0.0
        return Chosen(profiles()[GENERAL], sure)
    return Chosen(profiles()[ranked[0]], round(best / (best + second), 2))


def profile_of_text(title: str, where: Index) -> Profile:
    """The profile that a posting of this title and these lines fits best."""
    others = (profile for name, profile in profiles().items() if name != GENERAL)
    return max(others, key=lambda profile: _TITLE_POINTS * title_fit(profile, title) + _share_shown(profile, where))


def _fit(profile: Profile, subject: Subject, where: Index, target_role: str | None) -> float:
    """Points for titles, the wanted and the latest counting most, and for the share of the profile's weight that is shown.

    Terms alone make no trade unless there are many of them: anybody may know a spreadsheet.
    """
    texts = [(target_role or "", 2.0), (subject.resume.headline or "", 1.0)]
    texts += [(job.entry.role or "", 1.0 / (1 + at)) for at, job in enumerate(_newest_first(subject)[:4])]
    titles = sum(share * title_fit(profile, text) for text, share in texts if text) + 0.8 * _called_fit(
        profile, _opening(subject)
    )
    shown = _share_shown(profile, where)
    return _TITLE_POINTS * titles + shown if titles or shown >= _LEAST_WITHOUT_TITLE else 0.0


def _is_a_side_job(profile: Profile, subject: Subject, where: Index, target_role: str | None) -> bool:
    """Whether one older job alone speaks for the profile, and little of what is shown: a graduate who once sold ice cream."""
    latest, *older = [job.entry.role or "" for job in _newest_first(subject)] or [""]
    own = (target_role or "", subject.resume.headline or "", latest)
    if any(title_fit(profile, text) for text in own) or _called_fit(profile, _opening(subject)):
        return False
    return sum(title_fit(profile, text) > 0 for text in older) <= 1 and _share_shown(profile, where) < _LEAST_BESIDE_A_SIDE_JOB


def _share_shown(profile: Profile, where: Index) -> float:
    weight = sum(term.weight for term in profile.terms if find(term, where))
    return _SHOWN_POINTS * weight / sum(term.weight for term in profile.terms)


def _opening(subject: Subject) -> str:
    """What the summary calls the person: `Registered nurse` of `Registered nurse with five years in …`."""
    first = " ".join((subject.resume.summary or "").split()[:_WORDS_OF_AN_OPENING])
    return _AFTER_A_TITLE.split(first)[0]


def _newest_first(subject: Subject) -> list[Job]:
    return sorted(subject.jobs, key=lambda job: -(10**6 if job.entry.current else job.end.number if job.end else 0))


def title_fit(profile: Profile, text: str) -> float:
    """How well a job's title answers to the profile: 0 for not at all, 1 for a title of one word in it, more for a longer one.

    What comes after "former" is past. The noun that a title ends with tells more than the words before it: the accountant of a
    hotel keeps books.
    """
    text = _FORMER.split(text)[0]
    words, head = stems(text), _without_rank(stems(_AFTER_A_TITLE.split(text)[0]))
    if " ".join(head) in profile.alone:
        return _ONE_WORD_FIT + _HEAD_FIT
    return max((_fit_of(row, _ends(head, row)) for row in _rows(words) if " ".join(row) in profile.titles), default=0.0)


def _fit_of(row: tuple[str, ...], ends_head: bool) -> float:
    return _ONE_WORD_FIT + _WORD_FIT * (len(row) - 1) + (_HEAD_FIT if ends_head else 0.0)


def _rows(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every row of neighbouring words that is no longer than the longest title."""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST_TITLE) + 1):
            yield words[start:end]


def _ends(head: tuple[str, ...], row: tuple[str, ...]) -> bool:
    bare = tuple(word for word in row if word not in _RANKS)
    return bare == head[-len(bare) :]


def _without_rank(words: tuple[str, ...]) -> tuple[str, ...]:
    """`Senior Software Engineer II` without its rank and numeral."""
    kept = tuple(word for word in words if word not in _RANKS)
    return kept[:-1] if len(kept) > 1 and _GRADE.match(kept[-1]) else kept


def _called_fit(profile: Profile, called: str) -> float:
    """As `title_fit`, but a title of one word must be the noun itself: a `patient teacher` is no nurse."""
    fit = title_fit(profile, called)
    return 0.0 if fit == _ONE_WORD_FIT else fit


def _profile(name: str, data: dict[str, Any]) -> Profile:
    terms = tuple(_term(term, kind, entry) for kind in _KINDS for term, entry in data["keywords"].get(kind, {}).items())
    return Profile(
        name,
        data["title"],
        data["market"],
        frozenset(" ".join(stems(title)) for title in data["titles"]),
        frozenset(" ".join(stems(title)) for title in data.get("titles_alone", ())),
        terms,
        tuple(data["action_verbs"]),
        tuple(data["sources"]),
    )


def _term(name: str, kind: Any, entry: int | dict[str, Any]) -> Term:
    """A term is `"name" = weight`, or `"name" = {weight, aliases, cased}`."""
    if isinstance(entry, int):
        return Term(name, kind, entry)
    return Term(name, kind, entry["weight"], tuple(entry.get("aliases", ())), cased=entry.get("cased", False))
