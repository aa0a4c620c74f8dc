"""Figures that plain reckoning gives exactly from those of the source: differences, sums, spans of years."""

from itertools import combinations, pairwise

from app.resume.evidence.figures import Quantity
from app.resume.evidence.measures import in_unit
from app.resume.evidence.passage import Passage
from app.resume.evidence.tokens import low_at

_MORE_OR_LESS = frozenset(
    {"faster", "fewer", "less", "more", "shorter", "sooner", "earlier", "higher", "lower", "quicker", "off"}
)
_OTHERS = frozenset({"other", "others", "colleagues", "coworkers", "peers"})
_PRONOUNS = frozenset({"them", "those", "these", "which"})
_NEAR_SAME = 1e-9


def is_derived(passage: Passage, candidate: Passage, mine: Quantity) -> bool:
    """What plain reckoning gives exactly: a difference, the years between two years, a sum, oneself added to `two others`."""
    if mine.kind != "plain" or mine.bound or mine.low != mine.high:
        return False
    ways = (_is_difference, _is_sum, _with_oneself, _is_share)
    return any(way(passage, candidate, mine) for way in ways)


def _is_sum(passage: Passage, candidate: Passage, mine: Quantity) -> bool:
    counted = candidate.keys_at(mine.ahead[:1])
    values = [
        each.low
        for each in passage.quantities
        if each.kind == "plain"
        and each.low == each.high
        and each.unit == mine.unit
        and not _is_part(passage, each)
        and not (counted & passage.all_exact and not counted & passage.keys_at(each.ahead))
    ]
    return len(values) > 1 and any(abs(a + b - mine.low) < _NEAR_SAME for a, b in combinations(values, 2))


def _is_part(passage: Passage, quantity: Quantity) -> bool:
    """The `two` of `14 rooms, two of them suites`, which are counted already."""
    return low_at(passage.tokens, quantity.last + 1) == "of" and low_at(passage.tokens, quantity.last + 2) in _PRONOUNS


def _with_oneself(passage: Passage, candidate: Passage, mine: Quantity) -> bool:
    """`one of three` where the line has two others."""
    others = (each for each in passage.quantities if low_at(passage.tokens, each.last + 1) in _OTHERS)
    return low_at(candidate.tokens, mine.last + 1) not in _OTHERS and any(each.low + 1 == mine.low for each in others)


def _is_difference(passage: Passage, candidate: Passage, mine: Quantity) -> bool:
    """`by 22 days` where the source goes from 74 to 52 days."""
    after = {token.low for token in candidate.tokens[mine.last + 1 : mine.last + 4]}
    years = [each.low for each in passage.quantities if each.kind == "year"]
    if mine.unit == "year" and len(years) > 1 and max(years) - min(years) == mine.low:
        return True
    if mine.lead != "by" and mine.unit != "point" and not after & _MORE_OR_LESS:
        return False
    values = [each for each in passage.quantities if each.kind == "plain" and each.low == each.high]
    units = {each.unit for each in values}
    moved = [(a, b) for a in values for b in values if {a.lead, b.lead} & {"from", "to"}]
    unit = "percent" if mine.unit == "point" else mine.unit
    if unit in units and any(abs(abs(a.low - b.low) - mine.low) < _NEAR_SAME for a, b in moved):
        return True
    steps = [(in_unit(a.low, a.unit, unit), in_unit(b.low, b.unit, unit)) for a, b in moved]
    return any(a is not None and b is not None and abs(abs(a - b) - mine.low) < _NEAR_SAME for a, b in steps)


def _is_share(passage: Passage, _candidate: Passage, mine: Quantity) -> bool:
    """`20%` for `one flight in five`."""
    pairs = pairwise([each for each in passage.quantities if each.kind == "plain" and each.low == each.high])
    shares = (left.low / right.low for left, right in pairs if right.lead == "in" and 0 < left.low < right.low)
    return mine.unit == "percent" and any(abs(share * 100 - mine.low) < _NEAR_SAME for share in shares)
