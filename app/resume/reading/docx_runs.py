"""Reads the words of a DOCX paragraph: runs with their looks, links, fields; what is hidden or deleted is set apart."""

from collections.abc import Iterator
from typing import NamedTuple

from app.resume.reading.bullets import symbol_bullet
from app.resume.reading.docx_package import Relations
from app.resume.reading.docx_styles import Element, Look, Styles, W
from app.resume.reading.fonts import read_font
from app.resume.reading.hygiene import clean
from app.resume.reading.links import safe_url

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DELETED = {"del", "moveFrom"}
_PASSED = {"pPr", "rPr", "Fallback", "delText", "delInstrText", "footnoteReference", "endnoteReference", "annotationRef"}
_PICTURES = {"blip", "imagedata"}
_TINY = 2.0
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad", "lastRenderedPageBreak": "\f"}


class Text(NamedTuple):
    """Words of one look. `\\n` ends a line, `\\t` a cell, `\\f` a page."""

    text: str
    look: Look
    url: str | None = None


class Runs:
    """Reads paragraphs one after the other and keeps what must be told of the file: links, hidden words, tracked changes."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._relations: Relations = {}
        self._boxes: list[Element] = []
        self._field = ""
        self._field_depth = 0
        self._in_instruction = False
        self._field_url: str | None = None
        self._shaded = False
        self.links: list[str] = []
        self.hidden: list[str] = []
        self.images = 0
        self.tracked = False

    def read(self, paragraph: Element, look: Look, relations: Relations, *, shaded: bool) -> tuple[list[Text], list[Element]]:
        """The words of a paragraph, and the text boxes anchored in it. `shaded`: white words would be seen here."""
        self._relations, self._boxes, self._shaded = relations, [], shaded
        texts = [text for text in self._inline(paragraph, look, None) if text.text]
        self._keep_hidden(text for text in texts if self._is_hidden(text.look))
        return [text for text in texts if not self._is_hidden(text.look)], self._boxes

    def _keep_hidden(self, texts: Iterator[Text]) -> None:
        words = " ".join("".join(text.text for text in texts).split())
        if words:
            self.hidden.append(words)

    def _is_hidden(self, look: Look) -> bool:
        white = all(look.color >> shift & 0xFF >= 0xF8 for shift in (0, 8, 16)) and not self._shaded and not look.shaded
        return look.hidden or look.size <= _TINY or white

    def _inline(self, parent: Element, look: Look, url: str | None) -> Iterator[Text]:
        for child in parent:
            name = child.tag.rpartition("}")[2]
            if name in _DELETED:
                self.tracked = True
            elif name in {"ins", "moveTo"}:
                self.tracked = True
                yield from self._inline(child, look, url)
            elif name == "r":
                yield from self._run(child, self._styles.run(look, child.find(W + "rPr")), url)
            elif name in {"hyperlink", "fldSimple"}:
                yield from self._inline(child, look, self._link(child) or url)
            elif name not in _PASSED:
                yield from self._inline(child, look, url)

    def _run(self, run: Element, look: Look, url: str | None) -> Iterator[Text]:
        for child in run:
            name = child.tag.rpartition("}")[2]
            if name == "fldChar":
                self._turn_field(child.get(W + "fldCharType", ""))
            elif name == "instrText":
                self._field += child.text or ""
            elif name in {"drawing", "pict", "object", "AlternateContent"}:
                self._drawing(child)
            elif not self._in_instruction and (written := self._written(child, name)):
                yield Text(written, look, url or self._field_url)

    def _written(self, child: Element, name: str) -> str:
        if name == "t":
            return clean((child.text or "").replace("\n", " "))
        if name == "br":
            return "\f" if child.get(W + "type") == "page" else "\n"
        if name == "sym":
            return _sign(child)
        return _SIGNS.get(name, "")

    def _drawing(self, element: Element) -> None:
        for child in element:
            name = child.tag.rpartition("}")[2]
            if name == "txbxContent":
                self._boxes.append(child)
            elif name != "Fallback":
                self.images += name in _PICTURES
                self._drawing(child)

    def _turn_field(self, kind: str) -> None:
        if kind == "begin":
            self._field_depth += 1
            self._field, self._in_instruction = "", True
        elif kind == "separate":
            self._in_instruction = False
            self._field_url = self._keep(_field_target(self._field))
        elif kind == "end":
            self._field_depth = max(0, self._field_depth - 1)
            self._in_instruction, self._field_url = False, None

    def _link(self, element: Element) -> str | None:
        relation = self._relations.get(element.get(_R_ID, ""))
        return self._keep(relation[1] if relation else _field_target(element.get(W + "instr", "")))

    def _keep(self, address: str) -> str | None:
        url = safe_url(address)
        if url:
            self.links.append(url)
        return url


def _field_target(instruction: str) -> str:
    words = instruction.split()
    if len(words) < 2 or words[0].upper() != "HYPERLINK":
        return ""
    return words[1].strip('"')


def _sign(element: Element) -> str:
    try:
        letter = chr(int(element.get(W + "char", ""), 16))
    except (ValueError, OverflowError):
        return ""
    known = read_font(element.get(W + "font", "")).symbols
    return (symbol_bullet(letter) or letter) if known else clean(letter)
