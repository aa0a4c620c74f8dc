"""Documents made from plain lines, so that the parser is tested without a reader."""

from app.resume.reading.document import Block, Document, Span

_GLYPHS = "•-*"


def document(text: str) -> Document:
    """A text document: a line that opens with a bullet's glyph is a bullet, one in capitals or alone after a blank a heading."""
    blocks: list[Block] = []
    blank = 0
    for raw in text.splitlines():
        words = raw.strip()
        if not words:
            blank += 1
            continue
        blocks.append(_block(words, len(blocks) + 1, blank))
        blank = 0
    return Document(form="text", pages=1, blocks=tuple(blocks))


def _block(words: str, line: int, blank: int) -> Block:
    if words[0] in _GLYPHS and words[1:2] == " ":
        spans = (Span(text=words[2:].strip()),)
        return Block(line=line, page=1, spans=spans, role="bullet", marker=words[0], space_before=float(blank))
    short = words.isupper() or (len(words.split()) < 4 and blank > 0)
    return Block(line=line, page=1, spans=(Span(text=words),), role="heading" if short else "text", space_before=float(blank))
