"""Judges limits: a negation, a condition or a hedge of the source survives the rewriting of what it limits."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.resume.evidence.case import Case, Finding
from app.resume.evidence.grounding import is_implied
from app.resume.evidence.lexicon import Keys, comparable, hedge_phrases, listed
from app.resume.evidence.passage import Passage

_STOPS = frozenset(".;!?|\n•")
_LIST_COMMAS = 3
_ANSWERS: dict[str, frozenset[str]] = {
    "exposure": frozenset({"exposure", "progress", "weak"}),
    "weak": frozenset({"exposure", "progress", "weak", "negation"}),
    "progress": frozenset({"progress", "negation", "weak"}),
    "negation": frozenset({"negation", "progress"}),
    "past": frozenset({"past", "negation"}),
}
_PREDICATES = frozenset(
    {"which", "that", "was", "were", "is", "are", "but", "though", "although", "did", "has", "have", "had", "yet", "("}
)
_FOLLOWING, _ANTECEDENT = 5, 2


@dataclass(frozen=True, slots=True)
class Limit:
    """A hedge in a line: its class, where it stands, and the tokens that it limits."""

    name: str
    first: int
    last: int
    limits: tuple[int, ...]


def judge_hedges(case: Case) -> Iterator[Finding]:
    """A finding for each hedge of the source whose words the candidate takes up without it."""
    free, near = _free_words(case), case.around()
    for line, passage in enumerate(case.source.passages):
        for limit in _limits(passage):
            if limit.name == "negation" and line not in near:
                continue
            place = _taken_up(case, passage, limit, free)
            if place is not None and not _survives(case.candidate, passage, limit, place):
                quote = case.source.quote(line, limit.first, limit.last)
                yield Finding("negation_or_hedge_dropped", place, place, "hedge_dropped", (quote,))


def _hedges(passage: Passage) -> list[tuple[str, int, int]]:
    words = [comparable(token.low) if token.kind == "word" else token.text for token in passage.tokens]
    found = []
    for place, word in enumerate(words):
        for phrase, name in hedge_phrases().get(word, ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                found.append((name, place, place + len(phrase) - 1))
    return [*found, *_parts_of_a_whole(passage)]


def _parts_of_a_whole(passage: Passage) -> list[tuple[str, int, int]]:
    """`20 of 40 hours`: begun, and not done."""
    return [
        ("progress", left.first, right.last)
        for left, right in pairwise(passage.quantities)
        if right.first == left.last + 2 and passage.tokens[left.last + 1].low == "of" and left.kind == right.kind == "plain"
    ]


def _limits(passage: Passage) -> Iterator[Limit]:
    for name, first, last in _hedges(passage):
        if name == "negation":
            limits = _negated(passage, first, last)
        elif name == "weak" and not _in_brackets(passage, first):
            limits = ()
        else:
            limits = _limited(passage, first, last)
        if limits:
            yield Limit(name, first, last, limits)


def _in_brackets(passage: Passage, place: int) -> bool:
    before = [token.text for token in passage.tokens[:place] if token.text in {"(", ")"}]
    return bool(before) and before[-1] == "("


def _limited(passage: Passage, first: int, last: int) -> tuple[int, ...]:
    """The words of the item, in a list, or of the sentence that a hedge stands in."""
    commas = sum(token.text == "," for token in passage.tokens)
    ends = _STOPS | {","} if _in_brackets(passage, first) or (commas >= _LIST_COMMAS and not _dated(passage)) else _STOPS
    start, stop = first, last + 1
    if _in_brackets(passage, first):
        start = max(at for at in range(first) if passage.tokens[at].text == "(")
    while start > 0 and passage.tokens[start - 1].text not in ends:
        start -= 1
    while stop < len(passage.tokens) and passage.tokens[stop].text not in ends | {")"}:
        stop += 1
    return tuple(at for at in _telling(passage) if start <= at < stop and not first <= at <= last)


def _telling(passage: Passage) -> list[int]:
    """The tokens that may tell one thing from another: words that say something, and figures."""
    figures = [at for at, token in enumerate(passage.tokens) if token.kind == "number"]
    return sorted([*figures, *(at for at in passage.content if passage.tokens[at].low not in listed("light"))])


def _dated(passage: Passage) -> bool:
    """A line with a year is one degree or certificate with its details, no list."""
    return any(each.kind == "year" for each in passage.quantities)


def _negated(passage: Passage, first: int, last: int) -> tuple[int, ...]:
    """What follows a negation in its clause, and where it denies something of what was named before, that too."""
    clause = next((span for span in passage.clauses if span[0] <= first < span[1]), (first, last + 1))
    after = [at for at in passage.content if last < at < clause[1]][:_FOLLOWING]
    lead = {passage.tokens[at].low for at in range(clause[0], first)} & _PREDICATES
    bracketed = clause[0] > 0 and passage.tokens[clause[0] - 1].text == "("
    before = [at for at in passage.content if at < (_predicate(passage, clause[0], first) if lead else clause[0])][-_ANTECEDENT:]
    return (*after, *before) if lead or bracketed else tuple(after)


def _predicate(passage: Passage, start: int, stop: int) -> int:
    return next((at for at in range(start, stop) if passage.tokens[at].low in _PREDICATES), stop)


def _free_words(case: Case) -> Keys:
    """What stands in the source without a limit."""
    keys: set[str] = set()
    for passage in case.source.passages:
        bound = {at for limit in _limits(passage) for at in (*limit.limits, *range(limit.first, limit.last + 1))}
        for at in _telling(passage):
            if at not in bound:
                keys |= passage.exact[at]
    return frozenset(keys)


def _taken_up(case: Case, passage: Passage, limit: Limit, free: Keys) -> int | None:
    """The first word of the candidate that the source knows only under this limit."""
    limited: Keys = frozenset(key for at in limit.limits for key in passage.wide[at] if not key.startswith("s:"))
    for place in _telling(case.candidate):
        if case.candidate.exact[place] & free or is_implied(case, place):
            continue
        if case.candidate.wide[place] & limited:
            return place
    return None


def _survives(candidate: Passage, passage: Passage, limit: Limit, place: int) -> bool:
    """Whether the candidate says the hedge itself, or one of its class, of the same item."""
    item = _item(candidate, place)
    said = {comparable(candidate.tokens[at].low) for at in item}
    if {comparable(token.low) for token in passage.tokens[limit.first : limit.last + 1]} <= said:
        return True
    return any(each.name in _ANSWERS[limit.name] and each.first in item for each in _limits(candidate))


def _item(passage: Passage, place: int) -> range:
    """The tokens of the item of a list, or of the sentence, that a token stands in."""
    commas = sum(token.text == "," for token in passage.tokens)
    ends = _STOPS | {","} if commas >= _LIST_COMMAS and not passage.deeds else _STOPS
    start, stop = place, place
    while start > 0 and passage.tokens[start - 1].text not in ends:
        start -= 1
    while stop < len(passage.tokens) and passage.tokens[stop].text not in ends:
        stop += 1
    return range(start, stop)
