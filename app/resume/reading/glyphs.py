"""Makes words of a PDF's glyphs: spaces by gaps, set-apart letters rejoined, each run with its look and link.

MuPDF hands over lines of spans of glyphs and puts in spaces of its own (`synthetic`) where glyphs stand apart. In letter-spaced
type those stand between all letters, so a gap is judged against the gaps of its own span.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Any, NamedTuple

from app.resume.reading.bullets import symbol_bullet
from app.resume.reading.document import Box, Span
from app.resume.reading.fonts import Font, read_font
from app.resume.reading.hygiene import clean
from app.resume.reading.pieces import Piece

WIDE_EMS = 0.95
"""A gap this wide parts two pieces. MuPDF itself parts at 0.8 em where no space is typed."""

_UNTYPED_EMS = 0.45
"""In a line whose spaces are typed, a gap of this width without one parts two texts set apart."""

_TRACKED_EMS = 0.055
_WORD_EMS = 0.14
ICON = "\ue000"
"""What stands for a picture of an icon font until it is counted and dropped."""

_LEVEL_COSINE = 0.9
_SOFT_HYPHEN = "\u00ad"
_FAINT_ALPHA = 40
_PAINTED_FLAGS = 16 | 32
"""MuPDF's flags for letters that are filled, and that are stroked."""

_BOLD_FLAG = 16
_ITALIC_FLAG = 2

RawLine = Mapping[str, Any]
RawSpan = Mapping[str, Any]
"""A line, and a span, of PyMuPDF's `rawdict`."""


@dataclass(frozen=True, slots=True)
class LinkArea:
    url: str
    box: Box


class _Glyph(NamedTuple):
    """A visible glyph. `gap` is the white since the one before it, `spaced` whether a space stands in it.

    `set_off`: that space is set in a look of its own, as between chips, each of which is a thing by itself.
    """

    text: str
    x0: float
    x1: float
    gap: float
    spaced: bool
    typed: bool
    set_off: bool = False


class _Look(NamedTuple):
    font: str
    size: float
    bold: bool
    italic: bool
    color: int
    url: str | None
    faint: bool


def pieces_of(line: RawLine, links: Sequence[LinkArea]) -> Iterator[Piece]:
    """The pieces of one line, left to right; a line that runs up or down the page is one piece at its upper end."""
    if not is_level(line):
        yield from _turned(line)
        return
    areas = [area for area in links if _touches(area.box, line["bbox"])]
    spans = list(_glyphs(line["spans"]))
    typed = any(glyph.typed for _, glyphs in spans for glyph in glyphs)
    trackings = _trackings(spans)
    words = [
        word
        for (span, glyphs), tracking in zip(spans, trackings, strict=True)
        for word in _words(span, glyphs, areas, tracking, typed=typed)
    ]
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or words[at].apart or words[at].look.faint != words[at - 1].look.faint:
            piece = _piece(words[start:at])
            if piece:
                yield piece
            start = at


class _Word(NamedTuple):
    """Letters of one look without a gap. `spaced`: a space stands before it; `apart`: a wide gap; `set_off` as in `_Glyph`."""

    text: str
    look: _Look
    x0: float
    x1: float
    baseline: float
    spaced: bool
    apart: bool
    tracking: float
    set_off: bool


def _words(
    span: RawSpan, glyphs: Sequence[_Glyph], areas: Sequence[LinkArea], tracking: float, *, typed: bool
) -> Iterator[_Word]:
    font = read_font(span["font"])
    size = float(span["size"])
    start = 0
    for at in range(1, len(glyphs) + 1):
        if (
            at < len(glyphs)
            and not _breaks(glyphs[at], size, tracking)
            and not _changes_link(glyphs[at - 1], glyphs[at], areas, span)
        ):
            continue
        first = glyphs[start]
        yield _Word(
            text=_written("".join(glyph.text for glyph in glyphs[start:at]), font),
            look=_look(span, font, _url(first, areas, span)),
            x0=first.x0,
            x1=glyphs[at - 1].x1,
            baseline=float(span["origin"][1]),
            spaced=_breaks(first, size, tracking),
            apart=first.gap > (_UNTYPED_EMS if typed and not first.typed else WIDE_EMS) * size + 2.5 * tracking,
            tracking=tracking,
            set_off=first.set_off,
        )
        start = at


def is_level(line: RawLine) -> bool:
    """Whether a line runs from left to right."""
    return bool(line["dir"][0] > _LEVEL_COSINE)


def _turned(line: RawLine) -> Iterator[Piece]:
    spans = [span for span in line["spans"] if span["chars"]]
    text = clean("".join(char["c"] for span in spans for char in span["chars"])).strip()
    if not text:
        return
    x0, y0, x1, _ = line["bbox"]
    size = round(float(spans[0]["size"]), 2)
    look = _look(spans[0], read_font(spans[0]["font"]), None)
    span = Span(
        text=text, font=look.font, size=size, bold=look.bold, italic=look.italic, color=look.color, box=tuple(line["bbox"])
    )
    yield Piece(spans=(span,), text=text, x0=x0, x1=x1, baseline=y0 + 0.75 * size, size=size, faint=look.faint)


def _written(text: str, font: Font) -> str:
    if font.icons:
        return ICON
    return (symbol_bullet(text) or text) if font.symbols and len(text) == 1 else text


def _glyphs(spans: Sequence[RawSpan]) -> Iterator[tuple[RawSpan, list[_Glyph]]]:
    """Each span with its visible glyphs; a space at the end of one span stands before the first glyph of the next."""
    before: _Glyph | None = None
    spaced = typed = blank = False
    for span in spans:
        found: list[_Glyph] = []
        for char in span["chars"]:
            letter = char["c"]
            if letter.isspace():
                spaced, typed = True, typed or not char["synthetic"]
                continue
            x0, _, x1, _ = char["bbox"]
            before = _Glyph(letter, x0, x1, _gap(before, x0, x1), spaced, typed, blank)
            found.append(before)
            spaced = typed = blank = False
        blank = not found and bool(span["chars"])
        if found:
            yield span, found


def _gap(before: _Glyph | None, x0: float, x1: float) -> float:
    if before is None:
        return 0.0
    return x0 - before.x1 if x0 >= before.x0 else before.x0 - x1


def _trackings(spans: Sequence[tuple[RawSpan, list[_Glyph]]]) -> list[float]:
    """The tracking of each span, judged over neighbours of one font and size: MuPDF may cut spaced letters into many."""
    found: list[float] = []
    for (_, size), group in groupby(spans, key=lambda each: (each[0]["font"], each[0]["size"])):
        members = list(group)
        tracking = _tracking([glyph for _, glyphs in members for glyph in glyphs], float(size))
        found.extend(tracking for _ in members)
    return found


def _tracking(glyphs: Sequence[_Glyph], size: float) -> float:
    """The white between letters of one word, 0 for ordinary type."""
    inner = glyphs[1:]
    if len(inner) < 3:
        return 0.0
    close = [glyph.gap for glyph in inner if not glyph.typed]
    if len(close) < 0.4 * len(inner):
        close = [glyph.gap for glyph in inner]
    usual = median(close)
    return usual if usual > _TRACKED_EMS * size else 0.0


def _breaks(glyph: _Glyph, size: float, tracking: float) -> bool:
    if not tracking:
        return glyph.spaced
    return glyph.gap > max(tracking + _WORD_EMS * size, 1.5 * tracking)


def _changes_link(before: _Glyph, glyph: _Glyph, areas: Sequence[LinkArea], span: RawSpan) -> bool:
    return bool(areas) and _url(before, areas, span) != _url(glyph, areas, span)


def _url(glyph: _Glyph, areas: Sequence[LinkArea], span: RawSpan) -> str | None:
    middle_x = (glyph.x0 + glyph.x1) / 2
    middle_y = float(span["origin"][1]) - 0.3 * float(span["size"])
    for area in areas:
        x0, y0, x1, y1 = area.box
        if x0 <= middle_x <= x1 and y0 <= middle_y <= y1:
            return area.url
    return None


def _look(span: RawSpan, font: Font, url: str | None) -> _Look:
    """Words painted transparent that are seen all the same are drawn as shapes: what programs do with bold they cannot embed."""
    faint = span["alpha"] < _FAINT_ALPHA or not span["char_flags"] & _PAINTED_FLAGS
    return _Look(
        font=font.family,
        size=round(float(span["size"]), 2),
        bold=bool(span["flags"] & _BOLD_FLAG) or font.bold or faint,
        italic=bool(span["flags"] & _ITALIC_FLAG) or font.italic,
        color=int(span["color"]),
        url=url,
        faint=faint,
    )


def _piece(words: Sequence[_Word]) -> Piece | None:
    spans = tuple(_spans(words))
    text = "".join(span.text for span in spans)
    if not text.strip():
        return None
    largest = max(words, key=lambda word: (len(word.text) > 1, word.look.size))
    return Piece(
        spans=spans,
        text=text,
        x0=min(word.x0 for word in words),
        x1=max(word.x1 for word in words),
        baseline=largest.baseline,
        size=largest.look.size,
        tracking=max(word.tracking for word in words),
        faint=all(word.look.faint for word in words),
    )


def _spans(words: Sequence[_Word]) -> Iterator[Span]:
    start = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or words[at].look != words[start].look or words[at].set_off:
            yield _span(words[start:at], leading=start > 0 and words[start].spaced)
            start = at


def _span(words: Sequence[_Word], *, leading: bool) -> Span:
    text = words[0].text + "".join((" " if word.spaced else "") + word.text for word in words[1:])
    text = text[:1].replace(_SOFT_HYPHEN, "") + text[1:-1].replace(_SOFT_HYPHEN, "") + text[-1:] if _SOFT_HYPHEN in text else text
    look = words[0].look
    top = words[0].baseline
    return Span(
        text=(" " if leading else "") + clean(text),
        font=look.font,
        size=look.size,
        bold=look.bold,
        italic=look.italic,
        color=look.color,
        box=(words[0].x0, top - 0.75 * look.size, words[-1].x1, top + 0.25 * look.size),
        url=look.url,
    )


def _touches(one: Box, other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
