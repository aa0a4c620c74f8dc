"""What an improve job proposes: one change each, with its reasons, its evidence, and the place it is for."""

import hashlib
from typing import Literal, get_args

from app.resume.model import Resume, Value
from app.resume.stored import Attested

ChangeKind = Literal["rewrite", "add", "remove", "reorder"]
Status = Literal["supported", "needs_proof"]
WorkSection = Literal["experience", "projects", "volunteering"]
"""The sections whose entries tell of work in lines."""
Section = Literal["summary", "skills"] | WorkSection
WORK: tuple[WorkSection, ...] = get_args(WorkSection)


class Evidence(Value):
    """Words of the résumé that a text rests on, where they stand, and whether the person affirmed them when asked.

    `page` and `line` count from 1; both are null where the résumé came as data, or for what was affirmed.
    """

    quote: str
    location: str
    page: int | None = None
    line: int | None = None
    user_attested: bool = False


class Improvement(Value):
    """One change. `id` is the same for the same change of the same résumé, always.

    `entry` is the job, project or unpaid work of the section that it is for and `bullets` are the lines of it that it replaces,
    both counted from 1; for a reorder, `bullets` is the new order of all of them. Each line of `improved` becomes a bullet; for
    skills, a group of its own. The first line of a project or of unpaid work is its description, where there is one.
    """

    id: str
    section: Section
    location: str
    original: str | None
    improved: str
    kind: ChangeKind
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    status: Status = "supported"
    question: str | None = None
    entry: int | None = None
    bullets: tuple[int, ...] = ()


class Selectable(Value):
    """What a user selects from: the improvements of a job, and the résumé and affirmations that these were made of."""

    resume: Resume
    improvements: tuple[Improvement, ...]
    attested: tuple[Attested, ...] = ()


class Judged(Value):
    """What became of one selected improvement: its text as it stands now, and whether the résumé bears it out."""

    id: str
    text: str
    status: Status
    edited: bool = False
    evidence: tuple[Evidence, ...] = ()
    question: str | None = None


class Applied(Value):
    """A résumé with exactly the selected improvements, and what became of each of them."""

    resume: Resume
    selected: tuple[Judged, ...]


def identity(section: str, location: str, original: str | None, improved: str) -> str:
    """The id of a change: 16 hex digits of what it is about and what it says."""
    told = "\0".join((section, location, original or "", improved))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
