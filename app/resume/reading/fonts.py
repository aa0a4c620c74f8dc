"""Reads a font's name: bold or not, letters or pictures."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_TEX = "Computer Modern"


@dataclass(frozen=True)
class Font:
    """What a name says: the family without its style, weight, slant, and whether its letters are icons or signs."""

    family: str
    bold: bool
    italic: bool
    icons: bool
    symbols: bool


@cache
def _words() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads(Path(__file__).with_name("fonts.toml").read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in table.items()}


@lru_cache(maxsize=512)
def read_font(name: str) -> Font:
    """What the name of a font, as embedded in a file, says of it."""
    plain = name.split("+", 1)[1] if name[6:7] == "+" else name
    key = "".join(letter for letter in plain.lower() if letter.isalnum())
    said = {kind: any(word in key for word in _words()[kind]) for kind in ("bold", "italic", "icons", "symbols")}
    return Font(family=_family(plain, key), **said)


def _family(plain: str, key: str) -> str:
    if key.startswith(_words()["tex"]):
        return _TEX
    words = plain.replace(",", "-").split("-", 1)[0].split()
    while len(words) > 1 and words[-1].lower() in _words()["styles"]:
        words.pop()
    return " ".join(words) or plain
