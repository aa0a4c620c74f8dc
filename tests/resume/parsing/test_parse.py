"""A whole résumé in, its structure out."""

from app.resume.parsing.parse import parse
from app.resume.reading.document import Block, Document, Span
from tests.resume.parsing.documents import document

NURSE = """
Ottoline Brandvold
Duluth, MN | (218) 555-0147 | ottoline.brandvold@example.com | linkedin.com/in/obrandvold

SUMMARY
Registered nurse with nine years on surgical wards, known for calm handovers.

EXPERIENCE
Lakehead General Hospital, Duluth, MN
Charge Nurse, March 2020 - Present
- Lead a ward of 28 beds and 11 nurses
- Cut falls by 31% in one year

Birchwood Family Clinic, Superior, WI
Staff Nurse, June 2015 - February 2020
- Cared for 14 patients a shift

EDUCATION
Bachelor of Science in Nursing, Northshore University, 2011 - 2015
GPA: 3.8

SKILLS
Clinical: triage, wound care, IV therapy
Languages: English, Ojibwe

CERTIFICATIONS
- Basic Life Support (BLS), American Heart Association, 2023

BOATS I HAVE BUILT
A cedar canoe, and a skiff that floats.
"""


def test_the_person_is_read_from_the_top() -> None:
    resume = parse(document(NURSE))
    assert resume.name == "Ottoline Brandvold"
    assert resume.email == "ottoline.brandvold@example.com"
    assert resume.phone == "(218) 555-0147"
    assert resume.location == "Duluth, MN"
    assert [link.kind for link in resume.links] == ["linkedin"]


def test_jobs_follow_the_habit_of_the_document() -> None:
    first, second = parse(document(NURSE)).experiences
    assert (first.company, first.role, first.location) == ("Lakehead General Hospital", "Charge Nurse", "Duluth, MN")
    assert (first.start_date, first.end_date, first.current) == ("2020-03", None, True)
    assert first.responsibilities == ("Lead a ward of 28 beds and 11 nurses", "Cut falls by 31% in one year")
    assert (second.company, second.role, second.end_date) == ("Birchwood Family Clinic", "Staff Nurse", "2020-02")


def test_bullets_know_their_lines() -> None:
    resume = parse(document(NURSE))
    bullet = resume.experiences[0].bullets[1]
    assert bullet.source is not None
    assert resume.raw_text.splitlines()[bullet.source.first_line - 1] == bullet.text


def test_a_school_is_told_from_its_degree() -> None:
    (school,) = parse(document(NURSE)).education
    assert (school.institution, school.degree, school.field) == ("Northshore University", "Bachelor of Science", "Nursing")
    assert (school.start_date, school.end_date, school.gpa) == ("2011", "2015", "3.8")


def test_skills_are_kept_flat_and_grouped() -> None:
    resume = parse(document(NURSE))
    assert resume.skills == ("triage", "wound care", "IV therapy", "English", "Ojibwe")
    assert [group.name for group in resume.skill_groups] == ["Clinical", "Languages"]


def test_a_section_that_no_field_holds_stays_under_its_heading() -> None:
    (other,) = parse(document(NURSE)).other_sections
    assert other.heading == "BOATS I HAVE BUILT"
    assert other.lines == ("A cedar canoe, and a skiff that floats.",)


def test_sections_are_named_in_order() -> None:
    found = parse(document(NURSE)).sections_found
    assert found == ("contact", "summary", "experience", "education", "skills", "certifications", "other")


def test_an_empty_document_is_an_empty_resume() -> None:
    resume = parse(document(""))
    assert resume.name is None
    assert resume.sections_found == ()


def test_a_name_that_a_sidebar_pushed_to_a_later_page_is_found() -> None:
    printed = [("Contact", 18, 1), ("ann.lee@example.com", 8, 1), ("Skills", 18, 1), ("Data Bases", 8, 1), ("Ann Lee", 30, 2)]
    blocks = [
        Block(line=at, page=page, spans=(Span(text=text, size=size),), role="heading" if size > 10 else "text")
        for at, (text, size, page) in enumerate(printed, 1)
    ]
    assert parse(Document(form="pdf", pages=2, blocks=tuple(blocks))).name == "Ann Lee"


def test_the_first_dated_jobs_stand_under_a_heading_of_any_words() -> None:
    text = NURSE.replace("EXPERIENCE\n", "On the Wards\n\n")
    jobs = parse(document(text)).experiences
    assert [(job.role, job.start_text) for job in jobs] == [("Charge Nurse", "March 2020"), ("Staff Nurse", "June 2015")]


def test_headings_with_nothing_under_them_are_read() -> None:
    headings = (
        "SUMMARY",
        "EXPERIENCE",
        "EDUCATION",
        "SKILLS",
        "CERTIFICATIONS",
        "AWARDS",
        "PROJECTS",
        "PUBLICATIONS",
        "LANGUAGES",
    )
    resume = parse(document("Ann Lee\nann@example.com\n\n" + "\n\n".join(headings)))
    assert (resume.name, resume.certifications, resume.awards) == ("Ann Lee", (), ())


def test_training_at_a_school_is_education_where_no_other_is() -> None:
    training = "TRAINING\nDiploma in Baking, Harbor Trades School, Sep 2014 - Jun 2016"
    resume = parse(document(f"Ann Lee\nann@example.com\n\n{training}\n\nSKILLS\nBread, cakes"))
    assert [school.institution for school in resume.education] == ["Harbor Trades School"]
    assert resume.certifications == ()
