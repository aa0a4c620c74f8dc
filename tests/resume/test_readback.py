"""Reading back: what was printed is found again, and what is not is named."""

from pathlib import Path

import pytest

from app.resume.model import (
    Award,
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
from app.resume.readback import check, compare
from app.resume.rendering.look import ROOM, TEMPLATES, look_of
from app.resume.rendering.render import render
from app.resume.rendering.rendered import Rendered

SAMPLE = Resume.model_validate_json((Path(ROOM) / "sample.json").read_bytes())
PRIYA = Resume(
    name="Priya T. Raghunathan III", email="priya.r@example.com", phone="(617) 555-0119", location="Cambridge, MA",
    links=(Link(url="https://priya-r.example.com"), Link(url="https://github.com/priyar-example", kind="github")),
    summary="Computational biologist who studies how bacterial communities exchange genes.",
    experiences=(
        Experience(
            role="Postdoctoral Fellow", company="Larkfield Research Institute", location="Boston, MA", start_date="2019-08",
            current=True, responsibilities=("Built a pipeline that assembles 4,000 genomes a week", "Mentored 3 students"),
        ),
    ),
    education=(
        Education(
            degree="PhD", field="Computational Biology", institution="Example Institute of Technology", start_date="2014-09",
            end_date="2019-06", details=("Dissertation: Gene transfer in soil communities", "Advisor: Prof. Miriam Oduya"),
        ),
        Education(degree="BSc", field="Mathematics", institution="University of Example", end_date="2014", gpa="3.9/4.0"),
    ),
    skills=("Python", "Rust", "Phylogenetics", "Bayesian statistics"),
    skill_groups=(
        SkillGroup(name="Programming", skills=("Python", "Rust")),
        SkillGroup(name="Methods", skills=("Phylogenetics", "Bayesian statistics")),
    ),
    projects=(
        Project(name="Soil atlas", description="A map of genes.", technologies=("Rust", "DuckDB"), details=("Used by 41 labs",)),
    ),
    certifications=(Certification(name="ACLS", issuer="American Heart Association", date="2024-02"),),
    languages=(Language(name="English", level="native"), Language(name="Tamil", level="fluent")),
    awards=(
        Award(title="Graduate Fellowship", awarder="National Example Foundation", date="2015-11-02", details=("One of 20",)),
        Award(title="Best Poster", awarder="ExampleConf", date="2017"),
    ),
    publications=(
        Publication(
            title="Gene flow across soils", authors="P. Raghunathan, M. Oduya", publisher="Journal of Examples", date="2021-05"
        ),
    ),
    volunteering=(
        Volunteering(role="Tutor", organization="Boston Example Library", start_date="2020-01", end_date="2021-01"),
    ),
)  # fmt: skip

DARNELL = Resume(
    name="Darnell Washington-Reyes", email="d.washington@example.com", phone="+1 571 555 0132", location="Woodbridge, VA",
    experiences=(
        Experience(
            role="Logistics Management Specialist", location="Fort Belvoir, VA", start_date="2019-03", current=True,
            company="Department of the Army, Program Executive Office Combat Support and Combat Service Support",
            details=("Supervisor: Ann Kirby, 571-555-0120",), responsibilities=("Kept 4,300 trucks above 92% readiness.",),
        ),
        Experience(role="Intern", company="City of Oakland", start_date="2011", end_date="2011"),
    ),
    projects=(
        Project(name="tinyraft", url="https://tinyraft.example.com", description="Votes in 900 lines.", technologies=("Go",)),
        Project(name="Kombu", role="Maintainer", start_date="2019", end_date="2021", details=("Reviewed 140 pull requests.",)),
    ),
    awards=(Award(title="Civilian Service Achievement Medal", awarder="Army Supply Command", date="2022-06"),),
    certifications=(
        Certification(name="Life Cycle Logistics Practitioner", issuer="Defense Acquisition University", date="2021-08"),
        Certification(name="Green Belt", issuer="U.S. Army", date="2016-11", details=("Cut receipts from nine days to four",)),
    ),
    publications=(
        Publication(
            title="Spare parts and the return of trucks: twelve years at forty-one depots of three armies", date="2024-05",
            authors="Washington-Reyes D, Holm L, Vik A", publisher="Journal of Army Logistics 41(3), 211–229",
        ),
        Publication(title="Counting bolts", authors="Vik A", publisher="Supply Letters 7, 1–14", date="2015"),
    ),
    other_sections=(OtherSection(heading="Convoys led", lines=("Kabul to Bagram, 2012", "Balad to Basra, 2009–2010")),),
)  # fmt: skip
"""Long lines that break at the margin, things of which only some have dates or lines of their own, a state like a role."""


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("form", ["pdf", "docx", "txt", "md"])
def test_lines_that_break_and_entries_that_say_less_come_back(template: str, form: str) -> None:
    assert not losses(DARNELL, template, form)


def losses(resume: Resume, template: str, form: str) -> set[str]:
    checked = check(resume, render(resume, look_of(template), form))  # type: ignore[arg-type]  # the tests give forms
    return {loss.field for loss in checked.losses}


@pytest.mark.parametrize("words", range(14, 20))
@pytest.mark.parametrize("template", ["modern", "academic"])
def test_what_stands_beside_a_long_title_comes_back_wherever_the_line_breaks(template: str, words: int) -> None:
    title = (
        "Prize for the best and most careful improvement of patient safety in small rural hospitals and clinics across counties"
    )
    award = Award(title=" ".join(title.split()[:words]), awarder="County Board", date="2021-05")
    for told in (award, award.model_copy(update={"awarder": None})):
        assert not losses(SAMPLE.model_copy(update={"awards": (told,)}), template, "pdf")


@pytest.mark.parametrize("form", ["pdf", "docx", "txt", "md"])
def test_projects_in_small_letters_and_with_one_date_come_back(form: str) -> None:
    projects = (
        Project(name="falls-dashboard", start_date="2020", details=("Shows falls by unit and by hour", "Used on three floors")),
        Project(name="nightnotes", url="https://example.com/nightnotes", details=("Keeps notes of the night",)),
        Project(name="pagekeeper", start_date="2019-04", description="Keeps pages in order for small offices."),
    )
    assert not losses(SAMPLE.model_copy(update={"projects": projects}), "modern", form)


@pytest.mark.parametrize("heading", ["Unknown", "Boats", "Military Record"])
def test_a_section_that_no_list_names_comes_back_from_a_page_of_few_lines(heading: str) -> None:
    other = OtherSection(heading=heading, lines=("Clearance held until 2020", "Willing to travel"))
    assert not losses(SAMPLE.model_copy(update={"other_sections": (other,)}), "federal", "pdf")


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_every_field_of_every_kind_comes_back(template: str, form: str) -> None:
    for resume in (PRIYA, SAMPLE):
        found = check(resume, render(resume, look_of(template), form))  # type: ignore[arg-type]  # the parameters above are forms
        assert found.share >= 0.99, found.losses


@pytest.mark.parametrize("form", ["txt", "md", "json", "html"])
def test_the_plain_forms_come_back_too(form: str) -> None:
    found = check(PRIYA, render(PRIYA, look_of("modern"), form))  # type: ignore[arg-type]  # the parameters above are forms
    assert found.share >= 0.9, found.losses


def test_a_field_with_another_value_is_changed_and_one_without_words_in_the_file_is_lost() -> None:
    back = PRIYA.model_copy(update={"name": "Priya", "phone": None, "raw_text": "Priya"})
    found = compare(PRIYA, back, "pdf")
    assert {loss.field: (loss.status, loss.expected, loss.found) for loss in found.losses} == {
        "name": ("changed", "Priya T. Raghunathan III", "Priya"),
        "phone": ("lost", "(617) 555-0119", None),
    }
    assert (found.recovered, found.share) == (found.fields - 2, round(1 - 2 / found.fields, 4))


def test_a_file_that_cannot_be_read_has_lost_everything() -> None:
    found = check(PRIYA, Rendered("pdf", b"%PDF-1.7 broken"))
    assert (found.recovered, found.share) == (0, 0.0)
