"""Looks come from lists: what is chosen holds, what is not in a list is refused with what there is."""

import pytest

from app.errors import InvalidRequest
from app.resume.rendering.look import OPTIONS, SECTIONS, TEMPLATES, about, lists, look_of, type_of


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_alone_is_a_whole_look(template: str) -> None:
    look = look_of(template)
    assert set(look.sections) == set(SECTIONS)
    assert 9.5 <= type_of(look).size <= 11
    assert about(look.template).ats_safe


def test_chosen_options_hold_and_named_sections_come_first() -> None:
    look = look_of("modern", {"page_size": "a4", "font": "lato", "accent_color": "teal", "sections": ["education", "skills"]})
    assert (look.page_size, look.accent_color, look.density) == ("a4", "teal", "normal")
    assert look.sections[:3] == ("education", "skills", "summary")
    assert type_of(look).heading.family == type_of(look).body.family == "Lato"


@pytest.mark.parametrize(
    ("template", "options", "field", "word"),
    [
        ("baroque", {}, "template", "academic"),
        ("modern", {"font": "Comic Sans"}, "options.font", "eb-garamond"),
        ("modern", {"accent_color": "#fff; }"}, "options.accent_color", "burgundy"),
        ("modern", {"density": 3}, "options.density", "compact"),
        ("modern", {"css": "x"}, "options", "page_size"),
        ("modern", {"sections": ["hobbies"]}, "options.sections", "volunteering"),
        ("modern", {"sections": "summary"}, "options.sections", "volunteering"),
        ("modern", {"sections": ["summary", "summary"]}, "options.sections", "twice"),
        ("modern", {"sections": [["summary"]]}, "options.sections", "volunteering"),
    ],
)
def test_what_is_in_no_list_is_refused_with_what_there_is(
    template: str, options: dict[str, object], field: str, word: str
) -> None:
    with pytest.raises(InvalidRequest) as refused:
        look_of(template, options)
    assert [each["field"] for each in refused.value.fields] == [field]
    assert word in refused.value.fields[0]["detail"]


def test_every_option_has_its_meaning() -> None:
    assert set(lists().page_sizes) == set(OPTIONS["page_size"])
    assert set(lists().fonts) == set(OPTIONS["font"])
    assert set(lists().densities) == set(OPTIONS["density"])
    assert set(lists().accents) == set(OPTIONS["accent_color"])


def test_every_accent_can_be_read_on_white() -> None:
    for color in lists().accents.values():
        assert 1.05 / (luminance(color) + 0.05) >= 4.5, color
