"""What the rules make of a line: better where they can, and the same line where they cannot."""

import pytest

from app.resume.evidence.check import check
from app.resume.evidence.claims import EvidenceLine
from app.resume.writing.questions import AskedLine, AskedWork, RewriteLines, Tense
from app.resume.writing.rules.lines import rewrite_lines


def rewritten(*texts: str, tense: Tense = "past", findings: tuple[str, ...] = (), prose: bool = False) -> list[tuple[str, ...]]:
    """What stands in the place of each line, or the line itself."""
    lines = tuple(AskedLine(number=at, bullet=at, text=text, findings=findings, prose=prose) for at, text in enumerate(texts, 1))
    work = AskedWork(entry=1, role="Clerk", tense=tense, ended=tense == "past", lines=lines)
    changes = {number: change for change in rewrite_lines(RewriteLines(works=(work,))).changes for number in change.lines}
    return [changes[at].texts if at in changes else (text,) for at, text in enumerate(texts, 1)]


BETTER = [
    ("Responsible for managing calendars and booking travel", "Managed calendars and booked travel"),
    ("Duties included answering phones", "Answered phones"),
    ("Duties included cleaning, cooking and serving food", "Cleaned, cooked and served food"),
    ("Duties include patient intake, taking vitals and updating charts",
     "Handled patient intake, took vitals and updated charts"),
    ("Responsible for the milk cooler and for keeping the back room clean",
     "Handled the milk cooler and kept the back room clean"),
    ("Responsibilities include greeting visitors, answering phones, and to file documents",
     "Greeted visitors, answered phones, and filed documents"),
    ("Helped with payroll", "Supported payroll"),
    ("Assisted with the preparation of tax returns", "Helped prepare tax returns"),
    ("Assisted in drafting contracts and filing motions", "Helped draft contracts and file motions"),
    ("Helped to organize the annual fundraiser for 300 guests", "Helped organize the annual fundraiser for 300 guests"),
    ("Part of a team that built the billing app", "Helped build the billing app"),
    ("Worked on writing unit tests", "Wrote unit tests"),
    ("Dealt with complaints over the phone", "Handled complaints over the phone"),
    ("Had to clean the floors and take out the trash", "Cleaned the floors and took out the trash"),
    ("I was able to close 12 deals in my first quarter", "Closed 12 deals in the first quarter"),
    ("I answered emails for my clients on a daily basis", "Answered emails for clients daily"),
    ("Reports on waste were prepared each week by me", "Prepared reports on waste each week"),
    ("Utilized Salesforce in order to track leads", "Used Salesforce to track leads"),
    ("Spearheaded the launch of a loyalty program", "Led the launch of a loyalty program"),
    ("Recieved shipments at the the dock", "Received shipments at the dock"),
    ("Cut waste by twenty percent and errors by 5 percent", "Cut waste by 20% and errors by 5%"),
    ("Data entry", "Handled data entry"),
    ("Responsible for building maintenance", "Handled building maintenance"),
    ("Responsible for training manuals and writing guides", "Handled training manuals and wrote guides"),
    ("Responsible for writing tests and deploying to Heroku", "Wrote tests and deployed to Heroku"),
    ("Was responsible for the cash box and to count it at night", "Handled the cash box and counted it at night"),
    ("Took care of deployments and of the weekly backups", "Handled deployments and the weekly backups"),
    ("Participated in the rollout of new tablets", "Supported the rollout of new tablets"),
    ("In this project I was responsible for building the data model", "Built the data model"),
    ("Using React I built a quiz app", "Built a quiz app using React"),
    ("As a volunteer I read to children at the library.", "Read to children at the library as a volunteer."),
    ("I kept the site. I also wrote its tests.", "Kept the site. Wrote its tests."),
    ("Made a cutting-edge app and an honest, seamless logo", "Made an app and an honest logo"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "better"), BETTER)
def test_a_weak_line_is_made_a_deed_on_its_own_rung(text: str, better: str) -> None:
    assert rewritten(text) == [(better,)]
    assert check(better, (EvidenceLine(text, 1, entry=1),), entry=1).supported or text.startswith("Recieved")


SAME = [
    "Reconciled 220 invoices a month in QuickBooks",
    "Responsible for increasing newsletter signups",
    "Responsible for ensuring that safety rules were followed",
    "Attempted to reduce waste by sorting scrap",
    "Gained experience in phlebotomy and EKG",
    "Participated in daily standups and code reviews",
    "Worked on cars",
    "We served up to 200 guests per night",
    "My main job was cutting and sewing curtains",
    "Responsible for training new hires, inventory, and opening the store",
    "Invoices were reviewed and paid by the owner each Friday",
    "Exceeded the quota of 40 calls in Walla Walla",
    "Repotted 40 plants, memoized two calls and helped underserved schools",
    "Participated in a 24 hour hackathon and won second prize",
    "Responsible for 12 boys at a summer camp",
    "Responsible for handing out meals to 80 guests",
    "Responsible for hanging drywall and taping",
    "Dealt with the teacher about the room",
    "My teammate and I presented it at the county fair",
    "The coach asked and I said yes",
    "I used my free time to fix donated bikes",
    "Managed my own shop with 200 sales",
]


@pytest.mark.parametrize("text", SAME)
def test_what_is_good_or_cannot_be_mended_without_a_fact_stays(text: str) -> None:
    assert rewritten(text) == [(text,)]


def test_a_current_job_is_told_in_the_present() -> None:
    assert rewritten("Responsible for ordering parts and filing invoices", tense="present") == [
        ("Order parts and file invoices",)
    ]


def test_a_line_of_an_ended_job_in_the_present_is_set_in_the_past_with_all_its_verbs() -> None:
    told = rewritten("Load trucks, sweep the dock and close the bay doors", findings=("tense_mismatch",))
    assert told == [("Loaded trucks, swept the dock and closed the bay doors",)]
    for unsure in ("Make travel plans when clients ask", "Answer emails and chat messages"):
        assert rewritten(unsure, findings=("tense_mismatch",)) == [(unsure,)]


def test_a_long_line_is_parted_where_two_deeds_meet() -> None:
    first = "Managed the front desk of a busy clinic with 4 doctors, scheduled all appointments for new and old patients"
    second = "trained two new receptionists on the phone system and on the new booking software of the clinic"
    told = rewritten(f"{first}, and {second}")
    assert told == [(first.replace(", scheduled", " and scheduled"), second.capitalize())]


def test_a_paragraph_becomes_a_line_for_each_sentence() -> None:
    told = rewritten("I drove a van on a route of 60 stops. I loaded it before seven each morning.", prose=True)
    assert told == [("Drove a van on a route of 60 stops", "Loaded it before seven each morning")]


def test_two_lines_of_a_few_words_become_one_and_a_double_goes() -> None:
    told = rewritten("Filed papers", "Scanned insurance cards", "Answered 40 calls a day", "Ran the till")
    assert told[:2] == [("Filed papers and scanned insurance cards",)] * 2
    assert rewritten("Ran the till", findings=("repeated_bullet",)) == [()]
