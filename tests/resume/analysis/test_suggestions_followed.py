"""What a suggestion promises is won by whoever follows it, measured by scoring again.

The documents are our own, and each twelfth of EVALUATION_DATA where that is set.
"""

import os
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from app.resume.parsing.parse import parse
from scripts.follow_suggestions import resumes, unkept

FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"
TODAY = date(2026, 11, 24)


def followed(folder: Path, every: int) -> tuple[int, list[str]]:
    """How many suggestions were followed, and those that won less than promised."""
    tally: Counter[str] = Counter()
    less = [line for _, document in resumes(folder, every) for line in unkept(parse(document), document, TODAY, tally)]
    return tally.total() - len(less), less


def test_our_own_documents_win_what_is_promised() -> None:
    times, less = followed(FIXTURES, 1)
    assert times
    assert not less


@pytest.mark.skipif("EVALUATION_DATA" not in os.environ, reason="EVALUATION_DATA is not set")
def test_documents_of_others_win_what_is_promised() -> None:
    times, less = followed(Path(os.environ["EVALUATION_DATA"]), 12)
    assert times
    assert not less
