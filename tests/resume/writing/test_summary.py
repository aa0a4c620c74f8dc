"""What of a summary stays when it is mended, and what of a job keeps its order."""

import pytest

from app.resume.stored import StoredResume
from app.resume.writing.plan import plan
from app.resume.writing.questions import WriteProfile
from app.resume.writing.standing import Wish, standing_of
from tests.resume.writing.people import CLERK
from tests.resume.writing.test_improve import TODAY, by_rules, standing

PRAISED = """Tamsin Orrell
Reno, NV | tamsin.orrell@example.com

SUMMARY
{}

EXPERIENCE
Web Developer, Larkspur Studio, Reno, NV
March 2019 - present
- Build pages in React for 12 shops
- Mend what customers report within a day

SKILLS
React, CSS, HTML
"""


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        (
            "Passionate and innovative web developer with 6 years in shops for bicycles.",
            "Web developer with 6 years in shops for bicycles.",
        ),
        ("An enthusiastic web developer of shops.", "A web developer of shops."),
        ("Web developer for shops, seeking a challenging position in a growing company.", "Web developer for shops."),
        ("Web developer seeking out slow pages for 9 shops.", "Web developer seeking out slow pages for 9 shops."),
        ("Student who reads for a B.Sc. in biology.", "Student who reads for a B.Sc. in biology."),
        ("Proven track record of cutting loading times by 40%.", "Proven track record of cutting loading times by 40%."),
    ],
)
def test_what_a_summary_tells_beside_its_praise_and_wishes_stays(sentence: str, kept: str) -> None:
    made = by_rules(standing(PRAISED.format(f"{sentence} Team player who thinks outside the box.")))
    assert kept in (made.summary.improved or "")


def test_a_paragraph_stays_before_the_bullets_below_it() -> None:
    told = "Developed sites for clients of every trade, from the first sketch until they stood on the web and were paid."
    text = PRAISED.format("Web developer for shops.").replace("- Build", f"{told}\n- Mended old pages for the owners\n- Build")
    assert not [each for each in by_rules(standing(text)).improvements if each.kind == "reorder"]


def test_contact_data_is_no_part_of_a_summary() -> None:
    told = "Passionate web developer for shops.\nPhone: (555) 555-0142\nEmail: tamsin.orrell@example.com"
    made = by_rules(standing(PRAISED.format(told))).summary.improved or ""
    assert made.startswith("Web developer for shops.")
    assert "0142" not in made
    assert "@" not in made


def test_a_degree_that_stands_in_its_field_too_is_told_once() -> None:
    found = standing(CLERK)
    school = found.resume.education[0].model_copy(update={"degree": "BS in", "field": "BS in Computer Science"})
    resume = found.resume.model_copy(update={"education": (school,), "summary": None})
    again = standing_of(StoredResume(resume=resume), None, Wish(), TODAY)
    degrees = [question.degree for question in plan(again) if isinstance(question, WriteProfile)]
    assert degrees == ["BS in Computer Science"]


def test_nothing_is_added_to_a_summary_that_lacks_nothing() -> None:
    told = (
        "Web developer with 6 years in React and CSS for shops that sell bicycles, boats and books. Builds pages for 12 shops,"
        " and mends what their customers report within a day; kept all ninety of their old pages."
    )
    assert by_rules(standing(PRAISED.format(told))).summary.improved in (None, told)
