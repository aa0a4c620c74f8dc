"""Takes a bullet's glyph off a line."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.resume.reading.hygiene import is_odd
from app.resume.reading.looks import says_date


@dataclass(frozen=True)
class _Glyphs:
    always: frozenset[str]
    before_space: frozenset[str]
    private: frozenset[str]
    symbol_letters: frozenset[str]


@cache
def _glyphs() -> _Glyphs:
    table = tomllib.loads(Path(__file__).with_name("bullets.toml").read_text(encoding="utf-8"))
    return _Glyphs(
        always=frozenset(table["always"]),
        before_space=frozenset(table["before_space"]),
        private=frozenset(chr(0xF000 + int(code, 16)) for code in table["private"]),
        symbol_letters=frozenset(table["symbol_letters"]),
    )


_DASHES = "-–—"
_LONGEST_DATE = 16

DRAWN = "•"
"""What a bullet is written as that the file draws, or takes from a private area of a sign font."""


def split_marker(text: str) -> tuple[str | None, str]:
    """The bullet's glyph that opens a line, or None, and the words after it."""
    glyphs = _glyphs()
    bare = text.lstrip()
    first, rest = bare[:1], bare[1:]
    if first in glyphs.private:
        return DRAWN, rest.lstrip()
    if first in glyphs.always and first:
        return first, rest.lstrip()
    if first in glyphs.before_space and first and rest[:1].isspace() and not _ends_period(first, rest):
        return first, rest.lstrip()
    return None, text


def _ends_period(first: str, rest: str) -> bool:
    """Whether a dash stands before the end of a period that began on the line above: `– Present`."""
    return first in _DASHES and len(rest) <= _LONGEST_DATE and says_date(rest)


def is_marker(text: str) -> bool:
    """Whether a text is nothing but a bullet's glyph."""
    bare = text.strip()
    glyphs = _glyphs()
    return len(bare) == 1 and (bare in glyphs.always or bare in glyphs.before_space or bare in glyphs.private)


def symbol_bullet(letter: str) -> str | None:
    """The bullet that a single letter of a sign font is, or None when it is no bullet there."""
    glyphs = _glyphs()
    if letter in glyphs.private or letter in glyphs.symbol_letters:
        return DRAWN
    return letter if letter in glyphs.always else None


def without_odd(text: str) -> str:
    """The text without the marks and private characters that say nothing to a reader."""
    return "".join(letter for letter in text if not is_odd(letter)) if any(map(is_odd, text)) else text
