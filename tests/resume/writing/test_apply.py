"""A user's selection becomes a résumé with exactly that, and what is not borne out is marked."""

from datetime import date

import pytest

from app.errors import InvalidRequest
from app.resume.model import Resume
from app.resume.parsing.parse import parse
from app.resume.reading.read import read
from app.resume.stored import Attested
from app.resume.writing.apply import apply_selection
from app.resume.writing.improvement import Improvement
from app.resume.writing.printed import stands_at
from app.resume.writing.selection import with_changes

TODAY = date(2026, 1, 1)
TEXT = """Odette Farrow
Salem, OR | (503) 555-0171 | odette.farrow@example.com

EXPERIENCE
Office Clerk, Tamarack Supply, Salem, OR
March 2020 - June 2024
- Responsible for ordering paper, toner and parts
  for two floors of the building
- Filed papers
- Answered 40 calls a day

Cashier, Bellwether Market, Salem, OR
May 2017 - February 2020
- Ran a register on weekends

EDUCATION
High School Diploma, North Salem High School, 2017

SKILLS
Excel, Filing, excel
"""
PLACE = "Experience > Office Clerk, Tamarack Supply > bullet 1"


def resume() -> Resume:
    return parse(read(TEXT.encode()))


def change(**told: object) -> Improvement:
    return Improvement.model_validate(
        {"id": "a", "section": "experience", "location": PLACE, "original": None, "improved": "", "kind": "rewrite", **told}
    )


REWRITE = change(improved="Ordered paper, toner and parts for two floors of the building", entry=1, bullets=[1])
REMOVE = change(id="b", kind="remove", entry=1, bullets=[2])
SUMMARY = change(id="c", section="summary", kind="add", improved="Office clerk who answered 40 calls a day.")
SKILLS = change(id="d", section="skills", improved="Tools: Excel\nOffice: Filing")
ORDER = change(
    id="e", kind="reorder", entry=1, bullets=[3, 1, 2], improved="-",
    original="\n".join(
        ("Responsible for ordering paper, toner and parts for two floors of the building", "Filed papers",
         "Answered 40 calls a day")
    ),
)  # fmt: skip
ALL = (REWRITE, REMOVE, SUMMARY, SKILLS, ORDER)


def applied(accepted: set[str], **edits: str) -> Resume:
    return apply_selection(resume(), ALL, accepted, edits, today=TODAY).resume


def test_nothing_selected_changes_nothing() -> None:
    assert applied(set()) == resume()


def test_what_is_selected_is_applied_and_no_more() -> None:
    made = applied({"a"})
    assert made.experiences[0].responsibilities == (REWRITE.improved, "Filed papers", "Answered 40 calls a day")
    assert (made.summary, made.skills) == (None, resume().skills)


def test_everything_at_once_stands_in_fields_and_print_alike() -> None:
    made = applied({"a", "b", "c", "d", "e"})
    assert made.experiences[0].responsibilities == ("Answered 40 calls a day", REWRITE.improved)
    assert (made.summary, made.skills) == (SUMMARY.improved, ("Excel", "Filing"))
    document = with_changes(resume(), ALL, read(TEXT.encode()))[1]
    assert document and document.text == made.raw_text
    again = parse(document)
    assert [job.responsibilities for job in again.experiences] == [job.responsibilities for job in made.experiences]
    assert (again.summary, again.skills, again.name, again.email) == (made.summary, made.skills, made.name, made.email)


def test_every_source_still_names_the_lines_it_came_from() -> None:
    made = applied({"a", "b", "c", "d", "e"})
    raw = made.raw_text.splitlines()
    assert all(stands_at(bullet.source, bullet.text, raw) for job in made.experiences for bullet in job.bullets)
    school = made.education[0]
    assert school.source and school.institution and school.institution in raw[school.source.first_line - 1]
    assert all(each.source and each.heading == raw[each.source.first_line - 1] for each in made.headings)


def test_an_edit_in_the_words_of_the_user_is_kept_and_what_it_claims_is_marked() -> None:
    done = apply_selection(resume(), ALL, set(), {"a": "Managed a budget of $90,000 for two floors"}, today=TODAY)
    assert done.resume.experiences[0].responsibilities[0] == "Managed a budget of $90,000 for two floors"
    assert (done.selected[0].status, done.selected[0].edited) == ("needs_proof", True)
    assert "$90,000" in (done.selected[0].question or "")


def test_an_edit_that_the_resume_bears_out_needs_no_proof() -> None:
    done = apply_selection(resume(), ALL, set(), {"a": "Ordered paper and toner for two floors"}, today=TODAY)
    assert done.selected[0].status == "supported"
    assert done.selected[0].evidence


def test_what_was_affirmed_of_a_job_bears_an_edit_of_that_job_out() -> None:
    told = Attested(question="How much did you spend?", answer="Managed a budget of $90,000 for parts", location=PLACE)
    done = apply_selection(resume(), ALL, set(), {"a": "Managed a budget of $90,000 for parts"}, attested=[told], today=TODAY)
    assert done.selected[0].status == "supported"
    assert any(proof.user_attested for proof in done.selected[0].evidence)


@pytest.mark.parametrize("edits", [{"z": "Filed"}, {"e": "Answered 40 calls a day\nBuilt a rocket\nFiled papers"}])
def test_an_unknown_id_and_an_order_of_other_lines_are_refused(edits: dict[str, str]) -> None:
    with pytest.raises(InvalidRequest):
        apply_selection(resume(), ALL, set(), edits, today=TODAY)
