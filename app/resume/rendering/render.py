"""Résumé → file, in any of the forms; each has its writer in one table."""

from collections.abc import Callable, Mapping

from app.errors import InvalidRequest
from app.resume.model import Resume
from app.resume.rendering.content import Content, content_of
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


def render(resume: Resume, look: Look, form: Form) -> Rendered:
    """The résumé as a file of that form.

    Raises InvalidRequest `too_long_to_print` for a résumé past 300 bullets of 500 characters, or past ten pages.
    """
    content = content_of(resume, look)
    _check_length(content)
    return FORMS[form](resume, content, look)


def _check_length(content: Content) -> None:
    """A longer bullet counts as several."""
    weight = sum(-(-len(point.text) // _LONGEST_POINT) for point in content.points)
    if weight > _MOST_POINTS:
        raise InvalidRequest(
            f"The résumé has {weight} bullets, counted by {_LONGEST_POINT} characters each; a file takes {_MOST_POINTS}."
            " Leave out the oldest, or say them more shortly.",
            code="too_long_to_print",
        )
