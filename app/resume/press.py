"""What a child process runs to make files: a kept résumé in, finished files out."""

import base64
from pathlib import Path
from typing import Any

from app.resume.craft import Stage
from app.resume.model import Resume
from app.resume.rendering.look import TEMPLATES, look_of
from app.resume.rendering.render import FORMS, render
from app.resume.stored import StoredResume


def render_files(data: bytes, options: dict[str, Any], stage: Stage) -> list[dict[str, Any]]:
    """Prints a résumé in several forms. `data`: a StoredResume as JSON; `options`: template, options (of the look), forms.

    Answers for each form, in order: form, data (Base64), pages, fitted, advice. Raises InvalidRequest for an unknown template
    or option, and for a résumé that is too long to print.
    """
    resume = StoredResume.model_validate_json(data).resume
    look = look_of(options["template"], options["options"])
    files = []
    for form in (each for each in FORMS if each in options["forms"]):
        stage(f"making {form}")
        made = render(resume, look, form)
        files.append(
            {
                "form": made.form,
                "data": base64.b64encode(made.data).decode("ascii"),
                "pages": made.pages,
                "fitted": made.fitted,
                "advice": made.advice,
            }
        )
    return files


def _rehearse() -> None:
    """Runs once when the warm parent imports this: fonts, styles and the layout engine are then there for every child."""
    text = StoredResume(resume=Resume.model_validate_json((Path(__file__).parent / "rendering" / "sample.json").read_bytes()))
    for template in TEMPLATES:
        options: dict[str, Any] = {"template": template, "options": {}, "forms": list(FORMS)}
        render_files(text.model_dump_json().encode(), options, lambda stage: None)


_rehearse()
