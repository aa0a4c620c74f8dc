"""What a PDF page paints beside its words: rules under headings, bullets made of paths, what may cover words."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.resume.reading.document import Box

_RULE_THICKNESS = 3.0
_RULE_LENGTH = 30.0
_MARK_SIDES = (1.2, 7.5)
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
    paths = [box for kind, box in log if kind in {"fill-path", "stroke-path", "fill-shade"}]
    images = [box for kind, box in log if kind in {"fill-image", "fill-imgmask"}]
    return Shapes(
        rules=tuple(box for box in paths if _is_rule(box)),
        marks=tuple(box for box in (*paths, *images) if _is_mark(box)),
        fields=tuple(box for box in (*paths, *images) if _may_cover(box)),
        images=tuple(images),
    )


def _is_rule(box: Box) -> bool:
    return box[3] - box[1] <= _RULE_THICKNESS and box[2] - box[0] >= _RULE_LENGTH


def _is_mark(box: Box) -> bool:
    least, most = _MARK_SIDES
    width, height = box[2] - box[0], box[3] - box[1]
    return least <= width <= most and least <= height <= most and 0.5 <= width / height <= 2


def _may_cover(box: Box) -> bool:
    return box[2] - box[0] >= _COVER_SIDES[0] and box[3] - box[1] >= _COVER_SIDES[1]
