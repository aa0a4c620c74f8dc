"""Long lines parted and short ones joined, at places where two deeds meet."""

import re
from collections.abc import Iterator

from app.resume.analysis.language.quantities import has_quantity
from app.resume.analysis.language.verbs import Verb, opening_verb
from app.resume.analysis.rubric import rubric
from app.resume.words import count_words, fold, sentences
from app.resume.writing.rules.inflect import capital

_JOINT = re.compile(r"; (?:and )?|, and (?:then |also )?|, then ")
_FEWEST_WORDS = 5
_MOST_TO_JOIN = 6


def is_long(text: str) -> bool:
    limits = rubric().checks["bullet_length"]
    return len(text) > limits["longest"] or count_words(text) > limits["most_words"]


def is_short(text: str) -> bool:
    limits = rubric().checks["bullet_length"]
    return len(text) < limits["shortest"] or count_words(text) < limits["fewest_words"]


def parted(text: str) -> tuple[str, ...] | None:
    """A long line as two that each open with a deed of the same tense; sentences are parted first. None where it cannot be."""
    said = sentences(text)
    if len(said) > 1 and all(count_words(each) >= _FEWEST_WORDS for each in said):
        return tuple(each.rstrip(". ") + ("." if text.rstrip().endswith(".") else "") for each in said)
    verb = opening_verb(text)
    cuts = list(_cuts(text, verb)) if verb else []
    if not cuts:
        return None
    first, second = min(cuts, key=lambda cut: abs(len(cut[0]) - len(cut[1])))
    return first, second


def _cuts(text: str, verb: Verb) -> Iterator[tuple[str, str]]:
    for joint in _JOINT.finditer(text):
        first, second = text[: joint.start()], text[joint.end() :]
        other = opening_verb(second)
        opens = (
            other is not None
            and other.sure
            and fold(second).startswith(fold(other.written))
            and other.tense in {verb.tense, "either"}
        )
        if opens and count_words(first) >= _FEWEST_WORDS and count_words(second) >= _FEWEST_WORDS:
            yield _closed(first) if "and" in joint.group() else first, capital(second)


def _closed(text: str) -> str:
    """A row of deeds whose last was cut off, with its own `and`."""
    last = text.rfind(", ")
    return f"{text[:last]} and {text[last + 2 :]}" if last > 0 and opening_verb(text[last + 2 :]) else text


def joined(first: str, second: str) -> str | None:
    """Two lines of a few words as one; None where they differ in tense, are measured, or hold more than a deed."""
    one, two = opening_verb(first), opening_verb(second)
    if one is None or two is None or not (one.sure and two.sure) or one.tense != two.tense or one.base == two.base:
        return None
    if max(count_words(first), count_words(second)) > _MOST_TO_JOIN or " and " in first or has_quantity(first + second):
        return None
    if not fold(second).startswith(fold(two.written)) or any(mark in first.rstrip(".") for mark in ".;:,"):
        return None
    whole = f"{first.rstrip('. ')} and {second[:1].lower()}{second[1:]}"
    return None if is_long(whole) else whole
