"""Content → PDF: tagged for screen readers (PDF/UA-1), with bundled fonts, fitted to its pages."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from weasyprint import CSS
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import Box, LineBox, ParentBox
from weasyprint.text.ffi import ffi

from app.errors import InvalidRequest
from app.resume.model import Resume
from app.resume.rendering.content import Content, Entry, Section
from app.resume.rendering.coverage import STAND_IN, undrawable
from app.resume.rendering.expected import expected, room_of
from app.resume.rendering.faces import faces
from app.resume.rendering.fitting import Fitted, Room, Step, fit, steps
from app.resume.rendering.html import Column, page
from app.resume.rendering.look import Look, Template, about, lists, type_of
from app.resume.rendering.printed import Printed
from app.resume.rendering.rendered import Rendered
from app.resume.rendering.style import shared_style, tokens

MOST_PAGES = 10
_PIXELS = 96
_MILLIMETRES = 25.4
_NEARLY_EMPTY = 0.12
_SHOWN = 20
_LETTERS_IN_USE = range(16, 96)
"""How many letters of a face a résumé uses, as a rule."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A text on its pages: its source, the letters of it that no bundled font has, and the document."""

    source: str
    missing: Sequence[str]
    document: Document
    used: tuple[float, ...]

    @property
    def pages(self) -> int:
        """How many."""
        return len(self.used)

    @property
    def filled(self) -> float:
        """How many pages the text would fill without the white that is left where a block did not fit at a page's end."""
        return sum(self.used)


@lru_cache(maxsize=1)
def typeset_of(content: Content, look: Look) -> Fitted[Laid]:
    """Kept for the next writer, since the DOCX of a look is set in the measures that fitted its twin."""
    return fit(lambda step: _lay_out(content, look, step), lambda step: expected(content, look, step), _room(look))


def write_pdf(resume: Resume, content: Content, look: Look) -> Rendered:
    """The file, its pages, and what was done to fit. Raises InvalidRequest `too_long_to_print` past ten pages."""
    fitted = typeset_of(content, look)
    if fitted.layout.pages > MOST_PAGES:
        raise InvalidRequest(
            f"The résumé fills {fitted.layout.pages} pages; a file takes {MOST_PAGES}."
            " Leave out the oldest, or say it more shortly.",
            code="too_long_to_print",
        )
    data = fitted.layout.document.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=hashlib.sha256(fitted.layout.source.encode()).digest()[:16]
    )
    assert data is not None  # noqa: S101 - no target was given
    done = (fitted.step.said,) if fitted.step.said else ()
    advice = (*_missing(fitted.layout.missing), *_advice(fitted, content, look))
    return Rendered("pdf", data, fitted.layout.pages, done, advice)


def rehearse(content: Content, look: Look) -> None:
    """Sets a text in every size that fitting may ask for, so that the faces are there in each; and has the numbers of letters in
    use known that fonts are cut down to, since the binding of the library that cuts them parses each number when it first comes.
    """
    for step in {step.size: step for step in steps()}.values():
        _lay_out(content, look, step)
    for count in _LETTERS_IN_USE:
        ffi.typeof(f"hb_codepoint_t[{count}]")


def _room(look: Look) -> Room:
    known = about(look.template)
    told = type_of(look)
    return Room(told.size, told.leading, known.type.least, known.most_pages, MOST_PAGES)


def _lay_out(content: Content, look: Look, step: Step) -> Laid:
    known, told = faces(), type_of(look)
    width, _ = room_of(look, told.size - step.size)
    source = page(content, look, "", Column(told.body.family, width))
    missing = undrawable([source])
    source = source.translate({ord(letter): STAND_IN for letter in missing})
    sheets = [known.rules, sheet(look.template), CSS(string=tokens(look, step), url_fetcher=known.fetcher)]
    document = Printed(source).render(font_config=known.configuration, stylesheets=sheets)
    return Laid(source, missing, document, _used(document, look))


@cache
def sheet(template: Template) -> CSS:
    """A template's style, understood once for a process."""
    known = faces()
    return CSS(string=shared_style(template), font_config=known.configuration, url_fetcher=known.fetcher)


def _used(document: Document, look: Look) -> tuple[float, ...]:
    """The share of each page's height that holds text.

    The library tells no one where a page's text ends, so we look at its boxes.
    """
    top, _, bottom = about(look.template).type.margins
    height = (lists().page_sizes[look.page_size][1] / _MILLIMETRES - top - bottom) * _PIXELS
    return tuple((_end(page._page_box.children[0]) - top * _PIXELS) / height for page in document.pages)


def _end(box: Box) -> float:
    """Where the last line in a box ends, in pixels from the page's top."""
    if isinstance(box, ParentBox) and box.children and not isinstance(box, LineBox):
        return _end(box.children[-1])
    return float(box.position_y + (box.height or 0))


def _missing(letters: Sequence[str]) -> Iterator[str]:
    if letters:
        shown = " ".join(letters[:_SHOWN])
        more = f" and {len(letters) - _SHOWN} more" if len(letters) > _SHOWN else ""
        yield f"No font here has {shown}{more}: {STAND_IN} stands in their place in the PDF. The Word and text files hold them."


def _advice(fitted: Fitted[Laid], content: Content, look: Look) -> Iterator[str]:
    most = about(look.template).most_pages
    pages, filled = fitted.layout.pages, fitted.layout.filled
    if most and pages > most:
        yield from _cuts(content, filled, most)
    elif pages > 1 and fitted.layout.used[-1] < _NEARLY_EMPTY:
        yield "The last page holds a few lines only: shorten a bullet or two, or choose a denser setting, to do without it."


def _cuts(content: Content, filled: float, most: int) -> Iterator[str]:
    """How much is too much, and where it is missed least: the last entries of the longest section."""
    share = round(100 * (1 - most / filled))
    yield f"The résumé fills {filled:.1f} pages; this form takes {most}. Leave out about {share}% of the text."
    longest = max(content.sections, key=_weight, default=None)
    titles = [block.title for block in longest.blocks if isinstance(block, Entry) and block.title] if longest else []
    if longest and len(titles) > 1:
        yield f"Shorten first the oldest under “{longest.heading}”: {', '.join(f'“{title}”' for title in titles[:1:-1][:3])}."


def _weight(section: Section) -> int:
    return sum(len(point.text) for block in section.blocks if isinstance(block, Entry) for point in block.points)
