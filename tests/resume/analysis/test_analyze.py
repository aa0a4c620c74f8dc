"""The report as a whole: it adds up, it is the same always, and it refuses what it does not know."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from app.errors import InvalidRequest
from app.resume.analysis.rubric import CATEGORIES, rubric
from tests.resume.analysis.people import assistant, report, rules


def test_a_sound_resume_scores_high_and_breaks_no_rule() -> None:
    result = report(assistant())
    assert result.scores.overall_score > 80
    assert [rule for rule in rules(result) if rule != "word_count"] == []


def test_each_category_is_the_sum_of_its_rows_and_the_score_that_of_the_categories() -> None:
    result = report(assistant().model_copy(update={"skills": ("Excel",), "summary": None, "phone": None}))
    sums = [
        sum((Decimal(str(row.points)) for row in result.score_breakdown if row.category == category), Decimal(0))
        for category in CATEGORIES
    ]
    scores = result.scores.model_dump()
    assert [Decimal(str(scores[f"{category}_score"])) for category in CATEGORIES] == sums
    assert Decimal(str(result.scores.overall_score)) == sum(sums)


def test_what_does_not_apply_leaves_its_points_to_the_rest() -> None:
    result = report(assistant())
    assert "layout" in [each["check"] for each in result.metadata["checks_left_out"]]
    for category in CATEGORIES:
        full = sum((Decimal(str(row.max_points)) for row in result.score_breakdown if row.category == category), Decimal(0))
        assert full == 20


def test_the_rubric_gives_twenty_points_a_category() -> None:
    for category in CATEGORIES:
        assert sum(limits.points for limits in rubric().checks.values() if limits.category == category) == 20


def test_an_unknown_profile_is_refused_with_the_names_that_are_known() -> None:
    with pytest.raises(InvalidRequest, match="virtual_assistant"):
        report(assistant(), profile="astronaut")


def test_the_report_does_not_hang_on_the_hash_seed() -> None:
    program = "from tests.resume.analysis.people import *; print(report(assistant()).model_dump_json())"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[3])},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1
    assert json.loads(outputs.pop())["scores"]["overall_score"] > 0
