"""Words mended inside a line: doubled ones, fillers, buzzwords, the notation of numbers, dashes. Each gives the line or None."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from app.resume.analysis.language.phrases import buzzwords
from app.resume.analysis.language.spelling import corrections
from app.resume.words import fold, sentences
from app.resume.writing.rules.inflect import capital

_SPACES = re.compile(r"[ \t]{2,}")
_BEFORE_STOP = re.compile(r"(?<=\w) (?=[,;:](?: |$)|\.$)")
_TWICE = re.compile(
    r"\b(?P<word>the|a|an|and|of|to|in|for|with|on|at|from|by|is|was|were|as|that|[^\W\d_]{5,}) (?P=word)\b", re.IGNORECASE
)
_PERCENT = re.compile(r"(?<![\w.,])(\d{1,3}(?:[.,]\d{1,2})?) ?(?:percent|per cent)\b", re.IGNORECASE)
_VOWELS = frozenset("aeiou")
_DASHES = re.compile(r" (?:--|–|—|-) ")
DASHES = ("–", "—", "-")


@dataclass(frozen=True)
class _Plain:
    instead: str
    before: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class _Lists:
    fillers: tuple[tuple[re.Pattern[str], str], ...]
    buzz: Mapping[str, _Plain]
    praise: re.Pattern[str]
    spelled: re.Pattern[str]
    numbers: Mapping[str, int]


def one_space(text: str) -> str | None:
    """One space between words and none before a comma."""
    return _other(text, _BEFORE_STOP.sub("", _SPACES.sub(" ", text.strip())))


def said_once(text: str) -> str | None:
    """`the the` once; names like `Walla Walla` are left alone."""
    return _other(text, _TWICE.sub(lambda found: found["word"] if found.group().split()[1].islower() else found.group(), text))


def spelled_right(text: str) -> str | None:
    """The words corrected that are misspelled beyond doubt."""
    better = text
    for sentence in sentences(text):
        for wrong, right in corrections(sentence):
            better = re.sub(rf"(?<!\w){re.escape(wrong)}(?!\w)", right, better)
    return _other(text, better)


def without_fillers(text: str) -> str | None:
    """`on a daily basis` is `daily`."""
    better = text
    for written, instead in _lists().fillers:
        better = written.sub(partial(_in_its_case, instead), better)
    return _other(text, better)


def without_buzz(text: str) -> str | None:
    """Buzzwords in plain words, and praise left out where it stands before what it praises; None where others would stay."""
    better = text
    for phrase in list(buzzwords(text)):
        plain = _lists().buzz.get(fold(phrase))
        if plain:
            better = better.replace(phrase, _cased(_fitting(plain, better, phrase), phrase), 1)
    better = _lists().praise.sub(_left_out, better)
    if any(buzzwords(better)):
        return None
    return _other(text, capital(better) if text[:1].isupper() else better)


def _left_out(found: re.Match[str]) -> str:
    """What stays where a word of praise stood, with the article that fits: `a seamless app` is `an app`."""
    article, after = found["article"], found["after"]
    if not article:
        return " " if found["comma"] else ""
    right = "an" if after.lower() in _VOWELS else "a"
    return f"{right if article.islower() else right.capitalize()} "


def _fitting(plain: _Plain, text: str, phrase: str) -> str:
    """The plain word that is said of the nouns that soon follow."""
    following = {fold(word) for word in text.partition(phrase)[2].split()[:4]}
    return next((word for word, nouns in plain.before.items() if nouns & following), plain.instead)


def in_figures(text: str) -> str | None:
    """`twenty percent` and `20 percent` as `20%`."""
    better = _lists().spelled.sub(lambda found: f"{_lists().numbers[fold(found[1])]}%", text)
    return _other(text, _PERCENT.sub(r"\1%", better))


def with_dash(text: str, dash: str) -> str | None:
    """Every dash between words as the résumé writes it."""
    return _other(text, _DASHES.sub(f" {dash} ", text))


def with_stop(text: str, *, stops: bool) -> str | None:
    """The line with or without its full stop; a line of several sentences, or one that ends in another mark, is left alone."""
    bare = text.rstrip()
    if len(sentences(text)) != 1 or bare[-1:] in "!?:;,":
        return None
    if stops:
        return None if bare.endswith(".") else f"{bare}."
    return bare[:-1] if bare.endswith(".") and not bare.lower().endswith(("etc.", "inc.", "e.g.", "a.m.", "p.m.", "..")) else None


def _other(text: str, better: str) -> str | None:
    return better if better != text else None


def _in_its_case(instead: str, found: re.Match[str]) -> str:
    return _cased(instead, found.group())


def _cased(word: str, like: str) -> str:
    return capital(word) if like[:1].isupper() else word


@cache
def _lists() -> _Lists:
    data = tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))
    numbers = data["numbers"]
    return _Lists(
        fillers=tuple(
            (re.compile(rf"\b{re.escape(each['written'])}\b", re.IGNORECASE), each["instead"]) for each in data["filler"]
        ),
        buzz={each["written"]: _plain(each) for each in data["buzzword"]},
        praise=re.compile(
            rf"(?:(?P<comma>(?<=\w),) |(?<![\w-])(?:(?P<article>an?) )?)(?:{_any(data['praise']['words'])})"
            r" (?=(?P<after>[A-Za-z]))",
            re.IGNORECASE,
        ),
        spelled=re.compile(rf"\b({_any(numbers)}) (?:percent|per cent)\b", re.IGNORECASE),
        numbers=numbers,
    )


def _plain(entry: Mapping[str, Any]) -> _Plain:
    return _Plain(entry["instead"], {word: frozenset(nouns) for word, nouns in entry.get("before", {}).items()})


def _any(words: object) -> str:
    listed = sorted(map(str, words), key=lambda each: (-len(each), each)) if isinstance(words, list | dict) else []
    return "|".join(map(re.escape, listed))
