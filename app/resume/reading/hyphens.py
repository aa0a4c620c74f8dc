"""Marks words that were broken at a line's end by a soft hyphen (U+00AD), so that whoever joins lines makes them whole.

Nobody prints which hyphen is the word's own. The rest of the document says it where the word stands again; else lists do.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from app.resume.reading.printed import Printed

_SOFT_HYPHEN = "\u00ad"
_BROKEN = re.compile(r"(?<![^\W\d_])(?<!-)([a-zß-ÿ]{2,30})[-\u2010]$")
_GOES_ON = re.compile(r"[a-zß-ÿ]{2,30}(?![^\W\d_]|-|\.\w|@|/)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def mark_broken_words(lines: Sequence[Printed]) -> list[Printed]:
    """The lines, the hyphen at an end turned soft where it breaks a word."""
    if not any(line.text.endswith(("-", "\u2010")) for line in lines):
        return list(lines)
    words = {word for line in lines for word in _WORD.findall(line.text.lower())}
    marked = [_marked(line) if _breaks(line, below, words) else line for line, below in pairwise(lines)]
    return [*marked, *lines[-1:]]


def _breaks(line: Printed, below: Printed, words: set[str]) -> bool:
    broken, rest = _BROKEN.search(line.text), _GOES_ON.match(below.text)
    if not broken or not rest or below.marker or line.column != below.column:
        return False
    first, last = broken.group(1), rest.group()
    if f"{first}-{last}" in words:
        return False
    return first + last in words or not (first in _parts()["first"] or last in _parts()["last"])


def _marked(line: Printed) -> Printed:
    last = line.spans[-1]
    return replace(line, spans=(*line.spans[:-1], last.model_copy(update={"text": last.text.rstrip()[:-1] + _SOFT_HYPHEN})))


@cache
def _parts() -> dict[str, frozenset[str]]:
    table = tomllib.loads(Path(__file__).with_name("hyphens.toml").read_text(encoding="utf-8"))
    return {name: frozenset(parts) for name, parts in table.items()}
