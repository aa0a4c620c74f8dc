"""Dates in the habits people have."""

import pytest

from app.resume.parsing.dates import find_period, find_periods


@pytest.mark.parametrize(
    ("text", "start", "end", "current"),
    [
        ("03/2021 – Present", "2021-03", None, True),
        ("Mar. 2021 to date", "2021-03", None, True),
        ("Summer 2019", None, "2019", False),
        ("2019-20", "2019", "2020", False),
        ("seit 2020", "2020", None, True),
        ("Since March 2020", "2020-03", None, True),
        ("Jan – Mar 2020", "2020-01", "2020-03", False),
        ("2020-06-01 — 2021-07-31", "2020-06", "2021-07", False),
        ("01.09.2012 - 31.08.2015", "2012-09", "2015-08", False),
        ("marzo de 2019 a la actualidad", "2019-03", None, True),
        ("Feb '19 - Aug '20", "2019-02", "2020-08", False),
        ("May 15, 2019 - June 3, 2020", "2019-05", "2020-06", False),
        ("Juli 2018 bis heute", "2018-07", None, True),
        ("Janvier 2018 – Décembre 2019", "2018-01", "2019-12", False),
        ("gennaio 2018 - in corso", "2018-01", None, True),
        ("maart 2017 – heden", "2017-03", None, True),
        ("03/19 - 04/20", "2019-03", "2020-04", False),
        ("2014 - 2018", "2014", "2018", False),
    ],
)
def test_a_period_is_read_as_it_is_meant(text: str, start: str | None, end: str | None, current: bool) -> None:
    period = find_period(text)
    assert period is not None
    assert (period.start, period.end, period.current) == (start, end, current)


@pytest.mark.parametrize("text", ["(512) 555-0188", "Grew sales 40% in 12 stores", "Maya Marchetti", "$2000 a month", "v2.2014"])
def test_other_figures_are_no_dates(text: str) -> None:
    assert find_periods(text) == []


def test_what_was_printed_is_kept() -> None:
    period = find_period("Engineer, Acme (Sept 2018 – May 2023)")
    assert period is not None
    assert (period.start_text, period.end_text) == ("Sept 2018", "May 2023")


def test_an_end_before_its_start_is_kept_as_printed() -> None:
    period = find_period("2019 - 2012")
    assert period is not None
    assert (period.start, period.end) == ("2019", "2012")
