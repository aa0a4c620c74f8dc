"""Cuts what is not borne out of a text, where a sentence remains."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.resume.evidence.check import check
from app.resume.evidence.claims import Claim, EvidenceLine, Month, Verdict
from app.resume.evidence.lexicon import listed
from app.resume.evidence.passage import Passage, read_passage
from app.resume.evidence.tokens import Token, tokenize

_MOST_CUTS = 6
_FEWEST_WORDS = 3
_PAUSES = frozenset({",", ";", ".", ")", "/"})
_SPACES = re.compile(r"[ \t]+")
_LOOSE = re.compile(r" (?=[,.;:!?])")
_OPENERS = frozenset({"and", "or", "to", "by", "while", "&", "then", "thereby", "which", "who", "that", "plus"})


def repair(
    candidate: str, evidence: Sequence[EvidenceLine], *, entry: int | None = None, as_of: Month | None = None
) -> str | None:
    """The text without its unsupported claims, every word of it borne out; None where no sentence remains.

    The arguments are those of `check`. The smallest cut is tried first: the words, then their phrase, then their clause.
    """
    text = candidate
    for _ in range(_MOST_CUTS):
        verdict = check(text, evidence, entry=entry, as_of=as_of)
        if verdict.supported:
            return text if text == candidate or _is_sentence(text) else None
        shorter = _cut(verdict, evidence, entry, as_of)
        if shorter is None:
            return None
        text = shorter
    return None


def _cut(verdict: Verdict, evidence: Sequence[EvidenceLine], entry: int | None, as_of: Month | None) -> str | None:
    """The text after the smallest cut that takes refused claims away and brings no other."""
    refused = len(verdict.refused)
    for start, end in _spans(verdict):
        shorter = _without(verdict.text, start, end)
        if _is_sentence(shorter) and len(check(shorter, evidence, entry=entry, as_of=as_of).refused) < refused:
            return shorter
    return None


def _spans(verdict: Verdict) -> Iterator[tuple[int, int]]:
    """Spans to cut, as places in the text: the words themselves where they only modify, their phrase, their clause."""
    passage = read_passage(verdict.text)
    tokens = passage.tokens
    first, last = _whole_words(tokens, *_run(tokens, verdict.refused))
    deed = any(passage.is_deed(at) for at in range(first, last + 1))
    if _modifies(passage, first, last) and not deed:
        yield tokens[first].start, tokens[last + 1].start
    phrases = ((_opens_phrase, _closes_phrase), (_opens_phrase, _closes_clause)) if not deed else ()
    for opens, closes in (*phrases, (_opens_clause, _closes_clause)):
        start = next((at for at in range(first, 0, -1) if opens(tokens[at])), None)
        stop = next((at for at in range(last + 1, len(tokens)) if closes(tokens[at])), len(tokens))
        if start is not None and not passage.is_deed(start - 1) and not _half_of_a_change(passage, first):
            yield tokens[start].start, tokens[stop].start if stop < len(tokens) else len(verdict.text)


def _half_of_a_change(passage: Passage, place: int) -> bool:
    """Whether a token is one end of `from 18% to 23%`, which says nothing without the other."""
    return any(each.first <= place <= each.last and each.lead in {"from", "to"} for each in passage.quantities)


def _run(tokens: Sequence[Token], refused: Sequence[Claim]) -> tuple[int, int]:
    """The first refused claim and those that follow on it, as first and last token."""
    bad = [at for at, token in enumerate(tokens) if any(claim.start <= token.start < claim.end for claim in refused)]
    last = bad[0]
    while last + 1 in bad:
        last += 1
    return bad[0], last


def _whole_words(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The span with the rest of a compound that a hyphen or slash glues to it."""
    while first > 1 and tokens[first].glued and tokens[first - 1].text in {"-", "/"}:
        first -= 2
    while last + 2 < len(tokens) and tokens[last + 1].glued and tokens[last + 1].text in {"-", "/"}:
        last += 2
    return first, last


def _modifies(passage: Passage, first: int, last: int) -> bool:
    """Whether the words stand before what they describe, so that they can go alone; a count is no such word."""
    numbers = {at for each in passage.quantities for at in range(each.first, each.last + 1)}
    if any(at in numbers for at in range(first - 1, last + 1)) or last + 1 >= len(passage.tokens):
        return False
    following = passage.tokens[last + 1]
    return following.kind == "word" and not _opens_phrase(following) and following.low not in listed("loose_ends")


def _opens_phrase(token: Token) -> bool:
    return token.low in listed("ends_a_count") or token.low in {"in", "of", "as"} or _opens_clause(token)


def _closes_phrase(token: Token) -> bool:
    return _opens_phrase(token) or _closes_clause(token)


def _opens_clause(token: Token) -> bool:
    return token.text in {",", ";", "(", "–", "—"} or token.low in _OPENERS


def _closes_clause(token: Token) -> bool:
    return token.text in {",", ";", ".", ")", "–", "—"} or token.low in {"and", "while"}


def _without(text: str, start: int, end: int) -> str:
    joined = _SPACES.sub(" ", f"{text[:start].rstrip()} {text[end:].lstrip()}").strip()
    joined = _LOOSE.sub("", joined).strip(" ,;–—").removesuffix(" and")
    return joined[:1].upper() + joined[1:] if text[:1].isupper() else joined


def _is_sentence(text: str) -> bool:
    """Whether what is left reads on: enough words, no loose end within or without, no bracket without its other half."""
    tokens = tokenize(text)
    words = [token for token in tokens if token.kind != "sign"]
    if len(words) < _FEWEST_WORDS or text.count("(") != text.count(")"):
        return False
    ends = words[-1].low in listed("loose_ends") or words[0].low in listed("loose_ends") | _OPENERS
    return not ends and not any(_hangs(left, right) for left, right in pairwise(tokens))


def _hangs(left: Token, right: Token) -> bool:
    """Whether a joining word or comma is followed by nothing that it could join."""
    if left.text == "-" and not (left.glued and right.glued):
        return True
    if left.low not in listed("loose_ends"):
        return left.text in _PAUSES and right.text in _PAUSES
    return right.text in _PAUSES or right.low in listed("never_after_a_join")
