"""What a child process runs to make files: a résumé in, finished files out, each read back as a stranger would read it."""

import base64
from pathlib import Path
from typing import Any

from app.resume.craft import Stage, opened
from app.resume.model import Resume
from app.resume.readback import check
from app.resume.rendering.content import content_of
from app.resume.rendering.look import TEMPLATES, look_of
from app.resume.rendering.pdf import rehearse
from app.resume.rendering.render import FORMS, render
from app.resume.rendering.rendered import Rendered
from app.resume.stored import StoredResume


def make_files(data: bytes, options: dict[str, Any], stage: Stage) -> dict[str, Any]:
    """Prints a résumé in several forms. `options`: template, options (of the look), forms, stored (a StoredResume as JSON).

    Answers the résumé, the whole look, and for each form, in order: form, data (Base64), pages, fitted, advice, check (a
    FileCheck). Raises UnreadableFile, and InvalidRequest for an unknown look or a résumé that is too long to print.
    """
    _, stored = opened(data, options["stored"], stage)
    look = look_of(options["template"], options["options"])
    files = []
    for form in (each for each in FORMS if each in options["forms"]):
        stage(f"making {form}")
        made = render(stored.resume, look, form)
        files.append(_told(made, stored.resume))
    return {"resume": stored.resume.model_dump(mode="json"), "look": look.model_dump(mode="json"), "files": files}


def _told(made: Rendered, resume: Resume) -> dict[str, Any]:
    return {
        "form": made.form,
        "data": base64.b64encode(made.data).decode("ascii"),
        "pages": made.pages,
        "fitted": made.fitted,
        "advice": made.advice,
        "check": check(resume, made).model_dump(mode="json"),
    }


def _rehearse() -> None:
    """Runs once when the warm parent imports this: fonts, styles, both engines and the reader are then there for every child."""
    sample = Resume.model_validate_json((Path(__file__).parent / "rendering" / "sample.json").read_bytes())
    short = Resume(name=sample.name, headline=sample.headline, experiences=sample.experiences[:1], languages=sample.languages)
    for template in TEMPLATES:
        look = look_of(template)
        rehearse(content_of(short, look), look)
        render(short, look, "pdf")
        render(short, look, "docx")
    options: dict[str, Any] = {"template": TEMPLATES[0], "options": {}, "forms": list(FORMS), "stored": True}
    make_files(StoredResume(resume=sample).model_dump_json().encode(), options, lambda stage: None)


_rehearse()
