"""What asking models takes: each call as it is counted, and the sums that a user is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from app.accounts import User


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a model, answered or not. `outcome`: `answered`, `cached`, or the code word of a failure.

    `cost_usd` is None where it is not known: the model has no price, or the call was given up before its tokens were told.
    """

    provider: str
    model: str
    question: str
    outcome: str
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = 0.0
    milliseconds: int = 0


@dataclass(frozen=True, slots=True)
class UsageLine:
    """A day's jobs of one kind by one provider (None: jobs that asked no model). `unpriced`: calls whose cost is not known."""

    day: date
    kind: str
    provider: str | None
    jobs: int
    calls: int
    input_tokens: int
    output_tokens: int
    cost_usd: float
    unpriced: int


class UsageBook(Protocol):
    """Where calls are written down."""

    async def record(self, user: User, job_id: UUID, call: Call) -> None:
        """Raises Unavailable when the book is out of reach."""
        ...

    async def cost_of(self, user: User, job_id: UUID) -> float:
        """What a job's calls cost together, in USD, as far as it is known."""
        ...

    async def lines(self, user: User, since: date, until: date, *, whole_tenant: bool) -> Sequence[UsageLine]:
        """Both days included, newest first: the user's own, or those of everybody in the tenant."""
        ...
