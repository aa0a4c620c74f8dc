"""Cuts a line into the pieces its writer set apart: by cells, by separators, by a change of look, and last by commas."""

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from app.resume.parsing.letters import key
from app.resume.parsing.line import Line
from app.resume.parsing.lists import table
from app.resume.parsing.places import place_behind_dash

_BARS = "|•·●▪◦‣∙⋅¦⎸❘│⋄◇◆♦⬥‧"
_STRONG = re.compile(rf" {{0,2}}[{_BARS}/\t]{{1,3}} {{1,2}}| {{1,2}}[{_BARS}]{{1,3}} {{0,2}}|[|¦│•●]")
_DASH = re.compile(r" {1,2}[–—―-]{1,2} {1,2}")
_COMMA = re.compile(r",(?: |$)")
_AT = re.compile(r" (?:at|@|bei|chez|presso|bij) (?=[A-Z0-9])|(?<=\w)@ | @(?=[A-Z])")
_AT_WORDS = frozenset({"at", "@", "bei", "chez", "presso", "bij"})
_LEAST_LABELS = 2
_EDGE = " \t,;:|•·●▪–—-―¦│/"


@dataclass(frozen=True)
class Piece:
    """A part of a line with its look. `at`: it stood behind `at` or `@`; `whole`: the number of the piece it was cut from.

    `said` is what a label before it calls it: `role`, `employer`, `place`, `school`, `degree`.
    """

    text: str
    bold: bool
    italic: bool
    size: float
    line: Line
    at: bool = False
    whole: int = -1
    said: str = ""


def pieces(line: Line, text: str | None = None, *, at: bool = True) -> list[Piece]:
    """The pieces of a line between its strong separators and changes of look, and at `at` or `@` unless told.

    `text` is what to cut when parts of the line were taken out.
    """
    words = line.text if text is None else text
    found: list[Piece] = []
    for cell in _cells(line, words):
        for part in _STRONG.split(cell):
            found.extend(_by_look(line, part))
    cut = [part for piece in _behind_at(found) for part in _by_at(piece)] if at else found
    return [piece for piece in cut if piece.text]


def by_comma(piece: Piece) -> list[Piece]:
    """The parts of a piece between its commas."""
    return [_cut(piece, part) for part in _COMMA.split(piece.text) if part.strip(_EDGE)]


def by_dash(piece: Piece) -> list[Piece]:
    """The parts of a piece between its dashes."""
    return [_cut(piece, part) for part in _DASH.split(piece.text) if part.strip(_EDGE)]


def place_apart(piece: Piece) -> list[Piece]:
    """The piece, cut before a place that a dash without blanks joins to it."""
    halves = place_behind_dash(piece.text)
    return [replace(piece, text=half) for half in halves] if halves else [piece]


def without_labels(found: list[Piece]) -> list[Piece]:
    """The pieces of a form (`Employer: Rye House`, `Position: Baker`), each knowing what its label calls it; labels left out.

    Fewer than two labels make no form: `Manager: Rye House` may be a role and its employer.
    """
    parted = [half for piece in found for half in _behind_label(piece)]
    if sum(is_field(piece.text) and ":" in piece.line.text for piece in parted) < _LEAST_LABELS:
        return found
    kept: list[Piece] = []
    label = ""
    for piece in parted:
        if is_field(piece.text):
            label = fields()[key(piece.text)]
        else:
            kept.append(replace(piece, said=label))
            label = ""
    return kept


def _behind_label(piece: Piece) -> list[Piece]:
    label, colon, value = piece.text.partition(":")
    return [_cut(piece, label), _cut(piece, value)] if colon and value.strip() and is_field(label) else [piece]


def is_field(text: str) -> bool:
    """Whether a text is the label of a field, such as `Employer`."""
    return key(text) in fields()


@cache
def fields() -> dict[str, str]:
    """What each label calls its value."""
    return {key(label): said for said, labels in table("labels")["fields"].items() for label in labels}


def strong_parts(text: str) -> list[str]:
    """The parts of a text between its strong separators."""
    parts = [part for bar in _STRONG.split(text) for part in _DASH.split(bar)]
    return [part.strip(_EDGE) for part in parts if part.strip(_EDGE)]


def clean(text: str) -> str:
    """A piece without separators at its ends, and without a bracket that has no partner."""
    words = text.strip(_EDGE)
    if words.startswith("(") and words.endswith(")") and words.count("(") == 1:
        words = words[1:-1].strip(_EDGE)
    if words.endswith("(") or (words.endswith(")") and "(" not in words):
        words = words[:-1].strip(_EDGE)
    if words.startswith(")") or (words.startswith("(") and ")" not in words):
        words = words[1:].strip(_EDGE)
    return words


def _cut(piece: Piece, text: str) -> Piece:
    return replace(piece, text=clean(text))


def _cells(line: Line, words: str) -> list[str]:
    """The cells of the line as far as `words` still holds them."""
    cells = [" ".join(cell.split()) for cell in line.block.cells]
    if len(cells) < 2:
        return [words]
    parts: list[str] = []
    rest = words
    for before, cell in pairwise(cells):
        at = rest.find(cell, len(before) if rest.startswith(before) else 1) if cell else -1
        if at > 0:
            parts.append(rest[:at])
            rest = rest[at:]
    return [*parts, rest]


def _by_look(line: Line, part: str) -> list[Piece]:
    """A part cut where bold or italic begins or ends."""
    words = clean(part)
    return _runs(line, words) if words else []


def _behind_at(found: list[Piece]) -> list[Piece]:
    """An `at` that is set in a look of its own says what the next piece is."""
    kept: list[Piece] = []
    behind = False
    for piece in found:
        if piece.text.lower() in _AT_WORDS:
            behind = bool(kept)
            continue
        kept.append(replace(piece, at=True) if behind else piece)
        behind = False
    return kept


def _by_at(piece: Piece) -> list[Piece]:
    found = _AT.search(piece.text)
    if not found:
        return [piece]
    before, after = clean(piece.text[: found.start()]), clean(piece.text[found.end() :])
    if not before or not after:
        return [piece]
    return [
        Piece(before, piece.bold, piece.italic, piece.size, piece.line),
        Piece(after, piece.bold, piece.italic, piece.size, piece.line, at=True),
    ]


def _runs(line: Line, words: str) -> list[Piece]:
    """The spans of one look inside `words`; a run of one look is one piece."""
    spans = _merged(line)
    whole = _look_of(spans, words)
    if len(spans) < 2:
        return [Piece(words, *whole, line)]
    cuts: list[Piece] = []
    rest = words
    for text, bold, italic, size in spans:
        inside = clean(text)
        at = rest.find(inside) if inside else -1
        if at < 0:
            continue
        if clean(rest[:at]):
            cuts.append(Piece(clean(rest[:at]), *whole, line))
        cuts.append(Piece(inside, bold, italic, size, line))
        rest = rest[at + len(inside) :]
    if clean(rest):
        cuts.append(Piece(clean(rest), *whole, line))
    return cuts


def _look_of(spans: list[tuple[str, bool, bool, float]], words: str) -> tuple[bool, bool, float]:
    for text, bold, italic, size in spans:
        if words in text or text.strip() in words:
            return bold, italic, size
    return (False, False, 0.0) if not spans else spans[0][1:]


def _merged(line: Line) -> list[tuple[str, bool, bool, float]]:
    merged: list[tuple[str, bool, bool, float]] = []
    for span in line.block.spans:
        last = merged[-1] if merged else None
        if last and (not span.text.strip() or last[1:3] == (span.bold, span.italic)):
            merged[-1] = (last[0] + span.text, *last[1:])
        else:
            merged.append((span.text, span.bold, span.italic, span.size))
    return [(" ".join(text.split()), bold, italic, size) for text, bold, italic, size in merged if text.strip()]
