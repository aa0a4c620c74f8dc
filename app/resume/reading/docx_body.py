"""Walks paragraphs, tables and text boxes of a DOCX part and gives its printed lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from app.errors import UnreadableFile
from app.resume.reading.bullets import split_marker, without_odd
from app.resume.reading.document import Span
from app.resume.reading.docx_package import Relations
from app.resume.reading.docx_runs import Runs, Text
from app.resume.reading.docx_styles import Element, Numbering, Setting, Styles, W, number
from app.resume.reading.hygiene import check_length, is_odd
from app.resume.reading.limits import ReadLimits
from app.resume.reading.printed import Printed

_LINE = 1.15
"""Height of a line of type as word processors set it."""

_HEADING_STYLES = ("heading ", "title", "überschrift ", "titre ", "título ", "titolo ", "kop ")
_THROUGH = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Choice", "smartTag", "txbxContent"}
_GRID_ROWS = 3
_SHORT_CELL = 60


class WalkedLine(NamedTuple):
    printed: Printed

    def as_furniture(self) -> Printed:
        return replace(self.printed, role="furniture")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands: which column of a table that lays the page out, and whether in a table or box at all."""

    column: int = 0
    inside: bool = False


class Walk:
    """One walk through a file's parts. Counts what the layout wants to know and stops at the limits."""

    def __init__(self, styles: Styles, numbering: Numbering, limits: ReadLimits) -> None:
        self._styles = styles
        self._numbering = numbering
        self._limits = limits
        self._runs = Runs(styles)
        self._cells = 0
        self._characters = 0
        self._white = 0.0
        self._relations: Relations = {}
        self.page = 1
        self.tables = 0
        self.text_boxes = 0
        self.odd_characters = 0

    @property
    def images(self) -> int:
        return self._runs.images

    @property
    def hidden(self) -> Sequence[str]:
        return self._runs.hidden

    @property
    def links(self) -> Sequence[str]:
        return tuple(dict.fromkeys(self._runs.links))

    @property
    def tracked(self) -> bool:
        return self._runs.tracked

    def lines(self, parent: Element, relations: Relations) -> Iterator[WalkedLine]:
        """The printed lines under an element, in the order of the text. Raises UnreadableFile past a limit."""
        self._relations = relations
        for line in self._blocks(parent, _Place()):
            yield WalkedLine(line)

    def _blocks(self, parent: Element, place: _Place) -> Iterator[Printed]:
        for child in parent:
            name = child.tag.rpartition("}")[2]
            if name == "p":
                yield from self._paragraph(child, place)
            elif name == "tbl":
                yield from self._table(child, place)
            elif name in _THROUGH:
                yield from self._blocks(child, place)
            elif name in {"del", "moveFrom"}:
                self._runs.tracked = True

    def _paragraph(self, element: Element, place: _Place) -> Iterator[Printed]:
        properties = element.find(W + "pPr")
        style = properties.find(W + "pStyle") if properties is not None else None
        setting = self._styles.apply(self._styles.setting(style.get(W + "val") if style is not None else None), properties)
        texts, boxes = self._runs.read(element, setting.look, self._relations, shaded=place.inside or setting.shaded)
        self._characters += sum(len(each.text) for each in texts)
        check_length(self._characters, self._limits.characters)
        yield from self._paragraph_lines(texts, setting, place)
        for box in boxes:
            self.text_boxes += 1
            yield from self._blocks(box, replace(place, inside=True))

    def _paragraph_lines(self, texts: Sequence[Text], setting: Setting, place: _Place) -> Iterator[Printed]:
        marker = self._numbering.marker(setting.number) if setting.number and any(t.text.strip() for t in texts) else None
        first = True
        for line in _split(texts, "\n"):
            self.page += sum(text.text.count("\f") for text in line)
            printed = self._line([t._replace(text=t.text.replace("\f", "")) for t in line], setting, place, marker, first)
            if printed is None:
                self._white += setting.look.size * _LINE
                continue
            yield printed
            self._white = 0.0
            first, marker = False, None
        self._white = max(self._white, setting.after)

    def _line(self, texts: Sequence[Text], setting: Setting, place: _Place, marker: str | None, first: bool) -> Printed | None:
        self.odd_characters += sum(map(is_odd, "".join(text.text for text in texts)))
        spans = tuple(_spans(texts))
        marker, spans = (marker, spans) if marker or not spans else _typed_marker(spans)
        if not "".join(span.text for span in spans).strip():
            return None
        size = max(span.size for span in spans if span.text.strip())
        white = max(self._white, setting.before if first else 0.0) / (_LINE * (setting.look.size or 1.0))
        return Printed(
            page=self.page,
            column=place.column,
            spans=spans,
            cells=_cells(texts),
            box=None,
            size=size,
            indent=self._indent(setting),
            space_before=white,
            marker=marker,
            marker_x=self._indent(setting) + (6.0 * setting.number[1] if setting.number else 0.0),
            ruled=setting.ruled,
            heading=_heading_level(setting),
        )

    def _indent(self, setting: Setting) -> float:
        listed = self._numbering.indent(setting.number) if setting.number else None
        return setting.indent or listed or 0.0

    def _table(self, element: Element, place: _Place) -> Iterator[Printed]:
        rows = [[list(self._cell(cell, place)) for cell in _cells_of(row)] for row in _rows_of(element)]
        self.tables += any(sum(bool(cell) for cell in row) > 1 for row in rows)
        grid = sum(sum(bool(cell) for cell in row) > 1 for row in rows) >= _GRID_ROWS
        for row in rows:
            yield from _row_lines([cell for cell in row if cell], columns=not grid)

    def _cell(self, element: Element, place: _Place) -> Iterator[Printed]:
        self._cells += 1
        span = number(element.find(f"{W}tcPr/{W}gridSpan")) or 1
        if self._cells > self._limits.cells or span > self._limits.grid_span:
            raise UnreadableFile("resource_limit")
        yield from self._blocks(element, replace(place, inside=True))


def _rows_of(table: Element) -> Iterator[Element]:
    return (row for row in _through(table) if row.tag == W + "tr")


def _cells_of(row: Element) -> Iterator[Element]:
    return (cell for cell in _through(row) if cell.tag == W + "tc")


def _through(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag.rpartition("}")[2] in _THROUGH:
            yield from _through(child)
        else:
            yield child


def _row_lines(cells: Sequence[list[Printed]], *, columns: bool) -> Iterator[Printed]:
    """A table's row: one line where each cell holds one, cell after cell where they hold text of their own.

    Such cells are `columns` of the page in a table of a row or two, which sets a page; in a longer one they tell of one thing.
    """
    if len(cells) < 2:
        yield from (line for cell in cells for line in cell)
        return
    long = [cell for cell in cells if len(cell) > 1]
    if len(long) <= 1 and all(len(cell) == 1 and len(cell[0].text) <= _SHORT_CELL for cell in cells if cell not in long):
        yield _joined([cell[0] for cell in cells])
        yield from (line for cell in long for line in cell[1:])
    elif all(len(cell) <= 3 and not any(line.marker for line in cell) for cell in cells) and _all_short(cells[1:]):
        for beside in zip_longest(*cells):
            yield _joined([line for line in beside if line])
    else:
        for at, cell in enumerate(cells):
            yield from (replace(line, column=line.column + at * columns) for line in cell)


def _all_short(cells: Sequence[list[Printed]]) -> bool:
    return all(len(line.text) <= _SHORT_CELL for cell in cells for line in cell)


def _joined(lines: Sequence[Printed]) -> Printed:
    if len(lines) == 1:
        return lines[0]
    spans: list[Span] = list(lines[0].spans)
    for line in lines[1:]:
        first = line.spans[0]
        spans.extend((first.model_copy(update={"text": " " + first.text}), *line.spans[1:]))
    cells = tuple(cell for line in lines for cell in (line.cells if len(line.cells) > 1 else (line.text,)))
    return replace(lines[0], spans=tuple(spans), cells=cells, role="table", heading=None)


def _split(texts: Sequence[Text], mark: str) -> Iterator[list[Text]]:
    line: list[Text] = []
    for text in texts:
        first, *others = text.text.split(mark)
        line.append(text._replace(text=first))
        for other in others:
            yield line
            line = [text._replace(text=other)]
    yield line


def _cells(texts: Sequence[Text]) -> tuple[str, ...]:
    parts = ("".join(text.text for text in cell) for cell in _split(texts, "\t"))
    return tuple(bare for part in parts if (bare := " ".join(without_odd(part).split())))


def _spans(texts: Sequence[Text]) -> Iterator[Span]:
    opened = False
    for text in texts:
        words = without_odd(text.text).replace("\t", " ")
        words = words if opened else words.lstrip()
        if not words:
            continue
        opened = True
        look = text.look
        yield Span(
            text=words.upper() if look.capitals else words,
            font=look.font,
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            color=look.color,
            url=text.url,
        )


def _typed_marker(spans: tuple[Span, ...]) -> tuple[str | None, tuple[Span, ...]]:
    """A bullet's glyph that was typed."""
    first = spans[0]
    following = spans[1].text[:1] if len(spans) > 1 else ""
    marker, rest = split_marker(first.text + following)
    if marker is None:
        return None, spans
    rest = rest[: len(rest) - len(following)] if following.strip() else rest
    left = (first.model_copy(update={"text": rest}), *spans[1:]) if rest else spans[1:]
    return marker, (left[0].model_copy(update={"text": left[0].text.lstrip()}), *left[1:]) if left else left


def _heading_level(setting: Setting) -> int | None:
    if setting.outline is not None and setting.outline < 9:
        return setting.outline + 1
    return 1 if setting.name.startswith(_HEADING_STYLES) else None
