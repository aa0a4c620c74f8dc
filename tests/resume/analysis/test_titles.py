"""Which occupation a title is taken for."""

import pytest

from app.resume.analysis.profile import choose, profiles, title_fit
from app.resume.analysis.subject import prepare
from app.resume.model import Resume
from tests.resume.analysis.people import TODAY, job

LINES = ("Met the plan of the year with two others", "Kept to the budget and to the hours")


@pytest.mark.parametrize(
    ("title", "profile"),
    [
        ("Staff Physiotherapist", "nursing_healthcare"),
        ("Pharmacist Assistant", "nursing_healthcare"),
        ("Dialysis Technician", "nursing_healthcare"),
        ("School Nurse", "nursing_healthcare"),
        ("Nurse Recruiter", "hr"),
        ("Hotel Accountant", "accounting_finance"),
        ("Hospital Janitor", "trades"),
        ("Lathe Operator", "trades"),
        ("Construction Lawyer", "legal"),
        ("IT Recruiter", "hr"),
        ("Windows Server Engineer", "it_support"),
        ("Stevedore", "operations_logistics"),
        ("Estate Agent", "sales"),
        ("Croupier", "hospitality"),
        ("Chief Operating Officer", "executive"),
        ("Managing Director", "executive"),
        ("Director of Operations", "operations_logistics"),
        ("Principal", "teaching"),
        ("Senior Principal", "teaching"),
        ("Principal Consultant", "general"),
        ("VA", "virtual_assistant"),
        ("Nurse, VA Medical Center", "nursing_healthcare"),
        ("Staff Sergeant", "general"),
        ("Police Officer", "general"),
        ("Mechanical Engineer", "general"),
        ("Lead Data Engineer II", "data"),
        ("People Operations Lead", "hr"),
    ],
)
def test_a_title_answers_to_its_occupation(title: str, profile: str) -> None:
    resume = Resume(name="Ann Lee", experiences=(job(title, "Larkfield", "2021-01", None, *LINES),), language="en")
    assert choose("auto", prepare(resume, None, TODAY), None).profile.name == profile


def test_a_longer_title_tells_more_and_a_word_before_the_noun_less() -> None:
    fits = [title_fit(profiles()["design"], title) for title in ("Interior Designer", "Designer", "Designer Outlet Cleaner")]
    assert fits == sorted(set(fits), reverse=True)
    assert fits[-1] > title_fit(profiles()["design"], "Cook, formerly designer") == 0


def test_no_older_side_job_alone_chooses_the_profile() -> None:
    jobs = (
        job("Research Assistant", "Elm Lab", "2024-01", "2025-05", *LINES),
        job("Ice Cream Scooper", "Dairy", "2022-05", "2023-08", *LINES),
    )
    assert choose("auto", prepare(Resume(name="Ada Finch", experiences=jobs), None, TODAY), None).profile.name == "general"
    assert (
        choose("auto", prepare(Resume(name="Ada Finch", experiences=jobs[1:]), None, TODAY), None).profile.name == "hospitality"
    )
