"""Turns what the checks say into points: rows that add up to their category, and categories that add up to the score.

Points are counted in hundredths as whole numbers, so that sums are exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.resume.analysis.checks import Check
from app.resume.analysis.report import Category, Issue, Row, Scores
from app.resume.analysis.rubric import CATEGORIES, Rubric
from app.resume.analysis.verdict import Found, Verdict

_CENTS = 100


@dataclass(frozen=True)
class Scored:
    """A check that applied, its verdict, and its points in hundredths after scaling the category to its full marks."""

    check: Check
    category: Category
    verdict: Verdict
    points: int
    most: int

    @property
    def lost(self) -> float:
        return (self.most - self.points) / _CENTS


def score(verdicts: Sequence[tuple[Check, Verdict]], rubric: Rubric) -> tuple[Scored, ...]:
    """The points of each check that applied; what did not apply leaves its points to the rest of its category."""
    scored: list[Scored] = []
    for category in CATEGORIES:
        applied = [(check, verdict) for check, verdict in verdicts if rubric.checks[check.name].category == category]
        weights = [rubric.checks[check.name].points for check, _ in applied]
        most = shares(rubric.category_points * _CENTS, weights)
        scored += [
            Scored(check, category, verdict, round(verdict.share * full), full)
            for (check, verdict), full in zip(applied, most, strict=True)
        ]
    return tuple(scored)


def shares(whole: int, weights: Sequence[float]) -> list[int]:
    """`whole` parted by weight into whole numbers that add up to it, the largest remainders rounded up."""
    total = sum(weights)
    if total == 0:
        return [0] * len(weights)
    exact = [whole * weight / total for weight in weights]
    parts = [int(each) for each in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: (parts[at] - exact[at], at))
    for at in by_remainder[: whole - sum(parts)]:
        parts[at] += 1
    return parts


def rows(scored: Sequence[Scored]) -> tuple[Row, ...]:
    """The breakdown: a row a check."""
    return tuple(
        Row(
            category=each.category,
            check=each.check.row or each.check.name,
            points=each.points / _CENTS,
            max_points=each.most / _CENTS,
            why=each.verdict.why,
        )
        for each in scored
    )


def totals(scored: Sequence[Scored]) -> Scores:
    """The five categories and their sum."""
    cents = {category: sum(each.points for each in scored if each.category == category) for category in CATEGORIES}
    return Scores(
        overall_score=sum(cents.values()) / _CENTS,
        formatting_score=cents["formatting"] / _CENTS,
        content_quality_score=cents["content_quality"] / _CENTS,
        ats_optimization_score=cents["ats_optimization"] / _CENTS,
        skills_section_score=cents["skills_section"] / _CENTS,
        professional_summary_score=cents["professional_summary"] / _CENTS,
    )


def issues(scored: Sequence[Scored], notes: Sequence[Found], rubric: Rubric) -> tuple[Issue, ...]:
    """Every finding, the gravest first; a check's lost points are shared out among its findings."""
    found = [issue for each in scored for issue in _of_check(each, rubric)]
    found += [_issue(note, 0, rubric) for note in notes]
    return tuple(sorted(found, key=lambda issue: _ORDER[issue.severity]))


_ORDER: Mapping[str, int] = {"critical": 0, "high": 1, "medium": 2, "low": 3, "info": 4}


def _of_check(each: Scored, rubric: Rubric) -> list[Issue]:
    lost = shares(each.most - each.points, [1.0] * len(each.verdict.found))
    return [_issue(found, points, rubric) for found, points in zip(each.verdict.found, lost, strict=True)]


def _issue(found: Found, lost: int, rubric: Rubric) -> Issue:
    rule = rubric.rules[found.rule]
    return Issue(
        category=rule.category,
        severity=found.severity or rule.severity,
        issue=found.issue,
        location=found.place,
        example=found.example,
        rule_id=f"{rule.category}.{found.rule}",
        points=lost / _CENTS,
        fix=found.fix,
    )
