"""The documents that the tests of the score go over: our own, and a stable sample of EVALUATION_DATA where that is set.

EVALUATION_EVERY=1 takes all of EVALUATION_DATA instead of the sample.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.resume.analysis.analyze import analyze
from app.resume.analysis.report import Report
from app.resume.model import Resume
from app.resume.parsing.parse import parse
from app.resume.reading.document import Document
from scripts.follow_suggestions import resumes

FIXTURES = Path(__file__).parents[2] / "fixtures"
OWN = (FIXTURES / "documents", FIXTURES / "resumes")
TODAY = date(2026, 11, 24)
Points = dict[tuple[str, str], float]


def documents(every: int) -> Iterator[tuple[str, Resume, Document]]:
    """Each document with its name and its résumé; of EVALUATION_DATA each `every`th."""
    data, every = os.environ.get("EVALUATION_DATA"), int(os.environ.get("EVALUATION_EVERY", every))
    folders = [(folder, 1) for folder in OWN] + ([(Path(data), every)] if data else [])
    for folder, step in folders:
        yield from ((file.name, parse(document), document) for file, document in resumes(folder, step))


def scored(resume: Resume, document: Document | None, profile: str = "auto") -> Report:
    return analyze(resume, document, profile=profile, today=TODAY)


def points(report: Report) -> Points:
    return {(row.category, row.check): row.points for row in report.score_breakdown}


def most(report: Report) -> Points:
    return {(row.category, row.check): row.max_points for row in report.score_breakdown}
