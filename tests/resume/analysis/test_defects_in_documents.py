"""One defect planted in anybody's résumé lowers its check, touches no check that has nothing to do with it, and wins nothing."""

from collections.abc import Iterator
from functools import cache

import pytest

from app.resume.analysis.report import Report
from app.resume.model import Resume
from app.resume.reading.document import Document
from tests.resume.analysis.defects import DEFECTS, Defect, with_job
from tests.resume.analysis.documents import Points, documents, most, points, scored
from tests.resume.analysis.people import assistant

UNMEASURED = (
    "Arranged travel and hotels for the partners of the firm and for their guests",
    "Drafted letters and minutes for the board and filed them the same day",
)
EVERY = 24
_ROUNDED = 0.011  # the shares of a category are rounded to whole hundredths


@cache
def english() -> tuple[tuple[str, Resume, Document | None, Report], ...]:
    """The résumés in English with their reports; the assistant, who has no file, the first, with figures and without."""
    bare = with_job(assistant(), 1, responsibilities=UNMEASURED)
    read = [("assistant", assistant(), None), ("assistant without figures", bare, None), *documents(EVERY)]
    return tuple((name, resume, file, scored(resume, file)) for name, resume, file in read if resume.language in {None, "en"})


def plantings(defect: Defect) -> Iterator[tuple[str, Report, Report]]:
    """The reports before and after, for each résumé that has room for the defect and points to lose by it."""
    for name, resume, document, before in english():
        own = key_of(defect, before)
        if own is None or points(before)[own] == 0 or (defect.once and points(before)[own] < most(before)[own]):
            continue
        planted = defect.plant(resume)
        if planted is not None:
            yield name, before, scored(planted, document, str(before.metadata["profile"]))


def key_of(defect: Defect, report: Report) -> tuple[str, str] | None:
    return next((key for key in points(report) if key[1] == defect.check), None)


def lowered(before: Points, after: Points) -> set[str]:
    return {check for (category, check), was in before.items() if after.get((category, check), was) < was - _ROUNDED}


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_lowers_its_check_and_none_that_has_nothing_to_do_with_it(name: str) -> None:
    defect, tried, wrong = DEFECTS[name], 0, []
    for file, before, after in plantings(defect):
        lower = lowered(points(before), points(after))
        if defect.check not in lower or lower - defect.follow - {defect.check}:
            wrong.append(f"{file}: {sorted(lower)}")
        if after.scores.overall_score > before.scores.overall_score:
            wrong.append(f"{file}: {before.scores.overall_score} -> {after.scores.overall_score}")
        tried += 1
    assert tried
    assert not wrong
