"""Headings: by their words in seven languages, and by the habit of the document."""

import pytest

from app.resume.parsing.line import Line
from app.resume.parsing.sections import find_sections, heading_kind, is_page_mark
from app.resume.reading.document import Block, Span
from tests.resume.parsing.documents import document


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("WORK EXPERIENCE", "experience"),
        ("2. Work Experience", "experience"),
        ("IV. Education", "education"),
        ("Bakery Experience", "experience"),
        ("Hospital Career", "experience"),
        ("Relevant and Earlier Experience", "experience"),
        ("Client Work and Employment", "experience"),
        ("EXECUTIVE PROFILE", "summary"),
        ("Selected Professional Experience", "experience"),
        ("Berufserfahrung", "experience"),
        ("Expérience professionnelle", "experience"),
        ("Experiencia laboral", "experience"),
        ("Experiência profissional", "experience"),
        ("Esperienze lavorative", "experience"),
        ("Werkervaring", "experience"),
        ("Éducation et formation", "education"),
        ("Formação acadêmica", "education"),
        ("Istruzione e formazione", "education"),
        ("Opleidingen", "education"),
        ("Skills & Interests", "skills"),
        ("Kenntnisse und Fähigkeiten", "skills"),
        ("Vaardigheden:", "skills"),
        ("Licenses & Certifications", "certifications"),
        ("Board Service", "volunteering"),
        ("Sprachkenntnisse", "languages"),
        ("Centres d’intérêt", "interests"),
        ("References available upon request", "references"),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, kind: str) -> None:
    assert heading_kind(heading) == kind


@pytest.mark.parametrize("text", ["Harbor Inn", "Led a team of five nurses", "", "2019 - 2020", "MARIGOLD MARKET"])
def test_other_lines_are_no_headings(text: str) -> None:
    assert heading_kind(text) is None


def _line(number: int, text: str, size: float, bold: bool, top: float) -> Line:
    box = (50.0, top, 50.0 + 6 * len(text), top + size)
    span = Span(text=text, size=size, bold=bold, box=box)
    role = "heading" if bold and size > 12 else "text"
    return Line(Block(line=number, page=1, spans=(span,), box=box, role=role, space_before=1.0))


def test_a_group_named_like_a_heading_stays_in_its_section() -> None:
    lines = [
        _line(1, "Experience", 14, True, 10),
        _line(2, "Cook, Harbor Inn", 10, False, 30),
        _line(3, "Education", 14, True, 50),
        _line(4, "Northshore University", 10, False, 70),
        _line(5, "Skills", 14, True, 90),
        _line(6, "Languages", 10, True, 110),
        _line(7, "Python, Go", 10, False, 130),
    ]
    assert [section.kind for section in find_sections(lines)] == ["experience", "education", "skills"]


def test_a_heading_set_as_the_known_ones_opens_a_section_of_its_own() -> None:
    lines = [
        _line(1, "Experience", 14, True, 10),
        _line(2, "Cook, Harbor Inn", 10, False, 30),
        _line(3, "Boats I Have Built", 14, True, 50),
        _line(4, "A cedar canoe", 10, False, 70),
    ]
    found = find_sections(lines)
    assert [(section.kind, section.heading.text if section.heading else None) for section in found] == [
        ("experience", "Experience"),
        ("other", "Boats I Have Built"),
    ]


def test_a_later_page_may_set_its_headings_smaller() -> None:
    sidebar = [(1, "Contact", 18, 1), (2, "ann@example.com", 8, 1), (3, "Education", 18, 1), (4, "Northshore University", 8, 1)]
    rest = [(5, "Skills", 18, 1), (6, "Python", 8, 1), (7, "Summary", 14, 2), (8, "Cook with care", 8, 2)]
    jobs = [(9, "Experience", 14, 2), (10, "Harbor Inn", 8, 2)]
    lines = [_on_page(page, _line(at, text, size, size > 12, 10.0 * at)) for at, text, size, page in (*sidebar, *rest, *jobs)]
    assert [section.kind for section in find_sections(lines)] == ["contact", "education", "skills", "summary", "experience"]


def _on_page(page: int, line: Line) -> Line:
    return Line(line.block.model_copy(update={"page": page}))


def test_a_wrapped_word_is_no_heading() -> None:
    lines = [Line(block) for block in document("EXPERIENCE\nCook, Harbor Inn\n- Raised the guests'\nengagement.\n").blocks]
    assert len(find_sections(lines)) == 1


@pytest.mark.parametrize("text", ["Ann Lee – 1/2", "Page 2 of 3", "2/3", "Seite 1 von 2"])
def test_a_page_mark_is_told_from_content(text: str) -> None:
    assert is_page_mark(Line(Block(line=1, page=1, spans=(Span(text=text),))))


@pytest.mark.parametrize("text", ["Grew sales 40%", "Cook – Harbor Inn", "24/7 support of 40 shops"])
def test_content_is_no_page_mark(text: str) -> None:
    assert not is_page_mark(Line(Block(line=1, page=1, spans=(Span(text=text),))))


def test_a_heading_that_breaks_in_a_narrow_column_is_whole() -> None:
    printed = [("Formación", 0.0), ("académica", 0.0), ("Grado en Historia", 0.5)]
    lines = [
        Line(
            Block(
                line=at,
                page=1,
                spans=(Span(text=text, size=13 if at < 3 else 10, bold=at < 3),),
                role="heading",
                space_before=white,
            )
        )
        for at, (text, white) in enumerate(printed, 1)
    ]
    assert [(each.kind, each.heading.text if each.heading else None) for each in find_sections(lines)] == [
        ("education", "Formación académica")
    ]
