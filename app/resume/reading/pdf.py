"""Reads a PDF: words with their looks and places, in reading order."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Any

import pymupdf

from app.errors import UnreadableFile
from app.resume.reading.bullets import DRAWN, is_marker, split_marker, without_odd
from app.resume.reading.compose import compose
from app.resume.reading.document import Box, Document, Layout, Span
from app.resume.reading.glyphs import LinkArea, pieces_of
from app.resume.reading.hygiene import check_length
from app.resume.reading.layout import arrange
from app.resume.reading.limits import ReadLimits
from app.resume.reading.links import safe_url
from app.resume.reading.looks import usual
from app.resume.reading.pieces import Piece, bounds
from app.resume.reading.printed import Printed
from app.resume.reading.rows import Row, cell_text, cells_of, spans_of
from app.resume.reading.shapes import Shapes, sort_shapes

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE
"""No images: decoding them is what hostile files ask for. Ligatures come apart, text off the page is kept to be told."""

_mupdf: Any = pymupdf
"""PyMuPDF's own functions carry no types."""

_mupdf.TOOLS.mupdf_display_errors(False)
_mupdf.TOOLS.mupdf_display_warnings(False)


def read_pdf(data: bytes, limits: ReadLimits) -> Document:
    """The document in a PDF's bytes. Raises UnreadableFile."""
    with _open(data) as file:
        _check_pages(file, limits)
        pages = [_read_page(file[number], number + 1) for number in range(file.page_count)]
        check_length(sum(len(line.text) for page in pages for line in page), limits.characters)
        lines = [line for page in pages for line in page]
        links = tuple(dict.fromkeys(url for page in file for url in _urls(page)))
        return Document(
            form="pdf",
            pages=file.page_count,
            blocks=compose(lines),
            layout=_layout(lines),
            links=links,
            producer=(file.metadata or {}).get("producer") or None,
        )


def _open(data: bytes) -> Any:
    try:
        file = _mupdf.open(stream=data, filetype="pdf")
    except (pymupdf.FileDataError, pymupdf.EmptyFileError, RuntimeError, ValueError):
        raise UnreadableFile("corrupt_file") from None
    if file.needs_pass and not file.authenticate(""):
        raise UnreadableFile("encrypted_file")
    return file


def _check_pages(file: Any, limits: ReadLimits) -> None:
    if file.page_count < 1:
        raise UnreadableFile("no_pages")
    if file.page_count > limits.pages:
        raise UnreadableFile("too_many_pages", limit=limits.pages)


def _urls(page: Any) -> Iterator[str]:
    for area in _link_areas(page):
        yield area.url


def _link_areas(page: Any) -> list[LinkArea]:
    found = [(safe_url(link.get("uri") or ""), tuple(link["from"])) for link in page.get_links()]
    return [LinkArea(url, box) for url, box in found if url]


def _read_page(page: Any, number: int) -> list[Printed]:
    links = _link_areas(page)
    raw = page.get_text("rawdict", flags=_FLAGS)
    pieces = [piece for block in raw["blocks"] for line in block.get("lines", ()) for piece in pieces_of(line, links)]
    if not pieces:
        return []
    body = _body(pieces)
    shapes = sort_shapes(page.get_drawings())
    return _printed(arrange(pieces, body), number, shapes)


def _body(pieces: Sequence[Piece]) -> float:
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.size] += len(piece.text)
    return sizes.most_common(1)[0][0]


def _printed(rows: Sequence[Row], page: int, shapes: Shapes) -> list[Printed]:
    leading = _leading(rows)
    edges = _left_edges(rows)
    lines: list[Printed] = []
    before: Row | None = None
    for row in rows:
        line = _line(row, page, edges[row.column], _white(before, row, leading), shapes)
        if line:
            lines.append(line)
            before = row
    return lines


def _line(row: Row, page: int, edge: float, white: float, shapes: Shapes) -> Printed | None:
    marker, row = _take_marker(row, shapes)
    spans = _without_icons(spans_of((*row.pieces, *row.asides)))
    if not spans:
        return None
    cells = tuple(text for cell in cells_of(row) if (text := split_marker(without_odd(cell_text(cell)))[1].strip()))
    box = bounds((*row.pieces, *row.asides))
    return Printed(
        page=page,
        column=row.column,
        spans=spans,
        cells=cells,
        box=box,
        size=max(piece.size for piece in row.pieces),
        indent=max(0.0, row.x0 - edge),
        space_before=white,
        marker=marker[0] if marker else None,
        marker_x=(marker[1] if marker else row.x0) - edge,
        ruled=_ruled(box, shapes),
    )


def _take_marker(row: Row, shapes: Shapes) -> tuple[tuple[str, float] | None, Row]:
    first = row.pieces[0]
    if len(row.pieces) > 1 and is_marker(first.text):
        marker, _ = split_marker(first.text + " ")
        return (marker or DRAWN, first.x0), replace(row, pieces=row.pieces[1:])
    marker, rest = split_marker(first.spans[0].text + (" " if len(first.spans) == 1 else first.spans[1].text[:1]))
    if marker and (rest.strip() or len(first.spans) > 1):
        return (marker, first.x0), replace(row, pieces=(_cut_marker(first), *row.pieces[1:]))
    mark = _drawn_mark(first, shapes)
    return ((DRAWN, mark[0]) if mark else None), row


def _cut_marker(piece: Piece) -> Piece:
    first, *others = piece.spans
    rest = first.text.lstrip()[1:].lstrip()
    spans = [first.model_copy(update={"text": rest}), *others] if rest else others
    spans[0] = spans[0].model_copy(update={"text": spans[0].text.lstrip()})
    x0 = spans[0].box[0] if spans[0].box and not rest else piece.x0 + 0.9 * piece.size
    return Piece(tuple(spans), "".join(span.text for span in spans), x0, piece.x1, piece.baseline, piece.size, piece.tracking)


def _drawn_mark(piece: Piece, shapes: Shapes) -> Box | None:
    near = [
        mark
        for mark in shapes.marks
        if 0 < piece.x0 - mark[2] + 1 < 2.5 * piece.size and piece.top < (mark[1] + mark[3]) / 2 < piece.baseline + 1
    ]
    return near[0] if len(near) == 1 else None


def _without_icons(spans: Sequence[Span]) -> tuple[Span, ...]:
    kept = [span.model_copy(update={"text": without_odd(span.text)}) for span in spans]
    kept = [span for span in kept if span.text]
    if kept:
        kept[0] = kept[0].model_copy(update={"text": kept[0].text.lstrip()})
    return tuple(kept) if "".join(span.text for span in kept).strip() else ()


def _ruled(box: Box, shapes: Shapes) -> bool:
    height = box[3] - box[1]
    return any(
        rule[0] < box[2] and box[0] < rule[2] + 1 and -0.2 * height <= rule[1] - box[3] <= 0.6 * height for rule in shapes.rules
    )


def _leading(rows: Sequence[Row]) -> float:
    steps = [
        (below.baseline - above.baseline) / below.pieces[0].size
        for above, below in pairwise(rows)
        if above.column == below.column and 0 < below.baseline - above.baseline < 2.2 * below.pieces[0].size
    ]
    return median(steps) if steps else 1.2


def _white(before: Row | None, row: Row, leading: float) -> float:
    if before is None or before.column != row.column or row.baseline <= before.baseline:
        return 0.0
    usual = leading * row.pieces[0].size
    return max(0.0, (row.baseline - before.baseline - usual) / usual)


def _left_edges(rows: Sequence[Row]) -> Mapping[int, float]:
    edges: dict[int, float] = {}
    for row in rows:
        edges[row.column] = min(edges.get(row.column, row.x0), row.x0)
    return edges


def _layout(lines: Sequence[Printed]) -> Layout:
    sizes, fonts = usual(lines)
    return Layout(
        columns=1 + max((line.column for line in lines), default=0),
        body_size=sizes[0] if sizes else None,
        fonts=fonts,
        bullet_glyphs=tuple(dict.fromkeys(line.marker for line in lines if line.marker)),
    )
