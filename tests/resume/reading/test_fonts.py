import pytest

from app.resume.reading.fonts import read_font


@pytest.mark.parametrize(
    ("name", "family", "bold", "italic"),
    [
        ("ABCDEF+Lato-BoldItalic", "Lato", True, True),
        ("Nimbus Sans Regular", "Nimbus Sans", False, False),
        ("TimesNewRomanPS-BoldMT", "TimesNewRomanPS", True, False),
        ("CMBX12", "Computer Modern", True, False),
        ("CMTI10", "Computer Modern", False, True),
    ],
)
def test_a_name_tells_family_weight_and_slant(name: str, family: str, bold: bool, italic: bool) -> None:
    font = read_font(name)
    assert (font.family, font.bold, font.italic) == (family, bold, italic)


def test_fonts_of_pictures_and_of_signs_are_known() -> None:
    assert read_font("FontAwesome6Free-Solid").icons
    assert read_font("Wingdings-Regular").symbols
    assert not read_font("Lato-Regular").icons
