"""What changed between two versions, told by its place."""

from typing import Any

import pytest

from app.resume.compare import compare
from app.resume.model import Education, Experience, Language, Link, Resume
from app.resume.plain import set_down

CLERK = Experience(
    role="Office Clerk",
    company="Tamarack Supply",
    start_date="2020-03",
    responsibilities=("Answered 40 calls a day", "Filed papers by vendor", "Ordered paper for two floors"),
)
CASHIER = Experience(role="Cashier", company="Bellwether Market", responsibilities=("Ran a register on weekends",))
RESUME = Resume(
    name="Odette Farrow",
    summary="Office clerk.",
    experiences=(CLERK, CASHIER),
    education=(Education(degree="Diploma", institution="North Salem High School"),),
    skills=("Excel", "Filing"),
    languages=(Language(name="English", level="native"),),
    links=(Link(url="https://odette.example.com"),),
)
PLACE = "Experience > Office Clerk, Tamarack Supply"


def told(before: Resume, after: Resume) -> list[tuple[str, str, str | None, str | None]]:
    return [(one.location, one.change, one.before, one.after) for one in compare(before, after).changes]


def clerk(**changes: Any) -> Resume:
    return RESUME.model_copy(update={"experiences": (CLERK.model_copy(update=changes), CASHIER)})


def test_a_resume_differs_in_nothing_from_itself() -> None:
    same = compare(set_down(RESUME), set_down(RESUME))
    assert (same.changes, same.lines) == ((), ())


def test_fields_bullets_and_skills_are_told_one_by_one() -> None:
    lines = ("Answered 60 calls a day", "Ordered paper for two floors", "Trained two clerks")
    after = clerk(responsibilities=lines, end_date="2024-06").model_copy(update={"phone": "(503) 555-0171", "skills": ("Excel",)})
    assert told(RESUME, after) == [
        ("Phone", "added", None, "(503) 555-0171"),
        (f"{PLACE} > end date", "added", None, "2024-06"),
        (f"{PLACE} > bullet 1", "changed", "Answered 40 calls a day", "Answered 60 calls a day"),
        (f"{PLACE} > bullet 3", "added", None, "Trained two clerks"),
        (f"{PLACE} > bullet 2", "removed", "Filed papers by vendor", None),
        ("Skills > skill 2", "removed", "Filing", None),
    ]


def test_entries_come_and_go_whole() -> None:
    nurse = Experience(role="Nurse", company="Birchwood Clinic", responsibilities=("Trained 11 nurses",))
    after = RESUME.model_copy(update={"experiences": (nurse, CLERK), "education": ()})
    assert told(RESUME, after) == [
        ("Experience > Nurse, Birchwood Clinic", "added", None, "Nurse\nBirchwood Clinic\nTrained 11 nurses"),
        ("Experience > Cashier, Bellwether Market", "removed", "Cashier\nBellwether Market\nRan a register on weekends", None),
        ("Education > Diploma, North Salem High School", "removed", "Diploma\nNorth Salem High School", None),
    ]


def test_a_new_order_is_told_once_and_nothing_else_is() -> None:
    turned = clerk(responsibilities=tuple(reversed(CLERK.responsibilities)))
    assert told(RESUME, turned) == [(PLACE, "reordered", None, None)]
    assert told(RESUME, RESUME.model_copy(update={"experiences": (CASHIER, CLERK)})) == [("Experience", "reordered", None, None)]


def test_a_renamed_employer_is_the_same_entry() -> None:
    place = "Experience > Office Clerk, Tamarack Supply Company"
    assert told(RESUME, clerk(company="Tamarack Supply Company")) == [
        (f"{place} > company", "changed", "Tamarack Supply", "Tamarack Supply Company")
    ]


def test_lines_of_the_text_are_counted_where_they_stand() -> None:
    found = compare(Resume(raw_text="A\nB\n\nB\nC"), Resume(raw_text="C\nB\nD"))
    assert [(one.change, one.line, one.text) for one in found.lines] == [
        ("removed", 1, "A"),
        ("removed", 4, "B"),
        ("added", 3, "D"),
    ]


@pytest.mark.parametrize("count", [9000])
def test_lists_of_any_length_are_compared(count: int) -> None:
    """An alignment of these would take hours."""
    before = Resume(skills=tuple(f"alpha {n} beta" for n in range(count)), raw_text="a\n" * count)
    after = Resume(skills=tuple(f"alpha {n} beta" for n in range(count, 2 * count)), raw_text="a\nb\n" * count)
    found = compare(before, after)
    assert (len(found.changes), len(found.lines)) == (count, count)
