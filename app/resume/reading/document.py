"""What every reader returns: the printed lines of a file in reading order, with their looks and places."""

from typing import Literal

from app.resume.model import Value

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the page's top left corner."""


class Span(Value):
    """A run of one look inside a line. `color` is 0xRRGGBB."""

    text: str
    font: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    color: int = 0
    box: Box | None = None
    url: str | None = None


class Block(Value):
    """One printed line. A bullet's glyph is taken off and kept in `marker`; wrapped lines stay lines of their own.

    `line` counts from 1 and is this block's line in `Document.text`. `column` counts from 0 in reading order; 0 is the main one
    where there is but one, and what spans the columns stands in 0 too; a column goes on under its number on the next page.
    `role` is what geometry and type say, not what the words say: a `heading` is set apart by size, weight, capitals, a rule or
    its place in the margin, and `level` ranks it, 1 the strongest; of a `bullet`, `level` is how deep it is nested, from 0.
    `furniture` is what runs along the edges of the pages. `indent` is where the words begin, in points from the column's left
    edge. `space_before` is the white above it beyond the usual leading, in units of a line's height. `cells` are the texts of a
    table's row, or of a line broken by wide gaps or tabs, left to right; dates and places set at the right edge over several
    lines are all cells of the line they belong to. A text that ends in U+00AD ends in half a word.
    """

    line: int
    page: int
    spans: tuple[Span, ...]
    box: Box | None = None
    column: int = 0
    role: Literal["text", "heading", "bullet", "table", "furniture"] = "text"
    marker: str | None = None
    level: int = 0
    indent: float = 0.0
    space_before: float = 0.0
    cells: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words of the line, without a bullet's glyph."""
        return "".join(span.text for span in self.spans)


class Layout(Value):
    """What the score wants to know of the file's looks. Sizes in points; `None` where the form has no looks (plain text)."""

    columns: int = 1
    body_size: float | None = None
    fonts: tuple[str, ...] = ()
    bullet_glyphs: tuple[str, ...] = ()
    tables: int = 0
    text_boxes: int = 0
    images: int = 0
    header_footer_text: bool = False
    pages_without_text: tuple[int, ...] = ()
    odd_characters: int = 0
    tagged: bool | None = None


class FileWarning(Value):
    """Something a person should know of the file. Codes: `hidden_text`, `page_without_text`, `tracked_changes`, ..."""

    code: str
    message: str
    page: int | None = None


class Document(Value):
    """A file as read. `hidden` is text that no reader of the page would see; it is never part of `blocks`."""

    form: Literal["pdf", "docx", "text", "markdown"]
    pages: int
    blocks: tuple[Block, ...]
    layout: Layout = Layout()
    links: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    warnings: tuple[FileWarning, ...] = ()
    producer: str | None = None

    @property
    def text(self) -> str:
        """The whole visible text, a line for each block."""
        return "\n".join(block.text for block in self.blocks)
