"""What the analysis returns: a score that explains itself."""

from typing import Any, Literal

from app.resume.model import Value

Category = Literal["formatting", "content_quality", "ats_optimization", "skills_section", "professional_summary"]
Severity = Literal["critical", "high", "medium", "low", "info"]


class Row(Value):
    """The points one check gave, and why. Points are rounded to two decimals."""

    category: Category
    check: str
    points: float
    max_points: float
    why: str


class Issue(Value):
    """One finding: where it stands, the words it is about (`example`), and a fix for this very text."""

    category: Category
    severity: Severity
    issue: str
    location: str
    example: str | None
    rule_id: str
    points: float = 0.0
    fix: str | None = None


class Suggestion(Value):
    """What to do, what it wins at least (`points`) in which check of the breakdown, and the ground for it."""

    category: str
    check: str = ""
    priority: Severity
    suggestion: str
    examples: tuple[str, ...]
    reasoning: str
    points: float = 0.0


class Scores(Value):
    """Each category out of 20; `overall_score` is their sum."""

    overall_score: float
    formatting_score: float
    content_quality_score: float
    ats_optimization_score: float
    skills_section_score: float
    professional_summary_score: float


class Report(Value):
    scores: Scores
    score_breakdown: tuple[Row, ...]
    issues: tuple[Issue, ...]
    suggestions: tuple[Suggestion, ...]
    metadata: dict[str, Any]
    rubric_version: str
