"""Cuts a text into tokens that know their place, so that each word of a text can be pointed at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.resume.words import fold

_TOKEN = re.compile(
    r"(?P<letters>(?:[A-Za-z]\.){2,})|(?P<number>\d+(?:[.,]\d+)*|(?<![\w.])\.\d+)"
    r"|(?P<initials>[A-Z]/[A-Z]\b)|(?P<word>(?:[Bb][Ii]-(?=(?i:weekly|annual)))?\.?[^\W\d_]\w*(?:['’.&][^\W_]\w*)*[+#]*)|(?P<sign>[^\w\s]|_)"
)
_POSSESSIVE = ("'s", "’s")
_ENDS = frozenset(".;!?:|•\n")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign; `glued` when no space parts it from the one before. `low` is folded, without a possessive.

    `capital`: written as a name is, with a capital first, or with one inside. `marked`: written as no plain word is at the start
    of a sentence, `JS`, `iOS`, `S3`, `C++`.
    """

    text: str
    low: str
    start: int
    end: int
    kind: str
    glued: bool
    opens: bool
    capital: bool
    marked: bool


def low_at(tokens: Sequence[Token], place: int) -> str:
    """The folded word at a place; empty beyond both ends."""
    return tokens[place].low if 0 <= place < len(tokens) else ""


@lru_cache(maxsize=4096)
def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of a text in order; `opens` marks the first word of each sentence."""
    found: list[Token] = []
    opens = True
    for match in _TOKEN.finditer(text):
        token = _token(match, text, opens, found)
        found.append(token)
        opens = token.text in _ENDS or (opens and token.kind == "sign")
    return tuple(found)


def _token(match: re.Match[str], text: str, opens: bool, before: list[Token]) -> Token:
    start, end = match.span()
    broken = "\n" in text[before[-1].end : start] if before else False
    glued = bool(before) and before[-1].end == start
    kind = match.lastgroup or "sign"
    kind = "word" if kind in {"letters", "initials"} else kind
    written = match.group()
    upper = kind == "word" and not written.islower()
    return Token(
        written,
        _low(written, match.lastgroup or "sign"),
        start,
        end,
        kind,
        glued,
        opens or broken,
        upper and any(letter.isupper() for letter in written),
        kind == "word" and (any(each.isupper() or each.isdigit() for each in written[1:]) or written[-1] in "+#"),
    )


def _low(text: str, kind: str) -> str:
    if kind in {"number", "sign"}:
        return text
    low = fold(text)
    if kind == "word" and text[:-1].isupper() and text[:-1].isalnum() and text.endswith("s"):  # `IVs`
        return low[:-1]
    for ending in _POSSESSIVE:
        low = low.removesuffix(ending)
    return low.rstrip(".") if kind == "letters" else low.replace("-", "").replace("/", "")
