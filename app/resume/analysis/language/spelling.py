"""Finds misspelled words: those on a list of common slips, those that stand one letter from a word of ours, and confused ones.

A word that is on none of our lists and near none of our words is taken for a name or a term of the trade, and left alone.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from string import ascii_lowercase

from app.resume.words import tokens

_SHORTEST = 6
_NO_PLURAL = ("ss", "us", "is", "ies")
_BRITISH = re.compile(r"is(?=(?:e|ed|er|ers|es|ing|able|ation|ations|ational)$)")
_PLAIN = re.compile(r"[A-Za-z]+")
_VOWELS = re.compile(r"[aeiouy]")
_VOWEL_GROUP = re.compile(r"[aeiouy]+")
_TWICE = re.compile(r"(.)\1+")
_PLURAL_OF_Y = re.compile(r"(?<=[^aeiouy])ys$")
_LONG_ENOUGH_FOR_TWO = 9
"""Shorter words that differ in a vowel and a doubled letter are mostly two words: `whirring` and `wherrying`."""
_PREFIXES = (
    "under",
    "over",
    "out",
    "un",
    "re",
    "non",
    "co",
    "pre",
    "inter",
    "multi",
    "sub",
    "super",
    "counter",
    "micro",
    "de",
    "dis",
)


def misspellings(text: str) -> Iterator[tuple[str, str]]:
    """Each misspelled word of a text in prose as written, and the right one in the same case.

    A capital inside a sentence makes a name, so only the first word may have one.
    """
    yield from _confused(text)
    for at, word in enumerate(tokens(text)):
        right = _slip(word) or (_meant(word.lower()) if _common(word, first=at == 0) else None)
        if right:
            yield word, _cased(right, word)


def corrections(text: str) -> Iterator[tuple[str, str]]:
    """The misspellings of a text in prose that leave no doubt of what was meant, and the right words.

    These are the slips of our lists, and those where a vowel, a doubled letter or the order of two letters is wrong. Any other
    word that stands near one of ours may be a word of some trade: who `repotted` plants has not `reported` them.
    """
    for wrong, right in misspellings(text):
        if " " in wrong or _slip(wrong) or _alike(wrong.lower(), right.lower()):
            yield wrong, right


def _alike(wrong: str, right: str) -> bool:
    return sorted(wrong) == sorted(right) or _frame(wrong) == _frame(right)


def _frame(word: str) -> str:
    """The consonants of a word, each once where it is doubled."""
    return _TWICE.sub(r"\1", _VOWELS.sub("", word))


def _confused(text: str) -> Iterator[tuple[str, str]]:
    """The words that mean something else than what was to be said, with the word that tells: `more then`."""
    for found in _confusion().finditer(text):
        yield found.group(), _cased(_confusions()[found.group().lower()], found.group())


def known_slips(text: str) -> Iterator[tuple[str, str]]:
    """Each word of the text that is on the list of common slips: for lists and names, where unknown words are many."""
    for word in tokens(text):
        right = _slip(word)
        if right:
            yield word, _cased(right, word)


def is_word(word: str) -> bool:
    """Whether a word of six letters and more, given in small letters, is one of ours; of shorter ones our lists hold few."""
    return word in _words() or word in _lookalikes()


def _slip(word: str) -> str | None:
    """What a word of the list of slips was meant to be; a short one in capitals is a degree or a firm's sign."""
    return None if word.isupper() and len(word) < _SHORTEST else _slips().get(word.lower())


def _common(word: str, *, first: bool) -> bool:
    plain = bool(_PLAIN.fullmatch(word))
    return plain and (word.islower() or (first and word[1:].islower() and len(word) > _SHORTEST))


@lru_cache(maxsize=20_000)
def _meant(word: str) -> str | None:
    """The word of ours that the given one was meant to be; or None.

    Letters doubled wrongly count as one slip wherever they stand: `refferals`. Of other slips there is one; in a long word a
    wrong vowel may stand beside a wrongly doubled letter.
    """
    if len(word) < _SHORTEST - 1 or is_word(word):
        return None
    doubled = _by_single_letters().get(_single(word)) or _plural_of_y(word)
    if doubled or _composed(word) or _british(word):
        return doubled
    return _nearest(word) or _vowel_and_doubled(word)


def _nearest(word: str) -> str | None:
    """The word of ours that stands one slip from the given one.

    Two letters that changed places come first, then a wrong vowel or a doubled letter, then a letter left out.
    """
    meant = {right for right in _one_slip_away(word) if right in _words() and not _of_one_noun(word, right)}
    return min(
        meant,
        key=lambda right: (sorted(right) != sorted(word), not _alike(word, right), len(right) <= len(word), right),
        default=None,
    )


def _plural_of_y(word: str) -> str | None:
    """`inventorys` and `discrepencys` were meant for plurals in -ies."""
    plural = _PLURAL_OF_Y.sub("ies", word)
    return None if plural == word else plural if plural in _words() else _nearest(plural)


def _vowel_and_doubled(word: str) -> str | None:
    """The word of ours that a long one was meant to be where a vowel and a doubled consonant are wrong: `survielance`."""
    near = [right for right in _by_shape().get(_shape(word), ()) if len(word) >= _LONG_ENOUGH_FOR_TWO and right[0] == word[0]]
    slips = frozenset(_one_slip_away(_single(word))) if near else frozenset()
    return min((right for right in near if _single(right) in slips), default=None)


def _single(word: str) -> str:
    """The word with each doubled letter once."""
    return _TWICE.sub(r"\1", word)


def _shape(word: str) -> str:
    """The word with each doubled consonant once, and a mark for each group of vowels."""
    return _single(_VOWEL_GROUP.sub("*", word))


@cache
def _by_single_letters() -> Mapping[str, str]:
    return {_single(word): word for word in sorted(_words(), reverse=True)}


@cache
def _by_shape() -> Mapping[str, tuple[str, ...]]:
    shapes: dict[str, tuple[str, ...]] = {}
    for word in _words():
        if len(word) >= _LONG_ENOUGH_FOR_TWO:
            shapes[_shape(word)] = (*shapes.get(_shape(word), ()), word)
    return shapes


def _composed(word: str) -> bool:
    """Whether a word of ours stands behind a prefix: `underserved`."""
    return any(word.startswith(prefix) and word[len(prefix) :] in _words() for prefix in _PREFIXES)


def _british(word: str) -> bool:
    """Whether it is a word of ours with the s that Britons write: `organised`."""
    return _BRITISH.sub("iz", word) in _words()


def _of_one_noun(word: str, right: str) -> bool:
    """Whether one of the two is the plural of the other, or likely to be."""
    plural = word == f"{right}s" and not right.endswith("s")
    return plural or (right == f"{word}s" and not right.endswith(_NO_PLURAL))


def _one_slip_away(word: str) -> Iterator[str]:
    """Every row of letters that one slip makes of the word; the first letter is hardly ever wrong and stays."""
    for at in range(1, len(word) + 1):
        before, after = word[:at], word[at:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            yield before + letter + after[1:]


def _cased(right: str, wrong: str) -> str:
    if wrong.isupper():
        return right.upper()
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right


@cache
def _slips() -> Mapping[str, str]:
    return {wrong: right for wrong, _, right in (line.partition("\t") for line in _lines("misspellings.txt"))}


@cache
def _confusions() -> Mapping[str, str]:
    return {wrong: right for wrong, _, right in (line.partition("\t") for line in _lines("confusions.txt"))}


@cache
def _confusion() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _confusions()))})\b", re.IGNORECASE)


@cache
def _words() -> frozenset[str]:
    return frozenset(_lines("words.txt"))


@cache
def _lookalikes() -> frozenset[str]:
    return frozenset(_lines("lookalikes.txt"))


def _lines(name: str) -> list[str]:
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
