"""Tells the verb that opens a line and its tense, from our list of verbs in `verbs.txt`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from app.resume.words import fold, tokens

Tense = Literal["past", "present", "either"]


@dataclass(frozen=True)
class Verb:
    """A verb form that opens a line. `base` is its base form, `written` the word as it stands."""

    base: str
    tense: Tense
    written: str


def opening_verb(text: str) -> Verb | None:
    """The verb that opens the text, an adverb before it passed over; None when it opens with something else."""
    words = tokens(text)[:3]
    for word in words:
        known = _forms().get(fold(word))
        if known:
            return Verb(*known, written=word)
        if not _passed_over(word):
            return None
    return None


def past_of(base: str) -> str:
    """The past form of a verb of our list; a regular one for any other."""
    return _pasts().get(base) or _regular(base)


def _passed_over(word: str) -> bool:
    return fold(word) in {"also", "then", "often", "sometimes", "always"} or (word.endswith("ly") and len(word) > 4)


@cache
def _pasts() -> Mapping[str, str]:
    lines = Path(__file__).with_name("verbs.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return {fold(pair[0]): fold(pair[1]) if len(pair) > 1 else _regular(fold(pair[0])) for pair in pairs}


@cache
def _forms() -> Mapping[str, tuple[str, Tense]]:
    """Each form of each verb; where one word is two forms (`read`, `found`), the past of another verb comes first."""
    forms: dict[str, tuple[str, Tense]] = {}
    for base in _pasts():
        forms[_third_person(base)] = (base, "present")
        forms[base] = (base, "present")
    for base, past in _pasts().items():
        forms[past] = (base, "either") if past in _pasts() else (base, "past")
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
