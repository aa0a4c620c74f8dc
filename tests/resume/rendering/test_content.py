"""The content model: everything that the résumé says, in one habit, in the look's order."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from app.resume.model import (
    Award,
    Bullet,
    Certification,
    Education,
    Experience,
    Language,
    Link,
    OtherSection,
    Project,
    Publication,
    Resume,
    SkillGroup,
    Volunteering,
)
from app.resume.parsing.dates import find_period
from app.resume.parsing.sections import heading_kind
from app.resume.rendering.content import Content, Entry, content_of
from app.resume.rendering.dates import Tongue
from app.resume.rendering.headings import headings_of
from app.resume.rendering.look import SECTIONS, look_of
from app.resume.rendering.parts import safe_url

FULL = Resume(
    name="Zoë Quandt",
    email="zoe@example.com",
    phone="(555) 555-0142",
    location="Dayton, OH",
    headline="Field Engineer",
    summary="First line.\nSecond line.",
    links=(Link(url="https://www.linkedin.com/in/zoe"), Link(url="javascript:alert(1)"), Link(url="mailto:zoe@example.com")),
    experiences=(
        Experience(
            role="Engineer",
            company="Larkspur, Inc.",
            location="Dayton, OH",
            start_date="2021-03",
            current=True,
            responsibilities=("Opening prose.", "Laid 3 lines"),
            bullets=(Bullet(text="Opening prose.", prose=True), Bullet(text="Laid 3 lines")),
            details=("Part-time",),
            url="larkspur.example.com",
        ),
        Experience(company="Only Employer", start_date="2019", start_text="Summer 2019", duration="3 months"),
    ),
    education=(
        Education(degree="BSc", field="Physics", institution="Bowline College", end_date="2018", gpa="3.9", details=("Thesis",)),
    ),
    skills=("Welding", "CAD", "Loose"),
    skill_groups=(SkillGroup(name="Hands", skills=("Welding",), level="expert"), SkillGroup(skills=("CAD",))),
    certifications=(
        Certification(name="PE", issuer="Ohio Board", date="2020-05", url="https://example.com/pe", details=("No. 7",)),
    ),
    projects=(
        Project(
            name="Bridge",
            role="Lead",
            description="A bridge.",
            entity="Town",
            kind="civic",
            technologies=("Steel", "Rope"),
            details=("Built it",),
            start_date="2017",
            end_date="2018-02",
            url="https://example.com/bridge",
        ),
    ),
    languages=(Language(name="Dutch", level="native"), Language(name="English")),
    awards=(Award(title="Medal", awarder="Guild", date="2016", details=("For rope",)),),
    publications=(
        Publication(title="On Rope", authors="Z. Quandt", publisher="Rope Letters", date="2015", details=("pp. 1-2",)),
    ),
    volunteering=(
        Volunteering(
            role="Cook", organization="Kitchen", location="Troy", start_date="2014", summary="Soup.", details=("Fed 90",)
        ),
    ),
    other_sections=(OtherSection(heading="Interests", lines=("Kites",)), OtherSection(lines=("Unheaded",))),
)


def strings(value: object) -> Iterator[str]:
    """Every string of a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from strings(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from strings(getattr(value, one.name))


def content(resume: Resume = FULL, template: str = "modern", **options: object) -> Content:
    return content_of(resume, look_of(template, options))


def entry(made: Content, kind: str, number: int = 0) -> Entry:
    found = [block for section in made.sections if section.kind == kind for block in section.blocks]
    block = found[number]
    assert isinstance(block, Entry)
    return block


def line(each: Entry) -> str:
    return " | ".join("".join(run.text for run in part) for part in each.under)


def test_nothing_that_the_resume_says_is_lost() -> None:
    said = "\n".join(strings(content()))
    wanted = """
        Zoë Quandt; zoe@example.com; (555) 555-0142; Field Engineer; First line.; Second line.; linkedin.com/in/zoe;
        javascript:alert(1); Larkspur, Inc.; Opening prose.; Laid 3 lines; Part-time; larkspur.example.com; Only Employer;
        Summer 2019; BSc, Physics; Bowline College; 3.9; Thesis; Hands (expert); Welding; CAD; Loose; Ohio Board; No. 7; Bridge;
        Lead; A bridge.; Town; civic; Technologies: Steel, Rope; Built it; Dutch (native); English; Medal; Guild; For rope;
        On Rope; Z. Quandt; Rope Letters; pp. 1-2; Cook; Kitchen; Troy; Soup.; Fed 90; Interests; Kites; Unheaded;
        Additional Information"""
    missing = [words.strip() for words in wanted.split(";") if words.strip() not in said]
    assert missing == []


def test_mail_is_not_said_twice() -> None:
    assert list(strings(content().header)).count("zoe@example.com") == 1


def test_an_entry_has_its_title_the_line_under_it_and_its_points() -> None:
    job = entry(content(), "experience")
    assert job.title == "Engineer"
    assert line(job) == "Larkspur, Inc. | Dayton, OH | Mar 2021 – Present | larkspur.example.com"
    assert [(point.text, point.prose) for point in job.points] == [("Opening prose.", True), ("Laid 3 lines", False)]
    assert line(entry(content(), "experience", 1)) == "Summer 2019"
    assert line(entry(content(), "projects")) == "Lead | Town | civic | 2017 – Feb 2018 | example.com/bridge"


def test_dates_carry_their_point_in_time() -> None:
    runs = [run for part in entry(content(), "projects").under for run in part if run.iso]
    assert [(run.text, run.iso) for run in runs] == [("2017", "2017"), ("Feb 2018", "2018-02")]


def test_federal_writes_months_in_figures() -> None:
    assert "03/2021 – Present" in line(entry(content(template="federal"), "experience"))


def test_the_order_is_the_templates_or_the_one_asked_for_and_other_sections_come_last() -> None:
    assert [section.kind for section in content(template="academic").sections][:2] == ["summary", "education"]
    assert next(section.kind for section in content(sections=["awards"]).sections) == "awards"
    assert [section.heading for section in content().sections][-2:] == ["Interests", "Additional Information"]


def test_what_nobody_sees_is_not_printed() -> None:
    made = content(Resume(name="A\x00n\u202en\ue000", summary="one\x07\n\ttwo\u200b", skills=("\ud800", "\x0c")))
    assert made.header.name == "Ann"
    assert [section.kind for section in made.sections] == ["summary"]
    assert list(strings(made.sections[0].blocks)) == ["one", "two"]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pt", "it", "nl"])
def test_headings_and_dates_of_each_language_are_read_back(language: str) -> None:
    tongue = Tongue(language, "words")
    for name in SECTIONS:
        assert heading_kind(headings_of(Resume(), language)[name]) == name
    for month in range(1, 13):
        job = Experience(start_date=f"2019-{month:02}", current=True)
        (part,) = tongue.period(job)
        period = find_period("".join(run.text for run in part))
        assert period is not None and period.start == job.start_date and period.current


def test_an_unlisted_language_keeps_its_own_headings() -> None:
    resume = Resume.model_validate(
        {"language": "pl", "summary": "x", "skills": ["y"], "headings": [{"heading": "Umiejętności", "section": "skills"}]}
    )
    assert [section.heading for section in content(resume).sections] == ["Summary", "Umiejętności"]


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://example.com/a?b=c#d", "https://example.com/a?b=c#d"),
        ("HTTPS://Example.com", "https://Example.com"),
        ("example.com/me", "https://example.com/me"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("tel:+15555550142", "tel:+15555550142"),
        ("http://example.com", None),
        ("https:example.com", None),
        ("https://user:pass@example.com", None),
        ("https://example.com/ä b", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//example.com", None),
        ("../secret", None),
        ("mailto:a@example.com?attach=/etc/passwd", None),
        ("notes.txt:stream", None),
    ],
)
def test_only_sound_addresses_lead_somewhere(address: str, url: str | None) -> None:
    assert safe_url(address) == url
