"""Tells headings from other lines by how they are set: size, weight, capitals, colour, a rule.

A look is judged over the whole document: the strongest looks that stand alone on short lines, more than once, are headings. A
bold line is one only where nothing stronger is; beside headings in larger type it opens an entry.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.resume.reading.looks import in_capitals, says_date, usual
from app.resume.reading.printed import Printed

_MOST_WORDS = 7
_MOST_LETTERS = 60
_LIST = 3


class Style(NamedTuple):
    """How a line is set, as far as it may set a heading apart."""

    size: float
    bold: bool
    capitals: bool
    ruled: bool
    colored: bool
    hung: bool


def find_headings(lines: Sequence[Printed]) -> dict[int, int]:
    """The lines that are headings: index in `lines` to level, 1 for the strongest."""
    sizes, _ = usual(lines)
    body = sizes[0] if sizes else 0.0
    ink = _ink(lines)
    styles = _without_lists({at: _style(line, ink) for at, line in enumerate(lines) if _may_head(line)})
    strengths = {at: _strength(style, body) for at, style in styles.items()}
    least = _least_strength(styles, strengths)
    chosen: dict[int, Style] = {}
    for at, style in styles.items():
        if strengths[at] >= least and not _opens_under(at, style, chosen, lines):
            chosen[at] = style
    ranks = {size: rank for rank, size in enumerate(sorted({style.size for style in chosen.values()}, reverse=True), 1)}
    return {at: ranks[style.size] for at, style in chosen.items()}


def _without_lists(styles: Mapping[int, Style]) -> dict[int, Style]:
    """The styles without three and more lines of one look under each other: those are a list, however strongly set."""
    kept: dict[int, Style] = {}
    for at, style in styles.items():
        run = 1
        while styles.get(at - run) == style and run < _LIST:
            run += 1
        below = 1
        while styles.get(at + below) == style and below < _LIST:
            below += 1
        if run + below - 1 < _LIST:
            kept[at] = style
    return kept


def _opens_under(at: int, style: Style, chosen: Mapping[int, Style], lines: Sequence[Printed]) -> bool:
    """Whether a line in a heading's look opens the first entry right under that heading."""
    return chosen.get(at - 1) == style and lines[at].space_before < 0.3 and at > 1


def _ink(lines: Sequence[Printed]) -> int:
    colors: Counter[int] = Counter()
    for line in lines:
        for span in line.spans:
            colors[span.color] += len(span.text)
    return colors.most_common(1)[0][0] if colors else 0


def _may_head(line: Printed) -> bool:
    text = line.text.strip()
    if line.marker or len(line.cells) > 1 or not any(letter.isalpha() for letter in text):
        return False
    if len(text) > _MOST_LETTERS or len(text.split()) > _MOST_WORDS:
        return False
    return not text.endswith((".", ",", ";")) and "@" not in text and not says_date(text)


def _style(line: Printed, ink: int) -> Style:
    spans = [span for span in line.spans if span.text.strip()]
    return Style(
        size=max(round(span.size * 2) / 2 for span in spans),
        bold=all(span.bold for span in spans),
        capitals=in_capitals(line.text),
        ruled=line.ruled,
        colored=all(span.color != ink for span in spans),
        hung=line.hung,
    )


def _strength(style: Style, body: float) -> float:
    larger = min((style.size / body - 1) * 10, 6.0) if body else 0.0
    return larger + 1.5 * style.bold + 2.0 * style.capitals + 2.0 * style.ruled + 0.8 * style.colored + 2.0 * style.hung


def _least_strength(styles: Mapping[int, Style], strengths: Mapping[int, float]) -> float:
    """A little under the strongest look that several lines share; lines under each other, as of a name, count as one."""
    shared: dict[Style, list[int]] = defaultdict(list)
    for at, style in styles.items():
        if not shared[style] or at - shared[style][-1] > 1:
            shared[style].append(at)
    strong = max((strengths[found[0]] for found in shared.values() if len(found) > 1), default=0.0)
    return max(1.4, strong * 0.75)
