"""Content → HTML: semantic, without anything to load, the same page that the PDF is printed from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from app.resume.model import Resume
from app.resume.rendering.content import SEPARATOR, Content, Entry, Group
from app.resume.rendering.expected import POINT_INDENT
from app.resume.rendering.fitting import NONE
from app.resume.rendering.look import ROOM, Look
from app.resume.rendering.parts import Part, Point
from app.resume.rendering.rendered import Rendered
from app.resume.rendering.style import shared_style, tokens
from app.resume.rendering.widths import lines_of

_WORD, _COMPOUND = re.compile(r"\S+"), re.compile(r"[^\W_][-–][^\W_]")
_SPACE = Markup("<span> </span>")
_WHOLE = Markup('<span class="nb">{}</span>')
_BREAKABLE = Markup('<span class="long">{}</span>')
_MAY_BREAK = Markup("<wbr/>")
_LONGEST_KEPT, _LONG = 30, 75
_LONG_WORD = re.compile(r"\S{31}")
_KERNED = (-0.015, 0.0, 0.015)
"""How much kerning and letters of another weight may change what a line holds."""
_ENDLESS_WORD = re.compile(r"\S{60}(?=\S{40})")


class Column(NamedTuple):
    """The face that a text is set in, and how many ems of it a line holds."""

    family: str
    width: float


def write_html(resume: Resume, content: Content, look: Look) -> Rendered:
    """A page that stands alone: its style inside, nothing to fetch, no script."""
    style = f"{tokens(look, NONE)}\n{shared_style(look.template)}"
    return Rendered("html", page(content, look, style).encode())


def page(content: Content, look: Look, style: str, column: Column | None = None) -> str:
    """The page's source. `style` is ours and goes in as it stands; every word of the content is escaped.

    Where the `column` is known, only those last words are kept together of which one would stand alone in its line.
    """
    template = _environment().get_template(f"{look.template}/page.html.j2")
    told = {"content": content, "look": look, "separator": SEPARATOR, "column": column}
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
    environment.filters["listed"] = _listed
    environment.filters["is_long"] = _is_long
    environment.filters["is_whole"] = _is_whole
    environment.filters["groups_by_prose"] = _groups_by_prose
    return environment


def _is_long(parts: Sequence[Part]) -> bool:
    """Whether a line of parts may need a second one."""
    return sum(map(_length, parts)) + len(SEPARATOR) * len(parts) > _LONG


def _is_whole(part: Part) -> bool:
    """Whether a part is short enough never to be broken."""
    return _length(part) <= _LONGEST_KEPT


def _length(part: Part) -> int:
    return sum(len(run.text) for run in part)


@pass_context
def _set(context: Context, text: str, wraps: bool = False) -> Markup:
    """Escaped, with its line breaks in hand where it may take more than a line, or `wraps` by others: see `_kept`, `_opened`."""
    if len(text) < _LONG and not wraps and not _LONG_WORD.search(text):
        return escape(text)
    head, last = _last_words(text, context.get("column")) if len(text) >= _LONG else (text, "")
    tail = _WHOLE.format(last) if last else Markup()
    return Markup().join(map(_ended, _kept(head))) + tail


@pass_context
def _listed(context: Context, items: Sequence[str]) -> Markup:
    """Items with commas between; a line breaks between two of them, never inside a short one, where a reader would part it."""
    if sum(map(len, items)) < _LONG:
        return _set(context, ", ".join(items))
    ends = [*([","] * (len(items) - 1)), ""]
    said = (f"{item}{end}" for item, end in zip(items, ends, strict=True))
    return _SPACE.join(
        _WHOLE.format(each) if " " in each and len(each) <= _LONGEST_KEPT else _set(context, each) for each in said
    )


def _last_words(text: str, column: Column | None) -> tuple[str, str]:
    """The text but for its last two words, and those, which stay together: no line shall hold one word alone."""
    words = text.rsplit(" ", 2)
    last = " ".join(words[1:])
    if len(words) < 3 or len(last) > _LONGEST_KEPT or (column and not _may_end_alone(text, column)):
        return text, ""
    return f"{words[0]} ", last


def _may_end_alone(text: str, column: Column) -> bool:
    """Whether the last line of a text might hold one word, as a point or as a paragraph, with kerning left out of account."""
    widths = (column.width - POINT_INDENT, column.width)
    lines = (lines_of(text, column.family, width * (1 + more)) for width in widths for more in _KERNED)
    return any(len(each) > 1 and each[-1] == 1 for each in lines)


def _ended(piece: Markup | str) -> Markup:
    """A space before what stays together is a run of its own: WeasyPrint breaks after the first word of a text whose last space
    alone is too much for the line (70.0)."""
    shorter = piece.rstrip(" ")
    return escape(shorter) + (_SPACE if shorter != piece else Markup())


def _kept(text: str) -> Iterator[Markup | str]:
    """Words joined by a hyphen stay in one line: a reader would take them for two when broken there. Long words may be broken."""
    at = 0
    for found in _WORD.finditer(text):
        is_long = len(found.group()) > _LONGEST_KEPT
        if is_long or _COMPOUND.search(found.group()):
            yield text[at : found.start()]
            yield _BREAKABLE.format(_opened(found.group())) if is_long else _WHOLE.format(found.group())
            at = found.end()
    yield text[at:]


def _opened(word: str) -> Markup:
    """A word of hundreds of letters may be broken at fixed places; looking for places takes the square of its length."""
    at, parts = 0, []
    for found in _ENDLESS_WORD.finditer(word):
        parts += [escape(word[at : found.end()]), _MAY_BREAK]
        at = found.end()
    return Markup().join([*parts, escape(word[at:])])


def _groups_by_prose(points: Iterable[Point]) -> list[tuple[bool, list[Point]]]:
    return [(prose, list(some)) for prose, some in groupby(points, key=lambda point: point.prose)]
