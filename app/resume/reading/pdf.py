"""Reads a PDF: words with their looks and places, in reading order."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

import pymupdf

from app.errors import UnreadableFile
from app.resume.reading.bullets import DRAWN, is_marker, split_marker, without_odd
from app.resume.reading.compose import compose
from app.resume.reading.document import Box, Document, FileWarning, Layout, Span
from app.resume.reading.furniture import mark_furniture
from app.resume.reading.glyphs import LinkArea, pieces_of
from app.resume.reading.hidden import Picture, part_hidden
from app.resume.reading.hygiene import check_length, clean, is_odd
from app.resume.reading.layout import arrange
from app.resume.reading.limits import ReadLimits
from app.resume.reading.links import safe_url
from app.resume.reading.looks import usual
from app.resume.reading.pieces import Piece, bounds
from app.resume.reading.printed import Printed
from app.resume.reading.rows import Row, cell_text, cells_of, spans_of
from app.resume.reading.shapes import Painted, Shapes, sort_shapes
from app.resume.reading.warnings import warn

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE
"""No images: decoding them is what hostile files ask for. Ligatures come apart, text off the page is kept to be told."""

_BULLET_EMS = 0.52
_ARROW_EMS = 0.75
_BULLET_WHITE_EMS = 2.5
_LONGEST_PRODUCER = 200
_OUT_OF_MEMORY = "code=2:"
"""MuPDF's number for errors of the system, as its exceptions print it; `calloc` and `realloc` fail under it."""

_mupdf: Any = pymupdf
"""PyMuPDF's own functions carry no types."""

_mupdf.TOOLS.mupdf_display_errors(False)
_mupdf.TOOLS.mupdf_display_warnings(False)


@dataclass(frozen=True, slots=True)
class _Page:
    """What one page gives."""

    lines: tuple[Printed, ...]
    height: float
    hidden: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    images: int = 0
    odd_characters: int = 0
    recognized: bool = False


def read_pdf(data: bytes, limits: ReadLimits) -> Document:
    """The document in a PDF's bytes. Raises UnreadableFile."""
    with _broken_is_corrupt(), _open(data) as file:
        _check_pages(file, limits)
        pages = list(_read_pages(file, limits))
        lines = mark_furniture([page.lines for page in pages], [page.height for page in pages])
        return Document(
            form="pdf",
            pages=len(pages),
            blocks=compose(lines),
            layout=_layout(lines, pages, tagged=_is_tagged(file)),
            links=tuple(dict.fromkeys(url for page in pages for url in page.links)),
            hidden=tuple(text for page in pages for text in page.hidden),
            warnings=tuple(_warnings(pages)),
            producer=clean((file.metadata or {}).get("producer") or "")[:_LONGEST_PRODUCER] or None,
        )


@contextmanager
def _broken_is_corrupt() -> Iterator[None]:
    """Turns what MuPDF says of a broken file into `corrupt_file`; memory that ran out is another matter and flies on."""
    try:
        yield
    except (RuntimeError, ValueError, _mupdf.mupdf.FzErrorBase) as error:
        if _OUT_OF_MEMORY in str(error):
            raise
        raise UnreadableFile("corrupt_file") from None


def _read_pages(file: Any, limits: ReadLimits) -> Iterator[_Page]:
    """The pages, as long as their text stays within the limit."""
    characters = 0
    for number in range(file.page_count):
        page = _read_page(file[number], number + 1, limits)
        characters += sum(len(line.text) for line in page.lines)
        check_length(characters, limits.characters)
        yield page


def _open(data: bytes) -> Any:
    file = _mupdf.open(stream=data, filetype="pdf")
    if file.needs_pass and not file.authenticate(""):
        raise UnreadableFile("encrypted_file")
    return file


def _check_pages(file: Any, limits: ReadLimits) -> None:
    if file.page_count < 1:
        raise UnreadableFile("no_pages")
    if file.page_count > limits.pages:
        raise UnreadableFile("too_many_pages", limit=limits.pages)


def _link_areas(page: Any) -> list[LinkArea]:
    found = [(safe_url(link.get("uri") or ""), tuple(link["from"])) for link in page.get_links()]
    return [LinkArea(url, box) for url, box in found if url]


def _read_page(page: Any, number: int, limits: ReadLimits) -> _Page:
    links = _link_areas(page)
    urls = tuple(area.url for area in links)
    raw = page.get_text("rawdict", flags=_FLAGS)
    texts = [line for block in raw["blocks"] for line in block.get("lines", ())]
    check_length(sum(len(span["chars"]) for line in texts for span in line["spans"]), limits.characters)
    pieces = [piece for line in texts for piece in pieces_of(line, links)]
    if not pieces:
        return _Page((), page.rect.height, links=urls, images=len(page.get_images()))
    body = _body(pieces)
    painted = page.get_bboxlog()
    shapes = sort_shapes(painted)
    seen, unseen = part_hidden(pieces, tuple(page.rect), body, shapes, lambda scale: _paint(page, scale))
    return _Page(
        lines=tuple(_printed(arrange(seen, body), number, shapes)) if seen else (),
        height=page.rect.height,
        hidden=(*(text for piece in unseen if (text := without_odd(piece.text).strip())), *_off_page(page, painted)),
        links=urls,
        images=len(shapes.images),
        odd_characters=sum(is_odd(letter) for piece in seen for letter in piece.text),
        recognized=bool(shapes.images) and sum(piece.faint for piece in seen) > 0.8 * len(pieces),
    )


def _off_page(page: Any, painted: Painted) -> Iterator[str]:
    """Words painted outside the page, which MuPDF leaves out of its text."""
    box = tuple(page.rect)
    if any("text" in kind and _outside(where, box) for kind, where in painted):
        for trace in page.get_texttrace():
            words = clean("".join(chr(char[0]) for char in trace["chars"])).strip()
            if words and _outside(trace["bbox"], box):
                yield words


def _outside(box: Box, page: Box) -> bool:
    return box[0] >= page[2] or box[2] <= page[0] or box[1] >= page[3] or box[3] <= page[1]


def _paint(page: Any, scale: float) -> Picture:
    made = page.get_pixmap(matrix=_mupdf.Matrix(scale, scale), colorspace=_mupdf.csGRAY, alpha=False)
    return Picture(
        samples=bytes(made.samples),
        stride=made.stride,
        width=made.width,
        height=made.height,
        scale=scale,
        left=page.rect.x0,
        top=page.rect.y0,
    )


def _is_tagged(file: Any) -> bool:
    return bool(file.xref_get_key(file.pdf_catalog(), "MarkInfo/Marked")[1] == "true")


def _warnings(pages: Sequence[_Page]) -> Iterator[FileWarning]:
    for number, page in enumerate(pages, 1):
        if page.hidden:
            yield warn("hidden_text", number)
        if page.recognized:
            yield warn("recognized_text", number)
        if not page.lines and page.images:
            yield warn("page_without_text", number)


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
        hung=row.hung,
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
    return replace(piece, spans=tuple(spans), text="".join(span.text for span in spans), x0=x0)


def _drawn_mark(piece: Piece, shapes: Shapes) -> Box | None:
    """The only small shape right before the words, low enough for a bullet; icons and timelines are larger."""
    near = [mark for mark in shapes.marks if _stands_before(mark, piece)]
    return near[0] if len(near) == 1 and _bullet_sized(near[0], piece.size) else None


def _bullet_sized(mark: Box, size: float) -> bool:
    tall = mark[3] - mark[1]
    pointed = mark[2] - mark[0] < 0.95 * tall
    return tall <= (_ARROW_EMS if pointed else _BULLET_EMS) * size


def _stands_before(mark: Box, piece: Piece) -> bool:
    white = piece.x0 - mark[2]
    return -1 < white < _BULLET_WHITE_EMS * piece.size and piece.top < (mark[1] + mark[3]) / 2 < piece.baseline + 1


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


def _layout(lines: Sequence[Printed], pages: Sequence[_Page], *, tagged: bool) -> Layout:
    sizes, fonts = usual(lines)
    return Layout(
        columns=1 + max((line.column for line in lines), default=0),
        body_size=sizes[0] if sizes else None,
        fonts=fonts,
        bullet_glyphs=tuple(dict.fromkeys(line.marker for line in lines if line.marker)),
        images=sum(page.images for page in pages),
        header_footer_text=any(line.role == "furniture" for line in lines),
        pages_without_text=tuple(number for number, page in enumerate(pages, 1) if not page.lines),
        odd_characters=sum(page.odd_characters for page in pages),
        tagged=tagged,
    )
