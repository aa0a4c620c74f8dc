"""Content → HTML: semantic, without anything to load, the same page that the PDF is printed from."""

import re
from collections.abc import Collection, Container, Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from app.resume.model import Resume
from app.resume.rendering.breaks import LONGEST_KEPT, last_together, may_be_broken, pieces_of_list
from app.resume.rendering.content import SEPARATOR, Content, Entry, Group
from app.resume.rendering.expected import POINT_INDENT
from app.resume.rendering.fitting import NONE
from app.resume.rendering.look import ROOM, Look
from app.resume.rendering.parts import Part, Point
from app.resume.rendering.rendered import Rendered
from app.resume.rendering.style import shared_style, tokens
from app.resume.rendering.widths import length, may_begin_lines, measures

_SPACE = Markup("<span> </span>")
_WHOLE = Markup('<span class="nb">{}</span>')
_BREAKABLE = Markup('<span class="long">{}</span>')
_MAY_BREAK = Markup("<wbr/>")
_BULLET = Markup("<b>•</b>")
"""In print: an element's style is reckoned once for all that are alike, that of a `::before` for each."""
_LONG = 75
_LONG_WORD = re.compile(r"\S{31}")
_ENDLESS_WORD = re.compile(r"\S{60}(?=\S{40})")


class Column(NamedTuple):
    """The face that a text is set in, and how many ems of it a line holds."""

    family: str
    width: float


def write_html(resume: Resume, content: Content, look: Look) -> Rendered:
    """A page that stands alone: its style inside, nothing to fetch, no script."""
    style = f"{tokens(look, NONE)}\n{shared_style(look.template, screen=True)}"
    return Rendered("html", page(content, look, style).encode())


def page(content: Content, look: Look, style: str, column: Column | None = None) -> str:
    """The page's source. `style` is ours and goes in as it stands; every word of the content is escaped.

    Where the `column` is known, the page is for the press: it holds nothing that only a screen needs.
    """
    template = _environment().get_template(f"{look.template}/page.html.j2")
    told = {"content": content, "look": look, "separator": SEPARATOR, "column": column, "indent": POINT_INDENT}
    told["bullet"] = _BULLET if column else ""
    return template.render(style=Markup(style), **told)  # noqa: S704 - our own CSS


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ROOM / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
    )
    environment.tests["group"] = lambda block: isinstance(block, Group)
    environment.tests["entry"] = lambda block: isinstance(block, Entry)
    environment.filters["set"] = _set
    environment.filters["flowed"] = _flowed
    environment.filters["listed"] = _listed
    environment.filters["is_long"] = _is_long
    environment.filters["is_whole"] = _is_whole
    environment.filters["groups_by_prose"] = _groups_by_prose
    return environment


def _is_long(parts: Sequence[Part], before: str | None = None) -> bool:
    """Whether a line of parts may need a second one, with the title that stands before them."""
    return len(before or "") + sum(map(_length, parts)) + len(SEPARATOR) * len(parts) > _LONG


def _is_whole(part: Part) -> bool:
    """Whether a part is short enough never to be broken."""
    return _length(part) <= LONGEST_KEPT


def _length(part: Part) -> int:
    return sum(len(run.text) for run in part)


def _set(text: str, wraps: bool = False) -> Markup:
    """Escaped; where it may take more than a line, or `wraps` by others, what a line must not break is kept whole."""
    if len(text) < _LONG and not wraps and not _LONG_WORD.search(text):
        return escape(text)
    pieces = text.split(" ")
    return _woven(last_together(pieces) if len(text) >= _LONG else pieces, range(len(pieces)))


@pass_context
def _flowed(context: Context, text: str, indent: float = 0.0) -> Markup:
    """A text alone in the column, set in by so many ems: only those words are kept whole at which a line may end."""
    if len(text) < _LONG and not _LONG_WORD.search(text):
        return escape(text)
    pieces = text.split(" ")
    starts = _starts(context, pieces, indent)
    return _woven(last_together(pieces) if len(pieces) - 1 in starts else pieces, {*starts, len(pieces) - 2})


@pass_context
def _listed(context: Context, items: Sequence[str], name: str | None = None) -> Markup:
    """Items with commas between, after the group's name; a line breaks between two of them, never inside a short one, where a
    reader would part it."""
    if sum(len(each) + len(", ") for each in (name or "", *items)) < _LONG and not any(map(_LONG_WORD.search, items)):
        return escape(", ".join(items))
    pieces = pieces_of_list(items)
    return _woven(pieces, _starts(context, pieces, lead=f"{name}: " if name else ""))


def _starts(context: Context, pieces: Sequence[str], indent: float = 0.0, lead: str = "") -> Collection[int]:
    """The places of those pieces that a line may begin with: any, where the column or the width of a letter is unknown."""
    column = context.get("column")
    if column is None or any(map(_LONG_WORD.search, pieces)) or not measures("".join(pieces), column.family):
        return range(len(pieces))
    starts = may_begin_lines(pieces, column.family, column.width - indent, length(lead, column.family, bold=True))
    return starts if lead else starts - {0}  # nothing stands before the first, so no line ends in it


def _woven(pieces: Sequence[str], starts: Container[int]) -> Markup:
    """The pieces with spaces between; of those at `starts`, what a line must not break is kept whole."""
    return Markup().join(_piece(piece, at in starts, first=not at) for at, piece in enumerate(pieces))


def _piece(piece: str, starts: bool, *, first: bool) -> Markup:
    """A space before what stays together is a run of its own: WeasyPrint breaks after the first word of a text whose last space
    alone is too much for the line (70.0)."""
    between = Markup() if first else _SPACE
    if _LONG_WORD.search(piece):
        return between + _BREAKABLE.format(_opened(piece))
    if starts and may_be_broken(piece):
        return between + _WHOLE.format(piece)
    return escape(piece if first else f" {piece}")


def _opened(word: str) -> Markup:
    """A word of hundreds of letters may be broken at fixed places; looking for places takes the square of its length."""
    at, parts = 0, []
    for found in _ENDLESS_WORD.finditer(word):
        parts += [escape(word[at : found.end()]), _MAY_BREAK]
        at = found.end()
    return Markup().join([*parts, escape(word[at:])])


def _groups_by_prose(points: Iterable[Point]) -> list[tuple[bool, list[Point]]]:
    return [(prose, list(some)) for prose, some in groupby(points, key=lambda point: point.prose)]
