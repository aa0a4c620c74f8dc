"""The faces of a Word file: its table of fonts, and the files of a face that few machines have, which it brings along.

Word and LibreOffice read TrueType fonts in a file; the first bytes of each are masked with its key (ECMA-376, part 4, 17.8.1).
The Latin file of a face is brought; letters of other scripts come from the reader's machine.
"""

import io
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from fontTools.ttLib import TTFont

from app.resume.rendering.faces import FOLDERS, FONTS
from app.resume.rendering.look import Font

_KINDS = {"serif": "roman", "sans-serif": "swiss"}
_FONT_DATA = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
_MASKED = 32
_FAMILY, _STYLE, _WHOLE, _FOR_POSTSCRIPT, _FAMILY_OF_WEIGHTS, _STYLE_OF_WEIGHTS = 1, 2, 4, 6, 16, 17
_REGULAR_BIT, _BOLD_BIT, _BOLD_WEIGHT = 1 << 6, 1 << 5, 700


def set_fonts(document: WordDocument, fonts: Iterable[Font]) -> None:
    """Writes the document's table of fonts in place of python-docx's own, and brings along those that say so."""
    part = document.part
    [old] = [key for key, found in part.rels.items() if found.reltype == RELATIONSHIP_TYPE.FONT_TABLE]
    part.drop_rel(old)
    table: Any = parse_xml(f"<w:fonts {nsdecls('w', 'r')}/>")
    held = XmlPart(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, table, part.package)
    for font in dict.fromkeys(fonts):
        table.append(_row(font, held))
    part.relate_to(held, RELATIONSHIP_TYPE.FONT_TABLE)
    if any(font.instead for font in fonts):
        [zoom] = document.settings.element.iter(qn("w:zoom"))
        zoom.addnext(OxmlElement("w:embedTrueTypeFonts"))


def _row(font: Font, table: XmlPart) -> Any:
    row = OxmlElement("w:font")
    row.set(qn("w:name"), font.office)
    told = {"altName": font.instead, "family": _KINDS[font.generic], "pitch": "variable"}
    for tag, value in told.items():
        if value:
            child = OxmlElement(f"w:{tag}")
            child.set(qn("w:val"), value)
            row.append(child)
    if font.instead:
        row.append(_brought("w:embedRegular", font.family, "400", table))
        row.append(_brought("w:embedBold", font.family, "600", table))
    return row


def _brought(tag: str, family: str, weight: str, table: XmlPart) -> Any:
    key, data = _masked(family, weight)
    name = PackURI(f"/word/fonts/{FOLDERS[family]}-{weight}.odttf")
    brought = OxmlElement(tag)
    brought.set(qn("r:id"), table.relate_to(Part(name, _FONT_DATA, data, table.package), RELATIONSHIP_TYPE.FONT))
    brought.set(qn("w:fontKey"), f"{{{str(key).upper()}}}")
    return brought


@cache
def _masked(family: str, weight: str) -> tuple[UUID, bytes]:
    """A face's Latin file under a key that is its own, so that the same résumé gives the same bytes."""
    data = (FONTS / FOLDERS[family] / f"latin-{weight}.ttf").read_bytes()
    data = data if weight == "400" else _as_bold(data, family)
    key = UUID(bytes=sha256(data).digest()[:16])
    mask = key.bytes[::-1]
    return key, bytes(letter ^ mask[at % len(mask)] for at, letter in enumerate(data[:_MASKED])) + data[_MASKED:]


def _as_bold(data: bytes, family: str) -> bytes:
    """A semibold face as the bold of its family: office programs know no weights but two."""
    with TTFont(io.BytesIO(data), recalcTimestamp=False) as font:
        for number in (_FAMILY_OF_WEIGHTS, _STYLE_OF_WEIGHTS):
            font["name"].removeNames(nameID=number)
        named = {_FAMILY: family, _STYLE: "Bold", _WHOLE: f"{family} Bold", _FOR_POSTSCRIPT: f"{family.replace(' ', '')}-Bold"}
        for number, words in named.items():
            font["name"].setName(words, number, 3, 1, 0x409)
        font["OS/2"].usWeightClass, font["head"].macStyle = _BOLD_WEIGHT, 1
        font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~_REGULAR_BIT | _BOLD_BIT
        kept = io.BytesIO()
        font.save(kept)
    return kept.getvalue()
