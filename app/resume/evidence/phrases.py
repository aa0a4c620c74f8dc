"""Finds the phrases of our lists in a row of words, whatever articles stand between their words."""

from collections.abc import Iterable, Mapping, Sequence

from app.resume.evidence.lexicon import Keys, listed, parts

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
    found: list[set[str]] = [set() for _ in words]
    places = [place for place, word in enumerate(words) if word not in listed("articles")]
    row = tuple(words[place] for place in places)
    for start, first in enumerate(row):
        for phrase, keys in known.get(first, ()):
            if row[start : start + len(phrase)] == phrase:
                for place in places[start : start + len(phrase)]:
                    found[place] |= keys
    return tuple(frozenset(each) for each in found)
