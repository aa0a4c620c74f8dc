"""Printed lines are joined to what was written."""

import pytest

from app.resume.parsing.line import Line, with_edges
from app.resume.parsing.prose import items
from app.resume.reading.document import Block, Span


def _lines(*texts: str) -> list[Line]:
    """Lines under each other that all reach the right edge."""
    blocks = [
        Block(line=at, page=1, spans=(Span(text=text, size=10),), box=(60, 12.0 * at, 400, 12.0 * at + 10))
        for at, text in enumerate(texts, 1)
    ]
    return [Line(block) for block in blocks]


def test_lines_that_open_with_capitals_and_never_stop_are_a_list() -> None:
    told = ("Baked rye for the hotel", "Shaped rolls by hand", "Sold cakes at the counter", "Kept the books of the house")
    assert [item.text for item in items(_lines(*told))] == list(told)


def test_dates_at_the_margin_tell_how_far_a_column_reaches() -> None:
    narrow = _lines("Baked rye", "Shaped rolls", "Sold cakes")
    dated = [
        Line(
            Block(
                line=at, page=1, spans=(Span(text="Inn 2019"),), cells=("Inn", "2019"), box=(60, 12.0 * at, 540, 12.0 * at + 10)
            )
        )
        for at in (4, 5, 6)
    ]
    assert {line.edge for line in with_edges([*narrow, *dated])} == {540}


@pytest.mark.parametrize(
    "told",
    [
        ("Baked rye for the hotel", "and rolls for the town, and in", "Summer sold cakes at the counter", "Kept the books"),
        ("Baked rye for the hotel.", "Shaped rolls by hand for the", "Town and its guests, and for", "Duluth and its harbour"),
    ],
)
def test_lines_of_a_sentence_are_one_paragraph(told: tuple[str, ...]) -> None:
    assert [item.text for item in items(_lines(*told))] == [" ".join(told)]
