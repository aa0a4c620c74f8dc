"""Judges limits: a negation, a condition or a hedge of the source survives the rewriting of what it limits."""

from collections.abc import Iterator
from functools import lru_cache

from app.resume.evidence.case import Case, Finding
from app.resume.evidence.given import is_implied
from app.resume.evidence.lexicon import Keys, comparable, listed
from app.resume.evidence.limits import LIST_COMMAS, SAID, STOPS, Limit, limits_in, telling
from app.resume.evidence.passage import Passage, read_passage

_ANSWERS: dict[str, frozenset[str]] = {
    "exposure": frozenset({"exposure", "progress", "weak", "said_exposure"}),
    "weak": frozenset({"exposure", "progress", "weak", "negation"}),
    "progress": frozenset({"progress", "negation", "weak", "said"}),
    "negation": frozenset({"negation", "progress"}),
    "past": frozenset({"past", "negation"}),
    "others": frozenset({"others", "negation"}),
    "minor": frozenset({"minor", "said_minor"}),
}


def judge_hedges(case: Case) -> Iterator[Finding]:
    """A finding for each hedge of the source whose words the candidate takes up without it."""
    free, near = _free_words(tuple(passage.text for passage in case.source.passages)), case.around
    for line, passage in enumerate(case.source.passages):
        for limit in limits_in(passage):
            if limit.name in SAID or (limit.name == "negation" and line not in near):
                continue
            place = _taken_up(case, passage, limit, free)
            if place is not None and not _survives(case.candidate, passage, limit, place):
                quote = case.source.quote(line, limit.first, limit.last)
                yield Finding("negation_or_hedge_dropped", place, place, "hedge_dropped", (quote,))


@lru_cache(maxsize=256)
def _free_words(texts: tuple[str, ...]) -> Keys:
    """What stands in the source without a limit."""
    keys: set[str] = set()
    for passage in map(read_passage, texts):
        bound = {at for limit in limits_in(passage) for at in (*limit.limits, *range(limit.first, limit.last + 1))}
        for at in telling(passage):
            if at not in bound:
                keys |= passage.exact[at]
    return frozenset(keys)


def _taken_up(case: Case, passage: Passage, limit: Limit, free: Keys) -> int | None:
    """The first word of the candidate that the source knows only under this limit."""
    limited: Keys = frozenset(key for at in limit.limits for key in passage.wide[at] if not key.startswith("s:"))
    for place in telling(case.candidate):
        if (
            case.candidate.exact[place] & free
            or is_implied(case, place)
            or case.candidate.tokens[place].low in listed("credentials")
        ):
            continue
        if case.candidate.wide[place] & limited:
            return place
    return None


def _survives(candidate: Passage, passage: Passage, limit: Limit, place: int) -> bool:
    """Whether the candidate says the hedge itself, or one of its class, of the same item."""
    if _is_short_for(passage, limit, candidate.tokens[place].text) or _is_said_again(candidate, passage, limit):
        return True
    item = _item(candidate, place)
    said = {comparable(candidate.tokens[at].low) for at in item}
    if {comparable(token.low) for token in passage.tokens[limit.first : limit.last + 1]} <= said:
        return True
    return any(each.name in _ANSWERS[limit.name] and each.first in item for each in limits_in(candidate))


def _is_said_again(candidate: Passage, passage: Passage, limit: Limit) -> bool:
    """Whether the candidate denies the same thing anywhere: `...; it was not built`."""
    denied = [at for at in passage.content if at > limit.last][:1]
    hedge = {token.low for token in passage.tokens[limit.first : limit.last + 1]}
    said = {token.low for token in candidate.tokens}
    return limit.name == "negation" and bool(denied) and hedge <= said and passage.tokens[denied[0]].low in said


def _is_short_for(passage: Passage, limit: Limit, text: str) -> bool:
    """Whether initials hold the hedge: the `EIT` of `Engineer in Training`."""
    words = [at for at, token in enumerate(passage.tokens) if token.kind == "word"]
    runs = (words[start : start + len(text)] for start in range(len(words) - len(text) + 1))
    return text.isupper() and any(
        limit.first in run and "".join(passage.tokens[at].low[0] for at in run) == text.lower() for run in runs
    )


def _item(passage: Passage, place: int) -> range:
    """The tokens of the item of a list, or of the sentence, that a token stands in."""
    commas = sum(token.text == "," for token in passage.tokens)
    ends = STOPS | {","} if commas >= LIST_COMMAS and not passage.deeds else STOPS
    start, stop = place, place
    while start > 0 and passage.tokens[start - 1].text not in ends:
        start -= 1
    while stop < len(passage.tokens) and passage.tokens[stop].text not in ends:
        stop += 1
    return range(start, stop)
