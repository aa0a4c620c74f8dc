"""Finds the reading order of a page from where its words stand: columns are read one after the other, rows as rows.

A page is cut at its tallest gutter into what stands above, left, right and below, and each part is cut again. A gutter is white
that no row crosses. Not every gutter parts columns: dates set right of a row, labels left of their values and headings hung in
the margin belong to the rows beside them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from app.resume.reading.gutters import Gutter, find_gutters
from app.resume.reading.looks import says_date
from app.resume.reading.pieces import Piece
from app.resume.reading.rows import Row, join_markers, opens_bullet, rows_of
from app.resume.reading.sides import (
    HEADS,
    Relation,
    Side,
    aligned,
    anchors_of,
    blocks_below_headings,
    blocks_of,
    height,
    relation,
    sides_of,
    starts_of_bands,
)
from app.resume.reading.tables import Band

_FEW_LINES = 4
_SURE_GUTTER_EMS = 1.5
"""Columns of a few lines are believed only where the white between them is no gap in a row."""

_TALL = 0.3
"""Columns of this share of the page are columns of the page; smaller ones are a grid inside one."""

_DEEPEST = 30
_MOST_PIECES = 3_000
_MOST_GUTTERS = 60
"""A page with more is no résumé's; it is read row by row, so that the work stays small."""


def arrange(pieces: Sequence[Piece], body: float, page_height: float, bands: Sequence[Band] = ()) -> list[Row]:
    """All pieces of a page as rows in reading order. `body` is the size of its plain text; sizes in points.

    `bands` are the rows of drawn tables: what stands between them is arranged by itself, and so is each cell.
    """
    if len(pieces) > _MOST_PIECES:
        return rows_of(join_markers(pieces))
    parts = _parts(join_markers(pieces), bands)
    return [row for part in parts for row in _arrange(part, body, page_height=page_height, column=0, depth=0)]


def _parts(pieces: Sequence[Piece], bands: Sequence[Band]) -> Iterator[Sequence[Piece]]:
    """The pieces above, in and between drawn tables; a table's row of single lines is one part, else each cell is one."""
    left = list(pieces)
    for band in bands:
        above = [piece for piece in left if (piece.top + piece.bottom) / 2 < band.box[1]]
        inside = [piece for piece in left if band.holds(piece)]
        yield above
        cells = band.cells(inside)
        yield from cells if any(len(rows_of(cell)) > 1 for cell in cells) else [inside]
        taken = {id(piece) for piece in (*above, *inside)}
        left = [piece for piece in left if id(piece) not in taken]
    yield left


def _arrange(pieces: Sequence[Piece], body: float, *, page_height: float, column: int, depth: int) -> Iterator[Row]:
    rows = rows_of(pieces)
    cut = _best_cut(rows, body) if depth < _DEEPEST and len(rows) > 1 else None
    if cut is None:
        yield from (replace(row, column=column) for row in rows)
        return
    gutter, how, left, right = cut

    def again(part: Sequence[Piece], at: int) -> Iterator[Row]:
        return _arrange(part, body, page_height=page_height, column=at, depth=depth + 1)

    above = [piece for row in rows[: gutter.first] for piece in row.pieces]
    below = [piece for row in rows[gutter.last + 1 :] for piece in row.pieces]
    yield from again(above, column)
    if how == "hanging":
        for hung, band in _bands(left, right):
            yield from (Row(hung, column, hung=True) for _ in hung[:1])
            yield from again(band, column)
    elif how == "bands":
        for part in _halves(left, right):
            yield from again(part, column)
    elif how == "aside":
        yield from _beside(list(again(left.pieces, column)), right)
    else:
        tall = max(height(left.pieces), height(right.pieces)) > _TALL * page_height
        yield from again(left.pieces, column)
        yield from again(right.pieces, column + 1 if tall else column)
    yield from again(below, column)


def _best_cut(rows: Sequence[Row], body: float) -> tuple[Gutter, Relation, Side, Side] | None:
    for gutter in find_gutters(rows, body)[:_MOST_GUTTERS]:
        sides = sides_of(rows, gutter)
        how = relation(*sides, body)
        if how == "columns" and min(map(len, sides)) < _FEW_LINES and gutter.width < _SURE_GUTTER_EMS * body:
            continue
        if how == "columns":
            narrowed = _without_asides(_below_heading(gutter, *sides), *sides)
            return narrowed, how, *sides_of(rows, narrowed)
        if how != "rows":
            return gutter, how, *sides
    return None


def _below_heading(gutter: Gutter, left: Side, right: Side) -> Gutter:
    """The gutter from below a heading at the right edge that heads both sides: the left one opens below it with the same size
    as the right one, and has no heading of its own."""
    (first, heads), (second, opens) = [*right.rows.items()][:2]
    beside = left.rows.get(second)
    if not gutter.first == first < second == min(left.rows) or beside is None or beside[0].size != opens[0].size:
        return gutter
    both = all(piece.size < HEADS * heads[0].size for piece in left.pieces) and opens[0].size < HEADS * heads[0].size
    return replace(gutter, first=second) if both else gutter


def _without_asides(gutter: Gutter, left: Side, right: Side) -> Gutter:
    """The gutter from where the right column begins: dates set right of rows above it are none of it."""
    if aligned([row[0].x0 for row in right.rows.values()]) < 0.5:
        return gutter
    edge = max(piece.x1 for piece in right.pieces)
    start = min(row[0].x0 for row in right.rows.values())
    numbers = list(right.rows)
    for at, number in enumerate(numbers):
        row = right.rows[number]
        beside = number in left.rows and row[0].x0 > start + 4 * row[0].size and edge - row[-1].x1 <= 2
        if not beside:
            return replace(gutter, first=number) if at else gutter
    return gutter


def _bands(left: Side, right: Side) -> Iterator[tuple[tuple[Piece, ...], list[Piece]]]:
    """What hangs left, and the lines beside and below it up to the next that hangs. A date goes into the row beside it."""
    starts = anchors_of(left, right)
    yield (), [piece for number, row in right.rows.items() if number < starts[0][0] for piece in row]
    for at, (start, block) in enumerate(starts):
        until = starts[at + 1][0] if at + 1 < len(starts) else max(right.rows) + 1
        hung = tuple(piece for number in block for piece in left.rows[number])
        band = [piece for number, row in right.rows.items() if start <= number < until for piece in row]
        if len(block) == 1 and block[0] in right.rows and says_date(" ".join(piece.text for piece in hung)):
            yield (), [*hung, *band]
        else:
            yield hung, band


def _halves(left: Side, right: Side) -> Iterator[list[Piece]]:
    """What stands left and then what stands right in each band, from top to bottom; a heading that follows comes last."""
    starts = starts_of_bands(left, right)
    yield [piece for number, row in left.rows.items() if number < starts[0] for piece in row]
    for start, until in pairwise([*starts, max(*left.rows, *right.rows) + 1]):
        block = next(block for block in blocks_below_headings(left) if block[0] == start)
        yield [piece for number in block for piece in left.rows[number]]
        yield [piece for number, row in right.rows.items() if start <= number < until for piece in row]
        yield [piece for number, row in left.rows.items() if block[-1] < number < until for piece in row]


def _beside(rows: Sequence[Row], right: Side) -> list[Row]:
    """The rows, each line of the right side given to the row it belongs to; what stands above them all goes first.

    A line at the right edge that is set larger and stands beside no other is a heading, a row by itself.
    """
    asides: dict[int, list[Piece]] = {}
    above: list[Piece] = []
    headings: list[Row] = []
    usual = median(piece.size for piece in right.pieces)
    for block in blocks_of(right):
        anchor: int | None = None
        for number in block:
            pieces = right.rows[number]
            if HEADS * pieces[0].size > usual and _row_at(rows, pieces[0]) is None:
                headings.append(Row(pieces))
                continue
            anchor = _anchor(rows, pieces[0], anchor)
            (above if anchor is None else asides.setdefault(anchor, [])).extend(pieces)
    belonging = [replace(row, asides=tuple(asides[at])) if at in asides else row for at, row in enumerate(rows)]
    column = rows[0].column if rows else 0
    for heading in headings:
        at = next((at for at, row in enumerate(belonging) if row.baseline > heading.baseline), len(belonging))
        belonging.insert(at, replace(heading, column=column))
    return [*(replace(row, column=column) for row in rows_of(above)), *belonging]


def _anchor(rows: Sequence[Row], piece: Piece, before: int | None) -> int | None:
    """The row that a line at the right edge belongs to; `before` is that of the line right above it."""
    own = _row_at(rows, piece)
    if before is None:
        return own if own is not None else _last_above(rows, piece)
    if own is None or rows[own].x0 > rows[before].x0 + 2 or (opens_bullet(rows[own]) and not opens_bullet(rows[before])):
        return before
    return own


def _row_at(rows: Sequence[Row], piece: Piece) -> int | None:
    for at, row in enumerate(rows):
        if not row.hung and abs(row.baseline - piece.baseline) <= 0.34 * piece.size:
            return at
    return None


def _last_above(rows: Sequence[Row], piece: Piece) -> int | None:
    above = [at for at, row in enumerate(rows) if row.baseline <= piece.baseline + 0.34 * piece.size]
    return above[-1] if above else None
