"""How a file shall look: the template and what a person may choose beside it, all from lists that stand in data."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from app.errors import InvalidRequest
from app.resume.model import Value

Template = Literal["modern", "professional", "executive", "creative", "federal", "academic"]
PageSize = Literal["letter", "a4"]
Accent = Literal["black", "slate", "navy", "blue", "teal", "green", "plum", "burgundy", "rust"]
FontName = Literal["inter", "lato", "source-sans", "ibm-plex-sans", "source-serif", "eb-garamond"]
Density = Literal["compact", "normal", "airy"]
SectionName = Literal[
    "summary", "skills", "experience", "projects", "education", "certifications", "languages", "awards", "publications",
    "volunteering",
]  # fmt: skip

TEMPLATES: tuple[Template, ...] = get_args(Template)
SECTIONS: tuple[SectionName, ...] = get_args(SectionName)
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "page_size": get_args(PageSize),
    "accent_color": get_args(Accent),
    "font": get_args(FontName),
    "density": get_args(Density),
    "sections": SECTIONS,
}
"""What each option may be; `sections` is a list of some of them, in the order wanted."""

ROOM = Path(__file__).parent


class Look(Value):
    """A template and the choices in it; make one with `look_of`, which fills in what the template prefers.

    `sections` is the whole order: those named first, the rest after them in the template's order.
    """

    template: Template
    page_size: PageSize
    accent_color: Accent
    font: FontName
    density: Density
    sections: tuple[SectionName, ...]


class Font(Value):
    """A bundled face: its family's name, what kerning makes of a line as a factor of its letters' widths, the generic family to
    fall back on, and the face to name in a Word file; where few machines have that, the file brings it along, and `instead` is
    what a program shall take that passes such files over."""

    family: str
    kerning: float
    generic: Literal["serif", "sans-serif"]
    office: str
    instead: str | None = None


class DensityFactors(Value):
    """Factors on white space and line height, and points added to the size of type."""

    space: float
    leading: float
    size: float


class Defaults(Value):
    """What a template takes where nothing is chosen."""

    page_size: PageSize
    accent_color: Accent
    font: FontName
    density: Density


class Measures(Value):
    """A template's size of type in points, the least that fitting may make of it, its leading as a factor of the size, the face
    of its headings, and its margins in inches: top, sides, bottom."""

    size: float
    least: float
    leading: float
    heading_font: FontName
    margins: tuple[float, float, float]


class Heights(Value):
    """How high things stand in rem, as `style.css` makes them, to reckon how long a text will be before it is laid out: a name by
    its length, a headline with the white above it, the white above contact, what stands below the header, a section's heading
    with its rule, the title of an entry; and the white above a section and between entries, which fitting may lessen."""

    name: dict[str, float]
    headline: float
    contact: float
    foot: float = 0.0
    heading: float
    section: float
    title: float = 1.3
    entry: float = 0.72


class About(Value):
    """What `about.toml` says of a template. `most_pages` is null where its custom sets no limit.

    `dates`: months in words ("Mar 2021") or in figures ("03/2021"). `numbered`: sections whose items are counted.
    """

    title: str
    description: str
    best_for: tuple[str, ...]
    ats_safe: bool
    sections: tuple[SectionName, ...]
    dates: Literal["words", "figures"]
    numbered: tuple[SectionName, ...] = ()
    most_pages: int | None = None
    defaults: Defaults
    type: Measures
    heights: Heights


class Lists(Value):
    """What `options.toml` holds: paper as width and height in millimetres, accents as `#rrggbb`."""

    page_sizes: dict[PageSize, tuple[float, float]]
    accents: dict[Accent, str]
    fonts: dict[FontName, Font]
    densities: dict[Density, DensityFactors]


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a look: faces for text and headings, accent as `#rrggbb`, size in points, factors of leading and white."""

    body: Font
    heading: Font
    accent: str
    size: float
    leading: float
    space: float


def look_of(template: str, options: Mapping[str, object] | None = None) -> Look:
    """The look that a request asks for. Raises InvalidRequest that names each wrong field and what is allowed there."""
    chosen = options or {}
    wrong = [*_wrong_template(template), *_wrong_options(chosen)]
    if wrong:
        raise InvalidRequest(" ".join(each["detail"] for each in wrong), code="invalid_look", fields=tuple(wrong))
    known = about(next(each for each in TEMPLATES if each == template))
    given = {name: value for name, value in chosen.items() if value is not None and name != "sections"}
    return Look.model_validate(
        {"template": template, **known.defaults.model_dump(), **given, "sections": _order(chosen.get("sections"), known.sections)}
    )


@cache
def about(template: Template) -> About:
    """What is said of a template by its folder."""
    return About.model_validate(tomllib.loads((ROOM / "templates" / template / "about.toml").read_text(encoding="utf-8")))


@cache
def lists() -> Lists:
    """What the options mean."""
    return Lists.model_validate(tomllib.loads((ROOM / "options.toml").read_text(encoding="utf-8")))


def type_of(look: Look) -> Type:
    """The faces, colour and measures of a look. A font that was chosen serves for the headings too."""
    known, density = about(look.template), lists().densities[look.density]
    own = look.font == known.defaults.font
    return Type(
        body=lists().fonts[look.font],
        heading=lists().fonts[known.type.heading_font if own else look.font],
        accent=lists().accents[look.accent_color],
        size=round(known.type.size + density.size, 2),
        leading=round(known.type.leading * density.leading, 3),
        space=density.space,
    )


def _wrong_template(template: str) -> Iterable[dict[str, str]]:
    if template not in TEMPLATES:
        yield _wrong("template", TEMPLATES)


def _wrong_options(chosen: Mapping[str, object]) -> Iterable[dict[str, str]]:
    for name, value in chosen.items():
        if name not in OPTIONS:
            yield _field("options", f"options: choose among {_listed(OPTIONS)}; there is no other.")
        elif name == "sections":
            yield from _wrong_sections(value)
        elif value is not None and value not in OPTIONS[name]:
            yield _wrong(f"options.{name}", OPTIONS[name])


def _wrong_sections(value: object) -> Iterable[dict[str, str]]:
    if value is None:
        return
    if not isinstance(value, Sequence) or isinstance(value, str) or any(each not in SECTIONS for each in value):
        yield _wrong("options.sections", SECTIONS)
    elif len(set(value)) < len(value):
        yield _field("options.sections", "options.sections names a section twice; name each once.")


def _wrong(field: str, allowed: Iterable[str]) -> dict[str, str]:
    return _field(field, f"{field} may be {_listed(allowed)}.")


def _field(field: str, detail: str) -> dict[str, str]:
    return {"field": field, "in": "body", "detail": detail, "code": "invalid_look"}


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} or {last}" if first else last


def _order(wanted: object, usual: Sequence[SectionName]) -> tuple[str, ...]:
    first = [str(each) for each in wanted] if isinstance(wanted, Sequence) else []
    return (*first, *(each for each in usual if each not in first))
