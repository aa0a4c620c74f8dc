"""Where the pictures of the templates lie; `make previews` makes them."""

from pathlib import Path

from app.resume.rendering.look import ROOM, Template

FOLDER = ROOM / "previews"
DIGEST = FOLDER / "made-from.sha256"


def preview_path(template: Template) -> Path:
    """The picture of a template: the first page of an invented person's résumé, as PNG."""
    return FOLDER / f"{template}.png"
