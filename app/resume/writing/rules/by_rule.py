"""Answers the questions by rule, a function a question."""

from functools import singledispatch
from typing import Any

from app.resume.model import Value
from app.resume.writing.questions import RewriteLines, WriteProfile
from app.resume.writing.rules.lines import rewrite_lines
from app.resume.writing.rules.profile import write_profile

RULES = "rules-1"
"""The version of the rules: it rises when they come to write otherwise."""


@singledispatch
def by_rule(question: Any) -> Value:
    """The answer to a question. Raises NotImplementedError for one that no rule knows."""
    raise NotImplementedError(type(question).__name__)


by_rule.register(RewriteLines, rewrite_lines)
by_rule.register(WriteProfile, write_profile)
