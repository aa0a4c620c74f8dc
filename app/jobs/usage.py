"""What asking models takes: each call as it is counted, and the sums that a user is shown."""

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
class Span:
    """Days in UTC, both included."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class UsageTotals:
    """A job that several models were asked for counts once. `unpriced`: calls whose cost is not known."""

    jobs: int
    calls: int
    input_tokens: int
    output_tokens: int
    cost_usd: float
    unpriced: int


@dataclass(frozen=True, slots=True)
class UsageLine:
    """A day's jobs of one kind by one provider; None: jobs that asked no model. Rules are the provider `offline`."""

    day: date
    kind: str
    provider: str | None
    jobs: int
    calls: int
    input_tokens: int
    output_tokens: int
    cost_usd: float
    unpriced: int


@dataclass(frozen=True, slots=True)
class UsagePage:
    """Some of the lines, the sums over all, and how many lines there are."""

    lines: tuple[UsageLine, ...]
    totals: UsageTotals
    total: int


class UsageBook(Protocol):
    """The calls of the past, as users may see them."""

    async def cost_of(self, user: User, job_id: UUID) -> float:
        """What a job's calls cost together, in USD, as far as it is known."""
        ...

    async def page(self, user: User, span: Span, *, whole_tenant: bool, limit: int, offset: int) -> UsagePage:
        """Newest first: the user's own, or those of everybody in the tenant."""
        ...
