"""Compares two quantities of one value: whether they have one unit, bound and direction, and count one thing."""

from itertools import islice, pairwise

from app.resume.evidence.case import Case
from app.resume.evidence.counted import compare_things, is_span
from app.resume.evidence.figures import Quantity
from app.resume.evidence.lexicon import listed
from app.resume.evidence.measures import conversion
from app.resume.evidence.passage import Passage
from app.resume.evidence.persons import is_person
from app.resume.evidence.tokens import low_at

_BEARS: dict[str, frozenset[str]] = {
    "": frozenset({""}),
    "about": frozenset({"", "about", "near"}),
    "near": frozenset({"near", "about"}),
    "over": frozenset({"over", "plus"}),
    "plus": frozenset({"over", "least", "plus"}),
    "least": frozenset({"", "over", "least", "plus"}),
    "under": frozenset({"under"}),
    "most": frozenset({"", "under", "most"}),
}
_POINTED = frozenset({"since", "until", "till", "before", "after"})
_TURNED = {"by": frozenset({"to", "from"}), "to": frozenset({"by"}), "from": frozenset({"by"})}
_LISTS = frozenset({"and", "or", ",", "to", "through", "-", "–"})
_NEXT = 2
_INSIDE = frozenset({"within", "inside"})
_ACROSS = frozenset({"across", "during", "spanning", "throughout", "along"})
_COMPARES = frozenset({"more", "fewer", "less", "higher", "lower"})


def compare(case: Case, mine: Quantity, line: int, other: Quantity) -> str:
    """Why two quantities of one value do not say the same; empty when they do."""
    passage = case.source.passages[line]
    if mine.kind == "year":
        return _compare_years(case, mine, line, other)
    if mine.kind == "code":
        return "" if _letters(case.candidate, mine) == _letters(passage, other) else "other_thing"
    if _every_so_often(other) != _every_so_often(mine) and "times" in {mine.kind, other.kind}:
        return "other_period"
    if not _units_agree(case.candidate, mine, passage, other):
        return "other_unit"
    if not _bound_holds(mine, other) and not (mine.bound == "" and _are_averages(case.candidate, passage, other)):
        return "other_bound"
    return "turned_round" if _turned_round(case, mine, line, other) else compare_things(case, mine, line, other)


def _letters(passage: Passage, code: Quantity) -> str:
    """The letters of a name that a number ends: the `W` of `W-2`."""
    return low_at(passage.tokens, code.first - 2)


def _turned_round(case: Case, mine: Quantity, line: int, other: Quantity) -> bool:
    """Whether a step is told as an end, `up from 30` for `30 more than`, or a start as an end."""
    passage = case.source.passages[line]
    if mine.lead in {"from", "to"} and _is_difference(passage, other):
        return True
    moved = not (listed("goes_up_or_down") | listed("causes")).isdisjoint(case.candidate.bases.values())
    if mine.lead == "by" and not moved and any(is_person(case.candidate.tokens[at].low) for at in mine.ahead[:1]):
        return False
    return other.lead in _TURNED.get(mine.lead, ()) or _reversed(case.candidate, mine, passage, other)


def _every_so_often(quantity: Quantity) -> bool:
    """`every three weeks`, which is not three times a week."""
    return quantity.kind == "plain" and is_span(quantity) and quantity.lead in {"every", "each"}


def _is_difference(passage: Passage, quantity: Quantity) -> bool:
    """`30 more than in 2018`, `40 fewer pounds`."""
    words = [token.low for token in passage.tokens[quantity.last + 1 : quantity.last + 5]]
    if {"fewer", "less"} & {token.low for token in passage.tokens[quantity.first + 1 : quantity.last + 2]}:
        return True
    return any(left in _COMPARES and right == "than" for left, right in pairwise(words))


def _are_averages(candidate: Passage, passage: Passage, other: Quantity) -> bool:
    """Whether both texts speak of an average, wherever it stands: `average days on market dropped to 21`."""
    return other.bound == "about" and all(
        any(token.low in listed("averages") for token in each.tokens) for each in (candidate, passage)
    )


def _bound_holds(mine: Quantity, other: Quantity) -> bool:
    if other.low != other.high and mine.low == mine.high:
        return mine.bound in {"most", "least"} or mine.lead in {"from", "to"}
    if (other.bound == "over" and mine.lead in _ACROSS) or (mine.bound == "over" and other.lead in _ACROSS and is_span(mine)):
        return True
    limits = {"under", "most"}
    return (
        other.bound in _BEARS[mine.bound]
        or (other.lead in _INSIDE and mine.bound in limits)
        or (mine.lead in _INSIDE and other.bound in limits)
    )


def _compare_years(case: Case, mine: Quantity, line: int, other: Quantity) -> str:
    passage = case.source.passages[line]
    month, theirs = _month_before(case.candidate, mine), _month_before(passage, other)
    if month and month != theirs and (theirs or not (case.source.lines[line].head or f"m:{month}" in passage.all_exact)):
        return "other_month"
    dated = case.source.lines[line].head or case.source.lines[line].section in {"certifications", "education"}
    if mine.lead in _POINTED and mine.lead != other.lead and not dated:
        return "other_point_in_time"
    return ""


def _month_before(passage: Passage, quantity: Quantity) -> str:
    before = low_at(passage.tokens, quantity.first - 1)
    word = low_at(passage.tokens, quantity.first - 2) if before == "of" else before
    return word[:3] if word in listed("months") else _season_of(word)


def _season_of(word: str) -> str:
    season = {"autumn": "fall"}.get(word, word)
    return season if season in {"spring", "summer", "fall", "winter"} else ""


def _units_agree(candidate: Passage, mine: Quantity, passage: Passage, other: Quantity) -> bool:
    if mine.unit == other.unit or (other.kind == "times" and mine.unit in {"day", "night"}):
        return True
    if mine.unit and other.unit:
        step, back = conversion(mine.unit), conversion(other.unit)
        return bool((step and step[0] == other.unit) or (back and back[0] == mine.unit))
    if mine.unit:
        return mine.unit in {each.unit for each in passage.quantities if each is not other}
    return other.unit in {each.unit for each in candidate.quantities if each is not mine} or (is_span(other) and not mine.ahead)


def _reversed(candidate: Passage, mine: Quantity, passage: Passage, other: Quantity) -> bool:
    """Whether mine is said to be the start and the other the end of a change, or the other way round."""
    if mine.lead == "from" and other.lead != "from" and any(_starts(each, other) for each in passage.quantities):
        return True
    if mine.lead not in {"from", "to"} or not _paired(candidate, mine):
        return False
    return other.lead in {"from", "to"} and other.lead != mine.lead and _paired(passage, other)


def _starts(quantity: Quantity, other: Quantity) -> bool:
    return quantity is not other and quantity.lead == "from" and quantity.unit == other.unit and quantity.kind == other.kind


def _paired(passage: Passage, quantity: Quantity) -> bool:
    leads = {each.lead for each in passage.quantities if each is not quantity and each.kind != "year"}
    return ("from" in leads) if quantity.lead == "to" else bool(leads)


def is_numbered(case: Case, mine: Quantity, line: int, other: Quantity) -> bool:
    """`version two` for `the second version`, and the other way round."""
    passage = case.source.passages[line]
    if (mine.kind, other.kind) == ("ordinal", "plain"):
        return _numbers(passage, other, case.candidate, mine)
    return (mine.kind, other.kind) == ("plain", "ordinal") and _numbers(case.candidate, mine, passage, other)


def _numbers(passage: Passage, number: Quantity, ranking: Passage, rank: Quantity) -> bool:
    """Whether a number stands behind what a rank stands before: `day five`, `the fifth day`."""
    counted = {at for each in ranking.quantities if each.kind == "ordinal" for at in range(each.first, each.last + 1)}
    behind = (
        at for at in range(rank.first + 1, len(ranking.tokens)) if at not in counted and ranking.tokens[at].low not in _LISTS
    )
    named = ranking.keys_at((*range(rank.first + 1, rank.last + 1), *islice(behind, _NEXT)))
    return bool(passage.exact[_listed_under(passage, number)] & named)


def _listed_under(passage: Passage, number: Quantity) -> int:
    """What numbers are listed under: the `grades` of `grades 3 and 4`."""
    place = number.first - 1
    while place > 0 and (passage.tokens[place].kind == "number" or passage.tokens[place].low in _LISTS):
        place -= 1
    return max(place, 0)
