"""Judges spans of time that stand without a figure: `weekly`, `each year`."""

from collections.abc import Iterator

from app.resume.evidence.case import Case, Finding
from app.resume.evidence.lexicon import Keys
from app.resume.evidence.names import is_part_of_a_name
from app.resume.evidence.passage import Passage
from app.resume.evidence.quantities import period_of

_BEHIND_A_TIME = frozenset({"shift", "shifts", "months", "hours", "minutes"})


def judge_periods(case: Case) -> Iterator[Finding]:
    """A finding for each span of time that no quantity counts and the source does not name, or names as every other one."""
    for place, token in enumerate(case.candidate.tokens):
        span = _span(case.candidate, place) if token.kind == "word" and not _is_counted(case.candidate, place) else ""
        if (
            not span
            or (span == "year" and _between_years(case, place))
            or _is_named_by_time(case, place)
            or is_part_of_a_name(case, place)
        ):
            continue
        near = [*case.passages(case.near(place))]
        skips = _every_other(case.candidate, place) and span != "fortnight"
        if not any(span in (passage.alternates | _by_twos(passage) if skips else passage.periods) for passage in near):
            yield Finding("number_direction_or_period", place, place, "other_period")
    if not case.candidate.alternates:
        yield from _without_other(case)


def _by_twos(passage: Passage) -> Keys:
    """The spans that a line counts by twos: `every two days`."""
    return frozenset(each.unit for each in passage.quantities if each.low == each.high == 2 and each.lead in {"every", "each"})


def _every_other(candidate: Passage, place: int) -> bool:
    return candidate.tokens[place - 1].low in {"other", "second"} and candidate.tokens[max(0, place - 2)].low in {"every", "each"}


def _span(candidate: Passage, place: int) -> str:
    """What a word names as a span of time; the `week` of `every other week` is two."""
    span = period_of(candidate.tokens[place].low)
    return "fortnight" if span == "week" and candidate.tokens[place - 1].low in {"other", "second"} else span


def _is_named_by_time(case: Case, place: int) -> bool:
    """The `shifts` of `night shifts`, the `months` of `winter months`, the `hours` of `class hours`."""
    named = place > 0 and case.candidate.tokens[place].low in _BEHIND_A_TIME
    before = case.candidate.exact[place - 1] if named else frozenset()
    return any(before & passage.all_exact for passage in case.passages(case.near(place)))


def _without_other(case: Case) -> Iterator[Finding]:
    """`every summer` for `every other summer`."""
    skipped = frozenset().union(*(passage.alternates for passage in case.passages(case.around[:1])))
    for place, token in enumerate(case.candidate.tokens):
        each = skipped & case.candidate.exact[place] and case.candidate.tokens[place - 1].low in {"every", "each", "a", "per"}
        if each or (token.low.endswith("ly") and period_of(token.low) in skipped):
            yield Finding("number_direction_or_period", place, place, "other_period")


def _is_counted(candidate: Passage, place: int) -> bool:
    """Whether a span of time is part of a figure: `three years`, `four times a year`."""
    return any(each.first <= place <= each.last + (3 if each.kind == "times" else 0) for each in candidate.quantities)


def _between_years(case: Case, place: int) -> bool:
    """`the year after` of a line that names two years."""
    around = {token.low for token in case.candidate.tokens[max(0, place - 1) : place + 2]}
    two = any(sum(each.kind == "year" for each in passage.quantities) > 1 for passage in case.passages(case.near(place)))
    return two and not around.isdisjoint({"after", "following", "later", "next", "before", "previous", "earlier"})
