"""A place is told from other words."""

import pytest

from app.resume.parsing.places import is_place, is_street, place_behind_dash, place_in_brackets, place_tail


@pytest.mark.parametrize(
    "text",
    [
        "Mesa, AZ",
        "Toronto, Ontario, Canada",
        "Lyon, France",
        "Remote",
        "Austin TX",
        "Austin TX US",
        "Denver, CO US",
        "04109 Leipzig",
        "Valencia (España)",
        "Springfield, MA 01101",
    ],
)
def test_places_are_known(text: str) -> None:
    assert is_place(text)


@pytest.mark.parametrize(
    "text", ["Harbor Inn", "Senior Analyst", "Acme, Inc.", "Harbor Clinic, Mesa, AZ", "", "2019", "Python, SQL"]
)
def test_other_names_are_no_places(text: str) -> None:
    assert not is_place(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Harbor Clinic, Mesa, AZ", 2),
        ("Self-employed, Remote", 1),
        ("Acme, Inc.", 0),
        ("Museum, Toronto, Ontario, Canada", 3),
        ("Cook", 0),
    ],
)
def test_the_place_that_ends_a_text_is_counted(text: str, count: int) -> None:
    assert place_tail(text.split(", ")) == count


def test_a_street_needs_a_number() -> None:
    assert is_street("12 Harbor Street")
    assert not is_street("Wall Street Analyst")


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Rye Grill-Mesa, AZ", ("Rye Grill", "Mesa, AZ")),
        ("Winston-Salem, NC", None),
        ("Rye-Grill, Mesa", None),
        ("Bake-off", None),
    ],
)
def test_a_place_is_parted_from_what_a_dash_joins_to_it(text: str, parted: tuple[str, str] | None) -> None:
    assert place_behind_dash(text) == parted


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("Harbor Clinic (Mesa, AZ)", ("Harbor Clinic", "Mesa, AZ")),
        ("Brightwater Studio (Remote)", ("Brightwater Studio", "Remote")),
        ("Harbor Clinic, Valencia (España)", None),
        ("Harbor Clinic (Night Shift)", None),
    ],
)
def test_a_place_in_brackets_stands_apart_from_its_house(text: str, parted: tuple[str, str] | None) -> None:
    assert place_in_brackets(text) == parted
