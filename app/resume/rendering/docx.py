"""Content → DOCX: the words of the PDF in the same order, as headings, lists and links that Word knows for what they are."""

import io
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from app.resume.model import Resume
from app.resume.rendering.content import (
    SEPARATOR,
    Block,
    Content,
    Entry,
    Group,
    Header,
    NameLength,
    Paragraph,
    Part,
    Run,
    Section,
)
from app.resume.rendering.look import Look
from app.resume.rendering.pdf import typeset_of
from app.resume.rendering.rendered import Rendered
from app.resume.rendering.word import Sheet, name_at_most, set_borders, sheet_of, styled

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
BETWEEN_GROUPS = 0.3
_OF_ALL_TIME = (1980, 1, 1, 0, 0, 0)
"""The oldest moment that a zip can tell: the same résumé gives the same bytes, whenever it is printed."""


def write_docx(resume: Resume, content: Content, look: Look) -> Rendered:
    """The file. How many pages it fills is Word's to say."""
    sheet = sheet_of(look, typeset_of(content, look).step)
    page = _Page(styled(look, sheet, content.language), sheet)
    page.header(content.header)
    for section in content.sections:
        page.section(section)
    page.footer()
    properties = page.document.core_properties
    properties.title, properties.author = content.title, content.header.name or ""
    return Rendered("docx", _saved(page.document))


class _Page:
    """Puts content into a styled document, paragraph by paragraph."""

    def __init__(self, document: WordDocument, sheet: Sheet) -> None:
        self.document = document
        self._sheet = sheet

    def header(self, header: Header) -> None:
        if header.name:
            self._name(header.name, header.name_length)
        if header.headline:
            self._add("Subtitle", header.headline)
        lines = [self._contact(parts) for parts in header.contact_lines]
        look = self._sheet.look.contact
        if lines:
            lines[0].paragraph_format.space_before = Pt(look.gap * self._sheet.space)
        if lines and look.rule is not None:
            set_borders(lines[-1]._p.get_or_add_pPr(), look, self._sheet)

    def section(self, section: Section) -> None:
        self._add("Heading 1", section.heading)
        first = True
        for block in section.blocks:
            self._block(block, first=first, listed="List Number" if section.numbered else "List Bullet")
            first = False

    def footer(self) -> None:
        """The page's number from the second page on, as a field: no reader takes it for text, as some would take a name."""
        [paragraph] = self.document.sections[0].footer.paragraphs
        paragraph.style = self.document.styles["Normal"]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        number = paragraph.add_run()
        number.font.size = Pt(8)
        for kind in ("begin", "PAGE", "end"):
            number._r.append(_field(kind))

    def _name(self, name: str, length: NameLength) -> None:
        [run] = self._add("Title", name).runs
        most = name_at_most()[length]
        if most < self._sheet.look.name.size:
            run.font.size = Pt(round(most * self._sheet.size * 2) / 2)

    def _contact(self, parts: Sequence[Part]) -> WordParagraph:
        line = self._line("Normal", parts, self._sheet.look.contact.color)
        if self._sheet.look.centred:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return line

    def _block(self, block: Block, *, first: bool, listed: str) -> None:
        if isinstance(block, Paragraph):
            self._add("Normal", block.text)
        elif isinstance(block, Group):
            self._group(block, first=first)
        elif block.one_line:
            self._item(block, listed)
        else:
            self._entry(block, first=first)

    def _group(self, group: Group, *, first: bool) -> None:
        paragraph = self._add("Normal", "")
        paragraph.paragraph_format.space_before = Pt(0 if first else BETWEEN_GROUPS * self._sheet.size)
        if group.name:
            self._say(paragraph, f"{group.name}:").bold = True
            paragraph.add_run(" ")
        self._say(paragraph, ", ".join(group.items))
        _turn(paragraph)

    def _item(self, entry: Entry, style: str) -> None:
        paragraph = self._add(style, "")
        if entry.title:
            self._say(paragraph, entry.title).bold = True
        if entry.title and entry.under:
            self._say(paragraph, SEPARATOR)
        self._parts(paragraph, entry.under, None)
        _turn(paragraph)

    def _entry(self, entry: Entry, *, first: bool) -> None:
        head = [self._add("Heading 2", entry.title)] if entry.title else []
        if entry.under:
            head.append(self._line("Normal", entry.under, self._sheet.look.quiet))
        head.extend(self._add("Normal", detail, self._sheet.look.quiet) for detail in entry.details)
        for line in head:
            line.paragraph_format.keep_with_next = bool(entry.points) or line is not head[-1]
        if head:
            head[0].paragraph_format.space_before = Pt(0 if first else self._sheet.look.entry.gap * self._sheet.space)
        for point in entry.points:
            self._add("Normal" if point.prose else "List Bullet", point.text)

    def _line(self, style: str, parts: Sequence[Part], color: str) -> WordParagraph:
        paragraph = self._add(style, "")
        self._parts(paragraph, parts, color)
        _turn(paragraph)
        return paragraph

    def _parts(self, paragraph: WordParagraph, parts: Sequence[Part], color: str | None) -> None:
        for place, part in enumerate(parts):
            if place:
                self._say(paragraph, SEPARATOR, color)
            for run in part:
                self._run(paragraph, run, color)

    def _run(self, paragraph: WordParagraph, run: Run, color: str | None) -> None:
        said = self._say(paragraph, run.text, color)
        if run.url is None:
            return
        said.style = "Hyperlink"
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(run.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph._p.append(link)
        link.append(said._r)

    def _add(self, style: str, text: str, color: str | None = None) -> WordParagraph:
        paragraph = self.document.add_paragraph(style=style)
        if text:
            self._say(paragraph, text, color)
            _turn(paragraph)
        return paragraph

    def _say(self, paragraph: WordParagraph, text: str, color: str | None = None) -> WordRun:
        run = paragraph.add_run(text)
        if color is not None:
            run.font.color.rgb = self._sheet.color(color)
        return run


def _turn(paragraph: WordParagraph) -> None:
    """Sets a paragraph from right to left where its first letter is of such a script, as browsers do with `dir=auto`."""
    if not _reads_leftwards(paragraph.text):
        return
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
    runs: Iterable[Any] = paragraph._p.iter(qn("w:r"))
    for run in runs:
        run.get_or_add_rPr().append(OxmlElement("w:rtl"))


_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")


def _reads_leftwards(text: Iterable[str]) -> bool:
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in _RIGHT_TO_LEFT or kind == "L"), "L") in _RIGHT_TO_LEFT


def _field(kind: str) -> Any:
    if kind == "PAGE":
        told = OxmlElement("w:instrText")
        told.text = kind
        return told
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _saved(document: WordDocument) -> bytes:
    packed, even = io.BytesIO(), io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as given, zipfile.ZipFile(even, "w", zipfile.ZIP_DEFLATED) as written:
        for name in given.namelist():
            written.writestr(zipfile.ZipInfo(name, _OF_ALL_TIME), given.read(name), zipfile.ZIP_DEFLATED)
    return even.getvalue()
