"""Words beside a figure that say no more than it does: `a budget` of a sum, `ranked` of a rank, `large` of `as large as`."""

from collections.abc import Sequence
from itertools import combinations

from app.resume.evidence.case import Case
from app.resume.evidence.counted import SPANS
from app.resume.evidence.lexicon import comparable, listed, table
from app.resume.evidence.passage import Passage
from app.resume.evidence.quantities import words_of_bounds

_MONEY = frozenset({"dollar", "euro", "sterling", "yen"})
_LENGTHS = frozenset({"mile", "kilometre", "foot", "yard", "meter", "inch"})
_SPEEDS = frozenset({"wpm", "mph", "kph", "rpm", "fps"})
_BEATS = frozenset({"exceed", "surpass", "beat", "top"})
_AIMS = frozenset({"target", "goal", "quota", "plan"})
_BOUND_WITHIN = 5
_POINTS = frozenset({"in", "before", "after", "from", "since"})


def _follows_from_figures(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """`rising to 71` where the line goes from 60 to 71."""
    word = comparable(case.candidate.tokens[place].low)
    if word in _BEATS:
        return any(_is_over_target(passage) for passage in near)
    for name, sign in (("up", 1), ("down", -1)):
        if word in table("moves")[name]:
            return any(
                left.kind == right.kind == "plain" and left.unit == right.unit and (right.low - left.low) * sign > 0
                for passage in near
                for left, right in combinations([each for each in passage.quantities if each.kind == "plain"], 2)
            )
    return False


def _is_over_target(passage: Passage) -> bool:
    """`52 against a target of 48`."""
    plain = [each for each in passage.quantities if each.kind == "plain"]
    aims = [each for each in plain if not _AIMS.isdisjoint(passage.tokens[at].low for at in each.behind[:2])]
    return any(each.low > aim.low and each.unit == aim.unit for aim in aims for each in plain if each is not aim)


def _names_a_figure(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """`the share` where the line gives a percentage, `a budget` where it gives a sum of money."""
    word = case.candidate.tokens[place].low
    units = {each.unit for passage in near for each in passage.quantities}
    if word in listed("names_of_money"):
        return bool(units & _MONEY)
    if word in {"interval", "intervals", "schedule"}:
        return any(each.lead in {"every", "each"} and each.unit in SPANS for passage in near for each in passage.quantities)
    for names, counted in (("names_of_length", _LENGTHS), ("names_of_speed", _SPEEDS)):
        if word in listed(names):
            return bool(units & counted)
    if word in {"rating", "ratings"}:
        return any(not {"star", "stars"}.isdisjoint(passage.words) for passage in near)
    if word in {"length", "duration"}:
        return bool(units & SPANS)
    return word in listed("names_of_a_part") and "percent" in units


def _names_what_is_saved(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """`cut costs by $4,000` for `saved $4,000`."""
    saved = any("save" in passage.bases.values() and _MONEY & {each.unit for each in passage.quantities} for passage in near)
    return saved and case.candidate.tokens[place].low in listed("names_of_what_is_saved")


def _is_of_bound(case: Case, place: int, _near: Sequence[Passage]) -> bool:
    """The `large` of `as large as $75K`: the bound is judged with its figure."""
    bounded = (each for each in case.candidate.quantities if each.bound and 0 < each.first - place < _BOUND_WITHIN)
    return case.candidate.tokens[place].low in words_of_bounds() and any(bounded)


def _ranks(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """`Ranked second` where the line says second."""
    ranked = case.candidate.bases.get(place) in listed("ranks")
    return ranked and any(each.kind == "ordinal" for passage in near for each in passage.quantities)


def _dates(case: Case, place: int, _near: Sequence[Passage]) -> bool:
    """The `built` of `houses built before 1980`, the `pre` of `pre-1980 houses`: the year is judged by itself."""
    after = case.candidate.tokens[place + 1 : place + 3]
    dated = any(each.kind == "year" and each.first == place + 2 for each in case.candidate.quantities)
    word = case.candidate.tokens[place].low
    if word in {"pre", "post"}:
        return dated and after[0].text == "-"
    return dated and word in listed("dates_a_thing") and after[0].low in _POINTS


BESIDE_FIGURES = (_names_a_figure, _names_what_is_saved, _follows_from_figures, _is_of_bound, _ranks, _dates)
"""The rules of this file: each says of a case, a token and the lines near it whether the token needs no word of the source."""
