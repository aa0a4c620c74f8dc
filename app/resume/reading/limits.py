"""How much of a file is read before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReadLimits:
    """Most pages with words on them, pages in all, characters of text (before and after normalising); and what a DOCX package
    may hold (bytes, counts)."""

    pages: int = 50
    pages_in_all: int = 200
    characters: int = 200_000
    entries: int = 1_000
    inflated_bytes: int = 64 << 20
    part_bytes: int = 8 << 20
    ratio: int = 200
    grid_span: int = 63
    cells: int = 5_000
