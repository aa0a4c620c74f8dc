"""Verbs in the form that a line wants: from `managing` or `manage` to `Managed`; all from the analysis' own list of verbs."""

from typing import Literal

from app.resume.analysis.language.verbs import base_of, opening_verb, past_of
from app.resume.words import fold

Form = Literal["past", "present", "third"]


def base_of_gerund(word: str) -> str | None:
    """The verb whose -ing form the word is; None where it is no such form of a verb we know."""
    base = fold(base_of(word))
    return base if base != fold(word) else None


def base_of_form(word: str) -> str | None:
    """The verb that a past, present or base form belongs to; None where it is none that we know."""
    verb = opening_verb(word)
    return verb.base if verb and verb.sure else None


def inflected(base: str, form: Form) -> str:
    """The verb in the past, as an order would have it (`manage`), or in the third person (`manages`)."""
    if form == "past":
        return past_of(base)
    return base if form == "present" else _third_person(base)


def _third_person(base: str) -> str:
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def capital(text: str) -> str:
    """The text with a capital first."""
    return text[:1].upper() + text[1:]
