"""Finds misspelled words, by a list of common slips: what is not on it is taken for a name or a term of the trade."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from app.resume.words import tokens


def misspellings(text: str) -> Iterator[tuple[str, str]]:
    """Each misspelled word of the text as written, and the right one, in the same case."""
    for word in tokens(text):
        right = _slips().get(word.lower())
        if right:
            yield word, _cased(right, word)


def _cased(right: str, wrong: str) -> str:
    if wrong.isupper():
        return right.upper()
    return right[:1].upper() + right[1:] if wrong[:1].isupper() else right


@cache
def _slips() -> Mapping[str, str]:
    lines = Path(__file__).with_name("misspellings.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return dict(pair for pair in pairs)
