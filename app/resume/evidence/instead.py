"""What may be said instead of a word of the source: one way, since who soldered has joined, and who joined may have welded."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from app.resume.evidence.lexicon import Keys, lines_of_file, listed, parts

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], Keys], ...]]


def said_keys(words: Sequence[str]) -> tuple[Keys, ...]:
    """For each word of a row of comparable words of a rewriting, what it may be said for: `i:join` for `join`."""
    return _keys(words, _said())


def source_keys(words: Sequence[str]) -> tuple[Keys, ...]:
    """For each word of a row of comparable words of the source, what may be said instead: `i:join` for `solder`."""
    return _keys(words, _instead())


@cache
def _rows() -> tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]:
    """Each word or phrase of our list, and what may be said instead, all of them as comparable words without articles."""
    split = (line.partition(":") for line in lines_of_file("instead.txt"))
    return tuple((_words(word), tuple(map(_words, others.split(",")))) for word, _, others in split)


def _words(phrase: str) -> tuple[str, ...]:
    said = parts(phrase)
    return tuple(word for word in said if word not in listed("articles")) or said


def _key(words: tuple[str, ...]) -> str:
    return f"i:{' '.join(words)}"


@cache
def _instead() -> Phrases:
    return _by_first((word, frozenset(map(_key, others))) for word, others in _rows())


@cache
def _said() -> Phrases:
    others = dict.fromkeys(other for _, row in _rows() for other in row)
    return _by_first((other, frozenset({_key(other)})) for other in others)


def _by_first(rows: Iterable[tuple[tuple[str, ...], Keys]]) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], Keys]]] = {}
    for words, keys in rows:
        found.setdefault(words[0], []).append((words, keys))
    return {first: tuple(each) for first, each in found.items()}


def _keys(words: Sequence[str], known: Phrases) -> tuple[Keys, ...]:
    found: list[set[str]] = [set() for _ in words]
    told = [place for place, word in enumerate(words) if word not in listed("articles")]
    for start, first in enumerate(told):
        for phrase, keys in known.get(words[first], ()):
            spots = told[start : start + len(phrase)]
            if tuple(words[at] for at in spots) == phrase:
                for place in spots:
                    found[place] |= keys
    return tuple(frozenset(each) for each in found)
