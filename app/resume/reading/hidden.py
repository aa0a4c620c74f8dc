"""Tells words that a reader of the page sees from those that no one sees: white on white, tiny, off the page, covered.

What a file says of a colour decides nothing: some programs draw their bold letters as shapes and lay invisible words over them.
So where there is a doubt the page is painted, small and grey, and words count as seen where there is ink.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.resume.reading.document import Box
from app.resume.reading.pieces import Piece
from app.resume.reading.shapes import Shapes

_TINY = 2.0
_TINY_SHARE = 0.3
_LIGHT = 0xC8
_CONTRAST = 20
"""Steps of grey, of 255, between the darkest and the lightest point of a word that can be seen."""

_MOST_PIXELS = 1400


@dataclass(frozen=True, slots=True)
class Picture:
    """A page painted in grey: a byte a pixel, `scale` pixels a point, from the page's top left corner."""

    samples: bytes
    stride: int
    width: int
    height: int
    scale: float
    left: float
    top: float

    def contrast(self, box: Box) -> int:
        """The steps between darkest and lightest within a box."""
        x0, x1 = self._within(box[0] - self.left, self.width), self._within(box[2] - self.left, self.width)
        y0, y1 = self._within(box[1] - self.top, self.height), self._within(box[3] - self.top, self.height)
        rows = [self.samples[y * self.stride + x0 : y * self.stride + max(x1, x0 + 1)] for y in range(y0, max(y1, y0 + 1))]
        rows = [row for row in rows if row]
        return max(map(max, rows)) - min(map(min, rows)) if rows else 0

    def _within(self, points: float, most: int) -> int:
        return min(max(0, int(points * self.scale)), most)


Paint = Callable[[float], Picture]
"""Paints the page at a scale of pixels a point."""


def part_hidden(pieces: Sequence[Piece], page: Box, body: float, shapes: Shapes, paint: Paint) -> tuple[list[Piece], list[Piece]]:
    """The pieces that are seen, and those that are not. `page` is its box, `body` the size of its plain text."""
    inside = [piece for piece in pieces if _on_page(piece, page) and not _tiny(piece, body)]
    doubted = [piece for piece in inside if _doubtful(piece, shapes)]
    if doubted:
        picture = paint(min(1.5, _MOST_PIXELS / max(page[2] - page[0], page[3] - page[1], 1.0)))
        sure = [piece for piece in inside if not piece.faint]
        unseen = {id(piece) for piece in doubted if not _seen(piece, picture, sure)}
    else:
        unseen = set()
    shown = {id(piece) for piece in inside if id(piece) not in unseen}
    return [piece for piece in pieces if id(piece) in shown], [piece for piece in pieces if id(piece) not in shown]


def _on_page(piece: Piece, page: Box) -> bool:
    middle_x, middle_y = (piece.x0 + piece.x1) / 2, (piece.top + piece.bottom) / 2
    return page[0] <= middle_x <= page[2] and page[1] <= middle_y <= page[3]


def _tiny(piece: Piece, body: float) -> bool:
    return piece.size <= _TINY or piece.size < _TINY_SHARE * body


def _doubtful(piece: Piece, shapes: Shapes) -> bool:
    return piece.faint or _light(piece) or any(_covers(field, piece) for field in shapes.fields)


def _light(piece: Piece) -> bool:
    return all(min(span.color >> 16, span.color >> 8 & 0xFF, span.color & 0xFF) >= _LIGHT for span in piece.spans)


def _covers(field: Box, piece: Piece) -> bool:
    return field[0] <= piece.x0 + 2 and field[2] >= piece.x1 - 2 and field[1] <= piece.top + 2 and field[3] >= piece.bottom - 2


def _seen(piece: Piece, picture: Picture, sure: Sequence[Piece]) -> bool:
    """Whether there is ink where it stands, and not that of other words: hidden ones may lie under them."""
    if piece.faint and any(_lies_on(piece, other) for other in sure):
        return False
    return picture.contrast(piece.box) >= _CONTRAST


def _lies_on(piece: Piece, other: Piece) -> bool:
    across = min(piece.x1, other.x1) - max(piece.x0, other.x0)
    along = min(piece.bottom, other.bottom) - max(piece.top, other.top)
    return across > 0.3 * (piece.x1 - piece.x0) and along > 0.5 * min(piece.size, other.size)
