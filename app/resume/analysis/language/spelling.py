"""Finds misspelled words: those on a list of common slips, and those that stand one letter from a word of working life.

A word that is on none of our lists and near none of our words is taken for a name or a term of the trade, and left alone.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from app.resume.words import tokens

_SHORTEST = 7
_PLAIN = re.compile(r"[A-Za-z]+")


def misspellings(text: str) -> Iterator[tuple[str, str]]:
    """Each misspelled word of a text in prose as written, and the right one in the same case.

    A capital inside a sentence makes a name, so only the first word may have one.
    """
    for at, word in enumerate(tokens(text)):
        right = _slips().get(word.lower()) or (_meant(word.lower()) if _common(word, first=at == 0) else None)
        if right:
            yield word, _cased(right, word)


def known_slips(text: str) -> Iterator[tuple[str, str]]:
    """Each word of the text that is on the list of common slips: for lists and names, where unknown words are many."""
    for word in tokens(text):
        right = _slips().get(word.lower())
        if right:
            yield word, _cased(right, word)


def _common(word: str, *, first: bool) -> bool:
    return bool(_PLAIN.fullmatch(word)) and (word.islower() or (first and word[1:].islower()))


def _meant(word: str) -> str | None:
    """The word of ours that differs from the given one by one letter, or sooner by two that changed places; or None."""
    if len(word) < _SHORTEST - 1 or word in _words() or word in _lookalikes():
        return None
    near = (right for key in (word, *_shortened(word)) for right in _by_shortened().get(key, ()))
    meant = [right for right in set(near) if _one_slip(word, right)]
    return min(meant, key=lambda right: (sorted(right) != sorted(word), len(right) != len(word), right), default=None)


def _one_slip(wrong: str, right: str) -> bool:
    if right + "s" == wrong or wrong + "s" == right or wrong[0] != right[0]:
        return False
    if len(wrong) == len(right):
        unlike = [at for at in range(len(wrong)) if wrong[at] != right[at]]
        return len(unlike) == 1 or _swapped(wrong, right, unlike)
    longer, shorter = (wrong, right) if len(wrong) > len(right) else (right, wrong)
    return len(longer) - len(shorter) == 1 and shorter in _shortened(longer)


def _swapped(wrong: str, right: str, unlike: list[int]) -> bool:
    if len(unlike) != 2 or unlike[1] - unlike[0] != 1:
        return False
    first, second = unlike
    return wrong[first] == right[second] and wrong[second] == right[first]


def _shortened(word: str) -> tuple[str, ...]:
    """The word with each letter left out in turn."""
    return tuple(word[:at] + word[at + 1 :] for at in range(len(word)))


def _cased(right: str, wrong: str) -> str:
    if wrong.isupper():
        return right.upper()
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right


@cache
def _by_shortened() -> Mapping[str, tuple[str, ...]]:
    """Our words by each of their forms with one letter left out, and by themselves."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(_words()):
        for key in {word, *_shortened(word)}:
            found[key] = (*found.get(key, ()), word)
    return found


@cache
def _slips() -> Mapping[str, str]:
    return {wrong: right for wrong, _, right in (line.partition("\t") for line in _lines("misspellings.txt"))}


@cache
def _words() -> frozenset[str]:
    return frozenset(_lines("words.txt"))


@cache
def _lookalikes() -> frozenset[str]:
    return frozenset(_lines("lookalikes.txt"))


def _lines(name: str) -> list[str]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
