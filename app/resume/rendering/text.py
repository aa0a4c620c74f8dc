"""Content → plain text and Markdown: the same words, a line for each paragraph."""

import re
from collections.abc import Callable, Iterator, Sequence

from app.resume.model import Resume
from app.resume.rendering.content import SEPARATOR, Block, Content, Entry, Group, Paragraph, Part, Point, Run
from app.resume.rendering.look import Look
from app.resume.rendering.rendered import Rendered

_MARKUP = re.compile(r"[\\`*_\[\]<>]")
_OPENING = re.compile(r"(?:#{1,6}|[-+>]|\d{1,9}[.)])(?=\s)|(?:=+|-+)$|~~~")
"""What Markdown (CommonMark 0.31) reads as markup anywhere, and what only at a line's beginning."""


def write_txt(resume: Resume, content: Content, look: Look) -> Rendered:
    """UTF-8 text to paste into forms: headings in capitals, bullets as "•"."""
    return Rendered("txt", _joined(_lines(content)))


def write_md(resume: Resume, content: Content, look: Look) -> Rendered:
    """CommonMark in UTF-8; what the person wrote is text in it and never markup."""
    return Rendered("md", _joined(_marked(content)))


def _joined(lines: Iterator[str]) -> bytes:
    return ("\n".join(lines).strip("\n") + "\n").encode()


def _lines(content: Content) -> Iterator[str]:
    header = content.header
    yield from (line for line in (header.name, header.headline, *map(_said, header.contact_lines)) if line)
    for section in content.sections:
        yield from ("", section.heading.upper())
        for number, block in enumerate(section.blocks, 1):
            yield from _block(block, f"{number}." if section.numbered else "•")


def _block(block: Block, mark: str) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Group):
        yield _group(block, str)
    elif block.one_line:
        yield f"{mark} {SEPARATOR.join(part for part in (block.title, _said(block.under)) if part)}"
        yield from (f"  {line}" for line in _points(block.points))
    else:
        yield ""
        yield from (line for line in (block.title, _said(block.under), *block.details) if line)
        yield from _points(block.points)


def _points(points: Sequence[Point]) -> Iterator[str]:
    return (point.text if point.prose else f"• {point.text}" for point in points)


def _said(parts: Sequence[Part]) -> str:
    return SEPARATOR.join("".join(run.text for run in part) for part in parts)


def _group(group: Group, name: Callable[[str], str]) -> str:
    items = ", ".join(group.items)
    return f"{name(f'{group.name}:')} {items}" if group.name else items


def _marked(content: Content) -> Iterator[str]:
    header = content.header
    if header.name:
        yield from (f"# {_plain(header.name)}", "")
    yield from _apart(line for line in (_opening(header.headline or ""), *map(_links, header.contact_lines)) if line)
    for section in content.sections:
        yield from (f"## {_plain(section.heading)}", "")
        for number, block in enumerate(section.blocks, 1):
            yield from _marked_block(block, f"{number}." if section.numbered else "-")
        yield ""


def _marked_block(block: Block, mark: str) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from (_opening(block.text), "")
    elif isinstance(block, Group):
        items = _opening(", ".join(block.items))
        yield from (f"**{_plain(block.name)}:** {items}" if block.name else items, "")
    elif block.one_line:
        title = f"**{_plain(block.title)}**" if block.title else ""
        yield f"{mark} {SEPARATOR.join(part for part in (title, _links(block.under)) if part)}"
        yield from (f"  {line}" for line in _marked_points(block.points))
    else:
        yield from _marked_entry(block)


def _marked_entry(entry: Entry) -> Iterator[str]:
    if entry.title:
        yield from (f"### {_plain(entry.title)}", "")
    yield from _apart(line for line in (_links(entry.under), *map(_opening, entry.details)) if line)
    yield from _marked_points(entry.points)
    yield ""


def _marked_points(points: Sequence[Point]) -> Iterator[str]:
    listed = False
    for point in points:
        if point.prose:
            yield from (*([""] if listed else []), _opening(point.text), "")
        else:
            yield f"- {_opening(point.text)}"
        listed = not point.prose


def _apart(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield from (line, "")


def _links(parts: Sequence[Part]) -> str:
    return SEPARATOR.join("".join(map(_link, part)) for part in parts)


def _link(run: Run) -> str:
    """An address in brackets that a reader of Markdown cannot break out of."""
    return f"[{_plain(run.text)}](<{run.url}>)" if run.url and ">" not in run.url else _plain(run.text)


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _opening(text: str) -> str:
    """Text at a line's beginning."""
    told = _plain(text)
    found = _OPENING.match(told)
    return f"{told[: found.end() - 1]}\\{told[found.end() - 1 :]}" if found else told
