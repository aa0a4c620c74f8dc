"""What a PDF page paints beside its words: rules under headings, bullets made of paths, what may cover words."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.resume.reading.document import Box

_RULE_THICKNESS = 3.0
_RULE_LENGTH = 30.0
_MARK_SIDES = (1.2, 7.5)
_DOT_SIDES = (3.0, 15.0)
_SQUARE_WITHIN = 0.2
_COVER_SIDES = (20.0, 5.0)
_MOST = 20_000
"""Pages that paint more are drawings; their first shapes say enough."""

Painted = Sequence[tuple[str, tuple[float, float, float, float]]]
"""PyMuPDF's `bboxlog`: what was painted, in order, each with its box."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Boxes of horizontal rules, of marks small enough to be bullets, of fields and pictures large enough to hide words."""

    rules: tuple[Box, ...] = ()
    marks: tuple[Box, ...] = ()
    fields: tuple[Box, ...] = ()
    images: tuple[Box, ...] = ()


def sort_shapes(painted: Painted) -> Shapes:
    """The shapes among what a page paints."""
    log = painted[:_MOST]
    filled = [box for kind, box in log if kind in {"fill-path", "fill-shade"}]
    stroked = [box for kind, box in log if kind == "stroke-path"]
    paths = [*filled, *stroked]
    images = [box for kind, box in log if kind in {"fill-image", "fill-imgmask"}]
    return Shapes(
        rules=tuple(box for box in paths if _is_rule(box)),
        marks=(*(box for box in (*filled, *images) if _is_mark(box)), *_dots(stroked)),
        fields=tuple(box for box in (*paths, *images) if _may_cover(box)),
        images=tuple(images),
    )


def _is_rule(box: Box) -> bool:
    return box[3] - box[1] <= _RULE_THICKNESS and box[2] - box[0] >= _RULE_LENGTH


def _is_mark(box: Box) -> bool:
    least, most = _MARK_SIDES
    width, height = box[2] - box[0], box[3] - box[1]
    return least <= width <= most and least <= height <= most and 0.5 <= width / height <= 2


def _dots(stroked: Sequence[Box]) -> Iterator[Box]:
    """Dots drawn by a round pen: squares of one size under each other. A pen's box is three times as wide as its dot."""
    squares = [box for box in stroked if _DOT_SIDES[0] <= box[2] - box[0] <= _DOT_SIDES[1] and _is_square(box)]
    places = Counter((round(box[0]), round(box[2])) for box in squares)
    for box in squares:
        if places[round(box[0]), round(box[2])] > 1:
            third = (box[2] - box[0]) / 3
            yield (box[0] + third, box[1] + third, box[2] - third, box[3] - third)


def _is_square(box: Box) -> bool:
    return abs((box[2] - box[0]) - (box[3] - box[1])) < _SQUARE_WITHIN


def _may_cover(box: Box) -> bool:
    return box[2] - box[0] >= _COVER_SIDES[0] and box[3] - box[1] >= _COVER_SIDES[1]
