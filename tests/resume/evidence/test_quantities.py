"""How quantities are read: values, ranges, units, bounds, what is counted."""

import pytest

from app.resume.evidence.figures import Quantity
from app.resume.evidence.quantities import read_quantities
from app.resume.evidence.tokens import tokenize


def read(text: str) -> tuple[Quantity, ...]:
    return read_quantities(tokenize(text))


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("$1,200,000", 1_200_000, 1_200_000, "dollar"),
        ("$1.2M", 1_200_000, 1_200_000, "dollar"),
        ("40 million events", 40_000_000, 40_000_000, ""),
        ("twenty-five calls", 25, 25, ""),
        ("one hundred and ten calls", 110, 110, ""),
        ("a dozen posts", 12, 12, ""),
        ("half a dozen posts", 6, 6, ""),
        ("40 to 50 calls", 40, 50, ""),
        ("40-50 calls", 40, 50, ""),
        ("between 40 and 50 calls", 40, 50, ""),
        ("97 per cent", 97, 97, "percent"),
        ("two-and-a-half years", 2.5, 2.5, "year"),
        ("2½ years", 2.5, 2.5, "year"),
        ("seven working days", 7, 7, "day"),
        ("a freezer at -10 °F", -10, -10, "fahrenheit"),
        ("75 words per minute", 75, 75, "wpm"),
        ("a decade", 10, 10, "year"),
    ],
)
def test_value_and_unit(text: str, low: float, high: float, unit: str) -> None:
    (quantity,) = read(text)
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("about 60 calls", "about"),
        ("9 calls a week on average", "about"),
        ("nearly 50%", "near"),
        ("up to 300 guests", "most"),
        ("more than 40 guests", "over"),
        ("40+ guests", "plus"),
        ("under $2,500", "under"),
        ("60 calls", ""),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    assert read(text)[0].bound == bound


def test_a_change_has_two_ends() -> None:
    first, last = read("Cut it from 820 ms to 310 ms")
    assert (first.lead, last.lead) == ("from", "to")


def test_years_ordinals_and_times_are_told_apart() -> None:
    assert [each.kind for each in read("Finished third of 18 in 2020, twice")] == ["ordinal", "plain", "year", "times"]


def test_the_period_belongs_to_its_number() -> None:
    assert [each.period for each in read("Made 70 calls a day and 3 visits a week")] == ["day", "week"]
