"""Words and sentences of a text: one way to cut and compare them, shared by all who look for terms in a résumé."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_TOKEN = re.compile(r"[^\W_][\w+#]*(?:[.'’&/-][^\W_][\w+#]*)*")
_SENTENCE_END = re.compile(r"[.!?](?=[)\"'”’]?\s)|\n")
_PARTS = re.compile(r"[/-]")
_ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "dr", "st", "inc", "ltd", "co", "corp", "vs", "e.g", "i.e", "approx", "no", "dept", "u.s"}
)
_SHORTEST_STEM = 3


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text as written; `React.js`, `C++`, `P&L` and `back-end` are one word each."""
    return tuple(_TOKEN.findall(text))


def count_words(text: str) -> int:
    """The number of words as a person counts them: what stands between white space and holds a letter or digit."""
    return sum(1 for word in text.split() if any(map(str.isalnum, word)))


def fold(text: str) -> str:
    """The text without case, accents and typographic variants, for comparing."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def beginning(text: str, words: int) -> str:
    """The first so many words of the text, with … for the rest; the whole text where the rest is one word, or none."""
    said = text.split()
    return " ".join(said) if len(said) <= words + 1 else " ".join(said[:words]) + " …"


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; a line break ends one, a full stop after an abbreviation or an initial does not."""
    return tuple(part for raw in _sentences(text) if (part := raw.strip()))


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if end.group() != "." or not _abbreviates(text[start : end.start()]):
            yield text[start : end.end()]
            start = end.end()
    yield text[start:]


def _abbreviates(before: str) -> bool:
    last = before[-12:].split()[-1:] or [""]
    word = last[0].strip("(").lower()
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of an English word, so that `managing`, `managed`, `manages` and `management` are one.

    A light stripper of our own after the first steps of Porter (1980): it joins forms, it does not make real words.
    """
    folded = fold(word).removesuffix("'s").removesuffix("'")
    if not folded.isalpha() or len(folded) <= _SHORTEST_STEM:
        return folded
    return _without_e(_without_ending(_singular(folded)))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_ending(word: str) -> str:
    for ending in ("ement", "ment", "ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST_STEM and any(letter in "aeiouy" for letter in rest):
            return _undoubled(rest)
    return word


def _undoubled(word: str) -> str:
    return word[:-1] if word[-1] == word[-2] and word[-1] not in "lsz" else word


def _without_e(word: str) -> str:
    shorter = word[:-1] if word.endswith("e") and len(word) > _SHORTEST_STEM else word
    return shorter[:-1] + "i" if shorter.endswith("y") and len(shorter) > _SHORTEST_STEM else shorter


@lru_cache(maxsize=20_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words in order; hyphens and slashes part them, so `back-end` and `back end` are one."""
    return tuple(stem(part) for token in tokens(text) for part in _PARTS.split(token) if part)
