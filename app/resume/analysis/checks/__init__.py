"""The checks of the rubric. To add one: write a function, name it here and in `rubric.toml`, add a test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.resume.analysis.case import Case
from app.resume.analysis.checks import (
    bullets,
    claims,
    dates,
    keywords,
    layout,
    length,
    machine,
    pronouns,
    quantities,
    safety,
    sections,
    skills,
    spelling,
    summary,
    tense,
    verbs,
)
from app.resume.analysis.rubric import Limits
from app.resume.analysis.subject import Subject
from app.resume.analysis.verdict import Found, Verdict


@dataclass(frozen=True)
class Check:
    """`name` is that of the rubric; `english`: whether it knows English words alone; `row` is what the report calls it."""

    name: str
    run: Callable[[Case, Limits], Verdict | None]
    english: bool = False
    row: str = ""


Note = Callable[[Subject], Iterator[Found]]
"""Looks for what has no points: yields what it finds."""

CHECKS: tuple[Check, ...] = (
    Check("word_count", length.word_count),
    Check("sections", sections.sections),
    Check("dates", dates.dates),
    Check("bullets", bullets.bullets),
    Check("layout", layout.layout),
    Check("action_verbs", verbs.action_verbs, english=True),
    Check("quantified", quantities.quantified),
    Check("pronouns", pronouns.pronouns, english=True),
    Check("bullet_length", bullets.bullet_length),
    Check("weak_phrases", verbs.weak_phrases, english=True),
    Check("tense", tense.tense, english=True),
    Check("repetition", verbs.repetition, english=True),
    Check("spelling", spelling.spelling, english=True),
    Check("keywords", keywords.keywords, english=True),
    Check("keyword_context", keywords.keyword_context, english=True),
    Check("keyword_density", keywords.keyword_density),
    Check("machine_readable", machine.machine_readable),
    Check("contact", machine.contact),
    Check("count", skills.count),
    Check("relevance", skills.relevance, english=True),
    Check("tools", skills.tools),
    Check("evidenced", skills.evidenced, english=True),
    Check("tidy", skills.tidy),
    Check("present", summary.present),
    Check("length", summary.length),
    Check("summary_keywords", summary.summary_keywords, english=True, row="keywords"),
    Check("achievement", summary.achievement),
    Check("specific", summary.specific, english=True),
)

NOTES: tuple[Note, ...] = (
    sections.unread_language,
    safety.sensitive_data,
    safety.references_section,
    safety.hidden_text,
    safety.model_instruction,
    claims.unsupported_tenure_claim,
    claims.overlap_or_future_date,
    claims.anachronism,
    claims.gap,
)
