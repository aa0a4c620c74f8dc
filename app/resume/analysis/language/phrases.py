"""Finds the phrases of `phrases.toml` in a text: weak openings, buzzwords, goals that say nothing, soft skills."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.resume.words import fold, sentences, tokens

_INFINITIVE = re.compile(
    r"\W{0,3}(?:(?:objective|goal|aim)s?: )?(?:my (?:main )?(?:goal|objective|aim|dream)s? (?:is|are) )?"
    r"to (?!date\b|summari[sz]e\b)[a-z]{2,}",
    re.IGNORECASE,
)
_OPENS_WANTING = re.compile(
    r"\W{0,3}(?:(?:objective|goal|aim)s?: )?(?:i am |i['’]m )?(?:currently |now |actively )?"
    r"(?:seek(?:ing|s)|(?:looking|searching) for|in search of|hoping (?:for|to)|(?:wishing|aspiring|eager) to|interested in) ",
    re.IGNORECASE,
)
_A_NUMBER = "#"
"""Stands in the lists of `terms` for any number."""
_AROUND_A_TRAIT = frozenset({"strong", "excellent", "great", "good", "effective", "skills", "skill", "ability", "abilities"})


@dataclass(frozen=True)
class _Phrases:
    openings: re.Pattern[str]
    buzz: re.Pattern[str]
    praise: re.Pattern[str]
    terms: Mapping[str, frozenset[str]]
    wanting: re.Pattern[str]
    wanted: re.Pattern[str]
    phrases: re.Pattern[str]
    soft: frozenset[str]


def weak_opening(text: str) -> str | None:
    """The weak phrase that opens the text, as written; an adverb or `I` before it is passed over."""
    found = _phrases().openings.match(text)
    return text[found.start(1) : found.end(1)] if found else None


def buzzwords(text: str, *, summary: bool = False) -> Iterator[str]:
    """Each buzzword of the text as written, in order, in a `summary` those of praise too; terms of the trade are none."""
    for found in (_phrases().praise if summary else _phrases().buzz).finditer(text):
        if not _is_term(found, text):
            yield found.group()


def objective_cliche(text: str) -> str | None:
    """The sentence of a summary that says what the person wants, or None: one that begins with `To` or `Seeking` for sure."""
    for sentence in sentences(text):
        if _INFINITIVE.match(sentence) or _OPENS_WANTING.match(sentence):
            return sentence
        wants = _phrases().wanting.search(sentence)
        if wants and _phrases().wanted.search(sentence, wants.end(), wants.end() + 80):
            return sentence
        if _phrases().phrases.search(sentence):
            return sentence
    return None


def is_soft(skill: str) -> bool:
    """Whether the skill is one of character, which a list cannot show; `strong` and `skills` around it say no more."""
    words = [word for word in fold(skill).split() if word not in _AROUND_A_TRAIT]
    return " ".join(fold(skill).split()) in _phrases().soft or " ".join(words) in _phrases().soft


def _is_term(found: re.Match[str], text: str) -> bool:
    beside = _phrases().terms.get(fold(found.group()), frozenset())
    after = tokens(text[found.end() : found.end() + 40])[:1]
    return bool(after) and (fold(after[0]) in beside or (_A_NUMBER in beside and after[0][0].isdigit()))


@cache
def _phrases() -> _Phrases:
    data = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))
    objective = data["objective"]
    return _Phrases(
        openings=re.compile(
            rf"\W{{0,3}}(?:(?:I|We|Also|Mainly|Primarily|Solely)\s)?({_any(data['weak_openings'])})(?!\w)", re.IGNORECASE
        ),
        buzz=_words((*data["buzzwords"], *_praised(data["praised"]))),
        praise=_words((*data["buzzwords"], *_praised(data["praised"]), *data["praise"])),
        terms={word: frozenset(beside) for word, beside in data["terms"].items()},
        wanting=_words(objective["wanting"]),
        wanted=_words(objective["wanted"]),
        phrases=_words(objective["phrases"]),
        soft=frozenset(data["soft"]["skills"]),
    )


def _praised(lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """`outstanding interpersonal skills` and its like."""
    for how in lists["how"]:
        yield from (f"{how} {what} {skills}" for what in lists["what"] for skills in ("skills", "abilities"))


def _words(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any(phrases)})(?![\w-])", re.IGNORECASE)


def _any(phrases: Sequence[str]) -> str:
    """Longest first, so that `highly motivated` is not read as `motivated`."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda each: (-len(each), each)))
