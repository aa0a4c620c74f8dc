"""How wide text runs in the bundled faces, by the widths of their letters, and where lines of it may begin."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from fontTools.ttLib import TTFont

from app.resume.rendering.faces import FOLDERS, FONTS
from app.resume.rendering.look import lists

_USUAL = "etaoinshrdlu"
_LEAST, _MOST = 0.977, 1.001
"""What kerning makes of a line at least and at most: usual words run from 0.99 to 1, those full of capitals and pairs like "Av"
and "We" down to 0.978."""


class Widths(dict[str, float]):
    """The width of each letter of a face in ems; a letter which it has not counts as a usual one."""

    def __missing__(self, letter: str) -> float:
        return sum(self[each] for each in _USUAL) / len(_USUAL)


@cache
def widths(family: str, *, bold: bool = False) -> Widths:
    """Of a face in all its scripts."""
    found = Widths()
    for path in sorted((FONTS / FOLDERS[family]).glob("*-[67]00.ttf" if bold else "*-400.ttf")):
        with TTFont(path) as font:
            units, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
            found |= {chr(code): metrics[name][0] / units for code, name in font.getBestCmap().items()}
    return found


def measures(text: str, family: str) -> bool:
    """Whether the face has every letter of a text."""
    return widths(family).keys() >= set(text)


@lru_cache(maxsize=10_000)
def length(text: str, family: str, *, bold: bool = False) -> float:
    """How wide a text runs in one line, in ems, kerning left out."""
    return sum(map(widths(family, bold=bold).__getitem__, text))


def count_lines(pieces: Sequence[str], family: str, width: float, lead: str = "") -> int:
    """How many lines of so many ems those pieces take, parted by spaces and never broken, after a `lead` in bold."""
    space, room = widths(family)[" "], width / _kerning(family)
    lines, reached = 1, length(lead, family, bold=True) - space
    for piece in pieces:
        wide = length(piece, family)
        reached += space + wide
        if reached > room and reached > wide:
            lines, reached = lines + 1, wide
    return lines


@cache
def _kerning(family: str) -> float:
    return next(font.kerning for font in lists().fonts.values() if font.family == family)


def may_begin_lines(pieces: Sequence[str], family: str, width: float, lead: float = 0.0) -> set[int]:
    """The places of those pieces, parted by spaces and never broken, that may stand first in a line of so many ems.

    The first piece is one of them; `lead` ems stand before it. Kerning is known by its bounds alone, so that a line may end at
    one of several places.
    """
    lengths, space = [length(piece, family) for piece in pieces], widths(family)[" "]
    lengths[0] += lead
    found = {0}
    for first in range(len(pieces)):
        if first in found:
            found.update(_next_lines(lengths, space, first, width))
    return found


def _next_lines(lengths: Sequence[float], space: float, first: int, width: float) -> Iterable[int]:
    reached = lengths[first]
    for place in range(first + 1, len(lengths)):
        reached += space + lengths[place]
        if reached * _MOST > width:
            yield place
        if reached * _LEAST > width:
            return
