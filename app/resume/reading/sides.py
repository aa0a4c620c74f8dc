"""Judges what stands left and right of a gutter: two columns, or one that belongs to the rows of the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from app.resume.reading.gutters import Gutter
from app.resume.reading.looks import says_date
from app.resume.reading.pieces import Piece
from app.resume.reading.rows import Row, opens_bullet

_LONGEST_ASIDE = 40
_LONGEST_LABEL = 28
_ON_LINE = 3.0
HEADS = 0.9
"""What a heading stands above is set in at most this share of its size."""

Relation = Literal["columns", "rows", "hanging", "aside", "bands"]
"""Two columns; cells of rows; headings or dates hung in the margin left; dates and places set at the right edge; bands of
which the left half names what the right half tells."""


@dataclass(frozen=True, slots=True)
class Side:
    """What stands on one side of a gutter: for each row that has words there, its number and its pieces."""

    rows: dict[int, tuple[Piece, ...]]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def pieces(self) -> list[Piece]:
        return [piece for row in self.rows.values() for piece in row]


def height(pieces: Sequence[Piece]) -> float:
    """From the top of the highest to the bottom of the lowest, in points."""
    return max(piece.bottom for piece in pieces) - min(piece.top for piece in pieces)


def sides_of(rows: Sequence[Row], gutter: Gutter) -> tuple[Side, Side]:
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


def relation(left: Side, right: Side, body: float) -> Relation:
    """What the two sides of a gutter are to each other. `body` is the size of plain text in points."""
    fewer, more = (left, right) if len(left) <= len(right) else (right, left)
    if _told_beside(left, right) or (len(fewer) > 2 and _each_headed(left, right)):
        return "bands" if starts_of_bands(left, right) else "columns"
    paired = sum(number in more.rows for number in fewer.rows) / len(fewer)
    if fewer is right and len(fewer) <= 0.75 * len(more) and _is_aside(right, paired):
        return "aside"
    if fewer is left and _lone_heading(left, right):
        return "hanging"
    if _in_rows(left, right, body) or (paired >= 0.85 and _dated(fewer) >= 0.4):
        return "rows"
    if fewer is left and len(left) <= 0.6 * len(right) and _hangs(left, right):
        return "hanging"
    labels = paired >= 0.85 and _labels(left, right)
    return "columns" if not labels and _lines_up(left) and _lines_up(right) else "rows"


def _in_rows(left: Side, right: Side, body: float) -> bool:
    """Whether one side is too small for a column, or says nothing without the other: labels, dates, dots that rate a skill."""
    fewer = left if len(left) <= len(right) else right
    small = len(fewer) < 3 or height(fewer.pieces) < 3 * body
    wordless = not any(letter.isalnum() for piece in right.pieces for letter in piece.text)
    return small or wordless or _one_above_other(left, right) or _values_beside(left, right)


def _one_above_other(left: Side, right: Side) -> bool:
    """Whether no line of one side stands as high as the lines of the other."""
    between = [number for number in left.rows if min(right.rows) <= number <= max(right.rows)]
    return not between or not [number for number in right.rows if min(left.rows) <= number <= max(left.rows)]


def starts_of_bands(left: Side, right: Side) -> list[int]:
    """The rows in which a block of lines begins on both sides, where all that stands right begins so; else none.

    Only where some block left has several lines, and what stands left beside nothing are headings between the bands.
    """
    blocks = blocks_below_headings(left)
    opens, told = {block[0] for block in blocks}, blocks_of(right)
    starts = [block[0] for block in told if block[0] in opens]
    if len(starts) < 2 or len(starts) < len(told) or max(map(len, blocks)) < 2 or not _lines_up(left) or not _lines_up(right):
        return []
    apart = [block for block in blocks if block[0] not in starts]
    return starts if apart and all(not right.rows.keys() & set(block) for block in apart) else []


def blocks_below_headings(side: Side) -> list[list[int]]:
    """The blocks of a side, a line set larger than the one below it a block by itself."""
    blocks: list[list[int]] = []
    for block in blocks_of(side):
        heads = [at for at, (above, below) in enumerate(pairwise(block), 1) if _heads(side.rows[above], side.rows[below])]
        blocks.extend(block[first:last] for first, last in pairwise([0, *heads, len(block)]))
    return blocks


def _heads(above: Sequence[Piece], below: Sequence[Piece]) -> bool:
    return below[0].size < HEADS * above[0].size


def _values_beside(left: Side, right: Side) -> bool:
    """Whether all that stands left are labels and dates at the height of what they belong to, and headings in the white."""
    beside = {number: " ".join(piece.text for piece in row) for number, row in left.rows.items() if number in right.rows}
    if len(beside) < 2 or max(map(len, beside.values())) > _LONGEST_LABEL:
        return False
    alone = [row for number, row in left.rows.items() if number not in beside]
    named = sum(text.endswith(":") or says_date(text) for text in beside.values())
    return named >= 0.8 * len(beside) and all(_in_white(row[0], right) for row in alone)


def _told_beside(left: Side, right: Side) -> bool:
    """Whether bullets stand right of a few lines that have none, as in a table: what was done beside for whom."""
    marked = sum(_opens_bullet(row) for row in right.rows.values())
    bare = not any(_opens_bullet(row) for row in left.rows.values())
    return bare and marked >= 2 and len(left) > 1 and _opens_bullet(next(iter(right.rows.values()))) and _lines_up(left)


def _opens_bullet(row: Sequence[Piece]) -> bool:
    return opens_bullet(Row(tuple(row)))


def _lone_heading(left: Side, right: Side) -> bool:
    """Whether one or two lines hang left of many."""
    few = len(left) < 3 and len(right) >= 5 * len(left) and _lines_up(right)
    return few and (_hangs(left, right, least=1) or _all_at_middles(left, right))


def _each_headed(left: Side, right: Side) -> bool:
    """Whether side by side on top stand two headings of one look, larger than all that is below them."""
    (first, here), (second, there) = (next(iter(side.rows.items())) for side in (left, right))
    if first != second or len(here) != 1 or len(there) != 1 or here[0].size != there[0].size:
        return False
    below = [piece for side in (left, right) for number, row in side.rows.items() if number != first for piece in row]
    return all(piece.size < HEADS * here[0].size for piece in below)


def _lines_up(side: Side) -> bool:
    """Whether its lines begin, end or stand centred on one line."""
    starts = [row[0].x0 for row in side.rows.values()]
    ends = [row[-1].x1 for row in side.rows.values()]
    middles = [(start + end) / 2 for start, end in zip(starts, ends, strict=True)]
    return aligned(starts) >= 0.35 or aligned(ends) >= 0.5 or aligned(middles) >= 0.5


def _is_aside(right: Side, paired: float) -> bool:
    """Whether dates and places stand right of the rows they belong to."""
    lines = list(right.rows.values())
    if max(len(" ".join(piece.text for piece in row)) for row in lines) > _LONGEST_ASIDE:
        return False
    if aligned([row[-1].x1 for row in lines]) < 0.9 and aligned([row[0].x0 for row in lines]) < 0.9:
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
    return aligned(ends) >= 0.7 and aligned(starts) < 0.6


def aligned(edges: Sequence[float]) -> float:
    """The share of edges that stand on one line, give or take a point and a half."""
    ordered = sorted(edges)
    most = start = 0
    for at, edge in enumerate(ordered):
        while edge - ordered[start] > _ON_LINE:
            start += 1
        most = max(most, at - start + 1)
    return most / len(ordered)


def _hangs(left: Side, right: Side, least: int = 2) -> bool:
    """Whether short things stand left, each beside the first line of what it names, in the white above it, or at its middle."""
    blocks = blocks_of(left)
    if len(blocks) < least or max(len(block) for block in blocks) > 3:
        return False
    beside = sum(block[0] in right.rows or _in_white(left.rows[block[0]][0], right) for block in blocks)
    return beside >= 0.85 * len(blocks) or (len(blocks) > 2 and _at_middles(left, right))


def _in_white(piece: Piece, side: Side) -> bool:
    return all(abs(row[0].baseline - piece.baseline) >= 0.95 * piece.size for row in side.rows.values())


def _at_middles(left: Side, right: Side) -> bool:
    """Whether each group of lines right has at most one label of few words beside it."""
    if max(len(" ".join(piece.text for piece in row)) for row in left.rows.values()) > _LONGEST_LABEL:
        return False
    starts = [start for start, _ in anchors_of(left, right)]
    return len(set(starts)) >= 0.85 * len(starts)


def _all_at_middles(left: Side, right: Side) -> bool:
    """Whether all that stands left is of few words, each at half the height of the lines that it stands beside."""
    short = max(len(" ".join(piece.text for piece in row)) for row in left.rows.values()) <= _LONGEST_LABEL
    found = [(block[0], _around(block[0], blocks_of(right))) for block in blocks_of(left)]
    return short and all(len(around) > 2 and _at_middle(row, around) for row, around in found)


def anchors_of(left: Side, right: Side) -> list[tuple[int, list[int]]]:
    """Each block that hangs left with the row at which what it names begins, from top to bottom."""
    groups = blocks_of(right)
    return [(_anchor(block, left, right, groups), block) for block in blocks_of(left)]


def _anchor(block: Sequence[int], left: Side, right: Side, groups: Sequence[Sequence[int]]) -> int:
    first = block[0]
    if _in_white(left.rows[first][0], right):
        return first
    around = _around(first, groups)
    return around[0] if _at_middle(first, around) else first


def _around(row: int, groups: Sequence[Sequence[int]]) -> Sequence[int]:
    """The group of lines that a row stands beside; itself where it stands beside none."""
    return next((group for group in groups if group[0] <= row <= group[-1]), (row,))


def _at_middle(row: int, around: Sequence[int]) -> bool:
    return abs((row - around[0]) - (around[-1] - row)) <= 1


def blocks_of(side: Side) -> list[list[int]]:
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


def _labels(left: Side, right: Side) -> bool:
    """Whether one side is labels in a look of their own and the other their values; lines beside no value are no labels."""
    named = (
        left.rows if len(left) <= len(right) else {number: left.rows[number] for number in left.rows.keys() & right.rows.keys()}
    )
    here = {(row[0].spans[0].bold, row[0].spans[0].color) for row in named.values()}
    there = {(row[0].spans[0].bold, row[0].spans[0].color) for row in right.rows.values()}
    narrow = median(row[-1].x1 - row[0].x0 for row in left.rows.values()) < 0.5 * median(
        row[-1].x1 - row[0].x0 for row in right.rows.values()
    )
    return (len(here) == 1 and not here & there) or (narrow and len(left) == len(right) and len(here) == 1)
