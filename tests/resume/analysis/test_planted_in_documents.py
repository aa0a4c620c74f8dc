"""One defect planted in the text of a whole document costs points where it should, and never wins any.

The documents are our own, and each twenty-fourth PDF under EVALUATION_DATA where that is set.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.errors import UnreadableFile
from app.resume.analysis.analyze import analyze
from app.resume.analysis.report import Report
from app.resume.model import Bullet, Resume
from app.resume.parsing.parse import parse
from app.resume.reading.read import read

FIXTURES = Path(__file__).parents[2] / "fixtures"
TODAY = date(2026, 11, 24)
DEFECTS = {
    "pronouns": "- I {}",
    "weak_phrases": "- Responsible for {}",
}
EACH = 24


def documents() -> Iterator[Path]:
    yield from sorted(file for file in (FIXTURES / "documents").iterdir() if file.suffix in {".pdf", ".docx"})
    data = os.environ.get("EVALUATION_DATA")
    if data:
        yield from sorted(file for file in Path(data).rglob("*.pdf") if "hostile" not in file.parts)[::EACH]


def text_of(file: Path) -> str | None:
    """The document's lines as a person would paste them; None where it cannot be read."""
    try:
        blocks = read(file.read_bytes()).blocks
    except UnreadableFile:
        return None
    return "\n".join(("- " if block.role == "bullet" else "") + block.text for block in blocks)


def scored(text: str, profile: str = "auto") -> tuple[Resume, Report]:
    document = read(text.encode())
    resume = parse(document)
    return resume, analyze(resume, document, profile=profile, today=TODAY)


def first_bullet(resume: Resume) -> Bullet | None:
    return next((each for job in resume.experiences for each in job.bullets if each.source and not each.prose), None)


def lines_of(resume: Resume) -> int:
    return sum(len(job.responsibilities) for job in resume.experiences)


def planted(text: str, line: int, defect: str) -> str:
    lines = text.split("\n")
    words = lines[line - 1].lstrip("-•*– ")
    lines[line - 1] = defect.format(words[:1].lower() + words[1:])
    return "\n".join(lines)


def points(report: Report, check: str) -> float:
    return next(row.points for row in report.score_breakdown if row.check == check)


@pytest.mark.parametrize("check", DEFECTS)
def test_a_planted_defect_costs_points_and_wins_none(check: str) -> None:
    tried, wrong = 0, []
    for file in documents():
        text = text_of(file)
        resume, before = scored(text) if text else (Resume(), None)
        bullet = first_bullet(resume)
        if before is None or bullet is None or bullet.source is None or text is None or resume.language != "en":
            continue
        told, after = scored(planted(text, bullet.source.first_line, DEFECTS[check]), before.metadata["profile"])
        if lines_of(told) != lines_of(resume):  # a longer first line tells where the others were wrapped
            continue
        fell = points(after, check) < points(before, check) or points(before, check) == 0
        if not fell or after.scores.overall_score > before.scores.overall_score:
            wrong.append(f"{file.name}: {before.scores.overall_score} -> {after.scores.overall_score}")
        tried += 1
    assert tried
    assert not wrong
