"""Finds the white between columns: strips that no row of a page crosses from some row to another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.resume.reading.rows import Row

_STRIP = 2.0
"""Width of the strips that white is looked for in, in points."""

_GUTTER_EMS = 0.55


@dataclass(frozen=True, slots=True)
class Gutter:
    """White of some width from top to bottom of the rows `first` to `last` (included), around `x`."""

    x: float
    width: float
    first: int
    last: int


def find_gutters(rows: Sequence[Row], body: float) -> list[Gutter]:
    """Gutters with words on both sides, the tallest first, of one height the widest."""
    left = min(row.x0 for row in rows)
    covered = _covered(rows, left)
    width = max(1, int(_GUTTER_EMS * body / _STRIP))
    whites: dict[tuple[int, int], list[tuple[int, int]]] = {}
    runs: dict[int, list[tuple[int, int]]] = {}
    at = 0
    while at + width <= len(covered):
        mask = 0
        for bin_mask in covered[at : at + width]:
            mask |= bin_mask
        if mask not in runs:
            runs[mask] = list(_free_runs(mask, len(rows)))
        for run in runs[mask]:
            _widen(whites.setdefault(run, []), at)
        at += 1
    found = [
        (
            _rows_height(rows, first, last),
            count,
            Gutter(left + _STRIP * (begin + (count + width) / 2), _STRIP * (count + width - 1), first, last),
        )
        for (first, last), strips in whites.items()
        for begin, count in strips
    ]
    found.sort(key=lambda each: (-each[0], -each[1]))
    return [gutter for _, _, gutter in found if _parts(rows, gutter)]


def _widen(strips: list[tuple[int, int]], at: int) -> None:
    """Counts a window of white that begins at a strip to the strip of white that it goes on with."""
    if strips and sum(strips[-1]) == at:
        strips[-1] = (strips[-1][0], strips[-1][1] + 1)
    else:
        strips.append((at, 1))


def _covered(rows: Sequence[Row], left: float) -> list[int]:
    """For each strip of the width, the set of rows (as bits) that have ink in it."""
    right = max(piece.x1 for row in rows for piece in row.pieces)
    centered = sum(1 << number for number in _centered(rows))
    covered = [centered] * (int((right - left) / _STRIP) + 1)
    for number, row in enumerate(rows):
        for piece in row.pieces:
            for strip in range(int((piece.x0 - left) / _STRIP), int((piece.x1 - left) / _STRIP) + 1):
                covered[strip] |= 1 << number
    return covered


def _centered(rows: Sequence[Row]) -> list[int]:
    """Rows that stand alone on the page's middle, at least three of different lengths: they part what is above from below."""
    left, right = min(row.x0 for row in rows), max(row.pieces[-1].x1 for row in rows)
    middle = (left + right) / 2
    alone = [
        (number, row.pieces[0])
        for number, row in enumerate(rows)
        if len(row.pieces) == 1 and abs((row.pieces[0].x0 + row.pieces[0].x1) / 2 - middle) < 0.04 * (right - left)
    ]
    for _, anchor in alone:
        axis = (anchor.x0 + anchor.x1) / 2
        found = [(number, piece) for number, piece in alone if abs((piece.x0 + piece.x1) / 2 - axis) <= 1.5]
        if len({round(piece.x0 / 4) for _, piece in found}) >= 3:
            return [number for number, _ in found]
    return []


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
