"""Cleans text of what no reader sees: control and format characters, presentation forms, look-alike radicals."""

import re
import unicodedata

from app.errors import UnreadableFile

_KEPT_AS_PRINTED = "²³¹⁰ⁱ⁴-ⁿ₀-ₜ¼-¾⅐-⅞™℠…"
"""NFKC would turn 10⁶ into 106, ½ into 1⁄2 and ™ into letters: a changed figure is an invented one."""

_FOLDED = re.compile(f"[^{_KEPT_AS_PRINTED}]+")
_SPACES = re.compile(r"[^\S\n\t]+")

_FORMAT_RANGES = (
    (0x00, 0x08),
    (0x0E, 0x1F),
    (0x7F, 0x84),
    (0x86, 0x9F),
    (0x061C, 0x061C),
    (0x180E, 0x180E),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xD800, 0xDFFF),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFF0, 0xFFFB),
    (0xFFFE, 0xFFFF),
    (0xE0000, 0xE0FFF),
)
"""Unicode 16: controls but tab and line ends, zero-width and bidirectional marks, surrogates, variation selectors, tags."""

_STRIPPED = {code: None for first, last in _FORMAT_RANGES for code in range(first, last + 1)}
_LINE_ENDS = dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
_TABLE: dict[int, str | None] = {**_STRIPPED, **_LINE_ENDS}


def clean(text: str) -> str:
    """The text in NFKC without invisible characters; figures set high or low, fractions and … stay as printed.

    Line ends become `\\n` and are kept, as tabs are; every other run of white is one space.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)
    text = _FOLDED.sub(_fold, text)
    return _SPACES.sub(" ", text)


def _fold(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found.group())


def check_length(characters: int, most: int) -> None:
    """Raises UnreadableFile `too_much_text` past `most` characters."""
    if characters > most:
        raise UnreadableFile("too_much_text", limit=most)


def is_odd(letter: str) -> bool:
    """Whether a character has no meaning outside its font: a replacement mark or one of a private area."""
    return letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" or letter >= "\U000f0000"
