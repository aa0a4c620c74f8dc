"""At most seven things to do, those that win most first."""

from collections.abc import Sequence
from math import ceil

from app.resume.analysis.report import Severity, Suggestion
from app.resume.analysis.score import Scored
from app.resume.analysis.verdict import Advice

_MOST = 7
_CATEGORY_CENTS = 2000
_CATEGORIES = {
    "formatting": "formatting",
    "content_quality": "content",
    "ats_optimization": "ats",
    "skills_section": "skills",
    "professional_summary": "summary",
}
_PRIORITIES: tuple[tuple[float, Severity], ...] = ((4.0, "critical"), (2.0, "high"), (0.75, "medium"))


def suggestions(scored: Sequence[Scored]) -> tuple[Suggestion, ...]:
    """The advice of the checks that still have points to give, in the order of those points."""
    open_ends = [(_won(each, each.verdict.advice), each, each.verdict.advice) for each in scored if each.verdict.advice]
    ranked = sorted((each for each in open_ends if each[0] > 0), key=lambda triple: -triple[0])[:_MOST]
    return tuple(_suggestion(won, each, advice) for won, each, advice in ranked)


def _won(each: Scored, advice: Advice) -> float:
    """The points that following the advice wins at least, in whole hundredths."""
    reached = int(advice.reaches * each.most) - each.points
    return max(0, reached - ceil(advice.costs * _CATEGORY_CENTS)) / 100


def _suggestion(won: float, each: Scored, advice: Advice) -> Suggestion:
    return Suggestion(
        category=_CATEGORIES[each.category],
        check=each.check.row or each.check.name,
        priority=next((name for least, name in _PRIORITIES if won >= least), "low"),
        suggestion=_sentence(advice.text),
        examples=advice.examples,
        reasoning=_sentence(advice.reasoning),
        points=won,
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
