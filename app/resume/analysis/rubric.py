"""The rubric of `rubric.toml` as values: checks with their points and thresholds, rules with their severity."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from app.resume.analysis.report import Category, Severity

_OF_LOOKS = ("layout", "machine_readable")
CATEGORIES: tuple[Category, ...] = get_args(Category)


@dataclass(frozen=True)
class Limits:
    """What one check may give and the thresholds it goes by."""

    category: Category
    points: int
    source: str
    figures: Mapping[str, float]

    def __getitem__(self, name: str) -> float:
        return self.figures[name]


@dataclass(frozen=True)
class Rule:
    category: Category
    severity: Severity


@dataclass(frozen=True)
class Rubric:
    version: str
    category_points: int
    checks: Mapping[str, Limits]
    rules: Mapping[str, Rule]

    def worth(self, name: str) -> float:
        """The largest share of its category that a check can be: a text has no looks, and those checks leave it their points."""
        category = self.checks[name].category
        looks = sum(self.checks[each].points for each in _OF_LOOKS if each != name and self.checks[each].category == category)
        return self.checks[name].points / (self.category_points - looks)


@cache
def rubric() -> Rubric:
    """The rubric that this version of the engine scores by."""
    data = tomllib.loads(Path(__file__).with_name("rubric.toml").read_text(encoding="utf-8"))
    return Rubric(
        version=data["rubric_version"],
        category_points=data["category_points"],
        checks={name: _limits(entry, data["sources"]) for name, entry in data["checks"].items()},
        rules={name: Rule(**entry) for name, entry in data["rules"].items()},
    )


def _limits(entry: dict[str, str | float], sources: dict[str, str]) -> Limits:
    figures = {name: value for name, value in entry.items() if isinstance(value, int | float) and name != "points"}
    category = next(each for each in CATEGORIES if each == entry["category"])
    return Limits(category, int(entry["points"]), sources[str(entry["source"])], figures)
