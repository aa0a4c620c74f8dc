"""Whatever stands in a résumé: the rules answer, nothing scores lower, and fields, print and sources stay one."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.resume.parsing.parse import parse
from app.resume.reading.read import read
from app.resume.stored import StoredResume
from app.resume.writing.apply import apply_selection
from app.resume.writing.improve import improve
from app.resume.writing.plan import plan
from app.resume.writing.rules.by_rule import by_rule
from app.resume.writing.standing import Wish, standing_of
from tests.resume.writing.people import ALL

TODAY = date(2026, 1, 1)
LINES = sorted({line for text in ALL for line in text.splitlines()})
ODD = [
    "- ", "•", "- Responsible for", "- Duties included:", "- I", "- Responsible for ,", "- Helped with 100%", "Skills: , ; :",
    "- and and", "- Was was responsible for for", "SUMMARY", "SKILLS", "- (((", "- Responsible for \u202eing", "- é à ü — – -",
    "- Data entry; filing: x", "- Managed X, and", "- Responsible for managing", "- we us our I me my", "2020 - Present",
    "- 20 percent percent", "Responsible for and for it",
]  # fmt: skip


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from([*LINES, *ODD]), min_size=8, max_size=45))
def test_any_lines_in_any_order_come_back_no_worse(lines: list[str]) -> None:
    document = read("\n".join(("Ann Example", "ann@example.com", *lines)).encode())
    stored = StoredResume(resume=parse(document))
    standing = standing_of(stored, document, Wish(), TODAY)
    questions = plan(standing)
    made = improve(standing, questions, [by_rule(question) for question in questions])
    before, after = made.scores_before.model_dump(), made.scores_after.model_dump()
    assert all(after[name] >= before[name] for name in before)
    chosen = {each.id for each in made.improvements}
    assert len(chosen) == len(made.improvements)
    again = apply_selection(stored.resume, made.improvements, chosen, {}, today=TODAY)
    assert again.resume == made.resume
    assert apply_selection(stored.resume, made.improvements, set(), {}, today=TODAY).resume == stored.resume
