"""Tells what a page carries at its edges (page numbers, running headers and footers) from what it says."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from app.resume.reading.printed import Printed

_MARGIN = 0.1
"""Running lines stand in the outer tenth of a page's height."""

_SAME_PLACE = 4.0
_NUMBER = re.compile(r"[^\W_]{0,12}\s?\d{1,3}(?:\s?(?:/|of|von|de|di|sur|van|–|-)\s?\d{1,3})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def mark_furniture(pages: Sequence[Sequence[Printed]], heights: Sequence[float]) -> list[Printed]:
    """All lines in order; running headers, footers and page numbers as furniture, told once and dropped where they repeat.

    `heights` are those of the pages, in points.
    """
    places = Counter(
        place
        for page, height in zip(pages, heights, strict=True)
        for place in {_place(line) for line in page if _at_edge(line, height)}
    )
    running = {place for place, count in places.items() if count > 1 and count * 2 >= len(pages)}
    told: set[str] = set()
    lines: list[Printed] = []
    for number, (page, height) in enumerate(zip(pages, heights, strict=True)):
        for line in page:
            if not _is_furniture(line, height, running, first=number == 0, many=len(pages) > 1):
                lines.append(line)
            elif _key(line) not in told:
                told.add(_key(line))
                lines.append(replace(line, role="furniture", marker=None))
    return lines


def _is_furniture(line: Printed, height: float, running: set[tuple[str, int]], *, first: bool, many: bool) -> bool:
    if not _at_edge(line, height):
        return False
    if many and _NUMBER.fullmatch(line.text.strip()):
        return True
    # The name on top of the first page is content, even where every page repeats it.
    return _place(line) in running and not (first and _top(line) < height / 2)


def _at_edge(line: Printed, height: float) -> bool:
    return _top(line) < _MARGIN * height or _top(line) > (1 - _MARGIN) * height


def _place(line: Printed) -> tuple[str, int]:
    return _key(line), round(_top(line) / _SAME_PLACE)


def _key(line: Printed) -> str:
    """What it says with its figures left open: page numbers differ from page to page."""
    return _DIGITS.sub("#", "".join(line.text.casefold().split()))


def _top(line: Printed) -> float:
    return line.box[1] if line.box else 0.0
