"""Reads the word lists that stand beside their readers, so that words live in data and not in code."""

import re
import tomllib
from functools import cache
from pathlib import Path

from app.resume.parsing.letters import key

_ROOM = Path(__file__).parent


@cache
def table(name: str) -> dict[str, dict[str, list[str]]]:
    """The lists of `<name>.toml`, by their table and name."""
    return tomllib.loads((_ROOM / f"{name}.toml").read_text("utf-8"))


@cache
def lines(name: str) -> tuple[str, ...]:
    """The entries of `<name>.txt`, one a line; lines that open with `#` say where the list comes from."""
    text = (_ROOM / f"{name}.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def keys(name: str) -> frozenset[str]:
    """The entries of `<name>.txt` as keys (see `letters.key`)."""
    return frozenset(key(line) for line in lines(name))


def any_of(words: list[str]) -> str:
    """A pattern's alternatives for these words, the longest first so that no shorter one hides it."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
