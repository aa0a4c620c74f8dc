"""Puts pieces that share a baseline into one printed row, and a row's pieces into cells."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from app.resume.reading.bullets import is_marker, split_marker
from app.resume.reading.document import Span
from app.resume.reading.pieces import Piece

_SAME_LINE_EMS = 0.34
_CELL_EMS = 1.5
"""A gap wider than this is no space between words, not even in justified text."""

_MARKER_EMS = 4.0
_LEAST_LETTERS = 4

Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line: pieces left to right, and `asides`, what stands at the right edge beside it.

    `hung`: it stands in the margin left of the lines below it. `column` as in `Block`.
    """

    pieces: tuple[Piece, ...]
    column: int = 0
    asides: tuple[Piece, ...] = ()
    hung: bool = False

    @property
    def x0(self) -> float:
        return self.pieces[0].x0

    @property
    def baseline(self) -> float:
        return max(self.pieces, key=lambda piece: (piece.size, len(piece.text))).baseline


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """Rows from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.baseline, piece.x0)):
        if rows and _same_line(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [Row(tuple(sorted(row, key=lambda piece: piece.x0))) for row in rows]


def _same_line(row: Sequence[Piece], piece: Piece) -> bool:
    nearest = row[-1]
    return piece.baseline - nearest.baseline <= _SAME_LINE_EMS * min(nearest.size, piece.size)


def cells_of(row: Row) -> list[Cell]:
    """The row's cells: pieces with a space between them are one."""
    cells: list[list[Piece]] = [[row.pieces[0]]]
    for before, piece in pairwise(row.pieces):
        if piece.x0 - before.x1 > _cell_gap(before, piece):
            cells.append([piece])
        else:
            cells[-1].append(piece)
    return [*(tuple(cell) for cell in cells), *((piece,) for piece in row.asides)]


def opens_bullet(row: Row) -> bool:
    """Whether a bullet's glyph stands before its words."""
    first = row.pieces[0].text
    return is_marker(first) or split_marker(first)[0] is not None


def join_markers(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, each bullet's glyph that stands alone put before the words it opens."""
    return [piece for row in rows_of(pieces) for piece in _join_markers(join_letters(row.pieces))]


def join_letters(row: Sequence[Piece]) -> list[Piece]:
    """The pieces of a row, letters that stand alone one after the other joined to words by the white between them."""
    found: list[Piece] = []
    start = 0
    for at in range(1, len(row) + 1):
        if at < len(row) and _is_letter(row[at]) and _is_letter(row[at - 1]) and row[at].size == row[at - 1].size:
            continue
        run = row[start:at]
        found.extend([_word(run)] if len(run) >= _LEAST_LETTERS else run)
        start = at
    return found


def _is_letter(piece: Piece) -> bool:
    return len(piece.text) == 1 and piece.text.isalpha()


def _word(letters: Sequence[Piece]) -> Piece:
    gaps = [piece.x0 - before.x1 for before, piece in pairwise(letters)]
    usual = median(gaps)
    words = letters[0].text
    for gap, piece in zip(gaps, letters[1:], strict=True):
        words += (" " if gap > 1.6 * usual else "") + piece.text
    span = letters[0].spans[0].model_copy(update={"text": words})
    return replace(letters[0], spans=(span,), text=words, x1=letters[-1].x1, tracking=usual)


def _join_markers(row: Sequence[Piece]) -> Iterator[Piece]:
    marker: Piece | None = None
    for piece in row:
        if marker is not None and piece.x0 - marker.x1 < _MARKER_EMS * piece.size:
            yield _opened(marker, piece)
            marker = None
            continue
        if marker is not None:
            yield marker
        marker = piece if is_marker(piece.text) else None
        if marker is None:
            yield piece
    if marker is not None:
        yield marker


def _opened(marker: Piece, piece: Piece) -> Piece:
    first = piece.spans[0]
    spans = (*marker.spans, first.model_copy(update={"text": " " + first.text}), *piece.spans[1:])
    return replace(piece, spans=spans, text=f"{marker.text} {piece.text}", x0=marker.x0)


def _cell_gap(before: Piece, piece: Piece) -> float:
    return _CELL_EMS * max(before.size, piece.size) + 3.5 * min(before.tracking, piece.tracking)


def cell_text(cell: Cell) -> str:
    return " ".join(piece.text.strip() for piece in cell)


def spans_of(pieces: Sequence[Piece]) -> tuple[Span, ...]:
    """The spans of a row, a space between pieces."""
    spans = list(pieces[0].spans)
    for piece in pieces[1:]:
        first = piece.spans[0]
        spans.append(first.model_copy(update={"text": " " + first.text.lstrip()}))
        spans.extend(piece.spans[1:])
    return tuple(spans)
