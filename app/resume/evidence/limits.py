"""Finds limits in a text: its negations, conditions and hedges, and the words that each of them limits."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from app.resume.evidence.figures import Quantity
from app.resume.evidence.lexicon import hedge_phrases, listed
from app.resume.evidence.names import is_name
from app.resume.evidence.passage import Passage, read_passage

STOPS = frozenset(".;!?|\n•")
LIST_COMMAS = 3
_PREDICATES = frozenset(
    {"which", "that", "was", "were", "is", "are", "but", "though", "although", "did", "has", "have", "had", "yet", "("}
)
DENIALS = frozenset({"negation", "ended"})
"""Classes of hedges that limit what follows them in their clause, and what they are said of."""

SAID = frozenset({"said", "said_minor", "said_exposure", "said_negation"})
"""Classes of hedges that only a rewriting is heard for: in the source they limit nothing."""

_SAYS_MORE = SAID | {"weak", "minor", "others"}
_JOINTS = {
    "of": "progress",
    "of the": "progress",
    "out of": "said",
    "out of the": "said",
}  # a score of 4.7 out of 5 limits nothing
_DONE_TO = frozenset({"enrolled", "rejected"})
_FOLLOWING, _ANTECEDENT = 5, 2


@dataclass(frozen=True, slots=True)
class Limit:
    """A hedge in a line: its class, where it stands, and the tokens that it limits."""

    name: str
    first: int
    last: int
    limits: tuple[int, ...]


def hedges_in(passage: Passage) -> list[tuple[str, int, int]]:
    """The hedges of a text: the class of each, its first and its last token."""
    words = [token.low for token in passage.tokens]
    found = []
    for place, word in enumerate(words):
        for phrase, name in hedge_phrases().get(word, ()):
            if tuple(words[place : place + len(phrase)]) == phrase and not (
                _in_compound(passage, place + len(phrase)) or _is_applicant(passage, place) or _begins_a_name(passage, place)
            ):
                found.append((name, place, place + len(phrase) - 1))
    some = [("exposure", at, at) for at in range(len(words) - 1) if _is_beginning(passage, at)]
    return [*found, *some, *_parts_of_a_whole(passage)]


def _is_beginning(passage: Passage, place: int) -> bool:
    """The `some` of `some Excel`, the `Learning` of `Learning PowerShell`."""
    word, named = passage.tokens[place].low, is_name(passage.tokens[place + 1])
    return named and (word == "some" or (word == "learning" and passage.tokens[place].opens))


def _begins_a_name(passage: Passage, place: int) -> bool:
    """The `Enrolled` of `the Enrolled Agent exam`, which nobody need be enrolled in."""
    after = passage.tokens[place + 1 : place + 2]
    return passage.tokens[place].low == "enrolled" and is_name(passage.tokens[place]) and any(is_name(each) for each in after)


def _is_applicant(passage: Passage, place: int) -> bool:
    """Whether a candidate is somebody who applies, `kept candidate notes`, and nobody's standing, `PhD candidate`."""
    if passage.tokens[place].low != "candidate" or not passage.deeds or passage.deeds[0].place:
        return False
    before = passage.tokens[place - 1]
    if any(each.low == "for" for each in passage.tokens[place + 1 : place + 2]):
        return False
    return not (is_name(before) or before.low in listed("degree_levels") | listed("credentials"))


def _in_compound(passage: Passage, place: int) -> bool:
    """Whether a hyphen glues the hedge to what follows: the `no` of `no-shows`."""
    return place < len(passage.tokens) and passage.tokens[place].text == "-" and passage.tokens[place].glued


def _parts_of_a_whole(passage: Passage) -> list[tuple[str, int, int]]:
    """`20 of 40 hours`: begun, and not done."""
    parts = [
        ("progress", each.first - 1, each.last)
        for each in passage.quantities
        if each.first
        and passage.tokens[each.first - 1].low in {"part", "section", "module", "course"}
        and {"passed", "completed", "complete", "done"} & {token.low for token in passage.tokens[each.last + 1 :]}
    ]
    return parts + [
        (_JOINTS[joint], left.first, right.last)
        for left, right in pairwise(passage.quantities)
        if (joint := " ".join(token.low for token in passage.tokens[left.last + 1 : right.first])) in _JOINTS
        and left.kind == right.kind == "plain"
        and _is_of_a_course(passage, right)
    ]


def _is_of_a_course(passage: Passage, quantity: Quantity) -> bool:
    """Whether a whole is made of hours, credits or parts of a course: `20 of 40 hours`, and not `31 of 38 students`."""
    counted = {passage.tokens[at].low for at in quantity.ahead}
    return bool(quantity.unit) or not counted or not counted.isdisjoint(listed("of_a_status") | listed("steps"))


def limits_in(passage: Passage) -> tuple[Limit, ...]:
    """The hedges of a text that limit something of it; the same text is read once."""
    return _limits_of(passage.text)


@lru_cache(maxsize=4096)
def _limits_of(text: str) -> tuple[Limit, ...]:
    return tuple(_find_limits(read_passage(text)))


def _find_limits(passage: Passage) -> Iterator[Limit]:
    for name, first, last in hedges_in(passage):
        if name in {"ended", "progress"} and _is_done(passage, first):
            continue
        if name in DENIALS:
            limits = _negated(passage, first, last)
        elif name == "minor":
            limits = _following(passage, last)
        elif name == "weak" and not (in_brackets(passage, first) or colon_before(passage, first)):
            limits = ()
        else:
            limits = _limited(passage, first, last)
        if limits:
            yield Limit(name, first, last, limits)


def _is_done(passage: Passage, place: int) -> bool:
    """`Enrolled 65 pupils`, `rejected samples`: a deed done to persons or things, and no state as in `enrolled in a program`."""
    token, after = passage.tokens[place], passage.tokens[place + 1 : place + 4]
    counted = any(each.first == place + 1 for each in passage.quantities)
    several = any(each.low.endswith("s") and not is_name(each) for each in after)
    stays = any(each.low in {"in", "at", ","} for each in after[:1])
    return token.opens and token.low in _DONE_TO and (counted or several) and not stays


def in_brackets(passage: Passage, place: int) -> bool:
    """Whether a token stands in brackets."""
    before = [token.text for token in passage.tokens[:place] if token.text in {"(", ")"}]
    return bool(before) and before[-1] == "("


def colon_before(passage: Passage, place: int) -> int:
    """The colon between a name and what is said of it, `CDL Class B: learner permit only`; 0 where there is none."""
    colon = next((at for at in range(place) if passage.tokens[at].text == ":"), 0)
    return colon if not any(deed.place == 0 for deed in passage.deeds) else 0


def status_of(passage: Passage, place: int) -> int:
    """The colon behind a name that a hedge at a token tells the status of: `CPA: two parts passed, exam not taken`; else 0."""
    colon = colon_before(passage, place)
    between = {passage.tokens[at].low for at in passage.content if colon < at < place}
    return colon if between <= listed("of_a_status") else 0


def _limited(passage: Passage, first: int, last: int) -> tuple[int, ...]:
    """The words of the item, in a list, or of the sentence that a hedge stands in."""
    commas = sum(token.text == "," for token in passage.tokens)
    ends = STOPS | {","} if in_brackets(passage, first) or (commas >= LIST_COMMAS and not _dated(passage)) else STOPS
    start, stop = first, last + 1
    if in_brackets(passage, first):
        start = max(at for at in range(first) if passage.tokens[at].text == "(")
    while start > 0 and passage.tokens[start - 1].text not in ends:
        start -= 1
    while stop < len(passage.tokens) and passage.tokens[stop].text not in ends | {")"}:
        stop += 1
    limits = tuple(at for at in telling(passage) if start <= at < stop and not first <= at <= last)
    if _is_of_a_thing(passage, limits) or start == 0:
        return limits
    return (*(at for at in telling(passage) if at < start), *limits)


def _is_of_a_thing(passage: Passage, places: tuple[int, ...]) -> bool:
    """Whether there is more than a figure in what a hedge limits: `; lapsed 2020` is said of what stands before it."""
    return any(passage.tokens[at].kind == "word" for at in places)


def telling(passage: Passage) -> list[int]:
    """The tokens that may tell one thing from another: words that say something, and figures."""
    figures = [at for at, token in enumerate(passage.tokens) if token.kind == "number"]
    words = (at for at in passage.content if passage.tokens[at].low not in listed("light") or _begins_name(passage, at))
    return sorted([*figures, *words])


def _begins_name(passage: Passage, place: int) -> bool:
    """`Professional` of `Professional Engineer` tells, where `professional` alone would not."""
    tokens = passage.tokens
    return is_name(tokens[place]) or (tokens[place].capital and place + 1 < len(tokens) and is_name(tokens[place + 1]))


def _dated(passage: Passage) -> bool:
    """A line with a year is one degree or certificate with its details, no list."""
    return any(each.kind == "year" for each in passage.quantities)


def _negated(passage: Passage, first: int, last: int) -> tuple[int, ...]:
    """What follows a negation in its clause, and where it denies something of what was named before, that too."""
    if passage.tokens[first].text == "-":
        return (first - 1,)
    clause = next((span for span in passage.clauses if span[0] <= first < span[1]), (first, last + 1))
    after = [at for at in passage.content if last < at < clause[1]][:_FOLLOWING]
    lead = {passage.tokens[at].low for at in range(clause[0], first)} & _PREDICATES
    bracketed = clause[0] > 0 and passage.tokens[clause[0] - 1].text == "("
    before = [at for at in passage.content if at < (_predicate(passage, clause[0], first) if lead else clause[0])][-_ANTECEDENT:]
    named = [at for at in telling(passage) if at < status_of(passage, first)]
    return (*after, *before, *named) if lead or bracketed else (*after, *named)


def _following(passage: Passage, last: int) -> tuple[int, ...]:
    """The words behind a hedge, up to the next stop or comma."""
    stop = next(
        (at for at in range(last + 1, len(passage.tokens)) if passage.tokens[at].text in STOPS | {","}), len(passage.tokens)
    )
    return tuple(at for at in passage.content if last < at < stop)


def _predicate(passage: Passage, start: int, stop: int) -> int:
    return next((at for at in reversed(range(start, stop)) if passage.tokens[at].low in _PREDICATES), stop)


def hedged_places(passage: Passage) -> frozenset[int]:
    """The tokens of hedges, which can only take from what a text claims."""
    return _hedged_in(passage.text)


@lru_cache(maxsize=4096)
def _hedged_in(text: str) -> frozenset[int]:
    found = hedges_in(read_passage(text))
    return frozenset(at for name, first, last in found if name not in _SAYS_MORE for at in range(first, last + 1))
