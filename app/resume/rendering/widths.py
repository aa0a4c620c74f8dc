"""How wide text runs in the bundled faces, by the widths of their letters; kerning is left out."""

from collections.abc import Mapping
from functools import cache

from fontTools.ttLib import TTFont

from app.resume.rendering.faces import FOLDERS, FONTS

_USUAL = "etaoinshrdlu"


def lines_of(text: str, family: str, width: float) -> tuple[int, ...]:
    """How many words stand in each line of a text that is broken at spaces into lines of so many ems; no word is broken."""
    letters = widths(family)
    lines, reached = [0], 0.0
    for word in text.split(" "):
        length = sum(letters.get(letter, letters[""]) for letter in word)
        reached += length + (letters[" "] if reached else 0)
        if reached > width and reached > length:
            lines.append(0)
            reached = length
        lines[-1] += 1
    return tuple(lines)


@cache
def widths(family: str) -> Mapping[str, float]:
    """The width of each letter of a face's regular Latin file in ems; under "" that of a letter which it has not."""
    with TTFont(FONTS / FOLDERS[family] / "latin-400.ttf") as font:
        units, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        found = {chr(code): metrics[name][0] / units for code, name in font.getBestCmap().items()}
    return {**found, "": sum(found[letter] for letter in _USUAL) / len(_USUAL)}
