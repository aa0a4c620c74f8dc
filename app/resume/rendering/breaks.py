"""What a line of print must not break, and the pieces that leaves of a text.

A reader would take a compound for two words where a line breaks at its hyphen, and a short item of a list for two where it breaks
between its words; and no last line shall hold one word.
"""

import re
from collections.abc import Sequence

LONGEST_KEPT = 30
"""Letters of the longest item that is kept whole."""
_COMPOUND = re.compile(r"[^\W_][-–][^\W_]")


def pieces_of_list(items: Sequence[str]) -> list[str]:
    """Items with their commas, the short ones whole, the others word by word."""
    ends = [*([","] * (len(items) - 1)), ""]
    said = [f"{item}{end}" for item, end in zip(items, ends, strict=True)]
    return [piece for each in said for piece in ([each] if len(each) <= LONGEST_KEPT else each.split(" "))]


def last_together(pieces: Sequence[str]) -> Sequence[str]:
    """The last two words as one piece, if short."""
    last = " ".join(pieces[-2:])
    return [*pieces[:-2], last] if len(pieces) > 2 and len(last) <= LONGEST_KEPT else pieces


def may_be_broken(piece: str) -> bool:
    """Whether the layout engine would break a piece if it stood at a line's end as it is."""
    return " " in piece or _COMPOUND.search(piece) is not None
