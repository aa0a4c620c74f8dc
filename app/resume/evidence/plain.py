"""Makes evidence lines of plain text: which lines name an entry, which tell its deeds, and under which heading they stand."""

import re

from app.resume.evidence.claims import EvidenceLine

_BULLET = re.compile(r"^[\s]{0,20}[-•*▪‣–●◦·][ \t]")
_HEADINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("summary", ("summary", "profile", "objective", "about")),
    ("skills", ("skills", "technologies", "competencies", "languages")),
    ("education", ("education",)),
    ("certifications", ("certification", "license", "licence", "credential")),
    ("projects", ("project",)),
    ("experience", ("experience", "employment", "history", "volunteer")),
)
_LONGEST_HEADING = 5


def lines_of(text: str) -> tuple[EvidenceLine, ...]:
    """The lines of a résumé that hold something, numbered from 1; each run of head lines above bullets opens an entry."""
    found: list[EvidenceLine] = []
    section, entry, in_head, blank = "", 0, False, True
    for number, raw in enumerate(text.splitlines(), start=1):
        if not raw.strip():
            in_head, blank = False, True
            continue
        heading = _heading(raw, after_blank=blank)
        blank = False
        if heading:
            section, in_head = heading, False
            entry += 1
            found.append(EvidenceLine("", number, entry=entry, section=section))
            continue
        bullet = _BULLET.match(raw)
        head = section in {"experience", "projects"} and not bullet
        if head and not in_head:
            entry += 1
        in_head = head
        found.append(EvidenceLine(_BULLET.sub("", raw).strip(), number, entry=entry, section=section, head=head))
    return tuple(line for line in found if line.text)


def _heading(raw: str, *, after_blank: bool) -> str:
    """The section that a line of capitals opens; empty for any other line."""
    words = raw.strip().rstrip(":")
    if not words.isupper() or len(words.split()) > _LONGEST_HEADING or not words.replace(" ", "").replace("&", "").isalpha():
        return ""
    low = words.lower()
    return next((name for name, marks in _HEADINGS if any(mark in low for mark in marks)), "other" if after_blank else "")
