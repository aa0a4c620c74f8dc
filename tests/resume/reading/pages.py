"""PDF pages made from a few words, so that each test shows what it reads."""

from collections.abc import Sequence
from typing import Any

import pymupdf

_pymupdf: Any = pymupdf
Words = tuple[float, float, str]


def pdf(*pages: Sequence[Words], size: float = 10, font: str = "helv") -> bytes:
    """A PDF whose pages hold words at (x, baseline); a `*` before them sets them bold and larger."""
    file = _pymupdf.open()
    for words in pages:
        page = file.new_page()
        for x, y, text in words:
            strong = text.startswith("*")
            page.insert_text((x, y), text.lstrip("*"), fontsize=size + 4 * strong, fontname="hebo" if strong else font)
    return bytes(file.tobytes())


def lines(x: float, y: float, *texts: str, leading: float = 13) -> list[Words]:
    """Lines under each other."""
    return [(x, y + at * leading, text) for at, text in enumerate(texts)]
