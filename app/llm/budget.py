"""What may be spent: on a job, for a user and a tenant in a day, and by everybody in a day. Asked before a call is made.

A call first takes the most that it can cost out of every purse that bounds it, all or none; when it is over, what it did not
cost goes back. So calls side by side never spend more than is there, and a call whose end is never seen stays paid for.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

from app.accounts import User
from app.jobs.usage import Call

BYTES_A_TOKEN = 2
"""Fewer than any vendor's tokens hold on average (English from three to four), so that an estimate errs upwards."""

FRAME_TOKENS = 100
"""What a vendor puts around a prompt."""

UNPRICED = "Nobody knows what this model costs, and a budget is set. Give its price in LLM_PRICES, or ask another model."
SENTENCES = {
    "job": "This job would cost more than one job may. Send a shorter résumé, or ask `offline`, which is free.",
    "user": "You have used up what models may cost you today. Order again tomorrow (UTC), or ask `offline`, which is free.",
    "tenant": "Your organisation has used up its models' budget of today. Order again tomorrow (UTC), or ask `offline`.",
    "all": "Today's budget for models is used up. Order again tomorrow (UTC), or ask `offline`, which is free.",
}
"""By the first word of the purse that is empty."""


@dataclass(frozen=True, slots=True)
class Limits:
    """USD; 0: no bound."""

    job: float = 0.0
    user: float = 0.0
    tenant: float = 0.0
    everybody: float = 0.0

    def bounds(self, user: User, job_id: UUID) -> Mapping[str, float]:
        """The purses that bound this job's calls now, each with its most. Their names hold no name of a person."""
        day = datetime.now(UTC).date().isoformat()
        person = hashlib.sha256(f"{user.tenant_id}:{user.user_id}".encode()).hexdigest()[:32]
        named = {
            f"job:{job_id}": self.job, f"user:{person}:{day}": self.user,
            f"tenant:{user.tenant_id}:{day}": self.tenant, f"all:{day}": self.everybody,
        }  # fmt: skip
        return {name: most for name, most in named.items() if most}


class Ledger(Protocol):
    """Where calls are written down, and sums of money kept under names."""

    async def record(self, user: User, job_id: UUID, call: Call) -> None:
        """Raises Unavailable."""
        ...

    async def take(self, bounds: Mapping[str, float], usd: float) -> str | None:
        """Adds to every purse, or to none where one would pass its most; returns the name of such a one.

        Whoever takes at the same moment waits: no two takes together pass a bound. Raises Unavailable.
        """
        ...

    async def give(self, names: Sequence[str], usd: float) -> None:
        """Gives back to every one of these. Raises Unavailable."""
        ...


class NoLedger:
    """Keeps nothing: for work beside no database, which has no budget."""

    async def record(self, user: User, job_id: UUID, call: Call) -> None:
        return

    async def take(self, bounds: Mapping[str, float], usd: float) -> str | None:
        return None

    async def give(self, names: Sequence[str], usd: float) -> None:
        return


def input_tokens(*texts: str) -> int:
    """The most tokens that these texts can be."""
    return sum(len(text.encode()) // BYTES_A_TOKEN for text in texts) + FRAME_TOKENS
