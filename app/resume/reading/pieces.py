"""The smallest thing that layout moves: words on one baseline without a wide gap between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.resume.reading.document import Box, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on one baseline.

    `tracking` is the white that its letters are set apart by, in points; 0 for ordinary type. `faint`: the file paints them
    transparent or not at all, though a shape of the same look may lie under them.
    """

    spans: tuple[Span, ...]
    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    tracking: float = 0.0
    faint: bool = False

    @property
    def top(self) -> float:
        return self.baseline - 0.75 * self.size

    @property
    def bottom(self) -> float:
        return self.baseline + 0.25 * self.size

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)


def bounds(pieces: Sequence[Piece]) -> Box:
    """The box around all of them; there is at least one."""
    return (
        min(piece.x0 for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.x1 for piece in pieces),
        max(piece.bottom for piece in pieces),
    )
