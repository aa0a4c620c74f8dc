"""Limits that stay with what they limit: courses begun, skills watched, things that came to nothing, years of the dates."""

import pytest

from app.resume.evidence.check import check
from app.resume.evidence.claims import EvidenceLine


@pytest.mark.parametrize(
    ("line", "candidate", "supported"),
    [
        ("Locksmith license (LL): fee paid, exam not yet scheduled", "Locksmith license (LL): fee paid, exam scheduled", False),
        ("Locksmith license (LL): fee paid, exam not yet scheduled", "Locksmith license (LL); exam still to be scheduled", True),
        ("Certified Beekeeper: course begun, exam not taken", "Certified Beekeeper: course completed, exam not taken", False),
        ("Certified Beekeeper: two of five modules passed", "Passed two of the five modules for Certified Beekeeper", True),
        ("Certified Beekeeper: two of five modules passed", "Certified Beekeeper", False),
        ("Harbor Pilot Basics: started, not finished", "Certified in Harbor Pilot Basics", False),
        ("Crane operator card, Class C: learner permit only", "Crane operator card, Class C", False),
        ("B.A. in Music; minor in theater history", "B.A. in Music and Theater History", False),
        ("M.Ed. in Reading, Elm College: 12 of 30 credits", "12 of 30 credits toward an M.Ed. in Reading at Elm College", True),
    ],
)
def test_a_course_is_no_further_than_the_line_says(line: str, candidate: str, supported: bool) -> None:
    lines = (EvidenceLine("First aid card, 2021", 1, section="certifications"), EvidenceLine(line, 2, section="certifications"))
    assert check(candidate, lines).supported is supported


@pytest.mark.parametrize(
    ("line", "candidate", "supported"),
    [
        ("Looms, Loomware (watched only), Finnish (conversational)", "Loomware, looms, Finnish (conversational)", False),
        ("Looms, Loomware (watched only), Finnish (conversational)", "Loomware (watched only), looms", True),
        ("Working knowledge of Loomware; some exposure to Dyepot", "Working knowledge of Loomware and Dyepot", False),
        ("Limited experience with silk: one season", "Weaver experienced in silk", False),
        ("Learning Loomware; weaves by hand", "Weaves by hand and in Loomware", False),
        ("Learning Loomware; weaves by hand", "Learning Loomware and weaves by hand", True),
    ],
)
def test_a_skill_is_no_greater_than_the_line_says(line: str, candidate: str, supported: bool) -> None:
    assert check(candidate, [EvidenceLine(line, 1, section="skills")]).supported is supported


@pytest.mark.parametrize(
    ("candidate", "supported"),
    [
        ("Helped test a night bus, which was discontinued after the trial", True),
        ("Helped test a night bus; it was abandoned after the trial", True),
        ("Helped test a night bus", False),
    ],
)
def test_what_came_to_nothing_is_said_in_any_words(candidate: str, supported: bool) -> None:
    line = EvidenceLine("Helped test a night bus, which was dropped after the trial", 1, entry=0, section="experience")
    assert check(candidate, [line]).supported is supported


CAREER = (
    EvidenceLine("Baker with earlier work as a baker's aide and ferry waiter.", 1, section="summary"),
    EvidenceLine("Baker | Cold Spring Mill | Jan 2018 - Dec 2023", 2, entry=0, head=True, section="experience"),
    EvidenceLine("Baked rye bread", 3, entry=0, section="experience"),
    EvidenceLine("Ferry Waiter | Lake Transit | Jan 2014 - Dec 2017", 4, entry=1, head=True, section="experience"),
    EvidenceLine("Tied lines and sold bread to the baker", 5, entry=1, section="experience"),
)


@pytest.mark.parametrize(
    ("candidate", "supported"),
    [
        ("Baker of six years", True),
        ("Baker of nine years", False),
        ("Baker with over five years at a mill and earlier work as a ferry waiter", True),
        ("Baker with eight years at a mill and earlier work as a ferry waiter", False),
        ("Baker with earlier work as a baker's aide", True),
        ("Baker with earlier work as a ferry baker", False),
    ],
)
def test_years_and_titles_are_those_of_the_jobs(candidate: str, supported: bool) -> None:
    assert check(candidate, CAREER).supported is supported
