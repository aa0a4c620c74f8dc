"""At most seven things to do, those that win most first."""

from collections.abc import Sequence

from app.resume.analysis.report import Severity, Suggestion
from app.resume.analysis.score import Scored
from app.resume.analysis.verdict import Advice

_MOST = 7
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
    open_ends = [(each, each.verdict.advice) for each in scored if each.verdict.advice and each.lost > 0]
    ranked = sorted(open_ends, key=lambda pair: -pair[0].lost)[:_MOST]
    return tuple(_suggestion(each, advice) for each, advice in ranked)


def _suggestion(each: Scored, advice: Advice) -> Suggestion:
    return Suggestion(
        category=_CATEGORIES[each.category],
        priority=next((name for least, name in _PRIORITIES if each.lost >= least), "low"),
        suggestion=advice.text,
        examples=advice.examples,
        reasoning=advice.reasoning,
        points=each.lost,
    )
