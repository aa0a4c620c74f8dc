"""What a person affirmed of a line is offered in that line, and marked as affirmed."""

import pytest

from app.resume.stored import Attested
from app.resume.writing.improve import Improved
from tests.resume.writing.people import CLERK
from tests.resume.writing.test_improve import by_rules, standing

PLACE = "Experience > Office Clerk, Tamarack Supply > bullet {}"
CALLS = "How many calls a day did you take or make?"
ANSWERED = "Answered the phone and greeted visitors at the desk"


def told(answer: str, *, question: str = CALLS, bullet: int = 2) -> Improved:
    return by_rules(standing(CLERK, attested=(Attested(question=question, answer=answer, location=PLACE.format(bullet)),)))


def line(made: Improved, bullet: int = 2) -> str:
    return made.resume.experiences[0].responsibilities[bullet - 1]


@pytest.mark.parametrize(
    ("answer", "figure"),
    [
        ("35", "35 calls a day"),
        ("About 35", "about 35 calls a day"),
        ("Yes, 35 to 40 calls a day.", "35 to 40 calls a day"),
        ("I answered about 35 calls a day", "about 35 calls a day"),
        ("$1.2 million in orders by phone", "$1.2 million in orders by phone"),
    ],
)
def test_a_figure_is_offered_in_its_line_as_affirmed(answer: str, figure: str) -> None:
    made = told(answer)
    change = next(each for each in made.improvements if each.location == PLACE.format(2))
    assert change.improved == f"{ANSWERED} ({figure})"
    assert change.status == "supported"
    assert "figure_affirmed" in change.reasons
    assert [proof.quote for proof in change.evidence if proof.user_attested]
    assert made.scores_after.content_quality_score >= by_rules(standing(CLERK)).scores_after.content_quality_score


def test_a_line_that_needs_nothing_else_gets_its_figure_too() -> None:
    made = told("9,000 invoices a year", question="How many were they in a year?", bullet=3)
    assert line(made, 3).endswith("by vendor (9,000 invoices a year)")


@pytest.mark.parametrize(
    "answer",
    ["Many", "I don't know, maybe 3", "We took 35 calls", "35 (not sure)", "Using Excel for 10 years", "Not 35 calls"],
)
def test_what_is_no_plain_figure_is_left_for_the_person_to_place(answer: str) -> None:
    assert line(told(answer)) == ANSWERED


def test_a_bare_figure_is_put_in_only_where_the_question_says_what_it_counts() -> None:
    for question in ("How many orders, items or loads a day did you handle?", "How many trips did you arrange in a month?"):
        assert line(told("35", question=question)) == ANSWERED


def test_what_was_answered_is_not_asked_again() -> None:
    assert CALLS in {each.question for each in by_rules(standing(CLERK)).follow_ups}
    assert CALLS not in {each.question for each in told("Many, at all hours").follow_ups}
