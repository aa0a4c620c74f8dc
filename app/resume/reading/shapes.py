"""What a PDF page draws beside its words: rules under headings, bullets made of paths."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.resume.reading.document import Box

_RULE_THICKNESS = 3.0
_RULE_LENGTH = 30.0
_MARK_SIDES = (1.2, 7.5)


@dataclass(frozen=True, slots=True)
class Shapes:
    """Boxes of horizontal rules and of marks small enough to be bullets."""

    rules: tuple[Box, ...] = ()
    marks: tuple[Box, ...] = ()


def sort_shapes(drawings: Iterable[Mapping[str, Any]]) -> Shapes:
    """The rules and marks among PyMuPDF's `drawings`."""
    boxes = [tuple(drawing["rect"]) for drawing in drawings]
    return Shapes(
        rules=tuple(box for box in boxes if _is_rule(box)),
        marks=tuple(box for box in boxes if _is_mark(box)),
    )


def _is_rule(box: Box) -> bool:
    return box[3] - box[1] <= _RULE_THICKNESS and box[2] - box[0] >= _RULE_LENGTH


def _is_mark(box: Box) -> bool:
    least, most = _MARK_SIDES
    width, height = box[2] - box[0], box[3] - box[1]
    return least <= width <= most and least <= height <= most and 0.5 <= width / height <= 2
