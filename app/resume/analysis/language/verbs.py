"""Tells the verb that opens a line and its tense, from our list of verbs in `verbs.txt`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from app.resume.words import fold, tokens

_SHORTEST_PAST = 5
_ADJECTIVES = frozenset(
    {"skilled", "experienced", "talented", "gifted", "related", "limited", "advanced", "seasoned", "varied", "detailed"}
)
# fmt: off
_AFTER_A_VERB = frozenset({
    "a", "an", "the", "all", "any", "each", "every", "both", "new", "their", "its", "this", "these", "other",
    "several", "many", "up", "out", "off", "over", "with", "two", "three", "four", "five", "six", "seven", "eight",
    "nine", "ten", "about", "as", "at", "down", "back", "daily", "weekly",
})
# fmt: on
_PREFIX = re.compile(
    r"(?:re|pre|co|cross|double|hand|spot|cold|deep|dry|hot|pressure|power|steam|fine|field|bench|mass|data|fact|proof|short|test|water"
    r"|arc|rough|color|machine)-(?=[a-z]{3})"
)
_WITHOUT_OBJECT = frozenset({"travel", "work", "swim", "dance", "sleep", "talk", "ski", "dive", "shop", "camp", "hike"})
_WHEN = frozenset({"nights", "weekends", "shifts", "evenings", "mornings", "days", "hours", "overtime", "alone", "late"})
_ENDS_AN_OBJECT = frozenset(
    {"of", "for", "from", "in", "to", "with", "at", "on", "by", "and", "or", "under", "as", "into", "that"}
)
_WORDS_THAT_TELL = 6
_AFTER_A_PLURAL = frozenset({"of", "for", "from", "in"})
Tense = Literal["past", "present", "either"]


@dataclass(frozen=True)
class Verb:
    """A verb form that opens a line: its base form, and the word as `written`. It is not `sure` when it may be a noun."""

    base: str
    tense: Tense
    written: str
    sure: bool = True


def opening_verb(text: str) -> Verb | None:
    """The verb that opens the text, an adverb before it passed over; None when it opens with something else."""
    words = tokens(text)[:_WORDS_THAT_TELL]
    for at, word in enumerate(words[:3]):
        known = _forms().get(fold(word)) or _prefixed(fold(word))
        if known:
            return Verb(*known, written=word, sure=not _is_noun(fold(word), words[at + 1 :]))
        if not _passed_over(word):
            return _regular_past(fold(word), word)
    return None


def _prefixed(word: str) -> tuple[str, Tense] | None:
    """`hand-washed` has the tense of `washed`."""
    prefix = _PREFIX.match(word)
    known = _forms().get(word[prefix.end() :]) if prefix else None
    return (f"{prefix.group()}{known[0]}", known[1]) if prefix and known else None


def _regular_past(word: str, written: str) -> Verb | None:
    """A word of no list that ends as past forms do: a verb in all likelihood, but none to build a finding of tense on."""
    if word.endswith("ed") and len(word) >= _SHORTEST_PAST and word not in _ADJECTIVES:
        return Verb(word, "past", written, sure=False)
    return None


def base_of(gerund: str) -> str:
    """The verb of our list whose -ing form the word is; the word itself when it is none."""
    bare = fold(gerund).removesuffix("ing")
    found = (form for form in (bare, f"{bare}e", bare[:-1]) if bare != fold(gerund) and form in _pasts())
    return next(found, gerund)


def past_of(base: str) -> str:
    """The past form of a verb of our list, with the prefix that stands before it; a regular one for any other."""
    prefix = _PREFIX.match(base)
    bare = base[prefix.end() :] if prefix else base
    return base[: len(base) - len(bare)] + (_pasts().get(bare) or _regular(bare))


def _is_noun(word: str, following: tuple[str, ...]) -> bool:
    """`Research assistant` and `Support for users` open with a noun; `Research leads` and `Support 40 users` with a verb.

    So do `Surveys` alone and `Surveys of customers`, where `Surveys customers` opens with a verb. `Travel bookings` are things:
    nobody travels an object.
    """
    after = fold(following[0]) if following else ""
    if word.endswith("s"):
        return not after or (word.removesuffix("s") in _nouns() and after in _AFTER_A_PLURAL)
    if word in _WITHOUT_OBJECT:
        return not (after in _AFTER_A_VERB | _ENDS_AN_OBJECT | _WHEN or after[:1].isdigit() or after.endswith("ly"))
    if word not in _nouns():
        return False
    return not (after in _AFTER_A_VERB or after[:1].isdigit() or _has_object(following) or _joins_a_verb(following))


def _joins_a_verb(following: tuple[str, ...]) -> bool:
    """`Load and unload trucks`, where the second word can be nothing but a verb."""
    joined, second = (fold(word) for word in (*following, "", "")[:2])
    return joined in {"and", "or"} and second in _forms() and second not in _nouns()


def _has_object(following: tuple[str, ...]) -> bool:
    """Whether the words up to the next small one have a plural among them: `Order contact lenses for`, but not `Phone calls`."""
    words = [fold(word) for word in following]
    ends = (at for at, word in enumerate(words) if word in _ENDS_AN_OBJECT or word.endswith("ed"))
    several = words[: next(ends, len(words))]
    return len(following) > 1 and any(word.endswith("s") and not word.endswith("ss") for word in several)


def _passed_over(word: str) -> bool:
    return fold(word) in {"also", "then", "often", "sometimes", "always"} or (word.endswith("ly") and len(word) > 4)


@cache
def _nouns() -> frozenset[str]:
    lines = Path(__file__).with_name("nouns.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _pasts() -> Mapping[str, str]:
    lines = Path(__file__).with_name("verbs.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return {fold(pair[0]): fold(pair[1]) if len(pair) > 1 else _regular(fold(pair[0])) for pair in pairs}


@cache
def _past_of_another() -> frozenset[str]:
    """The base forms that a line opens with only as the past of another verb: `found`."""
    lines = Path(__file__).with_name("verbs.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines if line.endswith(" -"))


@cache
def _forms() -> Mapping[str, tuple[str, Tense]]:
    """Each form of each verb; where one word is two forms (`read`, `found`), the past of another verb comes first."""
    forms: dict[str, tuple[str, Tense]] = {}
    bases = dict.fromkeys(base for base in _pasts() if base not in _past_of_another())
    for base in bases:
        forms[_third_person(base)] = (base, "present")
        forms[base] = (base, "present")
    for base, past in _pasts().items():
        forms[past] = (base, "either") if past in bases else (base, "past")
    return forms


def _regular(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"


def _third_person(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"
