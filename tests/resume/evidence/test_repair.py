"""Repair cuts what is not borne out, leaves sentences only, and never lets a claim through."""

import pytest

from app.resume.evidence.check import check
from app.resume.evidence.repair import repair
from tests.resume.evidence.written import DECKHAND, DISPATCHER, LINES, written

CUT = (
    ("Expertly painted two hulls each spring", DECKHAND, "Painted two hulls each spring"),
    ("Painted two hulls each spring, reducing rust", DECKHAND, "Painted two hulls each spring"),
    ("Painted two hulls each spring in Marinafy", DECKHAND, "Painted two hulls each spring"),
    ("Tied lines, mended nets and checked life vests", DECKHAND, "Tied lines and checked life vests"),
    ("Logged fuel for each boat in Marinafy and greeted guests", DISPATCHER, "Logged fuel for each boat in Marinafy"),
)  # fmt: skip
PAST_MENDING = (
    ("Led the winter plan", DISPATCHER),
    ("Cut late departures from 12 to 9 a month by posting the tide table", DISPATCHER),
    ("Sailed", DECKHAND),
)


@pytest.mark.parametrize(("text", "entry", "left"), CUT)
def test_the_smallest_piece_is_cut(text: str, entry: int, left: str) -> None:
    assert repair(text, LINES, entry=entry) == left


@pytest.mark.parametrize(("text", "entry"), PAST_MENDING)
def test_what_no_cut_mends_is_given_up(text: str, entry: int) -> None:
    assert repair(text, LINES, entry=entry) is None


def test_a_supported_text_stays_as_it_is() -> None:
    text = "Painted two hulls each spring"
    assert repair(text, LINES, entry=DECKHAND) == text


def test_nothing_unsupported_leaves_a_repair() -> None:
    for case in written():
        left = repair(case.candidate, case.lines, entry=case.entry)
        assert left is None or check(left, case.lines, entry=case.entry).supported
