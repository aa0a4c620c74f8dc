"""Tells what a page carries at its edges (page numbers, running headers and footers) from what it says."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

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
    edges = [
        {_place(line, len(pages)) for line in page if _at_edge(line, height)} for page, height in zip(pages, heights, strict=True)
    ]
    running = {place for place, count in Counter(chain(*edges)).items() if count > 1 and count * 2 >= len(pages)}
    told: set[str] = set()
    name = _letters(pages[0][0].text) if pages and pages[0] else ""
    lines: list[Printed] = []
    for page, height in zip(pages, heights, strict=True):
        for line in page:
            key, _ = place = _place(line, len(pages))
            runs = _runs(line, height, place in running, many=len(pages) > 1) or _names_page(line, name)
            if not (runs and _at_edge(line, height)):
                lines.append(line)
                told.update({key} if place in running else ())
            elif key not in told:
                told.add(key)
                lines.append(replace(line, role="furniture", marker=None))
    return lines


def _runs(line: Printed, height: float, repeated: bool, *, many: bool) -> bool:
    if many and _NUMBER.fullmatch(line.text.strip()):
        return True
    # The name on top of the first page is content, even where every page repeats it.
    return repeated and not (line.page == 1 and _top(line) < height / 2)


def _names_page(line: Printed, name: str) -> bool:
    """Whether it says what the first page begins with, and the number of its page: "Maria Keller – 2" stands on page 2 alone."""
    text = line.text.rstrip()
    return line.page > 1 and bool(name) and text.endswith(str(line.page)) and _letters(text) == f"{name}{line.page}"


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _at_edge(line: Printed, height: float) -> bool:
    return _top(line) < _MARGIN * height or _top(line) > (1 - _MARGIN) * height


def _place(line: Printed, pages: int) -> tuple[str, int]:
    """What it says, the page's number and their count left open, and how high it stands."""
    numbers = {str(line.page), str(pages)}
    said = _DIGITS.sub(lambda found: "#" if found.group() in numbers else found.group(), line.text.casefold())
    return "".join(said.split()), round(_top(line) / _SAME_PLACE)


def _top(line: Printed) -> float:
    return line.box[1] if line.box else 0.0
