"""Tables that are drawn with lines, and what stands beside what it belongs to."""

from collections.abc import Iterator, Sequence
from typing import Any

import pymupdf

from app.resume.reading.document import Span
from app.resume.reading.gutters import find_gutters
from app.resume.reading.pieces import Piece
from app.resume.reading.read import read
from app.resume.reading.rows import rows_of
from tests.resume.reading.packages import docx
from tests.resume.reading.pages import lines, pdf
from tests.resume.reading.test_columns import WORK, texts
from tests.resume.reading.test_docx import texts as texts_of
from tests.resume.reading.test_pdf import at_edge

_pymupdf: Any = pymupdf
Cell = Sequence[str]


def _drawn(rows: Sequence[Sequence[Cell]], walls: Sequence[float], *, high: float = 50) -> bytes:
    """A page with a table of these cells, its rows and columns parted by lines."""
    file = _pymupdf.open()
    page = file.new_page()
    bottom = 100 + high * len(rows)
    for at in range(len(rows) + 1):
        page.draw_line((walls[0], 100 + at * high), (walls[-1], 100 + at * high))
    for wall in walls:
        page.draw_line((wall, 100), (wall, bottom))
    for x, y, text in _placed(rows, walls, high):
        page.insert_text((x, y), text, fontsize=10)
    return bytes(file.tobytes())


def _placed(rows: Sequence[Sequence[Cell]], walls: Sequence[float], high: float) -> Iterator[tuple[float, float, str]]:
    for at, row in enumerate(rows):
        for wall, cell in zip(walls, row, strict=False):
            yield from lines(wall + 4, 114 + at * high, *cell)


def test_a_drawn_table_is_read_row_by_row_and_each_cell_to_its_end() -> None:
    rows = [
        (("2019 -", "2021"), ("Baker", "Rye and Sons"), ("Shaped loaves", "Sold rolls")),
        (("2017 -", "2019"), ("Miller", "Old Mill"), ("Ground rye", "Kept books")),
    ]
    found = [block.text for block in read(_drawn(rows, (60, 130, 280, 500))).blocks]
    assert found == [words for row in rows for cell in row for words in cell]


def test_a_row_of_single_lines_stays_one_line_with_cells() -> None:
    (first, _) = read(
        _drawn([(("2019",), ("Diploma",), ("Mill School",)), (("2017",), ("Rolls",), ("Rye",))], (60, 130, 280, 500))
    ).blocks
    assert first.cells == ("2019", "Diploma", "Mill School")


def test_labels_and_dates_stay_beside_what_they_belong_to_and_headings_stand_between() -> None:
    labels = [(60.0, 120.0, "Name:"), (60.0, 133.0, "Town:"), (60.0, 190.0, "2019 - 2021"), (60.0, 230.0, "2017 - 2019")]
    values = [
        (180.0, 120.0, "Ann Lee"),
        (180.0, 133.0, "Mesa"),
        *lines(180, 190, "Rye", "Baker"),
        *lines(180, 230, "Mill", "Miller"),
    ]
    found = texts((60, 100, "*Person"), (60, 165, "*Work"), *labels, *values)
    assert found == [
        *("Person", "Name: Ann Lee", "Town: Mesa"),
        *("Work", "2019 - 2021 Rye", "Baker", "2017 - 2019 Mill", "Miller"),
    ]


def test_a_name_in_a_column_stands_before_the_bullets_that_tell_of_it() -> None:
    named = [*lines(60, 120, "Baker", "Rye and Sons", "Mesa"), *lines(60, 180, "Miller", "Old Mill", "Tempe")]
    told = [*lines(240, 120, f"• {WORK[0]}", f"• {WORK[1]}"), *lines(240, 180, f"• {WORK[2]}", f"• {WORK[3]}")]
    found = texts((60, 100, "*Work"), *named, *told, (60, 240, "*Skills"), *lines(60, 256, "Bread"))
    assert found == [
        "Work",
        *("Baker", "Rye and Sons", "Mesa"),
        *WORK[:2],
        *("Miller", "Old Mill", "Tempe"),
        *WORK[2:4],
        "Skills",
        "Bread",
    ]


def test_a_heading_at_the_right_edge_is_a_line_of_its_own_among_dates_that_are_not() -> None:
    left = [*lines(60, 130, "Baker", *WORK[:2]), *lines(60, 210, "Diploma", *WORK[2:4])]
    right = [_headed(110, "Work"), at_edge(130, "2019 - 2021"), _headed(190, "Studies"), at_edge(210, "2015 - 2017")]
    assert texts(*left, *right) == ["Work", "Baker 2019 - 2021", *WORK[:2], "Studies", "Diploma 2015 - 2017", *WORK[2:4]]


def _headed(y: float, text: str) -> tuple[float, float, str]:
    """A heading that ends at the right edge."""
    x, _, _ = at_edge(y, "")
    return (x - _pymupdf.get_text_length(text, "hebo", 14), y, f"*{text}")


def test_white_on_both_sides_of_a_column_is_two_gutters() -> None:
    rows = rows_of([_piece(x, y) for y in (100.0, 115.0, 130.0) for x in (0.0, 60.0, 140.0)])
    assert sorted(round(gutter.x) // 10 for gutter in find_gutters(rows, 10)) == [4, 11]


def _piece(x: float, y: float) -> Piece:
    return Piece(spans=(Span(text="rye", size=10),), text="rye", x0=x, x1=x + 30, baseline=y, size=10)


def test_the_rows_of_a_long_table_in_word_tell_of_one_thing_each() -> None:
    cell = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    rows = [
        tuple("".join(cell.format(text) for text in words) for words in row)
        for row in (
            (("Dates",), ("Employer",), ("Role",)),
            (("2019 - 2021",), ("Rye and Sons", "Mesa"), ("Baker", WORK[0], WORK[1], WORK[2])),
            (("2017 - 2019",), ("Old Mill", "Tempe"), ("Miller", WORK[3], WORK[4], WORK[5])),
        )
    ]
    body = (
        "<w:tbl>" + "".join("<w:tr>" + "".join(f"<w:tc>{each}</w:tc>" for each in row) + "</w:tr>" for row in rows) + "</w:tbl>"
    )
    document = read(docx(body))
    assert {block.column for block in document.blocks} == {0}
    assert texts_of(document)[1:7] == ["2019 - 2021", "Rye and Sons", "Mesa", "Baker", WORK[0], WORK[1]]


def test_a_hyphen_inside_an_address_is_kept() -> None:
    data = pdf([*lines(60, 100, "Write to https://rye-", "bakery.example.com today")])
    assert next(block.text for block in read(data).blocks).endswith("rye-")
