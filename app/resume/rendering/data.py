"""Résumé → JSON Résumé, for other programs: the data itself, whatever the look."""

import json

from app.resume.jsonresume import to_json_resume
from app.resume.model import Resume
from app.resume.rendering.content import Content
from app.resume.rendering.look import Look
from app.resume.rendering.rendered import Rendered


def write_json(resume: Resume, content: Content, look: Look) -> Rendered:
    """JSON Résumé 1.0.0 in UTF-8."""
    return Rendered("json", json.dumps(to_json_resume(resume).as_json(), ensure_ascii=False, indent=2).encode())
