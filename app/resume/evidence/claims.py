"""What a verdict is made of: claims, the quotes they rest on, and the lines that count as evidence."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "quantity",
    "date",
    "team_size",
    "number_direction_or_period",
    "named_tool",
    "named_org",
    "credential",
    "degree_or_school",
    "title_seniority",
    "responsibility_climb",
    "scope",
    "outcome",
    "praise",
    "tenure",
    "negation_or_hedge_dropped",
    "generic_addition",
]
Month = tuple[int, int]
Status = Literal["supported", "unsupported", "needs_proof"]


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A line of the résumé that may bear a claim out. `line` and `page` count from 1.

    `entry` numbers the role, degree or section that the line belongs to; `head` says that it names the entry (title,
    employer, dates) instead of telling a deed. `span` is how long the entry lasted, where that is known: its first month,
    and its last or None while it goes on. `user_attested`: no line of the file, but what the person affirmed when asked.
    """

    text: str
    line: int
    page: int = 1
    entry: int | None = None
    section: str = ""
    head: bool = False
    span: tuple[Month, Month | None] | None = None
    user_attested: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of the résumé that a claim rests on, and where they stand; or what the person affirmed when asked."""

    quote: str
    line: int
    page: int
    entry: int | None
    user_attested: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a text says. `start` and `end` are its place in the text; `reason` says why it is refused."""

    kind: Kind
    text: str
    start: int
    end: int
    status: Status
    reason: str = ""
    evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Every claim of a text, judged."""

    text: str
    claims: tuple[Claim, ...]

    @property
    def supported(self) -> bool:
        """Whether the résumé bears every claim out."""
        return all(claim.status == "supported" for claim in self.claims)

    @property
    def refused(self) -> tuple[Claim, ...]:
        """The claims that the résumé does not bear out."""
        return tuple(claim for claim in self.claims if claim.status != "supported")
