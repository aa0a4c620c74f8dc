"""What the rules take for a fault in a whole résumé and what they let stand, one case a line."""

import pytest

from app.resume.analysis.report import Report
from app.resume.model import Certification, Resume
from tests.resume.analysis.defects import with_line
from tests.resume.analysis.people import assistant, job, printed, report

CLUSTER = "Knows freight quotes, freight claims and freight audits."
SPREAD = (
    "Booked 30 loads of freight a week with two brokers",
    "Paid freight bills within 5 days and kept the ledger",
    "Compared freight rates of 12 carriers each quarter",
)
CROWD = "Write freight notes, check freight files and keep freight lists for 3 brokers"


def named(result: Report, rule: str) -> list[str]:
    """The words that the findings of the rule are about."""
    return [issue.example or "" for issue in result.issues if issue.rule_id.partition(".")[2] == rule]


def with_lines(resume: Resume, at: int, lines: tuple[str, ...]) -> Resume:
    for number, line in enumerate(lines):
        resume = with_line(resume, at, number, line)
    return resume


def summed_up(resume: Resume, words: str) -> Resume:
    return resume.model_copy(update={"summary": f"{resume.summary} {words}"})


@pytest.mark.parametrize(
    ("resume", "places"),
    [
        (with_lines(assistant(), 1, SPREAD), 0),
        (summed_up(assistant(), CLUSTER), 0),
        (with_lines(assistant(), 1, (*SPREAD, CROWD)), 0),
        (summed_up(with_lines(assistant(), 1, (CROWD, SPREAD[0])), CLUSTER), 2),
    ],
    ids=["spread over the lines", "crowding the summary once", "crowding a line among others", "crowding two places"],
)
def test_a_term_is_stuffed_in_where_it_crowds_two_places(resume: Resume, places: int) -> None:
    assert len(named(report(printed(resume)), "keyword_stuffing")) == places


def test_the_lines_that_say_a_stuffed_term_twice_are_named_together() -> None:
    twice = "Write freight notes for the freight desk of 4 brokers"
    resume = summed_up(with_lines(assistant(), 1, (CROWD, SPREAD[0], twice)), CLUSTER)
    assert twice in named(report(printed(resume)), "keyword_stuffing")[-1]


@pytest.mark.parametrize(
    ("summary", "claims"),
    [
        ("Nurse with eleven years of nursing experience.", 1),
        ("Eleven years as a nurse who loves order.", 1),
        ("Nurse with four years of nursing experience.", 0),
        ("Eleven years of experience in nursing and catering.", 0),
        ("Nurse with eleven years of customer service experience.", 0),
        ("Nurse with thirty years of service.", 1),
    ],
)
def test_years_of_a_field_are_borne_out_by_the_jobs_of_that_field(summary: str, claims: int) -> None:
    jobs = (
        job("Registered Nurse", "Larkfield Hospital", "2022-01", None, "Care for 5 patients a shift", "Chart in Epic for 9 beds"),
        job("Bartender", "Petrel Inn", "2013-01", "2021-12", "Poured 200 drinks a night", "Trained 5 servers"),
    )
    resume = printed(Resume(name="Ann Lee", summary=summary, experiences=jobs, language="en"))
    assert len(named(report(resume), "unsupported_tenure_claim")) == claims


@pytest.mark.parametrize(
    ("skills", "doubles"),
    [
        (("continuous integration", "CI"), 1),
        (("Basic Life Support", "Advanced Life Support"), 0),
        (("Native plants", "plants"), 0),
        (("Conversational Korean", "Korean"), 1),
        (("SDL Trados", "trados"), 1),
        (("Windows 10", "Windows 11"), 0),
        (("JavaScript", "JavaScript ES6"), 1),
        (("Python 3", "Python 3"), 1),
        (("Autodesk Revit", "Revit"), 1),
        (("Google Ads", "Facebook Ads"), 0),
        (("Cisco routers", "routers and switches"), 0),
        (("SharePoint", "SP"), 1),
        (("Account reconciliation", "AR"), 0),
        (("Fluent Spanish", "Spanish"), 1),
        (("HVAC systems", "HVAC"), 1),
        (("Event planning", "Planning of events"), 1),
        (("React", "React Native"), 0),
    ],
)
def test_a_skill_is_a_double_under_whatever_name_and_two_things_are_none(skills: tuple[str, ...], doubles: int) -> None:
    resume = assistant()
    assert len(named(report(resume.model_copy(update={"skills": (*resume.skills, *skills)})), "skill_duplicate")) == doubles


@pytest.mark.parametrize(
    ("line", "named_so"),
    [
        ("Elected to the council of 12 tenants by 400 neighbours", 0),
        ("Ranked first of 12 brokers in two of three years", 0),
        ("Won the regional award for minutes of 3 boards", 0),
        ("Introduced a new filing plan in May 2024 for 12 clerks", 0),
        ("Integrated the files of two firms in 14 months for 12 clerks", 0),
        ("Sorted the mail of 3 executives before nine each day", 1),
        ("Sorted the mail of 3 executives in two weeks for the board", 1),
        ("Was in charge of the mail of 3 executives each day", 1),
        ("Hand-sorted the mail of 3 executives before nine each day", 1),
        ("I sorted the mail of 3 executives before nine each day", 1),
    ],
)
def test_what_happened_once_in_a_current_job_is_told_in_the_past(line: str, named_so: int) -> None:
    assert len(named(report(printed(with_lines(assistant(), 0, (line,)))), "tense_mismatch")) == named_so


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("Assisted with experiments on sleep in the lab of two doctors", "Say which part was yours"),
        ("Responsible for reports on freight for two brokers of the firm", "Begin with the verb for what you did with"),
        ("Responsible for the freight of two city brokers", "what you did with “the freight of two city brokers”, and"),
        ("Responsible for answering the calls of two brokers of the firm", "Begin with “Answer”"),
    ],
)
def test_nobody_is_told_to_claim_the_whole_of_what_they_had_a_share_in(line: str, asked: str) -> None:
    result = report(printed(with_lines(assistant(), 0, (line,))))
    assert [asked in (issue.fix or "") for issue in result.issues if issue.rule_id == "content_quality.weak_opening"] == [True]


def test_an_overlap_names_both_jobs_once_as_they_stand_in_the_text() -> None:
    first = job("Payroll Clerk", "Larkfield Castings", "2021-03", None, "Pay 240 staff each week in ADP")
    second = job("Accounting Assistant", "Petrel Care", "2018-11", "2021-05", "Matched 90 invoices a day")
    resume = printed(Resume(name="Ann Lee", experiences=(first, second), language="en"))
    found = [issue for issue in report(resume).issues if issue.rule_id == "formatting.overlap_or_future_date"]
    heads = "Payroll Clerk, Larkfield Castings, Mar 2021 - Present […] Accounting Assistant, Petrel Care, Nov 2018 - May 2021"
    assert [(issue.example, issue.location) for issue in found] == [
        (heads, "Experience > Payroll Clerk, Larkfield Castings; Experience > Accounting Assistant, Petrel Care")
    ]
    assert "Accounting Assistant, Petrel Care runs until May 2021" in found[0].issue
    assert "Payroll Clerk, Larkfield Castings starts in Mar 2021" in found[0].issue


@pytest.mark.parametrize(("role", "told"), [("Freelance Clerk", "leave them as they are"), ("Ledger Clerk", "part-time")])
def test_who_says_that_a_job_was_a_side_job_is_not_asked_to_say_so_again(role: str, told: str) -> None:
    jobs = (
        job(role, "Larkfield Castings", "2021-01", "2022-03", "Paid 240 staff each week in ADP"),
        job("Accounting Assistant", "Petrel Care", "2018-11", "2021-05", "Matched 90 invoices a day"),
    )
    result = report(printed(Resume(name="Ann Lee", experiences=jobs, language="en")))
    assert [told in (issue.fix or "") for issue in result.issues if issue.rule_id.endswith("overlap_or_future_date")] == [True]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("refferals", "referrals"),
        ("comissions", "commissions"),
        ("discrepencys", "discrepancies"),
        ("survielance", "surveillance"),
    ],
)
def test_letters_wrongly_doubled_and_a_wrong_vowel_beside_them_are_one_word_misspelt(word: str, meant: str) -> None:
    result = report(printed(with_lines(assistant(), 0, (f"Process 40 {word} a month in Expensify within 2 business days",))))
    found = [(issue.example, issue.fix) for issue in result.issues if issue.rule_id.endswith("misspelling")]
    assert found == [(word, f"Write “{meant}”.")]


@pytest.mark.parametrize("word", ["repotted", "milometers", "haemodialysis", "digitisers", "nanometres"])
def test_a_rare_or_british_word_is_no_slip(word: str) -> None:
    result = report(printed(with_lines(assistant(), 0, (f"Process 40 {word} a month in Expensify within 2 business days",))))
    assert not named(result, "misspelling")


def test_the_same_verb_counts_under_each_of_its_spellings() -> None:
    lines = (
        "Re-stock the forms of 3 executives each Monday before nine",
        "Restock the shelf of 90 binders on the second floor each week",
        "I restock the paper of 12 printers in two buildings each week",
    )
    assert named(report(printed(with_lines(assistant(), 0, lines))), "repeated_verb") == list(lines[1:])


def test_facts_in_one_clause_are_one_finding_and_a_seasoned_person_one_of_praise() -> None:
    resume = printed(assistant())
    told = resume.model_copy(update={"raw_text": f"{resume.raw_text}\nAge 38, single, no children"})
    assert named(report(told), "sensitive_data") == ["Age 38, single, no children"]
    assert named(report(printed(summed_up(assistant(), "A seasoned planner of travel."))), "buzzword") == ["seasoned"]


def test_an_apprenticeship_stands_for_school() -> None:
    taught = (Certification(name="Apprenticeship in Pipe Fitting, Larkfield Trades Hall"),)
    resume = printed(assistant().model_copy(update={"education": (), "certifications": taught}))
    assert not named(report(resume), "missing_section")
