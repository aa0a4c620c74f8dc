"""Dates in one habit: "Mar 2021 – Present", in the résumé's language, or "03/2021 – Present" where figures are asked for."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, Protocol

from app.resume.rendering.parts import Part, Run, said

_DASH = " – "


class Dated(Protocol):
    """What has a beginning and an end: an ISO date (`YYYY-MM` or `YYYY`) and the words it was read from."""

    @property
    def start_date(self) -> str | None: ...
    @property
    def end_date(self) -> str | None: ...
    @property
    def start_text(self) -> str | None: ...
    @property
    def end_text(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language and a habit of writing months. Months of a language that no list has are written in figures."""

    language: str
    habit: Literal["words", "figures"]

    def period(self, each: Dated) -> tuple[Part, ...]:
        """The dates of an entry as one part; empty where it has none."""
        start = self._point(each.start_date, each.start_text)
        end = self._point(each.end_date, each.end_text)
        if not end and getattr(each, "current", False):
            end = Run(_words(self.language)["present"])
        ends = [run for run in (start, end) if run]
        if len(ends) == 2 and ends[0].text != ends[1].text:
            return ((ends[0], Run(_DASH), ends[1]),)
        return ((ends[0],),) if ends else ()

    def printed(self, date: str | None) -> Iterator[Part]:
        """A date that is kept as it was printed, in our habit where it is an ISO date."""
        run = self._point(date, date)
        if run:
            yield (run,)

    def _point(self, iso: str | None, text: str | None) -> Run | None:
        words = said(text)
        known = _parted(iso)
        if known is None:
            return Run(words) if words else None
        year, month = known
        if month is None:
            return Run(words if words and _says_more(words, year) else year, iso=year)
        return Run(self._month(year, month), iso=f"{year}-{month:02}")

    def _month(self, year: str, month: int) -> str:
        names = _words(self.language)["months"].split()
        return f"{names[month - 1]} {year}" if self.habit == "words" and names else f"{month:02}/{year}"


def _parted(iso: str | None) -> tuple[str, int | None] | None:
    """Year and month of an ISO date, with or without a day; None for anything else."""
    year, *rest = (said(iso) or "").split("-")
    if not (len(year) == 4 and year.isdecimal() and year.isascii() and len(rest) < 3):
        return None
    if not rest:
        return year, None
    month = int(rest[0]) if rest[0].isdecimal() and rest[0].isascii() and len(rest[0]) < 3 else 0
    return (year, month) if 1 <= month <= 12 else None


def _says_more(words: str, year: str) -> bool:
    """Whether what was printed holds a season, a quarter or the like beside the year."""
    return year[2:] in words and any(map(str.isalpha, words))


@cache
def _words(language: str) -> Mapping[str, str]:
    tables: Mapping[str, Mapping[str, str]] = tomllib.loads((Path(__file__).parent / "dates.toml").read_text(encoding="utf-8"))
    return tables.get(language) or {**tables["en"], "months": ""}
