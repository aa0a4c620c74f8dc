"""Judges quantities: the same value and unit, counted of the same thing, with the same bound, period and direction."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from app.resume.evidence.case import Case, Finding
from app.resume.evidence.claims import Kind, Quote
from app.resume.evidence.compared import compare, is_numbered
from app.resume.evidence.counted import rival
from app.resume.evidence.figures import Quantity
from app.resume.evidence.lexicon import Keys, is_light, listed
from app.resume.evidence.measures import conversion, data
from app.resume.evidence.names import alias_keys, is_name
from app.resume.evidence.passage import Passage
from app.resume.evidence.quantities import HOURS
from app.resume.evidence.reckoning import is_derived
from app.resume.evidence.tokens import low_at

_DENIES = frozenset({"no", "none", "not", "without", "never"})
_OFTEN: dict[tuple[float, str], str] = {
    (1, "hour"): "hour",
    (1, "day"): "day",
    (1, "week"): "week",
    (1, "month"): "month",
    (1, "quarter"): "quarter",
    (1, "year"): "year",
    (4, "year"): "quarter",
    (12, "year"): "month",
    (2, "month"): "fortnight",
}
_NEAR_SAME = 1e-9
_MANY = 1_000
_MONTHS_A_YEAR = 12


def judge_amounts(case: Case) -> Iterator[Finding]:
    """A finding for each quantity of the candidate."""
    for quantity in case.candidate.quantities:
        reason, quote = _judge(case, quantity)
        yield Finding(_kind(case, quantity, reason), quantity.first, quantity.last, reason, (quote,) if quote else ())
    yield from _made_many(case)


def _made_many(case: Case) -> Iterator[Finding]:
    """`Mentored interns` where the line mentors one."""
    counted = {place for each in case.candidate.quantities for place in each.ahead}
    for place in case.candidate.content:
        word = case.candidate.tokens[place].low
        if place in counted or not word.endswith("s") or case.candidate.is_deed(place):
            continue
        if any(_is_but_one(passage, case.candidate.exact[place]) for passage in case.passages(case.near(place)[:1])):
            yield Finding("quantity", place, place, "one_made_many")


def _is_but_one(passage: Passage, keys: Keys) -> bool:
    """Whether a line knows a thing only as one: `one intern`, and no interns beside."""
    ones = {each.ahead[0] for each in passage.quantities if each.low == each.high == 1 and each.kind == "plain" and each.ahead}
    spots = [at for at, theirs in enumerate(passage.exact) if keys & theirs]
    return bool(spots) and set(spots) <= ones and not any(passage.tokens[at].low.endswith("s") for at in spots)


def _kind(case: Case, quantity: Quantity, reason: str) -> Kind:
    if quantity.kind == "year":
        return "date"
    if reason in {"turned_round", "other_period"}:
        return "number_direction_or_period"
    words = {case.candidate.tokens[place].low for place in quantity.ahead}
    return "team_size" if words & (listed("people") | listed("persons")) else "quantity"


def _judge(case: Case, quantity: Quantity) -> tuple[str, Quote | None]:
    lines = case.near(quantity.first)
    if quantity.kind == "vague":
        return _vague(case, quantity, lines)
    if quantity.kind == "multiple":
        return _multiple(case, quantity, lines)
    reasons: list[str] = []
    if _needs_no_figure(case, quantity, lines):
        return "", None
    for line in _lines_for(case, quantity, lines):
        for known in case.source.passages[line].quantities:
            other = _spread(case, quantity, line, known) or known
            if _same_value(case, quantity, other, line):
                numbered = is_numbered(case, quantity, line, other)
                reason = "" if numbered else compare(case, quantity, line, other)
                if not reason:
                    return "", case.source.quote(line, other.first, other.last)
                reasons.append(reason)
    return _without_match(case, quantity, lines, reasons)


def _needs_no_figure(case: Case, quantity: Quantity, lines: tuple[int, ...]) -> bool:
    """Figures that words bear out: a percentile, the first place of who won, `once a month` for `monthly`."""
    near = [*case.passages(tuple(dict.fromkeys([*lines, *case.around])))]
    if quantity.kind == "ordinal":
        won = quantity.low == 1 and any("win" in passage.bases.values() for passage in near)
        other = quantity.low == 2 and quantity.lead == "every" and any(passage.alternates for passage in near)
        told_in_turn = quantity.low == 1 and "then" in {token.low for token in case.candidate.tokens[quantity.last + 1 :]}
        return told_in_turn or won or other or _is_percentile(case, quantity, lines) or _is_under_alias(case, quantity)
    if quantity.low == quantity.high == 2 and quantity.lead in {"every", "each"}:
        names = {quantity.unit, *({"fortnight"} if quantity.unit == "week" else ())}
        return any(not names.isdisjoint(passage.alternates | passage.periods) for passage in near)
    word = {1.0: "single", 2.0: "both"}.get(quantity.low, "") if quantity.low == quantity.high else ""
    if word and any(token.low == word for passage in near for token in passage.tokens):
        return True
    if any(rule(case, quantity) for rule in (_is_one_of_some, _is_one_of_two, _ends_a_name, _is_an_hour)):
        return True
    return quantity.kind == "times" and any(_is_as_often(passage, quantity) for passage in near)


def _is_an_hour(case: Case, quantity: Quantity) -> bool:
    """`12 p.m.` for `noon`."""
    return low_at(case.candidate.tokens, quantity.last + 1) in HOURS and _is_under_alias(case, quantity)


def _is_as_often(passage: Passage, quantity: Quantity) -> bool:
    """`once a month` for `monthly`, `twice a year` for `every six months`."""
    if _OFTEN.get((quantity.low, quantity.period)) in passage.periods:
        return True
    if quantity.period != "year":
        return False
    months = (each.low for each in passage.quantities if each.unit == "month" and each.lead in {"every", "each"})
    return any(month * quantity.low == _MONTHS_A_YEAR for month in months)


def _ends_a_name(case: Case, quantity: Quantity) -> bool:
    """The `2` of `Angular 2`, where the source has it behind the same name."""
    tokens = case.candidate.tokens
    if not quantity.first or quantity.first != quantity.last or not is_name(tokens[quantity.first - 1]):
        return False
    name = [token.low for token in tokens[quantity.first - 1 : quantity.first + 1]]
    pairs = (pair for passage in case.source.passages for pair in pairwise(passage.tokens))
    return any([left.low, right.low] == name for left, right in pairs)


def _is_one_of_some(case: Case, quantity: Quantity) -> bool:
    """The `one` of `one of four`, where the four are judged by themselves."""
    follows = [each for each in case.candidate.quantities if each.first == quantity.last + 2]
    return quantity.low == quantity.high == 1 and low_at(case.candidate.tokens, quantity.last + 1) == "of" and bool(follows)


def _is_one_of_two(case: Case, quantity: Quantity) -> bool:
    """`from one shop to the other`."""
    after = [token.low for token in case.candidate.tokens[quantity.last + 1 : quantity.last + 6]]
    return (
        quantity.low == quantity.high == 1
        and quantity.lead == "from"
        and {"other", "next", "another"}.intersection(after) != set()
    )


def _is_under_alias(case: Case, quantity: Quantity) -> bool:
    """The `first` of `first half` for `H1`."""
    keys = alias_keys(case.candidate.wide[quantity.first])
    return any(keys & passage.all_wide for passage in case.passages(case.near(quantity.first)))


def _is_percentile(case: Case, quantity: Quantity, lines: tuple[int, ...]) -> bool:
    """`95th percentile` for `p95`."""
    written = f"p{quantity.low:.0f}"
    ahead = {case.candidate.tokens[place].low for place in quantity.ahead}
    return "percentile" in ahead and any(written in passage.all_exact for passage in case.passages(lines))


def _lines_for(case: Case, quantity: Quantity, lines: tuple[int, ...]) -> tuple[int, ...]:
    """The lines that the clause rewrites, then those of the whole, then those that name what is counted; for a rank in a name
    (`seventh grade`) any line."""
    every = range(len(case.source.lines))
    if quantity.kind in {"year", "code"}:
        return tuple(dict.fromkeys([*lines, *case.around]))
    if quantity.kind != "ordinal":
        named = (*quantity.ahead[:1], *quantity.behind[:2])
        keys = [case.candidate.exact[at] for at in named if not is_light(case.candidate.tokens[at].low)]
        told = (line for line in every if keys and all(key & case.source.passages[line].all_exact for key in keys))
        of_the_whole = (line for line in every if case.source.lines[line].section in {"summary", "headline"})
        return tuple(dict.fromkeys([*lines, *case.around, *told, *of_the_whole]))
    return tuple(dict.fromkeys([*lines, *case.around, *every]))


def _without_match(case: Case, quantity: Quantity, lines: tuple[int, ...], reasons: list[str]) -> tuple[str, Quote | None]:
    if quantity.low == quantity.high == 0 and any(_DENIES & source.all_exact for source in case.passages(lines)):
        return "", None
    if not reasons and _counts_one(quantity) and not any(rival(case, quantity, line, quantity) for line in lines):
        return "", None
    if not reasons and _is_a_span(case, quantity, lines):
        return "", None
    for line in lines:
        if not reasons and is_derived(case.source.passages[line], case.candidate, quantity):
            return "", case.source.quote(line)
    return (reasons[0] if reasons else "not_in_source"), None


def _counts_one(quantity: Quantity) -> bool:
    """`one assistant`, as good as `an assistant`."""
    plain = quantity.kind == "plain" and not quantity.unit and quantity.lead not in {"from", "to", "by"}
    return plain and quantity.low == quantity.high == 1 and bool(quantity.ahead)


def _is_a_span(case: Case, quantity: Quantity, lines: tuple[int, ...]) -> bool:
    """`one day before` for `the day before`, but not `one year` for `two years`."""
    near = [*case.passages(lines)]
    counted = any(each.unit == quantity.unit for passage in near for each in passage.quantities)
    named = any(quantity.unit in passage.periods for passage in near)
    return quantity.low == quantity.high == 1 and not quantity.bound and named and not counted


def _vague(case: Case, quantity: Quantity, lines: tuple[int, ...]) -> tuple[str, Quote | None]:
    word = case.candidate.tokens[quantity.first].low
    alike = frozenset(data()["vague"]["alike"].get(word, ()))
    for line in lines:
        passage = case.source.passages[line]
        if case.candidate.exact[quantity.first] & passage.all_exact or alike & passage.words:
            return "", case.source.quote(line)
    return "not_in_source", None


def _multiple(case: Case, quantity: Quantity, lines: tuple[int, ...]) -> tuple[str, Quote | None]:
    keys = case.candidate.wide[quantity.first]
    for line in lines:
        values = [each.low for each in case.source.passages[line].quantities if each.kind not in {"year", "code"}]
        grown = any(first and abs(last / first - quantity.low) < _NEAR_SAME for first, last in pairwise(values))
        if grown or keys & case.source.passages[line].all_wide:
            return "", case.source.quote(line)
    return "not_in_source", None


def _same_value(case: Case, mine: Quantity, other: Quantity, line: int) -> bool:
    if {mine.kind, other.kind} not in (
        {"plain"},
        {"year"},
        {"code"},
        {"ordinal"},
        {"times"},
        {"plain", "times"},
        {"plain", "year"},
        {"plain", "ordinal"},
    ):
        return False
    if {mine.kind, other.kind} == {"plain", "ordinal"} and not (
        _every_so_many(case, mine) or is_numbered(case, mine, line, other)
    ):
        return False
    return _agree(mine, other)


def _agree(mine: Quantity, other: Quantity) -> bool:
    """Whether two quantities are one number, or mine the end of a range that it is said to be."""
    low, high = _in_unit_of(mine, other)
    if _is_part_of_three(mine) != _is_part_of_three(other) and mine.unit == other.unit == "percent":
        return low == high and other.low == other.high and round(low) == round(other.low)
    if mine.bound == "most" and other.low != other.high:
        return abs(high - other.high) < _NEAR_SAME
    if mine.bound == "least" and other.low != other.high:
        return abs(low - other.low) < _NEAR_SAME
    if low == high and other.low != other.high and mine.lead in {"from", "to"}:
        return abs(low - (other.low if mine.lead == "from" else other.high)) < _NEAR_SAME
    return abs(low - other.low) < _NEAR_SAME and abs(high - other.high) < _NEAR_SAME


def _is_part_of_three(quantity: Quantity) -> bool:
    """Whether a percentage was read from thirds, sixths and the like, which `33%` rounds; `33.4%` is written so."""
    return bool(quantity.low * _MANY % 1)


def _spread(case: Case, mine: Quantity, line: int, other: Quantity) -> Quantity | None:
    """`from 1,400 to 3,200 square feet` as the one range that mine is, where nothing moved from the one to the other."""
    if mine.low >= mine.high or other.lead != "from" or other.low != mine.low:
        return None
    passage = case.source.passages[line]
    moved = any(deed.rung == "result" or deed.base in listed("moves_of_itself") for deed in passage.deeds)
    ends = (each for each in passage.quantities if each.lead == "to" and each.first > other.last and each.low == mine.high)
    end = None if moved else next(ends, None)
    return replace(end, low=other.low, first=other.first, behind=other.behind, lead=mine.lead) if end else None


def _every_so_many(case: Case, mine: Quantity) -> bool:
    """`every sixth week` for `one week in six`."""
    return mine.lead in {"every", "each"}


def _in_unit_of(mine: Quantity, other: Quantity) -> tuple[float, float]:
    for from_unit, to_unit, divides in ((mine.unit, other.unit, False), (other.unit, mine.unit, True)):
        step = conversion(from_unit)
        if step and step[0] == to_unit:
            factor = 1 / step[1] if divides else step[1]
            return mine.low * factor, mine.high * factor
    return mine.low, mine.high
