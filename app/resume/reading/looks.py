"""What the shape of a few words says: a date, capitals. Looks only; meaning is the parser's."""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from app.resume.reading.printed import Printed

_YEAR = re.compile(r"(?<!\d)(?:19|20)(?:\d\d|XX)(?!\d)")
_PHONE_DIGITS = 7
_WORD = re.compile(r"[^\W\d_]+")


def says_date(text: str) -> bool:
    """Whether a short text holds a year, or ends in a word such as `Present`."""
    return bool(_YEAR.search(text)) or any(word.startswith(_open_ends()) for word in _WORD.findall(text.lower()))


def says_contact(text: str) -> bool:
    """Whether a text holds a mail address or enough figures for a phone number."""
    return "@" in text or sum(letter.isdigit() for letter in text) >= _PHONE_DIGITS


@cache
def _open_ends() -> tuple[str, ...]:
    table = tomllib.loads(Path(__file__).with_name("looks.toml").read_text(encoding="utf-8"))
    return tuple(table["open_ends"])


def in_capitals(text: str) -> bool:
    """Whether all its letters are capitals, and there are at least two."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def usual(lines: Sequence[Printed]) -> tuple[tuple[float, ...], tuple[str, ...]]:
    """Sizes (in half points) and font families by how many letters are set in them, the commonest first."""
    sizes: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    for line in lines:
        for span in line.spans:
            sizes[round(span.size * 2) / 2] += len(span.text)
            fonts[span.font] += len(span.text)
    return tuple(size for size, _ in sizes.most_common() if size), tuple(font for font, _ in fonts.most_common() if font)
