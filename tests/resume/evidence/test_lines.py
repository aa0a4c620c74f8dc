"""A parsed résumé as evidence: each entry with its own lines, and what the person affirmed among them."""

from pathlib import Path

import pytest

from app.resume.evidence.check import check
from app.resume.evidence.lines import evidence_of
from app.resume.evidence.repair import repair
from app.resume.model import (
    Bullet,
    Certification,
    Education,
    Experience,
    Language,
    OtherSection,
    Project,
    Resume,
    SkillGroup,
    Source,
    Volunteering,
)
from app.resume.parsing.parse import parse
from app.resume.reading.read import read
from app.resume.stored import Attested

RESUME = Resume(
    name="Ingrid Vasquez-Thorne",
    location="Eureka, CA",
    headline="Lighthouse keeper",
    summary="Keeper of two lights. Familiar with radio work.",
    experiences=(
        Experience(
            role="Keeper",
            company="Cape Fennel Trust",
            start_date="2018-03",
            start_text="03/18",
            current=True,
            bullets=(Bullet(text="Polished two lenses each week", source=Source(page=1, first_line=9, last_line=9)),),
        ),
        Experience(
            role="Guide",
            company="Old Harbor Museum",
            start_date="2014",
            end_date="2016",
            responsibilities=("Showed 30 visitors a day around",),
        ),
    ),
    education=(Education(degree="B.A.", field="History", institution="Fennel College", end_date="2013-06"),),
    skill_groups=(SkillGroup(skills=("Excel", "knots")), SkillGroup(name="Tools", skills=("Marinafy",), level="basic")),
    skills=("Excel", "knots", "Marinafy"),
    languages=(Language(name="Finnish", level="conversational"),),
    certifications=(Certification(name="First Aid", issuer="Red Anchor", date="2020"),),
    projects=(Project(name="Tide table", description="Drew a tide table in Excel.", technologies=("Excel",)),),
    volunteering=(Volunteering(role="Rower", organization="Rescue Club", details=("Rowed in 4 rescues",)),),
    other_sections=(OtherSection(heading="Hobbies", lines=("Paints buoys.",)),),
)
EVIDENCE = evidence_of(RESUME)


@pytest.mark.parametrize(
    ("text", "field", "index"),
    [
        ("Polished 2 lenses weekly", "experiences", 0),
        ("Guided 30 visitors daily", "experiences", 1),
        ("Bachelor of Arts in History, Fennel College, June 2013", "education", 0),
        ("First Aid certificate of the Red Anchor, 2020", "certifications", 0),
        ("Drew a tide table with Microsoft Excel", "projects", 0),
        ("Took part in four rescues as a rower", "volunteering", 0),
        ("Paints buoys", "other_sections", 0),
        ("Knots, Microsoft Excel, Marinafy (basic)", "skills", 0),
    ],
)
def test_each_entry_bears_out_its_own_rewriting(text: str, field: str, index: int) -> None:
    verdict = check(text, EVIDENCE.lines, entry=EVIDENCE.entry(field, index))
    assert verdict.supported, verdict.refused


@pytest.mark.parametrize("text", ["Lighthouse keeper", "Keeper of two lights", "Excel, Finnish (conversational)"])
def test_a_headline_a_summary_and_skills_rest_on_the_whole(text: str) -> None:
    assert check(text, EVIDENCE.lines).supported


@pytest.mark.parametrize("text", ["Senior lighthouse keeper", "Excel, Finnish", "Keeper of two lights and a dozen boats"])
def test_neither_is_raised(text: str) -> None:
    assert not check(text, EVIDENCE.lines).supported


def test_roles_lend_each_other_nothing() -> None:
    assert not check("Polished 2 lenses weekly", EVIDENCE.lines, entry=EVIDENCE.entry("experiences", 1)).supported


def test_tenure_is_counted_by_the_dates_that_were_read() -> None:
    text = "Lighthouse keeper with over five years at the Cape Fennel Trust"
    assert check(text, EVIDENCE.lines, as_of=(2024, 1)).supported
    assert not check(text, EVIDENCE.lines, as_of=(2022, 1)).supported


def test_a_quote_points_at_the_printed_line() -> None:
    claims = check("Polished 2 lenses weekly", EVIDENCE.lines, entry=EVIDENCE.entry("experiences", 0)).claims
    assert {quote.line for claim in claims for quote in claim.evidence} == {9}


def test_what_the_person_affirmed_counts_for_its_entry_and_is_marked() -> None:
    asked = Attested(
        question="How many tours did you give a day?",
        answer="6",
        location="Experience > Guide, Old Harbor Museum > bullet 1",
    )
    evidence = evidence_of(RESUME, [asked])
    verdict = check("Gave 6 tours a day", evidence.lines, entry=evidence.entry("experiences", 1))
    assert verdict.supported, verdict.refused
    assert any(quote.user_attested for claim in verdict.claims for quote in claim.evidence)
    assert not check("Gave 6 tours a day", evidence.lines, entry=evidence.entry("experiences", 0)).supported


def test_every_line_of_a_parsed_resume_bears_itself_out() -> None:
    folder = Path(__file__).parents[2] / "fixtures" / "resumes"
    for path in sorted(folder.glob("*.txt")):
        evidence = evidence_of(parse(read(path.read_bytes())))
        for line in evidence.lines:
            assert check(line.text, evidence.lines, entry=line.entry).supported
            assert repair(line.text, evidence.lines, entry=line.entry) == line.text
