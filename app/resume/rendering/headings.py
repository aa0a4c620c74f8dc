"""The headings of sections: the standard words of the résumé's language, which both people and machines look for."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.resume.model import Resume
from app.resume.rendering.parts import said


def headings_of(resume: Resume, language: str) -> Mapping[str, str]:
    """A heading for each section by its name, and for `other`, which stands over text that had none.

    In a language that no list has, the résumé's own headings serve, as far as it printed them.
    """
    tables = _tables()
    if language in tables:
        return tables[language]
    own = {found.section: words for found in resume.headings if (words := said(found.heading)) and found.section != "other"}
    return {**tables["en"], **own}


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((Path(__file__).parent / "headings.toml").read_text(encoding="utf-8"))
