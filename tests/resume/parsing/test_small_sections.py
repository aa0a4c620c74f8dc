"""Skills, languages, certifications, projects, schools."""

from collections.abc import Callable, Sequence

import pytest

from app.resume.parsing.education import read_education
from app.resume.parsing.line import Line
from app.resume.parsing.others import read_certifications, read_languages, read_projects, read_publications
from app.resume.parsing.skills import flat, read_skills, split_skills
from app.resume.parsing.tongue import find_language
from app.resume.reading.document import Block, Span
from tests.resume.parsing.documents import document


def _lines(text: str) -> list[Line]:
    return [Line(block) for block in document(text).blocks]


@pytest.mark.parametrize(
    ("text", "skills"),
    [
        ("Python, SQL, Excel", ("Python", "SQL", "Excel")),
        ("Python (Expert) • SQL – Advanced • Go: 5 years", ("Python", "SQL", "Go")),
        ("Electronic records (Epic, Cerner), triage", ("Electronic records (Epic, Cerner)", "triage")),
        ("CI/CD, C++, .NET", ("CI/CD", "C++", ".NET")),
    ],
)
def test_a_list_of_skills_is_parted(text: str, skills: tuple[str, ...]) -> None:
    assert split_skills(text) == skills


def test_skills_keep_their_groups() -> None:
    groups = read_skills(_lines("Tools: Git, Docker,\nKubernetes\nLanguages: Python, Go"))
    assert [(group.name, group.skills) for group in groups] == [
        ("Tools", ("Git", "Docker", "Kubernetes")),
        ("Languages", ("Python", "Go")),
    ]


def test_a_skill_broken_in_a_column_set_at_its_right_edge_is_one() -> None:
    printed = [("Customer", 445, 0.8), ("Service", 450, 0.0), ("Sales", 462, 0.7), ("Orders", 455, 0.7)]
    blocks = [
        Block(line=at, page=1, spans=(Span(text=text, size=10),), box=(left, 20.0 * at, 490, 20.0 * at + 10), space_before=white)
        for at, (text, left, white) in enumerate(printed, 1)
    ]
    assert flat(read_skills([Line(block) for block in blocks])) == ("Customer Service", "Sales", "Orders")


def test_languages_have_levels_beside_or_below() -> None:
    found = read_languages(_lines("English (Native), Ojibwe - basic\nFrench\nProfessional working proficiency"))
    assert [(each.name, each.level) for each in found] == [
        ("English", "Native"),
        ("Ojibwe", "basic"),
        ("French", "Professional working proficiency"),
    ]


def test_a_certificate_has_name_issuer_and_date() -> None:
    (found,) = read_certifications(_lines("- Basic Life Support | American Heart Group | May 2023"))
    assert (found.name, found.issuer, found.date) == ("Basic Life Support", "American Heart Group", "May 2023")


def test_a_project_has_its_address_and_its_bullets() -> None:
    (found,) = read_projects(_lines("Fall Watch | github.com/annlee/fallwatch\n2020 - 2021\n- Cut falls by 31%"))
    assert (found.name, found.url, found.start_date) == ("Fall Watch", "github.com/annlee/fallwatch", "2020")
    assert found.details == ("Cut falls by 31%",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("English, German, Kalenjin", [("English", None), ("German", None), ("Kalenjin", None)]),
        ("English, native, German, B2", [("English", "native"), ("German", "B2")]),
        ("Kalenjin\nMuttersprache", [("Kalenjin", "Muttersprache")]),
    ],
)
def test_a_language_that_no_list_has_is_no_level_of_another(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(each.name, each.level) for each in read_languages(_lines(text))] == found


def test_certificates_a_line_each_are_told_apart() -> None:
    lines = _lines("Registered Nurse, State of Ohio\nAdvanced Cardiovascular Life Support (ACLS)\nBasic Life Support (BLS)")
    names = ["Registered Nurse, State of Ohio", "Advanced Cardiovascular Life Support (ACLS)", "Basic Life Support (BLS)"]
    assert [each.name for each in read_certifications(lines)] == names


def test_schools_without_dates_are_told_apart() -> None:
    text = "Northshore University\nBachelor of Science\nBirchwood College\nAssociate of Arts"
    found = read_education(_lines(text))
    assert [(each.institution, each.degree) for each in found] == [
        ("Northshore University", "Bachelor of Science"),
        ("Birchwood College", "Associate of Arts"),
    ]


@pytest.mark.parametrize(
    ("text", "degree", "field", "school"),
    [
        ("B.S. Accounting, University of Georgia", "B.S.", "Accounting", "University of Georgia"),
        ("MS in Physics | Northshore Institute", "MS", "Physics", "Northshore Institute"),
        ("BACHELOR OF SCIENCE BIOLOGY | Birchwood College", "BACHELOR OF SCIENCE", "BIOLOGY", "Birchwood College"),
        ("Bachelor of Arts | Birchwood College", "Bachelor of Arts", None, "Birchwood College"),
        ("Master of Science Degree | Birchwood College", "Master of Science Degree", None, "Birchwood College"),
        ("University of California, Berkeley", None, None, "University of California, Berkeley"),
        ("Master en Communication, Université Rhône-Loire", "Master", "Communication", "Université Rhône-Loire"),
    ],
)
def test_degree_field_and_school_are_told_by_their_words(text: str, degree: str | None, field: str | None, school: str) -> None:
    (found,) = read_education(_lines(f"{text}\n2011 - 2015"))
    assert (found.degree, found.field, found.institution) == (degree, field, school)


@pytest.mark.parametrize(("gap", "degree", "school"), [(10, "PhD", "Birchwood College"), (2, None, "PhD Birchwood College")])
def test_a_degree_in_a_column_of_its_own_is_no_part_of_the_school(gap: float, degree: str | None, school: str) -> None:
    label = Span(text="PhD", size=10, bold=True, box=(50, 10, 70, 20))
    beside = Span(text=" Birchwood College", size=10, bold=True, box=(70 + gap, 10, 200, 20))
    (found,) = read_education([Line(Block(line=1, page=1, spans=(label, beside), box=(50, 10, 200, 20)))])
    assert (found.degree, found.institution) == (degree, school)


def test_the_language_is_told_only_when_sure() -> None:
    german = "Maschinenbauingenieurin mit neun Jahren Erfahrung in der Auslegung von Pumpen und Ventilen für Kraftwerke."
    assert find_language(german) == "de"
    assert find_language("SQL") is None


@pytest.mark.parametrize(
    ("text", "degree", "field", "school"),
    [
        ("NVQ Level 3, Baking\nLeeds City College\n2010 - 2014", "NVQ Level 3", "Baking", "Leeds City College"),
        ("MBO niveau 4, Brood, gebak en deeg\nAeres Zuid\n2012 - 2015", "MBO niveau 4", "Brood, gebak en deeg", "Aeres Zuid"),
        ("Meisterprüfung, Backhandwerk\nSorger Haus\n2015 - 2016", "Meisterprüfung", "Backhandwerk", "Sorger Haus"),
        ("Landesberufsschule Mühl\nLehrabschluss\n2008 - 2011", "Lehrabschluss", None, "Landesberufsschule Mühl"),
    ],
)
def test_a_school_that_no_list_knows_stands_apart_from_the_degree(text: str, degree: str, field: str | None, school: str) -> None:
    (found,) = read_education(_lines(text))
    assert (found.degree, found.field, found.institution) == (degree, field, school)


def test_bullets_that_all_have_dates_are_schools() -> None:
    found = read_education(_lines("- 2009 - 2012: Diploma, Mill School\n- 2003 - 2009: Abitur, Rye Gymnasium"))
    assert [(each.degree, each.institution) for each in found] == [("Diploma", "Mill School"), ("Abitur", "Rye Gymnasium")]


def test_a_skill_that_hangs_under_its_bullet_is_one() -> None:
    span = Span(text="Sourdough and", size=10)
    lines = [
        Line(Block(line=1, page=1, spans=(span,), box=(70, 90, 140, 100), role="bullet", marker="•")),
        Line(Block(line=2, page=1, spans=(Span(text="rye", size=10),), box=(70, 102, 90, 112))),
        Line(Block(line=3, page=1, spans=(Span(text="Ovens", size=10),), box=(70, 114, 95, 124), role="bullet", marker="•")),
    ]
    assert flat(read_skills(lines)) == ("Sourdough and rye", "Ovens")


def test_a_certificate_told_in_two_lines_keeps_who_gave_it_and_when() -> None:
    found = read_certifications(_lines("Green Belt\nU.S. Army | Nov 2016\n- Cut receipts to four days\n\nCPIM\nASCM | Apr 2012"))
    assert [(each.name, each.issuer, each.date) for each in found] == [
        ("Green Belt", "U.S. Army", "Nov 2016"),
        ("CPIM", "ASCM", "Apr 2012"),
    ]
    assert found[0].details == ("Cut receipts to four days",)


def test_a_bulleted_award_has_its_date_once() -> None:
    (found,) = read_certifications(_lines("- Logistics Manager of the Year | Shippers' Council | 2019"))
    assert (found.date, found.details) == ("2019", ())


@pytest.mark.parametrize("reader", [read_certifications, read_languages, read_projects, read_publications, read_education])
def test_a_heading_with_nothing_below_is_read(reader: Callable[[Sequence[Line]], Sequence[object]]) -> None:
    assert not reader([])


@pytest.mark.parametrize("marks", [("1.", "2.", "3."), ("[12]", "[11]", "[10]"), ("1)", "2)", "3)")])
def test_publications_that_are_counted_are_one_each_without_their_numbers(marks: tuple[str, ...]) -> None:
    titles = ("Slow rivers", "Quick rivers", "Rivers in winter")
    found = read_publications(
        _lines("\n".join(f"{mark} {title} | Vik A | Marine Letters | 2015" for mark, title in zip(marks, titles, strict=True)))
    )
    assert [(each.title, each.authors, each.publisher, each.date) for each in found] == [
        (title, "Vik A", "Marine Letters", "2015") for title in titles
    ]
