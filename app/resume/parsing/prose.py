"""Joins printed lines to what was written: a bullet with its wrapped lines, a paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.resume.parsing.line import Line

_SOFT_HYPHEN = "\u00ad"
_FULL = 0.82


@dataclass(frozen=True)
class Item:
    """A bullet or a paragraph with the lines it was printed in."""

    text: str
    lines: tuple[Line, ...]
    bulleted: bool


def joined(lines: Sequence[Line]) -> str:
    """The words of wrapped lines in one line; a word broken by a soft hyphen is whole again."""
    text = ""
    for line in lines:
        text = _join(text, line.text)
    return text.replace(_SOFT_HYPHEN, "")


def items(lines: Sequence[Line]) -> tuple[Item, ...]:
    """The bullets and paragraphs that these lines hold."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not line.bulleted and reads_on(groups[-1][-1], line, _widest(lines)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(Item(joined(group), tuple(group), group[0].bulleted) for group in groups)


def reads_on(before: Line, line: Line, widest: float | None = None) -> bool:
    """Whether a line goes on with the sentence or bullet of the line before it."""
    if line.bulleted:
        return False
    if line.text[:1].islower() or before.text.endswith((_SOFT_HYPHEN, ",")):
        return True
    if before.bulleted or _within_bullet(before, line):
        return _wraps_bullet(before, line)
    if line.block.space_before > 0.6 or before.look.bold != line.look.bold or abs(before.size - line.size) > 0.6:
        return False
    return _fills(before, widest) and not _ends(before)


def _join(text: str, more: str) -> str:
    if not text:
        return more
    if text.endswith(_SOFT_HYPHEN):
        return text[:-1] + more
    if text.endswith("-") and not text.endswith(" -") and more[:1].isalnum():
        return text + more
    return f"{text} {more}"


def _within_bullet(before: Line, line: Line) -> bool:
    return before.block.indent > 0 and abs(before.block.indent - line.block.indent) < 3 and before.block.level > 0


def _wraps_bullet(before: Line, line: Line) -> bool:
    if line.block.space_before > 0.6:
        return False
    same_look = before.look.bold == line.look.bold and abs(before.size - line.size) <= 0.6
    return same_look and (line.block.indent > 0 and line.block.indent >= before.block.indent - 3)


def _widest(lines: Sequence[Line]) -> float:
    return max((line.width for line in lines), default=0.0)


def _fills(line: Line, widest: float | None) -> bool:
    """Whether a line reaches far enough to the right that its sentence had to be broken."""
    if widest is None:
        return len(line.text.split()) > 8
    return line.width >= widest * _FULL


def _ends(line: Line) -> bool:
    return line.text.endswith((".", "!", "?", ":")) and len(line.text) < 60
