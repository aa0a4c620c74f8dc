"""Résumé → file, in any of the forms; each has its writer in one table."""

from collections.abc import Callable, Mapping

from app.errors import InvalidRequest
from app.resume.model import Resume
from app.resume.rendering.content import Block, Content, Group, Paragraph, content_of
from app.resume.rendering.data import write_json
from app.resume.rendering.docx import write_docx
from app.resume.rendering.html import write_html
from app.resume.rendering.look import Look
from app.resume.rendering.pdf import write_pdf
from app.resume.rendering.rendered import Form, Rendered
from app.resume.rendering.text import write_md, write_txt

Writer = Callable[[Resume, Content, Look], Rendered]
"""The résumé itself is there for forms that keep its data as data."""

FORMS: Mapping[Form, Writer] = {
    "pdf": write_pdf,
    "docx": write_docx,
    "html": write_html,
    "txt": write_txt,
    "md": write_md,
    "json": write_json,
}

_MOST_POINTS, _LONGEST_POINT = 300, 500
_MOST_LINES, _LINE = 1000, 130
"""More lines than ten pages can hold in the densest setting, and more letters than a line of them."""


def render(resume: Resume, look: Look, form: Form) -> Rendered:
    """The résumé as a file of that form.

    Raises InvalidRequest `too_long_to_print` for a résumé past 300 bullets of 500 characters, or past ten pages.
    """
    content = content_of(resume, look)
    _check_length(content)
    return FORMS[form](resume, content, look)


def _check_length(content: Content) -> None:
    """Bullets over the length count as several; what cannot stand on ten pages is not tried."""
    weight = sum(-(-len(point.text) // _LONGEST_POINT) for point in content.points)
    if weight > _MOST_POINTS:
        raise InvalidRequest(
            f"The résumé has {weight} bullets, counted by {_LONGEST_POINT} characters each; a file takes {_MOST_POINTS}."
            " Leave out the oldest, or say them more shortly.",
            code="too_long_to_print",
        )
    if sum(_lines(block) for section in content.sections for block in section.blocks) > _MOST_LINES:
        raise InvalidRequest(
            "The résumé is longer than ten pages, the most that a file takes. Leave out the oldest, or say it more shortly.",
            code="too_long_to_print",
        )


def _lines(block: Block) -> int:
    """The least number of lines that a block takes."""
    if isinstance(block, Paragraph):
        return 1 + len(block.text) // _LINE
    if isinstance(block, Group):
        return 1 + sum(map(len, block.items)) // _LINE
    under = sum(len(run.text) for part in block.under for run in part)
    texts = (block.title or "", *block.details, *(point.text for point in block.points))
    return 1 + under // _LINE + sum(1 + len(text) // _LINE for text in texts[1:]) + len(texts[0]) // _LINE
