"""What is read from a posting, and how a résumé is held against it."""

import pytest

from app.resume.analysis.posting import degree_in, is_condition, is_trait, read_posting, years_in
from app.resume.analysis.profile import profiles
from tests.resume.analysis.people import assistant, report, row, rules

POSTING = """Virtual Assistant
Thimbleberry Partners, remote

About us
We are four consultants who travel a lot.

What you will do
- Keep four calendars and book trips
- Send invoices

What we need
- At least 3 years as a virtual assistant
- Associate degree or equivalent experience
- HubSpot or another CRM
- Google Workspace and Slack
- Fluent Portuguese
- Payroll in Gusto

Nice to have
- QuickBooks Online
- Shorthand

We pay $30 an hour. Apply with a résumé.
"""


def test_lines_are_required_or_preferred_by_the_heading_above_them() -> None:
    posting = read_posting(POSTING)
    assert posting.required == (
        "At least 3 years as a virtual assistant",
        "Associate degree or equivalent experience",
        "HubSpot or another CRM",
        "Google Workspace and Slack",
        "Fluent Portuguese",
        "Payroll in Gusto",
    )
    assert posting.preferred == ("QuickBooks Online", "Shorthand")
    assert (posting.title, posting.years, posting.degree) == ("Virtual Assistant", 3, "Associate degree")


def test_lists_under_headings_that_say_nothing_are_told_by_what_stands_in_them() -> None:
    text = """Orchard Foreman
Windfall Growers / Yakima, Washington

How the days go
-- Walk the rows each morning
-- Hire and teach 20 pickers

No way around these
-- Five-plus years among fruit trees
-- Pesticide license

What makes us smile
-- Spanish
-- Welding

On top of your wages
-- Paid holidays
-- A free cabin
"""
    posting = read_posting(text)
    assert posting.required == ("Five-plus years among fruit trees", "Pesticide license")
    assert posting.preferred == ("Spanish", "Welding")
    assert posting.years == 5


def test_what_somebody_will_look_after_is_a_task_and_what_is_looked_for_is_asked() -> None:
    text = """Beekeeper
Windfall Growers / Yakima, Washington

What you will look after
- Ninety hives and a shed of frames
- Honey sales on Saturdays

What we look for
- 3 years with bees
- A steady hand
"""
    posting = read_posting(text)
    assert posting.required == ("3 years with bees", "A steady hand")
    assert posting.years == 3


@pytest.mark.parametrize(
    ("sentence", "required", "preferred"),
    [
        ("You do not need a degree.", 0, 0),
        ("Your manager has eight years of experience and a degree.", 0, 0),
        ("A license isn't required, but we like it.", 0, 1),
        ("A license is required.", 1, 0),
    ],
)
def test_what_is_denied_or_somebody_elses_is_not_asked_for(sentence: str, required: int, preferred: int) -> None:
    posting = read_posting(f"Beekeeper\nWindfall Growers\n\nWe keep ninety hives. {sentence} Write to us in May.\n")
    assert (len(posting.required), len(posting.preferred)) == (required, preferred)


def test_who_applies_needs_what_stands_below_and_how_to_apply_asks_for_nothing() -> None:
    posting = read_posting("Bell Ringer\n\nTo apply you need\n* A head for heights\n\nTo apply\n* Send a letter")
    assert posting.required == ("A head for heights",)


IN_PROSE = """Orchard Foreman

Windfall Growers keeps 90 acres of apples near Yakima. The foreman walks the rows each morning and teaches 20 pickers.

You bring five years among fruit trees, a pesticide license, and a truck of your own. You are fair with people and you can drive
a tractor. A high school diploma or GED is required, as is some Spanish. Word, Excel and Outlook are not needed.

{wishes}

We pay $31 an hour. Send your resume by the first of May, and tell us what you have grown.
"""


@pytest.mark.parametrize(
    ("wishes", "preferred"),
    [
        (
            "Experience with cider would be a plus, and so would a forklift card. It would also help if you knew bees.",
            ("Experience with cider would be a plus", "a forklift card", "you knew bees"),
        ),
        (
            "Here is what we'd like on top. Cider is the first thing, bees the second, and a forklift card the third.",
            ("Cider", "bees", "a forklift card"),
        ),
        (
            "What would be nice? Some cider, a forklift card, or a way with bees.",
            ("Some cider", "a forklift card", "a way with bees"),
        ),
        ("If you hold a forklift card, so much the better; bees are welcome.", ("you hold a forklift card", "bees are welcome")),
        (
            "Experience with Word, Excel and Outlook helps, since we write a lot.",
            ("Experience with Word, Excel and Outlook helps",),
        ),
    ],
)
def test_what_running_text_asks_for_is_taken_apart(wishes: str, preferred: tuple[str, ...]) -> None:
    posting = read_posting(IN_PROSE.format(wishes=wishes))
    assert posting.required == (
        "five years among fruit trees",
        "a pesticide license",
        "a truck of your own",
        "You are fair with people",
        "you can drive a tractor",
        "A high school diploma or GED is required",
        "some Spanish",
    )
    assert posting.preferred == preferred
    assert (posting.years, posting.degree) == (5, "High school diploma or GED")


def test_how_much_of_a_thing_is_asked_for_is_no_part_of_its_name() -> None:
    asked = IN_PROSE.format(wishes="Strong Expensify would be a plus. Experience with client meetings counts in your favor.")
    lines = {each["line"]: each for each in report(assistant(), job_text=asked).metadata["posting"]["requirements"]}
    assert lines["Strong Expensify would be a plus"]["standing"] == "found"
    assert lines["Experience with client meetings counts in your favor"]["standing"] == "found"
    assert lines["some Spanish"]["lacking"] == ["Spanish"]


def test_lines_without_a_glyph_and_wrapped_lines_are_read() -> None:
    posting = read_posting(
        "Clerk\n\nRequirements:\nTwo years of filing\nExcel\n\nPreferred:\n* Typing of letters\n  and forms\n\nPay is good."
    )
    assert posting.required == ("Two years of filing", "Excel")
    assert posting.preferred == ("Typing of letters and forms",)
    assert posting.years == 2


@pytest.mark.parametrize(
    ("line", "degree"),
    [
        ("Bachelor's degree in accounting or finance", "Bachelor's degree in accounting or finance"),
        ("Bachelor's degree in business or a related field", "Bachelor's degree"),
        ("A master’s degree, or equivalent experience", "Master’s degree"),
        ("High school diploma or GED", "High school diploma or GED"),
        ("No degree is asked for", None),
        ("Degree in engineering or a completed apprenticeship", "Degree in engineering"),
        ("Master's or bachelor's degree", "Bachelor's degree"),
        ("BA or BS required", "BA"),
        ("Sales associate experience", None),
    ],
)
def test_the_least_degree_in_the_words_of_the_posting(line: str, degree: str | None) -> None:
    assert degree_in(line) == degree


@pytest.mark.parametrize(
    ("line", "years"),
    [
        ("2 to 4 years of ledger work", 2),
        ("5+ years", 5),
        ("three years or more", 3),
        ("Each year", None),
        ("Clean record for the last three years", None),
        ("No more than two fines in three years", None),
        ("A year of experience with guests", 1),
    ],
)
def test_the_least_years(line: str, years: int | None) -> None:
    assert years_in(line) == years


SHAPES = {
    "inline labels": (
        "Must have: two years on a forklift\nPreferred: clamp truck\nPay: $24",
        ["two years on a forklift"],
        ["clamp truck"],
    ),
    "lines that say it themselves": (
        "Skills and experience\n- Excel\n- Notary commission is a plus\n- CPA (preferred)",
        ["Excel"],
        ["Notary commission is a plus", "CPA (preferred)"],
    ),
    "a degree and a better one": (
        "Requirements\n- Associate degree, bachelor's preferred",
        ["Associate degree, bachelor's preferred"],
        [],
    ),
    "prose": (
        "We hire a manager.\n\nYou must have run an office. A clean desk is a plus.\n\nThe pay is good.",
        ["You must have run an office"],
        ["A clean desk is a plus"],
    ),
    "numbers and another list": (
        "Required knowledge\n(1) AASHTO\n(2) GIS\n\nSelection process\n(1) Panel interview",
        ["AASHTO", "GIS"],
        [],
    ),
    "headings of talk": (
        "about you\n→ you know Figma\n\nit'd be great if\n→ you code\n\nperks\n→ dogs welcome",
        ["you know Figma"],
        ["you code"],
    ),
    "a list within a part": (
        "Requirements\nConditions of employment\n• Background check\n\nQualifications\n• Excel",
        ["Excel"],
        [],
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_postings_of_many_shapes_are_read(shape: str) -> None:
    text, required, preferred = SHAPES[shape]
    posting = read_posting(f"Clerk\n\n{text}\n")
    assert (list(posting.required), list(posting.preferred)) == (required, preferred)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("A quiet place to work and a steady internet line", "condition"),
        ("Able to lift 40 lbs", "condition"),
        ("Nights, weekends and holidays", "condition"),
        ("Must pass a drug screen", "condition"),
        ("Clear writing", "trait"),
        ("Knowledge of inventory costing", "qualification"),
        ("Montana journeyman plumber license", "qualification"),
    ],
)
def test_a_condition_and_a_trait_are_told_from_a_qualification(line: str, kind: str) -> None:
    assert ("condition" if is_condition(line) else "trait" if is_trait(line) else "qualification") == kind


def test_what_stands_in_no_resume_is_not_called_missing() -> None:
    result = report(
        assistant(), job_text="Aide\n\nRequirements\n- A quiet place to work\n- Fluent Portuguese\n- A warm, patient manner"
    )
    missing = {issue.example: issue for issue in result.issues if issue.rule_id.endswith("missing_requirement")}
    assert set(missing) == {"Fluent Portuguese", "A warm, patient manner"}
    assert missing["A warm, patient manner"].severity == "low"
    kinds = [each["kind"] for each in result.metadata["posting"]["requirements"]]
    assert kinds == ["condition", "qualification", "trait"]


def test_each_line_is_held_against_the_resume_with_its_place() -> None:
    result = report(assistant(), job_text=POSTING)
    standing = {each["line"]: each for each in result.metadata["posting"]["requirements"]}
    assert standing["At least 3 years as a virtual assistant"]["standing"] == "found"
    assert standing["Associate degree or equivalent experience"]["place"] == "Education > Associate of Arts"
    assert standing["HubSpot or another CRM"]["standing"] == "found"
    assert "bullet 3" in standing["HubSpot or another CRM"]["place"]
    assert standing["Google Workspace and Slack"]["standing"] == "partial"
    assert standing["Google Workspace and Slack"]["lacking"] == ["Slack"]
    assert standing["Payroll in Gusto"]["standing"] == "missing"
    assert standing["QuickBooks Online"]["quote"] is not None
    assert "missing_requirement" in rules(result)


def test_a_term_of_the_posting_counts_from_the_document() -> None:
    without = report(assistant().model_copy(update={"skills": ("Zoom",)}), job_text=POSTING)
    assert row(report(assistant(), job_text=POSTING), "keywords").points > row(without, "keywords").points
    assert without.metadata["profile"] == "virtual_assistant"


@pytest.mark.parametrize("name", profiles())
def test_a_profile_is_whole(name: str) -> None:
    profile = profiles()[name]
    assert 40 <= len(profile.terms) <= 120
    assert {term.kind for term in profile.terms} == {"skill", "tool", "term", "credential"}
    assert all(1 <= term.weight <= 3 for term in profile.terms)
    assert profile.verbs and profile.sources
    assert bool(profile.titles) == (name != "general")


OCCUPATIONS = (
    "virtual_assistant executive_assistant customer_support sales marketing hr accounting_finance project_management"
    " operations_logistics software_engineering data it_support nursing_healthcare teaching legal design trades hospitality"
    " executive general"
)


def test_every_occupation_has_its_profile() -> None:
    assert set(profiles()) == set(OCCUPATIONS.split())
