"""The sentences by which a file's oddities are told to a person."""

import tomllib
from functools import cache
from pathlib import Path

from app.resume.reading.document import FileWarning


def warn(code: str, page: int | None = None) -> FileWarning:
    """The warning of a code of `warnings.toml`; `page` counts from 1."""
    return FileWarning(code=code, message=_sentences()[code], page=page)


@cache
def _sentences() -> dict[str, str]:
    return dict(tomllib.loads(Path(__file__).with_name("warnings.toml").read_text(encoding="utf-8")))
