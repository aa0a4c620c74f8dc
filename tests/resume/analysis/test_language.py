"""What the checks know of English, one line a case."""

import pytest

from app.resume.analysis.aliases import initials, release, same_skill
from app.resume.analysis.checks.claims import claimed_years
from app.resume.analysis.checks.dates import date_form
from app.resume.analysis.checks.pronouns import personal_word
from app.resume.analysis.language.phrases import buzzwords, is_soft, objective_cliche, weak_opening
from app.resume.analysis.language.quantities import quantities
from app.resume.analysis.language.spelling import misspellings
from app.resume.analysis.language.verbs import base_of, opening_verb, past_of


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("Raised the share from 54% to 73% in one school year", ["54%", "73%"]),
        ("Planned two offsites a year", ["two"]),
        ("Cut cost by $1.1M in 2019", ["$1.1M"]),
        ("Served a 24-bed unit", ["24"]),
        ("Closed the books in 2019", []),
        ("Filed 1099 forms", []),
        ("Kept latency below 140 ms", ["140"]),
        ("Trained staff on Windows 11 and Office 365", []),
        ("Taught grades 5-9", []),
        ("Worked a 24/7 desk", []),
        ("Drew 3D models", []),
        ("Sold 60 of 85 units", ["60", "85"]),
        ("Kept 14 UH-60 helicopters ready", ["14"]),
        ("Flew Boeing 737 aircraft and drove a Ram 1500", []),
        ("In May 14 classes visited Toyota 12 times", ["14", "12"]),
        ("Made slides in PowerPoint, 8 a month", ["8"]),
        ("Handled USD 40,000 and a GPA 3.8", ["40,000", "3.8"]),
    ],
)
def test_a_quantity_measures_something(text: str, measured: list[str]) -> None:
    assert [each.text for each in quantities(text)] == measured


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("I keep the books", "I"),
        ("Books that my clients trust", "my"),
        ("Clients come back to us", "us"),
        ("She manages calendars", "She"),
        ("Nurse in a Level I trauma center", None),
        ("Ran Phase I and Phase II trials", None),
        ("Software Engineer I at a bank", None),
        ("Sold to US and UK buyers", None),
        ("Built an I/O board", None),
        ("Worked with a director and her family", None),
        ("Repaired the hoist of the coal mine", None),
        ("Drew a plan of mine", "mine"),
    ],
)
def test_a_pronoun_is_one_of_the_writer(text: str, word: str | None) -> None:
    assert personal_word(text) == word


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Responsible for the register", "Responsible for"),
        ("Was tasked with closing", "Was tasked with"),
        ("Aided in the opening of a second branch", "Aided in"),
        ("Role involved greeting guests", "Role involved"),
        ("Helped organize a fair", "Helped organize"),
        ("Expected to greet guests", "Expected to"),
        ("Assisted the manager with orders", "Assisted the manager"),
        ("Assisted 40 guests a day", None),
        ("Day-to-day tasks were orders", "Day-to-day tasks"),
        ("Looked after 10 children", None),
        ("Helpdesk for 40 users", None),
        ("Built a team responsible for payroll", None),
    ],
)
def test_a_weak_opening_opens(text: str, phrase: str | None) -> None:
    assert weak_opening(text) == phrase


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Results-driven and dynamic leader", ["Results-driven", "dynamic"]),
        ("Set dynamic pricing for hotels", []),
        ("Used leverage ratios", []),
        ("Outstanding interpersonal skills, trusted advisor", ["Outstanding interpersonal skills", "trusted advisor"]),
        ("Strong communication with the written skills test", []),
        ("Highly motivated self-starter", ["Highly motivated", "self-starter"]),
        ("Planned proactive maintenance of 12 lifts", []),
        ("Motivated 12 sellers and reckoned dynamic loads", []),
        ("Pushes the envelope and goes the extra mile", ["Pushes the envelope", "extra mile"]),
    ],
)
def test_a_buzzword_is_no_term_of_the_trade(text: str, said: list[str]) -> None:
    assert list(buzzwords(text)) == said


def test_praise_is_a_cliche_in_a_summary_alone() -> None:
    assert list(buzzwords("Dedicated nurse", summary=True)) == ["Dedicated"]
    assert list(buzzwords("Set up a dedicated room")) == []


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("Seeking a challenging position in a growing firm.", True),
        ("To obtain an entry-level role.", True),
        ("To use what was learned at school.", True),
        ("Cook, now looking for new challenges.", True),
        ("Desires a challenging role in finance.", True),
        ("Electrician who hopes to join a stable company.", True),
        ("To date has trained 40 nurses.", False),
        ("Assistant who finds the right position for each file.", False),
        ("Recruiter who fills 40 positions a year.", False),
    ],
)
def test_a_goal_says_what_the_person_wants(text: str, goal: bool) -> None:
    assert (objective_cliche(text) is not None) == goal


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Recieved calls", [("Recieved", "Received")]),
        ("counted the inventery", [("inventery", "inventory")]),
        ("Preparde weekly reprots", [("Preparde", "Prepared"), ("reprots", "reports")]),
        ("Organised the centre", []),
        ("Kept records for Manegment Partners", []),
        ("Ran Kubernetes and Grafana", []),
        ("Adapted aptitude tests with an auditor", []),
        ("Renewed liscences and ordered accesories", [("liscences", "licences"), ("accesories", "accessories")]),
        ("Gave costumer service to more then 30 guests", [("more then", "more than"), ("costumer", "customer")]),
        ("Sang on tour, then rested", []),
        ("Loring Park Systems gave its name", []),
        ("Installed tankless heaters, soffits and backsplashes", []),
        ("Read guages and gave anticoagulents", [("guages", "gauges"), ("anticoagulents", "anticoagulants")]),
        ("Manageing the countertopps", [("Manageing", "Managing"), ("countertopps", "countertops")]),
        ("Anonymised the haematology samples of coeliac patients", []),
        ("Checked bracketss and utilitie bills", [("bracketss", "brackets"), ("utilitie", "utilities")]),
    ],
)
def test_a_misspelling_is_no_name_and_no_other_word(text: str, pairs: list[tuple[str, str]]) -> None:
    assert list(misspellings(text)) == pairs


@pytest.mark.parametrize(
    ("text", "base", "tense", "sure"),
    [
        ("Led a team", "lead", "past", True),
        ("Manages calendars", "manage", "present", True),
        ("Read aloud", "read", "either", True),
        ("Successfully ran payroll", "run", "past", True),
        ("Research assistant for sleep", "research", "present", False),
        ("Support 40 users", "support", "present", True),
        ("Order contact lenses for two doctors", "order", "present", True),
        ("Phone calls", "phone", "present", False),
        ("Research integrated into cloud services", "research", "present", False),
        ("Found $96,000 in missed credits", "find", "past", True),
        ("Show rentals to families", "show", "present", True),
        ("Load and unload trucks", "load", "present", True),
        ("Load and weight of trucks", "load", "present", False),
        ("Surveys", "survey", "present", False),
        ("Surveys of shoppers", "survey", "present", False),
        ("Surveys shoppers", "survey", "present", True),
    ],
)
def test_a_verb_opens_a_line_in_a_tense(text: str, base: str, tense: str, sure: bool) -> None:
    verb = opening_verb(text)
    assert verb is not None
    assert (verb.base, verb.tense, verb.sure) == (base, tense, sure)


def test_a_noun_opens_no_deed() -> None:
    assert opening_verb("Calendars and inboxes") is None


def test_forms_of_a_verb() -> None:
    assert [past_of("plan"), past_of("write"), past_of("carry"), past_of("blorp")] == ["planned", "wrote", "carried", "blorped"]
    assert [base_of("managing"), base_of("running"), base_of("answering"), base_of("morning")] == [
        "manage",
        "run",
        "answer",
        "morning",
    ]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Cook with over 12 years of experience", 12),
        ("Seller with nine years in retail", 9),
        ("Seller with 8+ years' sales experience", 8),
        ("Over two decades of work", 20),
        ("A 15-year veteran of the floor", 15),
        ("Has baked bread for the last 20 years", 20),
        ("Ten years managing kitchens", 10),
        ("Raised sales in 2 years", None),
        ("Cut waste by half within three years", None),
        ("Held the price for 2 years in a row", None),
        ("Taught 5 year olds", None),
    ],
)
def test_years_are_claimed_of_experience(text: str, years: int | None) -> None:
    assert claimed_years(text) == years


@pytest.mark.parametrize(
    ("start", "end", "form"),
    [
        ("March 2020", "Present", "full"),
        ("Mar. 2020", "Sept 2021", "short"),
        ("03/2020", "04/2021", "figures"),
        ("2020", "2021", "year"),
        ("May 2019", "July 2020", "either"),
        ("06/2017", "Dec 2019", "mixed"),
        (None, None, None),
    ],
)
def test_dates_have_a_form(start: str | None, end: str | None, form: str | None) -> None:
    assert date_form(start, end) == form


def test_initials_are_those_of_three_words_and_more() -> None:
    assert initials("National Electrical Code") == "NEC"
    assert initials("Standard of care (SOC)") == ""
    assert (release("Windows 10"), release("Windows")) == (("10",), ())
    assert same_skill("Fork lift") == same_skill("Forklift")
    assert same_skill("Selenium WebDriver") == same_skill("Selenium")
    assert same_skill("digital radiographs") == same_skill("digital X-rays")


def test_a_trait_is_soft_with_and_without_praise() -> None:
    assert is_soft("Strong communication skills")
    assert is_soft("Follows directions")
    assert not is_soft("Cash handling")
