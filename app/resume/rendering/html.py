"""Content → HTML: semantic, without anything to load, the same page that the PDF is printed from."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.resume.model import Resume
from app.resume.rendering.content import SEPARATOR, Content, Entry, Group
from app.resume.rendering.fitting import NONE
from app.resume.rendering.look import ROOM, Look
from app.resume.rendering.parts import Point
from app.resume.rendering.rendered import Rendered
from app.resume.rendering.style import shared_style, tokens

_WORD, _COMPOUND = re.compile(r"\S+"), re.compile(r"[^\W_]-[^\W_]")
_WHOLE = Markup('<span class="nb">{}</span>')
_LONGEST_UNBROKEN, _LONG = 30, 60


def write_html(resume: Resume, content: Content, look: Look) -> Rendered:
    """A page that stands alone: its style inside, nothing to fetch, no script."""
    style = f"{tokens(look, NONE)}\n{shared_style(look.template)}"
    return Rendered("html", page(content, look, style).encode())


def page(content: Content, look: Look, style: str) -> str:
    """The page's source. `style` is ours and goes in as it stands; every word of the content is escaped."""
    template = _environment().get_template(f"{look.template}/page.html.j2")
    return template.render(content=content, look=look, style=Markup(style), separator=SEPARATOR)  # noqa: S704 - our own CSS


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
    environment.filters["unbroken"] = _unbroken
    environment.filters["groups_by_prose"] = _groups_by_prose
    return environment


def _unbroken(text: str) -> Markup:
    """Escaped, with what must not part kept in one line: words joined by a hyphen, which a reader would take for two when broken
    there, and the last two words, so that no line holds one word alone."""
    head, last = _last_words(text)
    tail = _WHOLE.format(last) if last else Markup()
    return Markup().join(_pieces(head)) + tail


def _last_words(text: str) -> tuple[str, str]:
    words = text.rsplit(" ", 2)
    last = " ".join(words[1:])
    if len(text) < _LONG or len(last) > _LONGEST_UNBROKEN:
        return text, ""
    return f"{words[0]} ", last


def _pieces(text: str) -> Iterator[Markup | str]:
    at = 0
    for found in _WORD.finditer(text):
        if len(found.group()) <= _LONGEST_UNBROKEN and _COMPOUND.search(found.group()):
            yield text[at : found.start()]
            yield _WHOLE.format(found.group())
            at = found.end()
    yield text[at:]


def _groups_by_prose(points: Iterable[Point]) -> list[tuple[bool, list[Point]]]:
    return [(prose, list(some)) for prose, some in groupby(points, key=lambda point: point.prose)]
