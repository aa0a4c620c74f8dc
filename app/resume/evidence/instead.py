"""What may be said instead of a word of the source: one way, since who soldered has joined, and who joined may have welded."""

from collections.abc import Sequence
from functools import cache

from app.resume.evidence.lexicon import Keys, lines_of_file
from app.resume.evidence.phrases import Phrases, by_first_word, keys_of_phrases, plain_words


def said_keys(words: Sequence[str]) -> tuple[Keys, ...]:
    """For each word of a row of comparable words of a rewriting, what it may be said for: `i:join` for `join`."""
    return keys_of_phrases(words, _said())


def source_keys(words: Sequence[str]) -> tuple[Keys, ...]:
    """For each word of a row of comparable words of the source, what may be said instead: `i:join` for `solder`."""
    return keys_of_phrases(words, _instead())


@cache
def _rows() -> tuple[tuple[tuple[str, ...], tuple[tuple[str, ...], ...]], ...]:
    """Each word or phrase of our list, and what may be said instead."""
    split = (line.partition(":") for line in lines_of_file("instead.txt"))
    return tuple((plain_words(word), tuple(map(plain_words, others.split(",")))) for word, _, others in split)


def _key(words: tuple[str, ...]) -> str:
    return f"i:{' '.join(words)}"


@cache
def _instead() -> Phrases:
    return by_first_word((word, frozenset(map(_key, others))) for word, others in _rows())


@cache
def _said() -> Phrases:
    others = dict.fromkeys(other for _, row in _rows() for other in row)
    return by_first_word((other, frozenset({_key(other)})) for other in others)
