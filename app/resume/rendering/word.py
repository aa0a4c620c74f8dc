"""The look of a template in Word's terms, and the styles, page and numbering that it makes of an empty document."""

import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from app.resume.model import Value
from app.resume.rendering.fitting import Step, leading_at
from app.resume.rendering.look import Look, about, lists, type_of
from app.resume.rendering.word_fonts import set_fonts

USED = frozenset({
    "Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet", "List Number", "Header", "Footer",
    "Default Paragraph Font", "Normal Table", "No List", "Table Normal",
})  # fmt: skip
BULLETS, NUMBERS = 1, 2
_OF_HEADINGS = 1.22
"""Leading of large lines, as a factor of their size, about that of the styles."""
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_FACES = ("ascii", "hAnsi", "cs", "eastAsia")


class Line(Value):
    """How lines of one kind look: size and gap above as factors on the text's size, a rule below or a bar beside in points."""

    size: float = 1.0
    color: str = "ink"
    gap: float = 0.0
    bold: bool = True
    caps: bool = False
    tracking: float = 0.0
    rule: float | None = None
    bar: float | None = None
    rule_color: str = "accent"


class WordLook(Value):
    """A table of `word.toml`. `quiet` colours what stands under a title."""

    centred: bool = False
    ink: str = "#1b1b1b"
    quiet: str = "#454545"
    name: Line
    headline: Line
    contact: Line
    heading: Line
    entry: Line


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that styling one document takes: measures in points, colours as `#rrggbb`."""

    look: WordLook
    size: float
    leading: float
    space: float
    body: str
    head: str
    accent: str

    def color(self, name: str) -> RGBColor:
        named = {"accent": self.accent, "ink": self.look.ink}
        return RGBColor.from_string(named.get(name, name).removeprefix("#").upper())


def sheet_of(look: Look, step: Step) -> Sheet:
    """The measures of a look, with what a step of fitting takes from them."""
    told, tables = type_of(look), _tables()
    size = told.size - step.size
    return Sheet(
        WordLook.model_validate(tables[look.template]), size, leading_at(step, told.leading),
        told.space * step.space * size, told.body.office, told.heading.office, told.accent,
    )  # fmt: skip


def name_at_most() -> Mapping[str, float]:
    """The most that a name of a length is set in, as a factor on the text's size."""
    most: Mapping[str, float] = _tables()["name_at_most"]
    return most


def styled(look: Look, sheet: Sheet, language: str) -> WordDocument:
    """An empty document with the page, styles and numbering of a look."""
    document = Document(io.BytesIO(_empty()))
    _set_page(document, look)
    _set_language(document, language)
    _set_styles(document, sheet)
    _set_numbering(document, sheet)
    set_fonts(document, (type_of(look).body, type_of(look).heading))
    return document


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "word.toml").read_text(encoding="utf-8"))


@cache
def _empty() -> bytes:
    """python-docx's own document with nothing in it but the styles that we use, and without its dates and picture."""
    document = Document()
    styles = document.styles.element
    for style in list(styles.iter(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")) not in _stored_names():
            styles.remove(style)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.quick_style = False
    for name in ("created", "modified", "revision", "lastModifiedBy", "description", "keywords"):
        for found in [each for each in document.core_properties._element if each.tag.endswith(f"}}{name}")]:
            found.getparent().remove(found)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _stored_names() -> frozenset[str]:
    """Word stores the names of its headings in small letters."""
    return USED | {name.lower() for name in USED if name.startswith("Heading")}


def _set_page(document: WordDocument, look: Look) -> None:
    [section] = document.sections
    width, height = lists().page_sizes[look.page_size]
    top, side, bottom = about(look.template).type.margins
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Inches(top), Inches(bottom)
    section.left_margin = section.right_margin = Inches(side)
    section.header_distance = section.footer_distance = Inches(bottom / 2)
    section.different_first_page_header_footer = True


def _set_language(document: WordDocument, language: str) -> None:
    for told in document.styles.element.iter(qn("w:lang")):
        told.set(qn("w:val"), language)
    document.core_properties.language = language


def _set_styles(document: WordDocument, sheet: Sheet) -> None:
    small = sheet.space
    plain = Line(color="ink", bold=False)
    _set(document, "Normal", plain, sheet, face=sheet.body, above=0)
    _set(document, "Title", sheet.look.name, sheet, face=sheet.head, above=0)
    _set(document, "Subtitle", sheet.look.headline.model_copy(update={"bold": False}), sheet, face=sheet.body, above=0.2 * small)
    heading = _set(document, "Heading 1", sheet.look.heading, sheet, face=sheet.head, above=sheet.look.heading.gap * small)
    heading.paragraph_format.space_after = Pt(0.42 * small)
    entry = Line(size=sheet.look.entry.size, color="ink")
    _set(document, "Heading 2", entry, sheet, face=sheet.body, above=sheet.look.entry.gap * small)
    for name, indent in (("List Bullet", 0.95), ("List Number", 1.6)):
        listed = _set(document, name, plain, sheet, face=sheet.body, above=0.14 * small)
        listed.paragraph_format.left_indent = Pt(indent * sheet.size)
        listed.paragraph_format.first_line_indent = Pt(-indent * sheet.size)
    for name in ("Title", "Subtitle"):
        if sheet.look.centred:
            _style(document, name).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("Heading 1", "Heading 2"):
        _style(document, name).paragraph_format.keep_with_next = True
    link: Any = document.styles["Hyperlink"]
    link.font.underline = False


def _set(document: WordDocument, name: str, line: Line, sheet: Sheet, *, face: str, above: float) -> ParagraphStyle:
    style = _style(document, name)
    _set_face(style, face)
    style.font.size, style.font.bold, style.font.italic = Pt(round(line.size * sheet.size * 2) / 2), line.bold, False
    style.font.color.rgb, style.font.all_caps = sheet.color(line.color), line.caps
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(round(above, 1)), Pt(0)
    # In points: Word counts a factor in the height that a face takes by itself, which is not that of its stand-in.
    leading = sheet.leading if line.size < 1.1 else _OF_HEADINGS
    shape.line_spacing, shape.widow_control = Pt(round(leading * line.size * sheet.size, 1)), True
    _set_spacing_of_letters(style, line.tracking * line.size * sheet.size)
    set_borders(style.element.get_or_add_pPr(), line, sheet)
    return style


def _style(document: WordDocument, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - the names above are of paragraphs
    return style


def _set_face(style: ParagraphStyle | CharacterStyle, face: str) -> None:
    """The face for every script, and none of the theme's, which would win over it."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in _THEMED:
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in _FACES:
        fonts.set(qn(f"w:{name}"), face)


def _set_spacing_of_letters(style: ParagraphStyle, points: float) -> None:
    properties = style.element.get_or_add_rPr()
    for found in properties.findall(qn("w:spacing")):
        properties.remove(found)
    if points:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(round(points * 20)))
        properties.append(spacing)


def set_borders(properties: Any, line: Line, sheet: Sheet) -> None:
    """The rule under a line or the bar beside it, in the paragraph's properties; none where the look has none."""
    for found in properties.findall(qn("w:pBdr")):
        properties.remove(found)
    if line.rule is None and line.bar is None:
        return
    borders = OxmlElement("w:pBdr")
    side = OxmlElement("w:bottom" if line.rule is not None else "w:left")
    for name, value in {
        "val": "single", "sz": str(round(8 * (line.rule or line.bar or 0))), "space": "2" if line.rule is not None else "6",
        "color": str(sheet.color(line.rule_color)),
    }.items():  # fmt: skip
        side.set(qn(f"w:{name}"), value)
    borders.append(side)
    properties.insert_element_before(borders, *_AFTER_BORDERS)


_AFTER_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE",
    "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
    "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
    "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
"""The order that the schema of WordprocessingML (ECMA-376, CT_PPr) asks for."""


def _set_numbering(document: WordDocument, sheet: Sheet) -> None:
    """Two lists of ours in place of the template's thirty: "•" and figures in the face of the text."""
    numbering = document.part.numbering_part.element
    for found in list(numbering):
        numbering.remove(found)
    for style, number, kind, mark in (("List Bullet", BULLETS, "bullet", "•"), ("List Number", NUMBERS, "decimal", "%1.")):
        numbering.insert(number - 1, _list(sheet, number, kind, mark))
        numbering.add_num(number)
        told = _style(document, style).element.get_or_add_pPr().get_or_add_numPr()
        told.get_or_add_numId().val = number


def _list(sheet: Sheet, number: int, kind: str, mark: str) -> Any:
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), str(number))
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for tag, value in (("w:start", "1"), ("w:numFmt", kind), ("w:lvlText", mark), ("w:lvlJc", "left")):
        part = OxmlElement(tag)
        part.set(qn("w:val"), value)
        level.append(part)
    fonts = OxmlElement("w:rFonts")
    for name in _FACES[:3]:
        fonts.set(qn(f"w:{name}"), sheet.body)
    properties = OxmlElement("w:rPr")
    properties.append(fonts)
    level.append(properties)
    abstract.append(level)
    return abstract
