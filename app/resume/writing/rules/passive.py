"""Passive lines whose doer is the writer, made active: `Reports were prepared weekly by me` is `Prepared reports weekly`."""

import re

from app.resume.analysis.language.verbs import opening_verb
from app.resume.writing.rules.inflect import capital, inflected

_BY_ME = re.compile(
    r"(?P<what>[^,;.]{2,80}?) (?:was|were) (?P<verb>[a-z]+)(?P<rest>[^.;]{0,80}?) by (?:me|myself)\b(?P<after>[^.;]{0,80})\.?$"
)


def active(text: str) -> str | None:
    """The line with its doer left out and its deed first; None for any other line."""
    found = _BY_ME.match(text.strip())
    verb = opening_verb(found["verb"]) if found else None
    if found is None or verb is None or verb.tense == "present" or found["rest"].lstrip().startswith(("and ", ",")):
        return None
    what = found["what"]
    small = what[:1].lower() + what[1:] if what[1:2].islower() and what.split()[0].lower() in _SMALL else what
    return capital(f"{inflected(verb.base, 'past')} {small}{found['rest']}{found['after']}".strip())


_SMALL = frozenset(
    {
        "all",
        "the",
        "new",
        "weekly",
        "monthly",
        "daily",
        "reports",
        "invoices",
        "orders",
        "meetings",
        "records",
        "calls",
        "files",
        "a",
        "an",
    }
)
