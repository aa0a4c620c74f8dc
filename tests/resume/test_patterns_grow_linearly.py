"""Every compiled pattern of `app.resume` takes work in proportion to its text, also on text made to hurt it.

Work is measured as CPU time of the process, the least of several runs, and judged by its ratio when the text grows eightfold:
linear work grows about eightfold, quadratic sixty-four-fold. Texts too quick to measure pass.
"""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from types import ModuleType

import pytest

import app.resume

SEEDS = (
    "a", "1", " ", "-", ".", "a.", "a@", "a-", "1 ", "1-", " - ", "a b ", "A ", "(", "+1 (", "http://a", "www.", ", ", "| ", "• ",
    "2019 - ", "Jan ", "gpa ", "a'", "x/", "\u00ad", "é", "\t",
)  # fmt: skip
SHORT, GROWTH = 1_000, 8
TOO_QUICK = 0.004
WORST_RATIO = 32
RUNS = 3


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(app.resume.__path__, "app.resume."):
        yield importlib.import_module(found.name)


def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns that stand in modules, alone or in a tuple, list or mapping."""
    return {each.pattern: each for module in modules() for value in vars(module).values() for each in _patterns_in(value)}


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _patterns_in(each)
    elif isinstance(value, tuple | list | frozenset | set):
        for each in value:
            yield from _patterns_in(each)


def work(pattern: re.Pattern[str], text: str, runs: int = 1) -> float:
    """The least CPU seconds of some runs over the whole text, as the patterns are used: each match, and where none is."""
    least = float("inf")
    for _ in range(runs):
        started = time.process_time()
        for _match in pattern.finditer(text):
            pass
        pattern.fullmatch(text)
        least = min(least, time.process_time() - started)
    return least


def grows_too_fast(pattern: re.Pattern[str], text: str) -> bool:
    if work(pattern, text * GROWTH) < TOO_QUICK:
        return False
    return work(pattern, text * GROWTH, RUNS) > WORST_RATIO * max(work(pattern, text, RUNS), TOO_QUICK / GROWTH / 2)


def test_there_are_patterns_to_judge() -> None:
    assert len(patterns()) > 20


@pytest.mark.parametrize("pattern", patterns().values(), ids=lambda pattern: pattern.pattern[:40])
def test_work_grows_with_the_text_and_not_faster(pattern: re.Pattern[str]) -> None:
    hurt_by = [seed for seed in SEEDS if grows_too_fast(pattern, (seed * SHORT)[:SHORT])]
    assert not hurt_by


def test_a_pattern_that_grows_faster_is_found() -> None:
    assert grows_too_fast(re.compile(r"a*a*b"), "a" * 60)
