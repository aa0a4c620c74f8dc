"""Makes words whole that were broken inside a narrow cell, so that their rest stands alone on the next line."""

from collections.abc import Sequence
from dataclasses import replace

from app.resume.parsing.line import Line

_SOFT_HYPHEN = "\u00ad"
_FLUSH = 2.0


def with_whole_words(lines: Sequence[Line]) -> list[Line]:
    """The lines; `Bach-` in the first cell of one and `elor` under it are `Bachelor` in that cell."""
    whole: list[Line] = []
    for line in lines:
        if whole and _is_rest(whole[-1], line):
            whole[-1] = _healed(whole[-1], line)
        else:
            whole.append(line)
    return whole


def _is_rest(above: Line, line: Line) -> bool:
    spans = above.block.spans
    if len(spans) < 2 or not spans[0].text.endswith(_SOFT_HYPHEN) or not line.text.isalpha() or not line.text.islower():
        return False
    beside = spans[1].box
    near = above.block.page == line.block.page and abs(line.left - above.left) < _FLUSH
    return near and beside is not None and line.end < beside[0]


def _healed(above: Line, line: Line) -> Line:
    first, *more = above.block.spans
    word = first.text.removesuffix(_SOFT_HYPHEN) + line.text
    cells = tuple(cell.replace(first.text, word, 1) for cell in above.block.cells)
    block = above.block.model_copy(update={"spans": (first.model_copy(update={"text": word}), *more), "cells": cells})
    return replace(above, block=block, last=max(line.number, line.last))
