"""Finds the phrases of our lists in a row of words, whatever articles stand between their words."""

from collections.abc import Iterable, Mapping, Sequence

from app.resume.evidence.lexicon import Keys, listed, parts

_NONE: Keys = frozenset()

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Keys], ...]]
"""Phrases by their first word: the words of each, and the keys that they are known by."""


def plain_words(phrase: str) -> tuple[str, ...]:
    """The comparable words of a phrase without its articles."""
    said = parts(phrase)
    return tuple(word for word in said if word not in listed("articles")) or said


def by_first_word(rows: Iterable[tuple[tuple[str, ...], Keys]]) -> Phrases:
    """Rows of words and keys, by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], Keys]]] = {}
    for words, keys in rows:
        found.setdefault(words[0], []).append((words, keys))
    return {first: tuple(each) for first, each in found.items()}


def keys_of_phrases(words: Sequence[str], known: Phrases) -> tuple[Keys, ...]:
    """For each word of a row of comparable words, the keys of the phrases that it is part of."""
    found: list[list[Keys]] = [[] for _ in words]
    places = [place for place, word in enumerate(words) if word not in listed("articles")]
    row = tuple(words[place] for place in places)
    for start, first in enumerate(row):
        for phrase, keys in known.get(first, ()):
            if row[start : start + len(phrase)] == phrase:
                for place in places[start : start + len(phrase)]:
                    found[place].append(keys)
    return tuple(_NONE.union(*each) if len(each) > 1 else each[0] if each else _NONE for each in found)
