"""Makes a document's blocks of printed lines: roles, levels, line numbers."""

from collections.abc import Iterator, Sequence

from app.resume.reading.document import Block, Span
from app.resume.reading.headings import find_headings
from app.resume.reading.printed import Printed, Role


def compose(lines: Sequence[Printed]) -> tuple[Block, ...]:
    """The blocks of a document, numbered from 1."""
    headings = _headings(lines)
    levels = _bullet_levels(lines)
    return tuple(_block(line, at, headings, levels) for at, line in enumerate(lines))


def _headings(lines: Sequence[Printed]) -> dict[int, int]:
    """The headings that the file names; where it names none, those that are set as such."""
    named = {at: line.heading for at, line in enumerate(lines) if line.heading is not None and not line.marker}
    return named or find_headings(lines)


def _block(line: Printed, at: int, headings: dict[int, int], levels: Sequence[int]) -> Block:
    return Block(
        line=at + 1,
        page=line.page,
        spans=_trimmed(line.spans),
        box=line.box,
        column=line.column,
        role=_role(line, at in headings),
        marker=line.marker,
        level=headings.get(at, levels[at]),
        indent=round(line.indent, 1),
        space_before=round(line.space_before, 2),
        cells=line.cells if len(line.cells) > 1 else (),
    )


def _trimmed(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    last = spans[-1]
    return (*spans[:-1], last.model_copy(update={"text": last.text.rstrip()})) if last.text[-1:].isspace() else spans


def _role(line: Printed, heading: bool) -> Role:
    if line.role:
        return line.role
    if line.marker:
        return "bullet"
    return "heading" if heading else "text"


def _bullet_levels(lines: Sequence[Printed]) -> list[int]:
    return list(_levels(lines))


def _levels(lines: Sequence[Printed]) -> Iterator[int]:
    stack: list[float] = []
    for line in lines:
        if not line.marker:
            if stack and line.indent <= stack[0] - 2:
                stack = []
            yield 0
            continue
        while stack and stack[-1] > line.marker_x + 2:
            stack.pop()
        if not stack or line.marker_x > stack[-1] + 2:
            stack.append(line.marker_x)
        yield len(stack) - 1
