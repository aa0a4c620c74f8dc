"""Judges spans of experience: the dates of the entries bear them out, or not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.resume.evidence.case import Case
from app.resume.evidence.claims import EvidenceLine, Month
from app.resume.evidence.figures import Quantity
from app.resume.evidence.lexicon import Keys, forms, listed, table
from app.resume.evidence.passage import Passage
from app.resume.evidence.persons import is_person
from app.resume.evidence.source import Source
from app.resume.evidence.tokens import low_at

_OPEN = frozenset({"present", "current", "now", "today", "ongoing", "date"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_STOPS = frozenset({"who", "which", "that", "with", "including"})
_NEW_PARTS = frozenset({"a", "an", "the", "earlier", "previous", "prior", "former", "past"})
_OTHER_WORK = 7
_HALF_A_YEAR = 6


@dataclass(frozen=True, slots=True)
class Span:
    """The months of an entry, both ends counted, as numbers of months; and what its head and all its lines are known by."""

    first: int
    last: int
    head: Keys
    body: Keys


def is_tenure(candidate: Passage, quantity: Quantity) -> bool:
    """Whether a quantity tells how long somebody has done something."""
    if quantity.unit not in {"year", "month"} or quantity.kind != "plain":
        return False
    before = {token.low for token in candidate.tokens[max(0, quantity.first - 4) : quantity.first]}
    after = {token.low for token in candidate.tokens[quantity.last + 1 : quantity.last + 8]}
    if quantity.lead == "of" or before & {"with", "for", "has", "have", "brings", "after"}:
        return True
    return bool(after & {"experience", "career", "background", "as", "in"})


def bears_out(case: Case, quantity: Quantity, as_of: Month | None) -> bool:
    """Whether the entries that the span speaks of last that long together."""
    fields = _fields(case.candidate, quantity)
    follows = low_at(case.candidate.tokens, quantity.last + 1)
    at_place = follows == "at"
    by_head = follows in {"at", "as"} or _of_a_person(case.candidate, quantity)
    known = [*_spans(case.source, as_of)]
    spans = [span for span in known if _is_in(span, fields, by_head=by_head)]
    if not spans and not by_head:
        spans = [span for span in known if _is_titled(case.candidate, quantity, span)]
    if at_place and not spans:  # the kind of employer, which no head names
        spans = known
    months = _covered(spans)
    wanted = quantity.low * (12 if quantity.unit == "year" else 1)
    slack = _HALF_A_YEAR if quantity.bound in {"near", "about"} else 0
    return months > wanted if quantity.bound == "over" else months + slack >= wanted


def _is_in(span: Span, fields: Sequence[Keys], *, by_head: bool) -> bool:
    """Whether an entry is of the field: its head names a word of it, or its lines name them all; a place or a title its head."""
    if by_head:
        return 2 * sum(bool(words & span.head) for words in fields) >= max(1, len(fields))
    return not fields or any(words & span.head for words in fields) or all(words & span.body for words in fields)


def _is_titled(candidate: Passage, quantity: Quantity, span: Span) -> bool:
    """Whether the title before a span is that of an entry: `city bus driver with six years on fixed routes`."""
    person = next((at for at in quantity.behind if is_person(candidate.tokens[at].low)), None)
    after = {token.low for token in candidate.tokens[quantity.last + 1 : quantity.last + _OTHER_WORK]}
    if person is None or after & {"as", "earlier", "previous", "prior", "former", "other"}:
        return False
    title = [at for at in range(max(0, person - 2), person + 1) if at in candidate.content]
    return all(candidate.exact[at] & span.head for at in title)


def _fields(candidate: Passage, quantity: Quantity) -> tuple[Keys, ...]:
    """What the experience is said to be in; before the span where it reads `... for ten years` or `a teacher of ten years`."""
    if _of_a_person(candidate, quantity):
        return (_own_keys(candidate, quantity.behind[0]),)
    ahead: list[int] = []
    for place in range(quantity.last + 1, len(candidate.tokens)):
        token = candidate.tokens[place]
        if token.text in {",", ".", ";", "("} or token.low in _STOPS or _new_part(candidate, place):
            break
        ahead.append(place)
    before = (
        quantity.behind if candidate.tokens[max(0, quantity.first - 1)].low == "for" or _for_before(candidate, quantity) else ()
    )
    places = [
        at
        for at in (*ahead, *before)
        if at in candidate.content and candidate.tokens[at].low not in listed("any_field") | listed("light")
    ]
    return tuple(_own_keys(candidate, at) for at in places)


def _own_keys(candidate: Passage, place: int) -> Keys:
    """What a word is known by without its family: who keeps payables does no payroll."""
    own = frozenset(key for key in candidate.exact[place] if not key.startswith("f:"))
    return own.union(*(forms(word) for word in table("fields_of_work").get(candidate.tokens[place].low, ())))


def _of_a_person(candidate: Passage, quantity: Quantity) -> bool:
    """Whether a span is somebody's: `a teacher of nine years`."""
    return quantity.lead == "of" and bool(quantity.behind) and is_person(candidate.tokens[quantity.behind[0]].low)


def _new_part(candidate: Passage, place: int) -> bool:
    return candidate.tokens[place].low == "and" and low_at(candidate.tokens, place + 1) in _NEW_PARTS


def _for_before(candidate: Passage, quantity: Quantity) -> bool:
    return "for" in {token.low for token in candidate.tokens[max(0, quantity.first - 4) : quantity.first]}


def _spans(source: Source, as_of: Month | None) -> Iterator[Span]:
    end = _number(*as_of) if as_of else _latest(source)
    entries = {line.entry for line in source.lines if line.entry is not None}
    for entry in sorted(entries):
        indexes = [index for index, line in enumerate(source.lines) if line.entry == entry]
        ranges = [found for index in indexes if (found := _months_of(source.lines[index], source.passages[index], end))]
        head = _known_by(source, [index for index in indexes if source.lines[index].head])
        body = _known_by(source, indexes)
        yield from (Span(first, last, head, body) for first, last in ranges)


def _months_of(line: EvidenceLine, passage: Passage, end: int) -> tuple[int, int] | None:
    """The first and last month that the head of an entry gives; None for any other line."""
    if line.span:
        first, last = line.span
        return _number(*first), _number(*last) if last else end
    return _range(passage, end) if line.head else None


def _known_by(source: Source, indexes: Sequence[int]) -> Keys:
    return frozenset().union(*(source.passages[index].all_exact for index in indexes))


def _number(year: int, month: int) -> int:
    return year * 12 + month - 1


def _latest(source: Source) -> int:
    years = [int(each.low) for passage in source.passages for each in passage.quantities if each.kind == "year"]
    return _number(max(years), 12) if years else 0


def _range(passage: Passage, end: int) -> tuple[int, int] | None:
    """`Jun 2017 - Jan 2021`, `2019 to Present`: the first and last month of the first range of a line."""
    years = [each for each in passage.quantities if each.kind == "year"]
    if not years:
        return None
    first = _number(int(years[0].low), _month(passage, years[0]) or 1)
    following = passage.tokens[years[0].last + 1 : years[0].last + 4]
    if any(token.low in _OPEN for token in following):
        return first, end
    if len(years) < 2:
        return None
    return first, _number(int(years[1].low), _month(passage, years[1]) or 12)


def _month(passage: Passage, quantity: Quantity) -> int:
    word = passage.tokens[quantity.first - 1].low[:3] if quantity.first else ""
    return _MONTHS.index(word) + 1 if word in _MONTHS else 0


def _covered(spans: Sequence[Span]) -> int:
    """The months that the spans cover, each counted once."""
    total, reached = 0, -1
    for span in sorted(spans, key=lambda each: each.first):
        start = max(span.first, reached + 1)
        total += max(0, span.last - start + 1)
        reached = max(reached, span.last)
    return total
