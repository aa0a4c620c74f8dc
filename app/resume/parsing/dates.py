"""Finds the dates of an entry in the words of its lines, in every habit that people write them.

A point in time becomes `YYYY-MM`, or `YYYY` where no month stands (a season or a quarter counts as none). What was printed stays
beside it. Nothing here knows the current day: an open end is `current`, never a date.
"""

import re
from dataclasses import dataclass
from typing import cast

from app.resume.parsing.lists import any_of, table

_WORDS = table("dates")["words"]
_MONTHS = {name: int(number) for number, names in table("dates")["months"].items() for name in names}

_MONTH = rf"(?P<month>{any_of(list(_MONTHS))})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_GAP = r"[ .,/’'-]{0,2}"
_OF = r"(?:(?:of|de|del|do) )?"

_POINTS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}年 ?(?:(?P<number>\d\d?)月)?",
        rf"{_YEAR}[-/.](?P<number>0[1-9]|1[0-2]|[1-9](?!\d))(?:[-/.][0-3]?\d)?(?!\d)",
        rf"(?P<day>[0-3]?\d)[./-](?P<number>[01]?\d)[./-]{_YEAR}(?!\d)",
        rf"(?P<number>0?[1-9]|1[0-2]) ?[./-] ?{_YEAR}(?!\d)",
        rf"(?:[0-3]?\d(?:st|nd|rd|th|er|º|\.)? {_OF})?{_MONTH}{_GAP}{_OF}{_YEAR}(?!\d)",
        rf"{_MONTH}{_GAP}[0-3]?\d(?:st|nd|rd|th)?,? {_YEAR}(?!\d)",
        rf"{_MONTH}[ .-]{{0,2}}[’'‘]?(?P<short>\d\d)(?!\d)",
        rf"(?:{any_of(_WORDS['seasons'])}){_GAP}{_OF}(?:{_YEAR}|[’'‘](?P<short>\d\d))(?!\d)",
        rf"{_YEAR}[ -]{_MONTH}(?![^\W\d_])",
        rf"{_YEAR} ?(?:q[1-4]|(?:{any_of(_WORDS['seasons'])})(?![^\W\d_]))",
        r"(?P<number>0[1-9]|1[0-2])/(?P<short>\d\d)(?![\d/])",
        rf"{_YEAR}(?!\d)",
        r"(?:month|mm)[ ./-]{0,2}(?:year|yyyy|yy)(?![^\W\d_])",
        r"(?:19|20)xx(?:[/.-]\d\d?)?(?![^\W_])",
    )
)
_PRESENT = re.compile(rf"(?:{any_of(_WORDS['present'])})(?![^\W\d_])", re.IGNORECASE)
_BARE_MONTH = re.compile(rf"{_MONTH}\.?(?![^\W\d_])", re.IGNORECASE)
_SHORT_END = re.compile(r"[’']?(?P<short>\d\d)(?!\d)")
_RANGE = re.compile(rf" {{0,2}}(?:[-–—‒−‐‑~→›>]{{1,3}}|(?:{any_of(_WORDS['range'])})(?![^\W\d_])|/) {{0,2}}", re.IGNORECASE)
_TO_DATE = re.compile(r" {0,2}(?:to date|till date|up to now|until now|till now)(?![^\W\d_])", re.IGNORECASE)
_SINCE = re.compile(rf"(?:{any_of(_WORDS['since'])}) $", re.IGNORECASE)
_OPEN_END = re.compile(r" {0,2}[-–—→] {0,2}(?=$|[)\]|,;·•])")
_OPENINGS = (any_of([name[:3] for name in _MONTHS]), any_of(_WORDS["seasons"]), "month|mm")
_START = re.compile(rf"(?<![\w/.€$£+-])(?:[\d]|(?={'|'.join(_OPENINGS)}))", re.IGNORECASE)
_YEARS = any_of(_WORDS["years"])
_MONTHS_LONG = any_of(_WORDS["months"])
_DURATION = re.compile(
    rf"\(?\d{{1,2}}\+? ?(?:{_YEARS})(?:[ ,]{{1,2}}(?:(?:and|und|et|y|e|en) )?\d{{1,2}} ?(?:{_MONTHS_LONG}))?\)?(?![^\W\d_])"
    rf"|\(?(?:\d{{1,2}} ?|an? |one )(?:{_MONTHS_LONG})\)?(?![^\W\d_])|\(?(?:an?|one) (?:{_YEARS})\)?(?![^\W\d_])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Point:
    """A point in time: `iso` is `YYYY-MM` or `YYYY`, `text` what was printed from `first` up to `last` in its line.

    `Month Year` and `20XX` keep a date's place in a form that is not filled in; their `iso` is empty.
    """

    iso: str
    text: str
    first: int
    last: int


@dataclass(frozen=True)
class Period:
    """The dates of an entry. `first` and `last` are the places in the line, so that the rest can be read without them."""

    start: str | None
    end: str | None
    start_text: str | None
    end_text: str | None
    current: bool
    first: int
    last: int

    @property
    def ranged(self) -> bool:
        """Whether two ends were printed, or an open one: a single date alone may mean many things."""
        return self.start_text is not None and (self.end_text is not None or self.current)


def find_period(text: str) -> Period | None:
    """The dates that a line gives: its first range, or else its last single date; None when it has none."""
    periods = find_periods(text)
    ranges = [period for period in periods if period.ranged]
    return next(iter(ranges or periods[-1:]), None)


def find_periods(text: str) -> list[Period]:
    """Every range and single date of a line, in order."""
    found: list[Period] = []
    at = 0
    while start := _START.search(text, at):
        period = _period_at(text, start.start())
        if period:
            found.append(period)
        at = period.last if period else start.start() + 1
    return found


def find_duration(text: str) -> tuple[int, int] | None:
    """Where a line prints a length of time, such as `2 yrs 3 mos`."""
    found = _DURATION.search(text)
    return found.span() if found else None


def without(text: str, first: int, last: int) -> str:
    """The line without what stands from `first` up to `last`, and without the brackets that were around it."""
    before, after = text[:first].rstrip(), text[last:].lstrip()
    if before.endswith(("(", "[")) and after.startswith((")", "]")):
        before, after = before[:-1].rstrip(), after[1:].lstrip()
    return f"{before} {after}".strip() if before and after else before or after


def _period_at(text: str, at: int) -> Period | None:
    point = _point_at(text, at)
    if not point:
        return _borrowed_year(text, at)
    end = _end_after(text, point)
    if end:
        return end
    since = _SINCE.search(text[max(0, at - 14) : at])
    open_end = _OPEN_END.match(text, point.last)
    if since or open_end:
        first = at - (since.end() - since.start()) if since else at
        last = open_end.end() if open_end else point.last
        return Period(point.iso or None, None, point.text, None, True, first, last)
    return Period(None, point.iso or None, None, point.text, False, point.first, point.last)


def _end_after(text: str, start: Point) -> Period | None:
    to_date = _TO_DATE.match(text, start.last)
    if to_date:
        return Period(start.iso or None, None, start.text, to_date.group().strip(), True, start.first, to_date.end())
    dash = _RANGE.match(text, start.last)
    if not dash:
        return None
    present = _PRESENT.match(text, dash.end())
    if present:
        return Period(start.iso or None, None, start.text, present.group(), True, start.first, present.end())
    end = _point_at(text, dash.end()) or _short_end(text, dash.end(), start)
    if not end:
        return None
    return Period(start.iso or None, end.iso or None, start.text, end.text, False, start.first, end.last)


def _short_end(text: str, at: int, start: Point) -> Point | None:
    found = _SHORT_END.match(text, at)
    if not found or len(start.iso) != len("YYYY"):
        return None
    year = start.iso[:2] + found["short"]
    return Point(year, found.group(), at, found.end()) if year > start.iso else None


def _borrowed_year(text: str, at: int) -> Period | None:
    """`Jan – Mar 2020`: the first month stands in the year of the second."""
    month = _BARE_MONTH.match(text, at)
    dash = month and _RANGE.match(text, month.end())
    end = dash and _point_at(text, dash.end())
    if not month or not end or len(end.iso) < 7:
        return None
    start = f"{end.iso[:4]}-{_MONTHS[month['month'].lower()]:02}"
    return Period(start, end.iso, month.group(), end.text, False, at, end.last) if start <= end.iso else None


def _point_at(text: str, at: int) -> Point | None:
    for form in _POINTS:
        found = form.match(text, at)
        if found:
            return Point(_iso(found), found.group(), at, found.end())
    return None


def _iso(found: re.Match[str]) -> str:
    parts = found.groupdict()
    if not (parts.get("year") or parts.get("short")):
        return ""
    year = parts.get("year") or _century(cast(str, parts["short"]))
    month = _MONTHS.get((parts.get("month") or "").lower()) or int(parts.get("number") or 0)
    if month > 12:
        month = int(parts.get("day") or 0)
    return f"{year}-{month:02}" if 1 <= month <= 12 else year


def _century(short: str) -> str:
    """Two digits of a year: a working life reaches back to the fifties, not forward."""
    return ("19" if int(short) > 50 else "20") + short
