"""The order in which columns, grids and what hangs in the margin are read."""

from app.resume.reading.read import read
from tests.resume.reading.pages import lines, pdf
from tests.resume.reading.test_pdf import NAME, PROSE, at_edge

WORK = tuple(f"{start} {number} loaves a night by hand" for number in (200, 300) for start in ("Shaped", "Baked", "Sold", "Sent"))


def texts(*words: tuple[float, float, str]) -> list[str]:
    return [block.text for block in read(pdf(list(words))).blocks]


def test_two_headings_side_by_side_head_a_column_each() -> None:
    left = lines(60, 130, "Bread", "Yeast", "Ovens", "Mills", leading=26)
    right = lines(200, 130, *WORK)
    found = texts((60, 100, "*Skills"), (200, 100, "*Work"), *left, *right)
    assert found == ["Skills", "Bread", "Yeast", "Ovens", "Mills", "Work", *WORK]


def test_a_heading_hung_at_half_the_height_of_its_lines_stands_before_them() -> None:
    found = texts(*lines(180, 100, *WORK), (60, 145, "*Work"))
    assert found == ["Work", *WORK]


def test_labels_stay_beside_their_values_where_more_stands_below_them() -> None:
    labels = [(60.0, 130.0, "*Baking"), (60.0, 150.0, "*Selling"), (60.0, 170.0, "*Keeping")]
    values = lines(200, 130, "Bread, rye, rolls, cakes", "Counter, market, orders", "Books, stock", leading=20)
    below = [(60.0, 200.0, "Rye and Sons"), (60.0, 215.0, "Baker"), *lines(60, 240, *PROSE)]
    found = texts(NAME, *labels, *values, *below)
    assert found[1:4] == ["Baking Bread, rye, rolls, cakes", "Selling Counter, market, orders", "Keeping Books, stock"]


def test_a_heading_at_the_right_edge_heads_both_columns_of_the_grid_under_it() -> None:
    first = [(200.0, 130.0 + 20 * at, text) for at, text in enumerate(("Bread", "Yeast", "Ovens", "Mills"))]
    second = [at_edge(130.0 + 20 * at, text) for at, text in enumerate(("Counter", "Orders", "Market", "Stock"))]
    found = texts((505.0, 100.0, "*Skills"), *first, *second)
    assert found == ["Skills", "Bread", "Yeast", "Ovens", "Mills", "Counter", "Orders", "Market", "Stock"]
