"""Takes self-praise and wishes out of a sentence of a summary, so that what it tells beside them need not go with them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.resume.words import fold
from app.resume.writing.rules.inflect import capital

_ARTICLE = re.compile(r"^(?P<article>An?) (?P<next>\w)", re.IGNORECASE)
_SMALL = r"(?:about|by|to|in|for|with|at|on|and|of|from|as)\b"
_VOWELS = "aeiou"
_FEWEST = 2


@dataclass(frozen=True)
class _Lists:
    opening: re.Pattern[str]
    anywhere: re.Pattern[str]
    coordinate: re.Pattern[str]
    wanting: re.Pattern[str]


def without_praise(sentence: str) -> str | None:
    """`Passionate and dynamic engineer with 5 years` as `Engineer with 5 years`; None where there is no such word."""
    lists = _lists()
    better = lists.coordinate.sub(lambda found: f"{found['first']} ", sentence)
    better = lists.anywhere.sub("", lists.opening.sub(lambda found: found["article"] or "", better))
    if better == sentence:
        return None
    better = _ARTICLE.sub(_fitting, better, count=1)
    return capital(better) if sentence[:1].isupper() else better


def without_wish(sentence: str) -> str | None:
    """`Computer science junior seeking an internship` as `Computer science junior.`; None where too little is told before."""
    told = _lists().wanting.split(sentence, maxsplit=1)
    before = told[0].rstrip(" ,;-–")
    return (
        f"{before}." if len(told) > 1 and len(before.split()) >= _FEWEST and not fold(before).startswith(("i ", "i'")) else None
    )


def _fitting(found: re.Match[str]) -> str:
    article = "an" if found["next"].lower() in _VOWELS else "a"
    return f"{capital(article) if found['article'][0].isupper() else article} {found['next']}"


@cache
def _lists() -> _Lists:
    data = tomllib.loads(Path(__file__).with_name("praise.toml").read_text(encoding="utf-8"))
    adverbs, words, anywhere = (_any(data[name]) for name in ("adverbs", "adjectives", "anywhere"))
    praise = rf"(?:(?:{adverbs}) )?(?:{words})"
    return _Lists(
        re.compile(rf"^(?P<article>An? )?(?:{praise}(?:,? and |, | )(?=[A-Za-z])(?!{_SMALL}))+", re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?:{anywhere})(?:,? and |, | )(?=[A-Za-z])", re.IGNORECASE),
        re.compile(rf"^(?P<first>(?:An? )?[\w-]+)(?:,| and|, and) {praise} (?=[A-Za-z])", re.IGNORECASE),
        re.compile(rf",? (?:(?:is|am|currently|now|and|who is) )*(?:{_any(data['wanting'])})\b", re.IGNORECASE),
    )


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda each: (-len(each), each))))
