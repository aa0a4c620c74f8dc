"""Finds the phrases of our lists in a row of words, whatever articles stand between their words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.resume.evidence.lexicon import Keys, listed, parts

NOTHING: Keys = frozenset()


@dataclass(frozen=True, slots=True)
class Begun:
    """The phrases that begin with a word: what it is known by alone, and those that go on, by their second word."""

    alone: Keys
    longer: Mapping[str, tuple[tuple[tuple[str, ...], Keys], ...]]


Phrases = Mapping[str, Begun]
"""Phrases by their first word."""


def plain_words(phrase: str) -> tuple[str, ...]:
    """The comparable words of a phrase without its articles."""
    said = parts(phrase)
    return tuple(word for word in said if word not in listed("articles")) or said


def by_first_word(rows: Iterable[tuple[tuple[str, ...], Keys]]) -> Phrases:
    """Rows of words and keys, by their first word."""
    alone: dict[str, Keys] = {}
    longer: dict[str, dict[str, list[tuple[tuple[str, ...], Keys]]]] = {}
    for words, keys in rows:
        if len(words) == 1:
            alone[words[0]] = alone.get(words[0], NOTHING) | keys
        else:
            longer.setdefault(words[0], {}).setdefault(words[1], []).append((words, keys))
    return {
        first: Begun(alone.get(first, NOTHING), {second: tuple(each) for second, each in longer.get(first, {}).items()})
        for first in {**alone, **longer}
    }


def keys_of_word(word: str, known: Phrases) -> Keys:
    """The keys of a comparable word that stands alone."""
    return known[word].alone if word in known else NOTHING


def keys_of_phrases(words: Sequence[str], known: Phrases) -> tuple[Keys, ...]:
    """For each word of a row of comparable words, the keys of the phrases that it is part of."""
    found: list[list[Keys]] = [[] for _ in words]
    places = [place for place, word in enumerate(words) if word not in listed("articles")]
    row = tuple(words[place] for place in places)
    for start, keys, size in _found(row, known):
        for place in places[start : start + size]:
            found[place].append(keys)
    return tuple(NOTHING.union(*each) if len(each) > 1 else each[0] if each else NOTHING for each in found)


def _found(row: tuple[str, ...], known: Phrases) -> Iterator[tuple[int, Keys, int]]:
    """Each phrase of a row: where it begins, its keys, and how many words it has."""
    for start, first in enumerate(row):
        begun = known.get(first)
        if begun is None:
            continue
        if begun.alone:
            yield start, begun.alone, 1
        for phrase, keys in begun.longer.get(row[start + 1], ()) if start + 1 < len(row) else ():
            if row[start : start + len(phrase)] == phrase:
                yield start, keys, len(phrase)
