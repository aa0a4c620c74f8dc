"""A printed line with what the parser asks of it: its words, its look, its place. A thin view on a block of the document."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from app.resume.model import Source
from app.resume.parsing.letters import shouted
from app.resume.reading.document import Block


class Look(NamedTuple):
    """How a line is set. Two lines of one look play the same part on a page."""

    size: float
    bold: bool
    italic: bool
    capitals: bool
    color: int


@dataclass(frozen=True)
class Line:
    block: Block

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(self.block.text.split())

    @property
    def number(self) -> int:
        return self.block.line

    @property
    def bulleted(self) -> bool:
        return self.block.role == "bullet" or self.block.marker is not None

    @cached_property
    def look(self) -> Look:
        """The look of the line's first words; a bold role before plain dates makes a bold line."""
        spans = [span for span in self.block.spans if span.text.strip()]
        if not spans:
            return Look(0.0, False, False, False, 0)
        first = spans[0]
        return Look(round(first.size * 2) / 2, first.bold, first.italic, shouted(self.text), first.color)

    @cached_property
    def size(self) -> float:
        """The size of its largest words in points; 0 where the form has no looks."""
        return max((span.size for span in self.block.spans if span.text.strip()), default=0.0)

    @cached_property
    def bold(self) -> bool:
        """Whether most of its letters are bold."""
        letters = sum(len(span.text) for span in self.block.spans)
        return sum(len(span.text) for span in self.block.spans if span.bold) * 2 > letters

    @cached_property
    def urls(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(span.url for span in self.block.spans if span.url))


def source(lines: list[Line] | tuple[Line, ...]) -> Source | None:
    """Where these lines stand in the document; None for no lines."""
    if not lines:
        return None
    numbers = [line.number for line in lines]
    return Source(page=lines[0].block.page, first_line=min(numbers), last_line=max(numbers))
