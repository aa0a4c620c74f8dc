"""Whatever a model claims, nothing leaves that the résumé does not bear out."""

import os
from datetime import date
from itertools import cycle, islice
from pathlib import Path

import pytest

from app.errors import UnreadableFile
from app.resume.model import Resume, Value
from app.resume.parsing.parse import parse
from app.resume.reading.read import read
from app.resume.stored import StoredResume
from app.resume.writing.improve import Improved, improve
from app.resume.writing.plan import plan
from app.resume.writing.questions import LineChange, RewriteLines, RewrittenLines, WrittenProfile
from app.resume.writing.standing import Standing, Wish, standing_of
from tests.resume.writing.liar import LIES, lie
from tests.resume.writing.people import ALL, ANALYST, CLERK

TODAY = date(2026, 1, 1)


def standing(data: bytes) -> Standing:
    document = read(data)
    return standing_of(StoredResume(resume=parse(document)), document, Wish(), TODAY)


def told(made: Improved) -> str:
    """Everything that a user is told as true; what was refused is listed apart, as refused."""
    nameless = tuple(each.model_copy(update={"id": ""}) for each in made.improvements)
    shown = made.model_copy(update={"improvements": nameless})
    return shown.model_dump_json(exclude={"rejected", "original_resume", "keyword_suggestions"})


def lied_to(found: Standing, kind: str) -> Improved:
    questions = plan(found)
    return improve(found, questions, [lie(question, kind) for question in questions])


@pytest.mark.parametrize("kind", LIES)
def test_no_lie_of_any_kind_in_any_field_comes_through(kind: str) -> None:
    at = list(LIES).index(kind)
    for text in (ALL[at % len(ALL)], ALL[(at + 1) % len(ALL)]):
        made = lied_to(standing(text.encode()), kind)
        assert LIES[kind][0] not in told(made)
        assert made.rejected
        assert made.resume.email == parse(read(text.encode())).email
        assert made.resume.links == made.original_resume.links


FOLDER = os.environ.get("EVALUATION_DATA")
OTHERS = sorted(Path(FOLDER).rglob("pdf/*.pdf")) if FOLDER else []


KINDS_A_FILE = 2
"""In turn, so that each kind is told of many files and each file is told of a few."""


@pytest.mark.parametrize(("at", "file"), list(enumerate(OTHERS)), ids=[file.stem for file in OTHERS])
def test_no_lie_comes_through_on_files_of_ones_own(at: int, file: Path) -> None:
    try:
        found = standing(file.read_bytes())
    except UnreadableFile:
        pytest.skip("not a résumé")
    for kind in islice(cycle(LIES), KINDS_A_FILE * at % len(LIES), KINDS_A_FILE * at % len(LIES) + KINDS_A_FILE):
        made, marker = lied_to(found, kind), LIES[kind][0]
        assert marker not in told(made) or marker in made.original_resume.raw_text, kind


def lines_of(resume: Resume, job: int) -> tuple[str, ...]:
    return resume.experiences[job].responsibilities


def test_what_is_true_of_one_job_is_not_told_of_another() -> None:
    found = standing(CLERK.encode())
    answers: list[Value] = []
    for question in plan(found):
        if isinstance(question, RewriteLines):
            last = question.works[-1].lines[-1]
            text = "Worked the register and entered 40 invoices a day in QuickBooks"
            answers.append(RewrittenLines(changes=(LineChange(lines=(last.number,), texts=(text,), reasons=("clearer",)),)))
        else:
            answers.append(WrittenProfile(summary=None, skills=()))
    made = improve(found, plan(found), answers)
    assert not any("QuickBooks" in line for line in lines_of(made.resume, 1))


def test_a_hedge_and_every_figure_survive_or_the_line_stays() -> None:
    found = standing(ANALYST.encode())
    lines = {
        line.text: line.number
        for question in plan(found)
        if isinstance(question, RewriteLines)
        for work in question.works
        for line in work.lines
    }
    hedged, measured = "Exposure to R in two studies of loss", "Built a dashboard in Tableau that 30 underwriters use each week"
    changes = (
        LineChange(lines=(lines[hedged],), texts=("Wrote R for two studies of loss",), reasons=()),
        LineChange(lines=(lines[measured],), texts=(measured.replace("30 ", ""),), reasons=()),
    )
    answers = [
        RewrittenLines(changes=changes) if isinstance(question, RewriteLines) else WrittenProfile(summary=None, skills=())
        for question in plan(found)
    ]
    made = improve(found, plan(found), answers)
    assert lines_of(made.resume, 0)[0] == lines_of(made.original_resume, 0)[0]
    assert lines_of(made.resume, 1)[1] == lines_of(made.original_resume, 1)[1]
    assert {each.reason for each in made.rejected} == {"not_in_the_resume", "drops_what_was_said"}
