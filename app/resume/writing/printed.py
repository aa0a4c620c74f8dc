"""Puts new lines in the place of old ones in a résumé's printed text; every source moves along, and so does the document.

A résumé's `raw_text` and a document's blocks are the same lines. After a change both still are, and each value's source still
names the lines that it stands on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.resume.model import Resume, Source
from app.resume.reading.document import Block, Document, Span


@dataclass(frozen=True, slots=True)
class LineEdit:
    """Lines `first` to `last` become `lines`. With `last` one before `first` nothing goes, and the lines come before `first`.

    `rest` is what else was printed in the last of them; it gets a line of its own below.
    """

    first: int
    last: int
    lines: tuple[str, ...]
    bullet: bool = False
    rest: str = ""

    @property
    def growth(self) -> int:
        return len(self.printed) - (self.last - self.first + 1)

    @property
    def printed(self) -> tuple[str, ...]:
        return (*self.lines, self.rest) if self.rest else self.lines


def squeezed(text: str) -> str:
    """The letters and digits of a text, for telling whether two are printed alike."""
    return "".join(letter for letter in text if letter.isalnum()).casefold()


def stands_at(source: Source | None, text: str, raw: Sequence[str]) -> bool:
    """Whether the lines of the source hold this text and nothing else."""
    if source is None or not 1 <= source.first_line <= source.last_line <= len(raw):
        return False
    return squeezed("".join(raw[source.first_line - 1 : source.last_line])) == squeezed(text)


def rest_of(source: Source | None, text: str, raw: Sequence[str]) -> str | None:
    """What the lines of the source hold behind this text, such as a date of the margin; None where they do not begin with it."""
    if stands_at(source, text, raw):
        return ""
    if source is None or not 1 <= source.first_line <= source.last_line <= len(raw):
        return None
    *lines, last = raw[source.first_line - 1 : source.last_line]
    wanted, held = squeezed(text), squeezed("".join(lines))
    if not wanted.startswith(held):
        return None
    for at, letter in enumerate(last, start=1):
        held += squeezed(letter)
        if held == wanted:
            return last[at:].lstrip(_CLOSING)
    return None


_CLOSING = " .,;:!?)]”’\"'"
"""What ends the text before it."""


def lines_of(text: str, raw: Sequence[str]) -> tuple[int, int] | None:
    """The first run of printed lines that holds this text and nothing else, as first and last line; None when there is none."""
    wanted = squeezed(text)
    keys = [squeezed(line) for line in raw]
    for at, key in enumerate(keys):
        if key and wanted.startswith(key):
            end = _end(wanted, keys, at)
            if end is not None:
                return at + 1, end + 1
    return None


def _end(wanted: str, keys: Sequence[str], start: int) -> int | None:
    held = ""
    for at in range(start, len(keys)):
        held += keys[at]
        if held == wanted:
            return at
        if not wanted.startswith(held):
            return None
    return None


def with_lines(resume: Resume, edits: Sequence[LineEdit]) -> Resume:
    """The résumé with its printed text changed and every source where its value stands now. The edits do not overlap."""
    if not edits:
        return resume
    data = _moved(resume.model_dump(), edits)
    raw = "\n".join(_changed(resume.raw_text.splitlines(), edits))
    return Resume.model_validate({**data, "raw_text": raw})


def with_blocks(document: Document | None, edits: Sequence[LineEdit]) -> Document | None:
    """The document with the same lines changed, in the looks of those that they replace."""
    if document is None or not edits:
        return document
    by_first = {edit.first: edit for edit in edits}
    gone = {line for edit in edits for line in range(edit.first, edit.last + 1)}
    blocks: list[Block] = []
    for block in document.blocks:
        if edit := by_first.get(block.line):
            blocks += [_block(block, line, bullet=edit.bullet) for line in edit.lines]
            blocks += [_block(block, edit.rest, bullet=False)] if edit.rest else []
        if block.line not in gone:
            blocks.append(block)
    numbered = tuple(block.model_copy(update={"line": number}) for number, block in enumerate(blocks, start=1))
    return document.model_copy(update={"blocks": numbered})


def _block(like: Block, text: str, *, bullet: bool) -> Block:
    span = like.spans[0].model_copy(update={"text": text}) if like.spans else Span(text=text)
    marker = (like.marker or "•") if bullet else None
    role = "bullet" if bullet else "text"
    return like.model_copy(update={"spans": (span,), "marker": marker, "role": role, "cells": ()})


def _changed(raw: Sequence[str], edits: Sequence[LineEdit]) -> Iterator[str]:
    by_first = {edit.first: edit for edit in edits}
    gone = {line for edit in edits for line in range(edit.first, edit.last + 1)}
    for number, line in enumerate(raw, start=1):
        if number in by_first:
            yield from by_first[number].printed
        if number not in gone:
            yield line
    if len(raw) + 1 in by_first:
        yield from by_first[len(raw) + 1].printed


def _moved(value: Any, edits: Sequence[LineEdit]) -> Any:
    if isinstance(value, dict):
        if value.keys() == Source.model_fields.keys():
            return _shifted(value, edits)
        return {name: _moved(part, edits) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_moved(part, edits) for part in value]
    return value


def _shifted(source: dict[str, int], edits: Sequence[LineEdit]) -> dict[str, int]:
    first = source["first_line"] + sum(edit.growth for edit in edits if edit.last < source["first_line"])
    last = source["last_line"] + sum(edit.growth for edit in edits if edit.first <= source["last_line"])
    return {**source, "first_line": first, "last_line": max(first, last)}
