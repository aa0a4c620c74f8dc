"""How wide text runs in the bundled faces, by the widths of their letters; kerning is left out."""

from collections.abc import Mapping
from functools import cache

from fontTools.ttLib import TTFont

from app.resume.rendering.faces import FOLDERS, FONTS

_USUAL = "etaoinshrdlu"


def lines_of(text: str, family: str, width: float) -> int:
    """How many lines of so many ems a text takes, broken at spaces; a word is never broken."""
    letters = widths(family)
    count, reached = 1, 0.0
    for word in text.split(" "):
        length = sum(letters.get(letter, letters[""]) for letter in word)
        reached += length + (letters[" "] if reached else 0)
        if reached > width and reached > length:
            count, reached = count + 1, length
    return count


@cache
def widths(family: str) -> Mapping[str, float]:
    """The width of each letter of a face's regular Latin file in ems; under "" that of a letter which it has not."""
    with TTFont(FONTS / FOLDERS[family] / "latin-400.ttf") as font:
        units, metrics = font["head"].unitsPerEm, font["hmtx"].metrics
        found = {chr(code): metrics[name][0] / units for code, name in font.getBestCmap().items()}
    return {**found, "": sum(found[letter] for letter in _USUAL) / len(_USUAL)}
