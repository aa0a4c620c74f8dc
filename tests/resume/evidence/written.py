"""Résumés and rewritings of our own, and the lines of one small invented résumé that most tests are made of."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.resume.evidence.check import check
from app.resume.evidence.claims import EvidenceLine, Verdict
from app.resume.evidence.plain import lines_of

CASES = Path(__file__).parents[2] / "fixtures" / "evidence" / "cases.json"

RESUME = """Wilhelmina Ostrander
Duluth, MN | 218-555-0133 | w.ostrander@example.com

SUMMARY
Ferry deckhand and dispatcher.
Familiar with radar; speaks Finnish.

EXPERIENCE
Dispatcher | Gitchi Ferry Line | Duluth, MN | Mar 2019 - Dec 2023
- Scheduled 26 crossings a day for four ferries
- Cut late departures from 12 to 5 a month by posting the tide table
- Helped the harbor master write the winter plan
- Logged fuel for each boat in Marinafy

Deckhand | Knife River Charters | Duluth, MN | May 2016 - Oct 2018
- Tied lines and checked life vests for up to 40 guests
- Painted two hulls each spring

EDUCATION
B.A. in Geography, Lake Head College, 2016

CERTIFICATIONS
Able Seaman, 2017
Radio operator license: exam booked, not yet taken

SKILLS
Marinafy, Excel, knots, Swedish (basic)"""

LINES = lines_of(RESUME)
DISPATCHER = next(line.entry for line in LINES if line.text.startswith("Dispatcher"))
DECKHAND = next(line.entry for line in LINES if line.text.startswith("Deckhand"))
EDUCATION = next(line.entry for line in LINES if line.section == "education")
CERTIFICATIONS = next(line.entry for line in LINES if line.section == "certifications")


@dataclass(frozen=True)
class Written:
    """A rewriting, its evidence, and what it is: `faithful`, `hard`, or the kind of what it makes up."""

    candidate: str
    lines: tuple[EvidenceLine, ...]
    entry: int | None
    kind: str

    @property
    def faithful(self) -> bool:
        return self.kind in {"faithful", "hard"}

    def judge(self) -> Verdict:
        return check(self.candidate, self.lines, entry=self.entry)


def written() -> Iterator[Written]:
    """The cases of the fixture."""
    data: dict[str, Any] = json.loads(CASES.read_text("utf-8"))
    for person, section, first_line, candidate, kind in data["cases"]:
        lines = lines_of(data["resumes"][person])
        whole = section in {"summary", "skills"}
        yield Written(candidate, lines, None if whole else _entry(lines, section, first_line), kind)


def _entry(lines: tuple[EvidenceLine, ...], section: str, first_line: str) -> int | None:
    named = [line.entry for line in lines if line.text == first_line]
    return named[0] if named else next(line.entry for line in lines if line.section == section)
