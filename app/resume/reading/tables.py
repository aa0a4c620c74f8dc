"""Finds tables that are drawn with lines: which rows they have, and where the lines between their cells stand.

Inside such a table each cell is read to its end before the next, row by row, as a person reads it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.resume.reading.document import Box
from app.resume.reading.pieces import Piece
from app.resume.reading.shapes import Painted

_THIN, _LONG, _HIGH = 3.0, 20.0, 8.0
_SAME, _INSIDE = 2.0, 5.0
_MOST_LINES = 600
"""Pages that draw more lines are drawings and no tables."""


@dataclass(frozen=True, slots=True)
class Band:
    """One row of a drawn table: its box, and the places of the lines between its cells, left to right."""

    box: Box
    walls: tuple[float, ...]

    def holds(self, piece: Piece) -> bool:
        """Whether the words stand as high as this row."""
        return self.box[1] <= (piece.top + piece.bottom) / 2 < self.box[3]

    def cells(self, pieces: Iterable[Piece]) -> list[list[Piece]]:
        """The pieces of each cell, left to right; cells without words are left out."""
        cells: list[list[Piece]] = [[] for _ in range(len(self.walls) + 1)]
        for piece in pieces:
            cells[sum(piece.x0 + 1 >= wall for wall in self.walls)].append(piece)
        return [cell for cell in cells if cell]


def find_bands(painted: Painted, pieces: Sequence[Piece]) -> tuple[Band, ...]:
    """The rows of drawn tables from top to bottom: those beside which no other words stand."""
    edges = [edge for kind, box in painted if "path" in kind for edge in _edges(kind, box)]
    level = [edge for edge in edges if edge[2] - edge[0] >= _LONG]
    upright = [edge for edge in edges if edge[3] - edge[1] >= _HIGH]
    if not level or not upright or len(edges) > _MOST_LINES:
        return ()
    bands = [band for above, below in pairwise(_levels(level)) if (band := _band(above, below, upright))]
    return tuple(band for band in bands if _alone(band, pieces))


def _edges(kind: str, box: Box) -> Iterator[Box]:
    """A thin box is a line; of a larger one that is stroked, its four sides are."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if wide <= _THIN or high <= _THIN:
        yield box
    elif kind == "stroke-path":
        yield (box[0], box[1], box[2], box[1])
        yield (box[0], box[3], box[2], box[3])
        yield (box[0], box[1], box[0], box[3])
        yield (box[2], box[1], box[2], box[3])


def _levels(level: Sequence[Box]) -> list[Box]:
    """The lines that run across, those of one height made one, from top to bottom."""
    found: list[Box] = []
    for edge in sorted(level, key=lambda edge: edge[1]):
        if found and edge[1] - found[-1][1] <= _SAME:
            last = found[-1]
            found[-1] = (min(last[0], edge[0]), last[1], max(last[2], edge[2]), last[3])
        else:
            found.append(edge)
    return found


def _band(above: Box, below: Box, upright: Sequence[Box]) -> Band | None:
    left, right = max(above[0], below[0]), min(above[2], below[2])
    crossing = [edge[0] for edge in upright if edge[1] <= above[1] + _INSIDE and edge[3] >= below[1] - _INSIDE]
    walls = sorted(place for place in crossing if left + _INSIDE < place < right - _INSIDE)
    apart = [place for at, place in enumerate(walls) if not at or place - walls[at - 1] > _INSIDE]
    return Band((left, above[1], right, below[1]), tuple(apart)) if apart else None


def _alone(band: Band, pieces: Sequence[Piece]) -> bool:
    """Whether all words that stand as high as the row stand inside it."""
    beside = [piece for piece in pieces if band.holds(piece)]
    return bool(beside) and all(band.box[0] - _SAME <= piece.x0 and piece.x1 <= band.box[2] + _SAME for piece in beside)
