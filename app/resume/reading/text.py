"""Reads plain text and Markdown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.errors import UnreadableFile
from app.resume.reading.bullets import split_marker, without_odd
from app.resume.reading.compose import compose
from app.resume.reading.document import Document, Layout, Span
from app.resume.reading.hygiene import check_length, clean, is_odd
from app.resume.reading.limits import ReadLimits
from app.resume.reading.links import safe_url
from app.resume.reading.looks import in_capitals
from app.resume.reading.pasted import break_lines
from app.resume.reading.printed import Printed

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CELL = re.compile(r"\t+|\s{4,}")
_RULE = re.compile(r"[\s\-=_*~#+.|:]{3,}")
_MARKDOWN = re.compile(r"^#{1,6} +\S|\]\([^()\s]+\)|\*\*[^*\n]+\*\*", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6}) +(\S.*)")
_INLINE = re.compile(
    r"(?P<bold>\*\*|__)(?=\S)"
    r"|\[(?P<label>[^\[\]\n]{1,300})\]\((?P<url>[^()\s]{1,2000})\)"
    r"|<(?P<auto>[^<>\s]{4,2000})>"
    r"|`"
)
_MOST_CONTROLS = 0.02
_HEADING_WORDS = 4


@dataclass(frozen=True, slots=True)
class _Raw:
    """A line as typed, the blank lines above it, and whether a rule is typed under it."""

    text: str
    blanks: int
    ruled: bool


def read_text(data: bytes, limits: ReadLimits) -> Document:
    """The document in the bytes of a text. Raises UnreadableFile `not_a_resume_file`, `no_text`, `too_much_text`."""
    typed = decode(data)
    check_length(len(typed), limits.characters)
    text = clean_lines(typed)
    check_length(len(text), limits.characters)
    markdown = bool(_MARKDOWN.search(text))
    raws = list(_raw_lines(break_lines(text)))
    lines = [line for at, raw in enumerate(raws) if (line := _line(raw, _next(raws, at), markdown=markdown))]
    return Document(
        form="markdown" if markdown else "text",
        pages=1,
        blocks=compose(lines),
        layout=Layout(
            bullet_glyphs=tuple(dict.fromkeys(line.marker for line in lines if line.marker)),
            odd_characters=sum(map(is_odd, text)),
        ),
        links=tuple(dict.fromkeys(span.url for line in lines for span in line.spans if span.url)),
    )


def decode(data: bytes) -> str:
    """The text in bytes: by its mark, as UTF-8, as UTF-16 where every other byte is zero, else as Windows 1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if data[:2000].count(0) * 3 > len(data[:2000]):
        return _decoded(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile("corrupt_file") from None


def _refuse_binary(data: bytes) -> None:
    controls = sum(data.count(byte) for byte in (*range(9), *range(14, 32)))
    if controls > _MOST_CONTROLS * len(data):
        raise UnreadableFile("not_a_resume_file")


def clean_lines(text: str) -> str:
    """The text without invisible characters; white inside lines stays as typed, for it sets cells apart."""
    wide = re.compile(r"[^\S\n\t]{4,}")
    text = wide.sub("\t", text.replace("\r\n", "\n").replace("\r", "\n"))
    return clean(text) if not text.isascii() or not text.replace("\n", "").replace("\t", "").isprintable() else text


def _raw_lines(lines: Sequence[str]) -> Iterator[_Raw]:
    blanks = 0
    for at, line in enumerate(lines):
        if not line.strip():
            blanks += 1
        elif not _RULE.fullmatch(line):
            yield _Raw(line, blanks, at + 1 < len(lines) and bool(_RULE.fullmatch(lines[at + 1])))
            blanks = 0


def _next(raws: Sequence[_Raw], at: int) -> _Raw | None:
    return raws[at + 1] if at + 1 < len(raws) else None


def _line(raw: _Raw, below: _Raw | None, *, markdown: bool) -> Printed | None:
    bare = raw.text.strip()
    level, bare = _marked_heading(bare) if markdown else (None, bare)
    marker, words = split_marker(bare) if level is None and not bare.startswith("**") else (None, bare)
    cells = _cells(words, markdown=markdown)
    spans = tuple(_inline(" ".join(cells))) if markdown else (Span(text=without_odd(" ".join(words.split()))),)
    if not "".join(span.text for span in spans).strip():
        return None
    indent = float(len(raw.text) - len(raw.text.lstrip()))
    return Printed(
        page=1,
        column=0,
        spans=spans,
        cells=cells,
        box=None,
        size=0.0,
        indent=indent + (2 if marker else 0),
        space_before=float(raw.blanks),
        marker=marker,
        marker_x=indent,
        heading=level or (1 if not marker and _heads(raw, words, below) else None),
    )


def _marked_heading(text: str) -> tuple[int | None, str]:
    found = _HEADING.fullmatch(text)
    return (len(found.group(1)), found.group(2).rstrip("# ")) if found else (None, text)


def _heads(raw: _Raw, words: str, below: _Raw | None) -> bool:
    """Whether a line is typed as a heading: in capitals, over a rule, or short and alone under a blank line."""
    if below is None or "@" in words or len(words.split()) > _HEADING_WORDS + 2 or words.endswith((".", ",", ";")):
        return False
    if any(letter.isdigit() for letter in words):
        return False
    short = len(words.split()) <= _HEADING_WORDS
    return raw.ruled or in_capitals(words) or (short and (words.endswith(":") or raw.blanks > 0))


def _cells(words: str, *, markdown: bool) -> tuple[str, ...]:
    if markdown and words.startswith("|") and words.endswith("|"):
        return tuple(cell.strip() for cell in words.strip("|").split("|") if cell.strip())
    return tuple(cell.strip() for cell in _CELL.split(words) if cell.strip())


def _inline(text: str) -> Iterator[Span]:
    """Markdown's bold, links and code as spans."""
    bold, at = False, 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            yield Span(text=without_odd(text[at : found.start()]), bold=bold)
        at = found.end()
        if found["bold"]:
            bold = not bold
        elif found["label"]:
            yield Span(text=without_odd(found["label"]), bold=bold, url=safe_url(found["url"]))
        elif found["auto"]:
            yield Span(text=without_odd(found["auto"]), bold=bold, url=safe_url(found["auto"]))
    rest = text[at:].replace("**", "")
    if rest:
        yield Span(text=without_odd(rest), bold=bold)
