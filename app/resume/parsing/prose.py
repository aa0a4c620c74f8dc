"""Joins printed lines to what was written: a bullet with its wrapped lines, a paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import inf

from app.resume.parsing.line import Line
from app.resume.parsing.lists import table

_SOFT_HYPHEN = "\u00ad"
# white above a line in units of the line height: more than the second parts paragraphs, more than the first parts items
_NEW_ITEM, _APART = 0.08, 0.6
_SURELY_LISTED, _ALIGNED = 4, 3.0


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


def items(lines: Sequence[Line], right: float | None = None) -> tuple[Item, ...]:
    """The bullets and paragraphs that these lines hold; `right` is how far the text around them reaches, else they tell it."""
    edge = right if right is not None else right_edge(lines)
    listed = is_list(lines, edge)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and reads_on(groups[-1][-1], line, edge, listed):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(Item(joined(group), tuple(group), group[0].bulleted) for group in groups)


def right_edge(lines: Sequence[Line]) -> float:
    """How far to the right the text of these lines reaches; lines with cells have gaps and tell nothing."""
    if any(line.edge == inf for line in lines):
        return inf
    return max((line.end for line in lines if len(line.block.cells) < 2), default=0.0)


def is_list(lines: Sequence[Line], edge: float) -> bool:
    """Whether lines without marks are items of a list: those that end early end without a stop, the next opens with a capital.

    Four lines and more that all open with a capital and end without a stop are one however far they reach.
    """
    if len(lines) >= _SURELY_LISTED and all(_opens_after(above, line) for above, line in pairwise(lines)):
        return lines[0].text[:1].isupper()
    breaks = [(above, line) for above, line in pairwise(lines) if _breaks_early(above, line, edge)]
    stopped = sum(above.text.endswith(".") for above, _ in breaks)
    return len(breaks) - stopped >= 2 and len(breaks) >= 3 * stopped


def _opens_after(above: Line, line: Line) -> bool:
    plain = not above.bulleted and not line.bulleted and _alike(above, line) and abs(line.left - above.left) < _ALIGNED
    return plain and _opens_item(above, line) and not above.text.endswith((".", ",", _SOFT_HYPHEN))


def _breaks_early(above: Line, line: Line, edge: float) -> bool:
    plain = not above.bulleted and not line.bulleted and _alike(above, line)
    return plain and line.text[:1].isupper() and len(above.text.split()) > 2 and _would_fit(above, line, edge)


def reads_on(before: Line, line: Line, edge: float, listed: bool = False) -> bool:
    """Whether a line goes on with the sentence or bullet of the line before it; in a list a capital opens the next item."""
    opens_with_bar = before.bulleted and line.text.startswith("| ")
    if line.bulleted or line.block.space_before > _APART or not (opens_with_bar or _alike(before, line)):
        return False
    if line.text[:1].islower() or before.text.endswith((_SOFT_HYPHEN, ",")):
        return True
    if before.bulleted or _hangs(before, line):
        return (line.left > 0 and line.left >= before.left - 3) or not _would_fit(before, line, edge)
    if line.block.space_before > _NEW_ITEM or line.left < before.left - 3:
        return False
    return not _would_fit(before, line, edge) and not (listed and _opens_item(before, line))


def _opens_item(before: Line, line: Line) -> bool:
    return line.text[:1].isupper() and before.text.rsplit(" ", 1)[-1].lower() not in _joints()


def _join(text: str, more: str) -> str:
    if not text:
        return more
    if text.endswith(_SOFT_HYPHEN):
        return text[:-1] + more
    if text.endswith("-") and not text.endswith(" -") and more[:1].isalnum():
        return text + more
    return f"{text} {more}"


@cache
def _joints() -> frozenset[str]:
    return frozenset(table("prose")["prose"]["joints"])


def _alike(before: Line, line: Line) -> bool:
    """Whether both are set alike; a bullet that opens in bold goes on as it ended."""
    bold = before.last_look.bold if before.bulleted else before.look.bold
    return bold == line.look.bold and abs(before.size - line.size) <= 0.6


def _hangs(before: Line, line: Line) -> bool:
    """Whether both lines hang under a bullet above them."""
    return before.hanging and abs(before.left - line.left) < 3


def _would_fit(before: Line, line: Line, edge: float) -> bool:
    return before.leaves_room_for(line.text.split(" ", 1)[0], edge)
