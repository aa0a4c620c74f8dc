"""Gives pasted text its lines back when they were lost on the way."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_HUGE = 600
"""No one types a line this long (characters); a paragraph of a résumé stays under it."""


def break_lines(text: str) -> list[str]:
    """The lines of a text; huge ones are broken before bullets and before headings in capitals or of well-known words."""
    return [part for line in text.split("\n") for part in (_broken(line) if len(line) > _HUGE else (line,))]


def _broken(line: str) -> Sequence[str]:
    marked = _bullets().sub("\n\\1 ", line)
    marked = _headings().sub("\n\n\\1\n", marked)
    return [part.strip() if part.strip() else "" for part in marked.split("\n")]


@cache
def _bullets() -> re.Pattern[str]:
    return re.compile(r"([•‣◦●▪■➢✓✔])\s*")


@cache
def _headings() -> re.Pattern[str]:
    table = tomllib.loads(Path(__file__).with_name("pasted.toml").read_text(encoding="utf-8"))
    names = sorted((name for word in table["headings"] for name in (word.upper(), word.title())), key=len, reverse=True)
    shouted = "|".join(re.escape(name) for name in names if name.isupper())
    titled = "|".join(re.escape(name) for name in names if not name.isupper())
    return re.compile(rf"(?<![\w&])({shouted}|(?<=[.!?)\d] )(?:{titled})(?=:? [A-Z•]))(?![\w&]):?")
