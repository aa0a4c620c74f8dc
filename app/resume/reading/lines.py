"""Makes printed lines of a page's rows: the marker taken off, cells, indent, the white above, the rule below."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from app.resume.reading.bullets import DRAWN, is_marker, split_marker, without_odd
from app.resume.reading.document import Box, Span
from app.resume.reading.glyphs import ICON
from app.resume.reading.pieces import Piece, bounds
from app.resume.reading.printed import Printed
from app.resume.reading.rows import Row, cell_text, cells_of, spans_of
from app.resume.reading.shapes import Shapes

_BULLET_EMS = 0.52
_ARROW_EMS = 0.75
_BULLET_WHITE_EMS = 2.5


def lines_of(rows: Sequence[Row], page: int, shapes: Shapes) -> list[Printed]:
    """The printed lines of a page's rows in reading order. `page` counts from 1."""
    leading = _leading(rows)
    edges = _left_edges(rows)
    lines: list[Printed] = []
    before: Row | None = None
    for row in rows:
        line = _line(row, page, edges[row.column], _white(before, row, leading), shapes)
        if line:
            lines.append(line)
            before = row
    return lines


def _line(row: Row, page: int, edge: float, white: float, shapes: Shapes) -> Printed | None:
    marker, row = _take_marker(row, shapes)
    spans = _without_icons(spans_of((*row.pieces, *row.asides)))
    if not spans:
        return None
    cells = tuple(text for cell in cells_of(row) if (text := split_marker(without_odd(cell_text(cell)))[1].strip()))
    box = bounds((*row.pieces, *row.asides))
    return Printed(
        page=page,
        column=row.column,
        spans=spans,
        cells=cells,
        box=box,
        size=max(piece.size for piece in row.pieces),
        indent=max(0.0, row.x0 - edge),
        space_before=white,
        marker=marker[0] if marker else None,
        marker_x=(marker[1] if marker else row.x0) - edge,
        ruled=_ruled(box, shapes),
        hung=row.hung,
    )


def _take_marker(row: Row, shapes: Shapes) -> tuple[tuple[str, float] | None, Row]:
    first = row.pieces[0]
    if len(row.pieces) > 1 and is_marker(first.text):
        marker, _ = split_marker(first.text + " ")
        return (marker or DRAWN, first.x0), replace(row, pieces=row.pieces[1:])
    marker, rest = split_marker(first.spans[0].text + (" " if len(first.spans) == 1 else first.spans[1].text[:1]))
    if marker and (rest.strip() or len(first.spans) > 1):
        return (marker, first.x0), replace(row, pieces=(_cut_marker(first), *row.pieces[1:]))
    mark = _drawn_mark(first, shapes)
    return ((DRAWN, mark[0]) if mark else None), row


def _cut_marker(piece: Piece) -> Piece:
    first, *others = piece.spans
    rest = first.text.lstrip()[1:].lstrip()
    spans = [first.model_copy(update={"text": rest}), *others] if rest else others
    spans[0] = spans[0].model_copy(update={"text": spans[0].text.lstrip()})
    x0 = spans[0].box[0] if spans[0].box and not rest else piece.x0 + 0.9 * piece.size
    return replace(piece, spans=tuple(spans), text="".join(span.text for span in spans), x0=x0)


def _drawn_mark(piece: Piece, shapes: Shapes) -> Box | None:
    """The only small shape right before the words, low enough for a bullet; icons and timelines are larger."""
    near = [mark for mark in shapes.marks if _stands_before(mark, piece)]
    return near[0] if len(near) == 1 and _bullet_sized(near[0], piece.size) else None


def _bullet_sized(mark: Box, size: float) -> bool:
    tall = mark[3] - mark[1]
    pointed = mark[2] - mark[0] < 0.95 * tall
    return tall <= (_ARROW_EMS if pointed else _BULLET_EMS) * size


def _stands_before(mark: Box, piece: Piece) -> bool:
    white = piece.x0 - mark[2]
    return -1 < white < _BULLET_WHITE_EMS * piece.size and piece.top < (mark[1] + mark[3]) / 2 < piece.baseline + 1


def _without_icons(spans: Sequence[Span]) -> tuple[Span, ...]:
    kept = [span.model_copy(update={"text": without_odd(span.text)}) for span in spans]
    kept = [span for span in kept if span.text]
    if kept:
        kept[0] = kept[0].model_copy(update={"text": kept[0].text.lstrip()})
    return tuple(kept) if "".join(span.text for span in kept).strip() else ()


def _ruled(box: Box, shapes: Shapes) -> bool:
    height = box[3] - box[1]
    return any(
        rule[0] < box[2] and box[0] < rule[2] + 1 and -0.2 * height <= rule[1] - box[3] <= 0.6 * height for rule in shapes.rules
    )


def _leading(rows: Sequence[Row]) -> float:
    steps = [
        (below.baseline - above.baseline) / below.pieces[0].size
        for above, below in pairwise(rows)
        if above.column == below.column and 0 < below.baseline - above.baseline < 2.2 * below.pieces[0].size
    ]
    return median(steps) if steps else 1.2


def _white(before: Row | None, row: Row, leading: float) -> float:
    if before is None or before.column != row.column or row.baseline <= before.baseline:
        return 0.0
    usual = leading * next((piece.size for piece in row.pieces if piece.text.strip(ICON)), row.pieces[0].size)
    return max(0.0, (row.baseline - before.baseline - usual) / usual)


def _left_edges(rows: Sequence[Row]) -> Mapping[int, float]:
    edges: dict[int, float] = {}
    for row in rows:
        edges[row.column] = min(edges.get(row.column, row.x0), row.x0)
    return edges
