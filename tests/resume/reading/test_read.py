import pytest

from app.errors import UnreadableFile
from app.resume.reading.limits import ReadLimits
from app.resume.reading.read import read
from tests.resume.reading.pages import lines, pdf

MAIN = (
    "*Experience",
    "Baker at Rye and Sons",
    "Shaped four hundred loaves a day",
    "Trained two apprentices in a year",
    "Kept the log",
)
ASIDE = ("*Skills", "Sourdough", "Lamination", "Costing", "Scheduling", "Food safety")


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


def test_columns_are_read_one_after_the_other() -> None:
    page = [(60.0, 60.0, "*Nora Quist"), *lines(60, 100, *ASIDE), *lines(220, 100, *MAIN)]
    bare = [text.lstrip("*") for text in ("Nora Quist", *ASIDE, *MAIN)]
    assert texts(pdf(page)) == bare


def test_dates_set_right_belong_to_their_row() -> None:
    heads = [
        (60.0, 100.0, "Rye and Sons, Baker"),
        (480.0, 100.0, "2019 - 2022"),
        (60.0, 200.0, "Oat Hall, Porter"),
        (470.0, 200.0, "2016 - 2019"),
    ]
    body = [*lines(60, 113, *("Shaped loaves through the night for the whole of the town and more" for _ in range(4)))]
    rows = [block for block in read(pdf([*heads, *body, *lines(60, 213, "Carried trays")])).blocks if block.cells]
    assert [row.cells for row in rows] == [("Rye and Sons, Baker", "2019 - 2022"), ("Oat Hall, Porter", "2016 - 2019")]


def test_a_page_without_words_has_no_text() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(pdf([]))
    assert caught.value.code == "no_text"


@pytest.mark.parametrize("limits", [ReadLimits(pages=3), ReadLimits(pages=3, pages_in_all=3)])
def test_too_many_pages_are_refused(limits: ReadLimits) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(pdf(*[[(60.0, 60.0, "Nora")]] * 4), limits)
    assert caught.value.code == "too_many_pages"
    assert "3 pages" in str(caught.value)


def test_blank_pages_that_a_print_left_behind_do_not_count() -> None:
    assert read(pdf([(60.0, 60.0, "Nora Quist, baker in Salem")], *[[]] * 9), ReadLimits(pages=3)).pages == 10


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.4\n", "corrupt_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not_a_resume_file"),
        (b"PK\x03\x04" + bytes(40), "corrupt_file"),
        (bytes(range(32)) * 20, "not_a_resume_file"),
        (b"  \n ", "no_text"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(data)
    assert caught.value.code == code


def test_capitals_head_a_plain_text() -> None:
    document = read("Nora Quist\nnora@example.com\n\nEXPERIENCE\nBaker\n• Shaped loaves\n".encode())
    assert [(block.role, block.marker, block.text) for block in document.blocks][2:] == [
        ("heading", None, "EXPERIENCE"),
        ("text", None, "Baker"),
        ("bullet", "•", "Shaped loaves"),
    ]
