"""Reads a PDF: words with their looks and places, in reading order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pymupdf

from app.errors import UnreadableFile
from app.resume.reading.bullets import without_odd
from app.resume.reading.compose import compose
from app.resume.reading.document import Box, Document, FileWarning, Layout
from app.resume.reading.furniture import mark_furniture
from app.resume.reading.glyphs import LinkArea, RawLine, pieces_of
from app.resume.reading.hidden import Picture, part_hidden
from app.resume.reading.hygiene import check_length, clean, is_odd
from app.resume.reading.hyphens import mark_broken_words
from app.resume.reading.layout import arrange
from app.resume.reading.limits import ReadLimits
from app.resume.reading.lines import lines_of
from app.resume.reading.links import safe_url
from app.resume.reading.looks import says_contact, usual
from app.resume.reading.pieces import Piece
from app.resume.reading.printed import Printed
from app.resume.reading.shapes import Painted, sort_shapes
from app.resume.reading.tables import find_bands
from app.resume.reading.warnings import warn

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE
"""No images: decoding them is what hostile files ask for. Ligatures come apart, text off the page is kept to be told."""

_LONGEST_PRODUCER = 200

_HALF = 180
_TURNS = {(0, -1): 270, (0, 1): 90, (-1, 0): _HALF}
"""Degrees against the clock by which a page must turn for letters that run in a direction to run right."""

_OUT_OF_MEMORY = "code=2:"
"""MuPDF's number for errors of the system, as its exceptions print it; `calloc` and `realloc` fail under it."""

_mupdf: Any = pymupdf
"""PyMuPDF's own functions carry no types."""

_BROKEN: tuple[type[Exception], ...] = (RuntimeError, ValueError, _mupdf.mupdf.FzErrorBase)
"""What PyMuPDF and the library under it raise for what is broken in a file."""

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
    broken: bool = False


def read_pdf(data: bytes, limits: ReadLimits) -> Document:
    """The document in a PDF's bytes. Raises UnreadableFile."""
    with _broken_is_corrupt(), _open(data) as file:
        _check_pages(file, limits)
        pages = list(_read_pages(file, limits))
        if all(page.broken for page in pages):
            raise UnreadableFile("corrupt_file")
        lines = mark_broken_words(mark_furniture([page.lines for page in pages], [page.height for page in pages]))
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


def _page_or_gap(file: Any, number: int, limits: ReadLimits) -> _Page:
    """A page, or an empty one that says it is broken where the others may be whole."""
    try:
        return _read_page(file[number], number + 1, limits)
    except _BROKEN as error:
        if _OUT_OF_MEMORY in str(error) or file.page_count == 1:
            raise
        return _Page((), height=1.0, broken=True)


@contextmanager
def _broken_is_corrupt() -> Iterator[None]:
    """Turns what MuPDF says of a broken file into `corrupt_file`; memory that ran out is another matter and flies on."""
    try:
        yield
    except _BROKEN as error:
        if _OUT_OF_MEMORY in str(error):
            raise
        raise UnreadableFile("corrupt_file") from None


def _read_pages(file: Any, limits: ReadLimits) -> Iterator[_Page]:
    """The pages, as long as their text and the number of those that hold any stay within the limits."""
    characters = filled = 0
    for number in range(file.page_count):
        page = _page_or_gap(file, number, limits)
        filled += bool(page.lines)
        if filled > limits.pages:
            raise UnreadableFile("too_many_pages", limit=limits.pages)
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
    if file.page_count > limits.pages_in_all:  # a print that runs on leaves blank pages behind
        raise UnreadableFile("too_many_pages", limit=limits.pages)


def _link_areas(page: Any) -> list[LinkArea]:
    found = [(safe_url(link.get("uri") or ""), tuple(link["from"])) for link in page.get_links()]
    return [LinkArea(url, box) for url, box in found if url]


def _read_page(page: Any, number: int, limits: ReadLimits) -> _Page:
    links = _link_areas(page)
    urls = tuple(area.url for area in links)
    page = _upright(page)
    texts = _texts(page)
    check_length(sum(len(span["chars"]) for line in texts for span in line["spans"]), limits.characters)
    pieces = [piece for line in texts for piece in pieces_of(line, links)]
    if not pieces:
        return _Page((), page.rect.height, links=urls, images=len(page.get_images()))
    body = _body(pieces)
    painted = page.get_bboxlog()
    shapes = sort_shapes(painted)
    seen, unseen = part_hidden(pieces, tuple(page.rect), body, shapes, lambda scale: _paint(page, scale))
    return _Page(
        lines=tuple(lines_of(arrange(seen, body, page.rect.height, find_bands(painted, seen)), number, shapes)) if seen else (),
        height=page.rect.height,
        hidden=(*(text for piece in unseen if (text := without_odd(piece.text).strip())), *_off_page(page, painted)),
        links=urls,
        images=len(shapes.images),
        odd_characters=sum(is_odd(letter) for piece in seen for letter in piece.text),
        recognized=bool(shapes.images) and sum(piece.faint for piece in seen) > 0.8 * len(pieces),
    )


def _upright(page: Any) -> Any:
    """The page, or a copy of it turned so that most of its letters run from left to right."""
    letters = Counter[tuple[int, int]]()
    for line in _texts(page):
        letters[round(line["dir"][0]), round(line["dir"][1])] += sum(len(span["chars"]) for span in line["spans"])
    turn = _TURNS.get(letters.most_common(1)[0][0]) if letters else None
    return page if turn is None else _turned(page, turn)


def _turned(page: Any, turn: int) -> Any:
    copy = _mupdf.open()
    wide, high = page.rect.width, page.rect.height
    turned = copy.new_page(width=wide if turn == _HALF else high, height=high if turn == _HALF else wide)
    turned.show_pdf_page(turned.rect, page.parent, page.number, rotate=turn)
    return turned


def _texts(page: Any) -> list[RawLine]:
    raw = page.get_text("rawdict", flags=_FLAGS)
    return [line for block in raw["blocks"] for line in block.get("lines", ())]


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
        if page.broken:
            yield warn("page_broken", number)
        if not page.lines and page.images:
            yield warn("page_without_text", number)


def _body(pieces: Sequence[Piece]) -> float:
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.size] += len(piece.text)
    return sizes.most_common(1)[0][0]


def _layout(lines: Sequence[Printed], pages: Sequence[_Page], *, tagged: bool) -> Layout:
    sizes, fonts = usual(lines)
    return Layout(
        columns=1 + max((line.column for line in lines), default=0),
        body_size=sizes[0] if sizes else None,
        fonts=fonts,
        bullet_glyphs=tuple(dict.fromkeys(line.marker for line in lines if line.marker)),
        images=sum(page.images for page in pages),
        header_footer_text=any(line.role == "furniture" and says_contact(line.text) for line in lines),
        pages_without_text=tuple(number for number, page in enumerate(pages, 1) if not page.lines),
        odd_characters=sum(page.odd_characters for page in pages),
        tagged=tagged,
    )
