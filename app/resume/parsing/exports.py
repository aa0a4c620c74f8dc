"""Tells which site printed a résumé, by the words that its form alone has."""

from collections.abc import Sequence
from typing import Literal

from app.resume.parsing.letters import key, plain
from app.resume.parsing.line import Line
from app.resume.parsing.lists import table

Export = Literal["linkedin", "indeed", "europass"]
_EXPORTS: tuple[Export, ...] = ("linkedin", "indeed", "europass")


def find_export(lines: Sequence[Line]) -> Export | None:
    """The site whose form the lines have: its own words in one of them, or all of the headings that only it has."""
    texts = [plain(line.text) for line in lines]
    keys = {key(line.text) for line in lines}
    for export in _EXPORTS:
        marks = table("exports")[export]
        if any(words in text for words in marks["says"] for text in texts) or set(marks["headings"]) <= keys:
            return export
    return None
