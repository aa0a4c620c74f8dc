"""Finds the reading order of a page from where its words stand: columns are read one after the other, rows as rows.

A page is cut at its tallest gutter into what stands above, left, right and below, and each part is cut again. A gutter is white
that no row crosses. Not every gutter parts columns: dates set right of a row, labels left of their values and headings hung in
the margin belong to the rows beside them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Literal

from app.resume.reading.looks import says_date
from app.resume.reading.pieces import Piece
from app.resume.reading.rows import Row, opens_bullet, rows_of

_BIN = 2.0
_GUTTER_EMS = 0.9
_DEEPEST = 6

Relation = Literal["columns", "rows", "hanging", "aside"]


@dataclass(frozen=True, slots=True)
class Gutter:
    """White from top to bottom of the rows `first` to `last` (included), around `x`."""

    x: float
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side of a gutter: for each row that has words there, its number and its pieces."""

    rows: dict[int, tuple[Piece, ...]]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def pieces(self) -> list[Piece]:
        return [piece for row in self.rows.values() for piece in row]


def arrange(pieces: Sequence[Piece], body: float) -> list[Row]:
    """All pieces of a page as rows in reading order. `body` is the size of its plain text in points."""
    height = max((piece.bottom for piece in pieces), default=0.0) - min((piece.top for piece in pieces), default=0.0)
    return list(_arrange(pieces, body, page_height=height, column=0, depth=0))


def _arrange(pieces: Sequence[Piece], body: float, *, page_height: float, column: int, depth: int) -> Iterator[Row]:
    rows = rows_of(pieces)
    cut = _best_cut(rows, body) if depth < _DEEPEST and len(rows) > 1 else None
    if cut is None:
        yield from (replace(row, column=column) for row in rows)
        return
    gutter, relation, left, right = cut

    def again(part: Sequence[Piece], at: int) -> Iterator[Row]:
        return _arrange(part, body, page_height=page_height, column=at, depth=depth + 1)

    above = [piece for row in rows[: gutter.first] for piece in row.pieces]
    below = [piece for row in rows[gutter.last + 1 :] for piece in row.pieces]
    yield from again(above, column)
    if relation == "hanging":
        for band in _bands(left, right):
            yield from again(band, column) if band else ()
    elif relation == "aside":
        yield from _beside(list(again(left.pieces, column)), right)
    else:
        tall = _height(left.pieces) > 0.3 * page_height or _height(right.pieces) > 0.3 * page_height
        yield from again(left.pieces, column)
        yield from again(right.pieces, column + 1 if tall else column)
    yield from again(below, column)


def _height(pieces: Sequence[Piece]) -> float:
    return max(piece.bottom for piece in pieces) - min(piece.top for piece in pieces)


def _best_cut(rows: Sequence[Row], body: float) -> tuple[Gutter, Relation, Side, Side] | None:
    for gutter in _gutters(rows, body):
        left, right = _sides(rows, gutter)
        relation = _relation(left, right, body)
        if relation != "rows":
            return gutter, relation, left, right
    return None


def _gutters(rows: Sequence[Row], body: float) -> list[Gutter]:
    """Gutters with words on both sides, the tallest first, of one height the widest."""
    left = min(row.x0 for row in rows)
    covered = _covered(rows, left)
    width = max(1, int(_GUTTER_EMS * body / _BIN))
    widest: dict[tuple[int, int], tuple[int, int]] = {}
    at = 0
    while at + width <= len(covered):
        mask = 0
        for bin_mask in covered[at : at + width]:
            mask |= bin_mask
        for run in _free_runs(mask, len(rows)):
            begin, count = widest.get(run, (at, 0))
            widest[run] = (begin, count + 1)
        at += 1
    found = [
        (_rows_height(rows, first, last), count, Gutter(left + _BIN * (begin + (count + width) / 2), first, last))
        for (first, last), (begin, count) in widest.items()
    ]
    found.sort(key=lambda each: (-each[0], -each[1]))
    return [gutter for _, _, gutter in found if _parts(rows, gutter)]


def _covered(rows: Sequence[Row], left: float) -> list[int]:
    """For each strip of the width, the set of rows (as bits) that have ink in it."""
    right = max(piece.x1 for row in rows for piece in row.pieces)
    covered = [0] * (int((right - left) / _BIN) + 1)
    for number, row in enumerate(rows):
        for piece in row.pieces:
            for strip in range(int((piece.x0 - left) / _BIN), int((piece.x1 - left) / _BIN) + 1):
                covered[strip] |= 1 << number
    return covered


def _free_runs(mask: int, count: int) -> Iterator[tuple[int, int]]:
    start: int | None = None
    for row in range(count + 1):
        free = row < count and not mask >> row & 1
        if free and start is None:
            start = row
        elif not free and start is not None:
            if row - start > 1:
                yield start, row - 1
            start = None


def _rows_height(rows: Sequence[Row], first: int, last: int) -> float:
    return rows[last].baseline - rows[first].baseline


def _parts(rows: Sequence[Row], gutter: Gutter) -> bool:
    sides = [piece.x0 > gutter.x for row in rows[gutter.first : gutter.last + 1] for piece in row.pieces]
    return any(sides) and not all(sides)


def _sides(rows: Sequence[Row], gutter: Gutter) -> tuple[Side, Side]:
    left: dict[int, tuple[Piece, ...]] = {}
    right: dict[int, tuple[Piece, ...]] = {}
    for number in range(gutter.first, gutter.last + 1):
        pieces = rows[number].pieces
        before = tuple(piece for piece in pieces if piece.x0 <= gutter.x)
        after = tuple(piece for piece in pieces if piece.x0 > gutter.x)
        if before:
            left[number] = before
        if after:
            right[number] = after
    return Side(left), Side(right)


def _relation(left: Side, right: Side, body: float) -> Relation:
    fewer, more = (left, right) if len(left) <= len(right) else (right, left)
    paired = sum(number in more.rows for number in fewer.rows) / len(fewer)
    if fewer is right and len(fewer) <= 0.75 * len(more) and _is_aside(right, paired):
        return "aside"
    if len(fewer) < 3 or _height(fewer.pieces) < 3 * body:
        return "rows"
    if paired >= 0.85 and _dated(fewer) >= 0.4:
        return "rows"
    if fewer is left and len(left) <= 0.6 * len(right) and _hangs(left, right):
        return "hanging"
    if paired >= 0.85 and _labels(left, right):
        return "rows"
    return "columns"


def _is_aside(right: Side, paired: float) -> bool:
    """Whether dates and places stand right of the rows they belong to."""
    if max(len(" ".join(piece.text for piece in row)) for row in right.rows.values()) > 40:
        return False
    if _set_right(right) and (paired >= 0.85 or _dated(right) >= 0.3):
        return True
    return _dated(right) >= 0.5


def _dated(side: Side) -> float:
    return sum(says_date(" ".join(piece.text for piece in row)) for row in side.rows.values()) / len(side)


def _set_right(side: Side) -> bool:
    """Whether its lines end at one edge and begin anywhere."""
    ends = [row[-1].x1 for row in side.rows.values()]
    starts = [row[0].x0 for row in side.rows.values()]
    return _aligned(ends) >= 0.7 and _aligned(starts) < 0.6


def _aligned(edges: Sequence[float]) -> float:
    """The share of edges that stand within two points of the most common one."""
    return max(sum(abs(edge - other) <= 2 for edge in edges) for other in edges) / len(edges)


def _hangs(left: Side, right: Side) -> bool:
    """Whether short things stand left, each beside the first line of what it names."""
    blocks = _blocks(left)
    firsts = [block[0] for block in blocks]
    beside = sum(number in right.rows for number in firsts)
    longest = max(len(block) for block in blocks)
    return beside >= 0.85 * len(firsts) and longest <= 3 and len(blocks) >= 2


def _blocks(side: Side) -> list[list[int]]:
    """Row numbers of lines that stand close under each other."""
    blocks: list[list[int]] = []
    last: Piece | None = None
    for number, row in side.rows.items():
        if last is not None and row[0].baseline - last.baseline <= 1.7 * max(last.size, row[0].size):
            blocks[-1].append(number)
        else:
            blocks.append([number])
        last = row[0]
    return blocks


def _bands(left: Side, right: Side) -> Iterator[list[Piece]]:
    """What hangs left, then the lines beside and below it, up to the next that hangs."""
    blocks = _blocks(left)
    yield [piece for number, row in right.rows.items() if number < blocks[0][0] for piece in row]
    for at, block in enumerate(blocks):
        until = blocks[at + 1][0] if at + 1 < len(blocks) else max(right.rows) + 1
        yield [piece for number in block for piece in left.rows[number]]
        yield [piece for number, row in right.rows.items() if block[0] <= number < until for piece in row]


def _beside(rows: Sequence[Row], right: Side) -> list[Row]:
    """The rows, each line of the right side given to the row it belongs to."""
    asides: dict[int, list[Piece]] = {}
    for block in _blocks(right):
        anchor: int | None = None
        for number in block:
            pieces = right.rows[number]
            own = _row_at(rows, pieces[0])
            if anchor is None or (own is not None and not opens_bullet(rows[own]) and rows[own].x0 <= rows[anchor].x0 + 2):
                anchor = own if own is not None else _last_above(rows, pieces[0])
            asides.setdefault(anchor, []).extend(pieces)
    return [replace(row, asides=tuple(asides.get(at, ()))) if at in asides else row for at, row in enumerate(rows)]


def _row_at(rows: Sequence[Row], piece: Piece) -> int | None:
    for at, row in enumerate(rows):
        if abs(row.baseline - piece.baseline) <= 0.34 * piece.size:
            return at
    return None


def _last_above(rows: Sequence[Row], piece: Piece) -> int:
    above = [at for at, row in enumerate(rows) if row.baseline <= piece.baseline + 0.6 * piece.size]
    return above[-1] if above else 0


def _labels(left: Side, right: Side) -> bool:
    """Whether one side is labels in a look of their own and the other their values."""
    here = {(row[0].spans[0].bold, row[0].spans[0].color) for row in left.rows.values()}
    there = {(row[0].spans[0].bold, row[0].spans[0].color) for row in right.rows.values()}
    narrow = median(row[-1].x1 - row[0].x0 for row in left.rows.values()) < 0.5 * median(
        row[-1].x1 - row[0].x0 for row in right.rows.values()
    )
    return (len(here) == 1 and not here & there) or (narrow and len(left) == len(right) and len(here) == 1)
