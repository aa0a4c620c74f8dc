"""A printed line on its way to a block: what it says, where it stands, what sets it apart."""

from dataclasses import dataclass
from typing import Literal

from app.resume.reading.document import Box, Span

Role = Literal["text", "heading", "bullet", "table", "furniture"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A line with its marker taken off.

    `ruled`: a rule runs right under it. `hung`: it stands in the margin left of what it names.
    `heading`: its level where the file itself says that it is one. `role` where known.
    """

    page: int
    column: int
    spans: tuple[Span, ...]
    cells: tuple[str, ...]
    box: Box | None
    size: float
    indent: float
    space_before: float
    marker: str | None = None
    marker_x: float = 0.0
    ruled: bool = False
    hung: bool = False
    heading: int | None = None
    role: Role | None = None

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)
