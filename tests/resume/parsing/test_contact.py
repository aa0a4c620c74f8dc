"""Mail, phone, links and the name, from the lines at the top."""

import pytest

from app.resume.parsing.contact import find_links, find_location, find_mail, find_phone, link_kind, urls_in
from app.resume.parsing.line import Line
from app.resume.parsing.names import find_name
from app.resume.reading.document import Block, Span


def _lines(*texts: str) -> list[Line]:
    return [Line(Block(line=at, page=1, spans=(Span(text=text),))) for at, text in enumerate(texts, start=1)]


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("(218) 555-0147", "(218) 555-0147"),
        ("Tel: +49 341 5550123", "+49 341 5550123"),
        ("Duluth, MN 55802 (218) 555-0147", "(218) 555-0147"),
        ("505.555.0133 | cook@example.com", "505.555.0133"),
        ("2012 - 2016", None),
        ("55802-1234", None),
        ("https://example.com/2185550147", None),
        ("Driver's license number H00000000", None),
        ("SSN: 900-12-3456", None),
        ("Passport No. 912345678", None),
        ("DNI 00000000X", None),
        ("License: 0001234567 | Phone: 218-555-0147", "218-555-0147"),
        ("Licensed in Ohio, own van, 218-555-0147", "218-555-0147"),
    ],
)
def test_a_phone_number_is_read_as_printed(text: str, phone: str | None) -> None:
    found = find_phone(_lines(text), ())
    assert (found.text if found else None) == phone


def test_a_referee_s_number_in_a_sentence_is_not_the_person_s() -> None:
    assert find_phone(_lines("Ann Lee"), _lines("Chef R. Tillich, Harbor Inn, 505.555.0134, would gladly tell more")) is None


def test_mail_is_found_in_text_and_under_a_link() -> None:
    assert (found := find_mail(_lines("Write to ann.lee@example.com."), ())) and found.text == "ann.lee@example.com"
    linked = Line(Block(line=1, page=1, spans=(Span(text="Mail me", url="mailto:ann@example.com?subject=x"),)))
    assert (found := find_mail([linked], ())) and found.text == "ann@example.com"


@pytest.mark.parametrize("text", ["Node.js and Vue.js", "B.Sc. in Biology", "ann@example.com", "v2.0"])
def test_a_dot_alone_makes_no_address(text: str) -> None:
    assert urls_in(text) == []


def test_links_know_their_kind_and_come_once() -> None:
    links = find_links(_lines("github.com/annlee | https://ann.example.com", "https://github.com/annlee/"), ())
    assert [(link.url, link.kind) for link in links] == [
        ("github.com/annlee", "github"),
        ("https://ann.example.com", "portfolio"),
    ]
    assert link_kind("https://de.linkedin.com/in/ann") == "linkedin"


def test_an_address_set_with_white_behind_its_slashes_is_one() -> None:
    assert urls_in("https://example.com/ in/ annlee") == ["https://example.com/in/annlee"]
    assert urls_in("https://example.com/ann and more") == ["https://example.com/ann"]


@pytest.mark.parametrize(
    ("lines", "mail", "name"),
    [
        (("RESUME", "ANN LEE-O’BRIEN", "Mesa, AZ"), None, "Ann Lee-O’Brien"),
        (("Software Engineer", "Ann Lee", "ann@example.com"), "ann.lee@example.com", "Ann Lee"),
        (("Ann Lee, RN, BSN, Charge Nurse",), None, "Ann Lee, RN, BSN"),
        (("Name: Friederike von der Au",), None, "Friederike von der Au"),
        (("Mesa, AZ | (520) 555-0114", "Ann Lee"), None, "Ann Lee"),
    ],
)
def test_a_name_is_known_by_shape_and_mail(lines: tuple[str, ...], mail: str | None, name: str) -> None:
    found = find_name(_lines(*lines), mail)
    assert found is not None
    assert found.text == name


def test_where_no_line_has_a_name_s_shape_there_is_none() -> None:
    assert find_name(_lines("2019 - 2020", "I worked a lot."), None) is None


def test_an_address_that_was_broken_over_lines_is_whole() -> None:
    found = find_links(_lines("Mesa | linkedin.com/in/ann-", "lee-baker", "github.com/", "annlee and more"), ())
    assert [link.url for link in found] == ["linkedin.com/in/ann-lee-baker", "github.com/annlee"]


def test_a_small_picture_parts_a_place_from_what_stands_beside_it() -> None:
    assert (found := find_location(_lines("⌂ Mesa, AZ ↗ annlee.example.com"))) and found.text == "Mesa, AZ"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("Eleanor M. Lee", "Baker"), "Eleanor M. Lee"),
        (("Ann Lee,", "RN, CCRN"), "Ann Lee, RN, CCRN"),
        (("Ann Lee-", "Park"), "Ann Lee-Park"),
    ],
)
def test_initials_credentials_and_hyphens_belong_to_a_name(lines: tuple[str, ...], name: str) -> None:
    assert (found := find_name(_lines(*lines), None)) and found.text == name
