"""Counts every call of a model, answered or not: in the log, in the metrics, in the book, and against the budget."""

from contextlib import suppress
from dataclasses import dataclass, field
from uuid import UUID

import orjson
import structlog

from app.accounts import User
from app.errors import BudgetExceeded, Unavailable
from app.jobs.usage import Call
from app.llm.alert import CostAlert
from app.llm.budget import SENTENCES, UNPRICED, Ledger, Limits, input_tokens
from app.llm.prices import Prices
from app.llm.wire import Completion, Reason, Schema
from app.resume.asking import Prompt, Usage
from app.telemetry import metrics

log = structlog.get_logger()

UNTOLD = frozenset({Reason.TIMEOUT, Reason.BAD_RESPONSE, Reason.OVERSIZED, "abandoned"})
"""Ends at which the vendor may have worked, and bill it, without our hearing how much."""


@dataclass(frozen=True, slots=True)
class Seller:
    """Whose tokens are counted."""

    provider: str
    model: str
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class Reserved:
    """What a call may cost at most, taken out of these purses before it is made."""

    question: str
    usd: float
    purses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Till:
    """What counting takes, the same for all calls of a process."""

    ledger: Ledger
    prices: Prices = field(default_factory=Prices)
    limits: Limits = field(default_factory=Limits)
    alert: CostAlert = field(default_factory=CostAlert)


@dataclass(frozen=True, slots=True)
class Meter:
    """Counts for one user's job."""

    till: Till
    user: User
    job_id: UUID

    async def reserve(self, seller: Seller, question: str, prompt: Prompt, schema: Schema) -> Reserved:
        """Takes the most that the call can cost. Raises BudgetExceeded, or Unavailable when it cannot be known."""
        bounds = self.till.limits.bounds(self.user, self.job_id)
        if not bounds:
            return Reserved(question, 0.0, ())
        read = input_tokens(prompt.system, prompt.user, orjson.dumps(schema).decode())
        usd = self._cost(seller, read, prompt.output_tokens)
        if usd is None:
            raise BudgetExceeded(UNPRICED, code="price_unknown")
        full = await self.till.ledger.take(bounds, usd)
        if full is not None:
            raise BudgetExceeded(SENTENCES[full.partition(":")[0]])
        return Reserved(question, usd, tuple(bounds))

    async def settle(
        self, seller: Seller, reserved: Reserved, outcome: str, completion: Completion | None, milliseconds: int
    ) -> Usage:
        """Gives back what the call did not cost, and writes it down. The answer is there, so no failure here may undo it."""
        read, written = (completion.input_tokens, completion.output_tokens) if completion else (0, 0)
        cost = self._cost(seller, read, written) if completion else None if outcome in UNTOLD else 0.0
        if reserved.purses and cost is not None:
            with suppress(Unavailable):
                await self.till.ledger.give(reserved.purses, reserved.usd - cost)
        await self.write(Call(seller.provider, seller.model, reserved.question, outcome, read, written, cost, milliseconds))
        return Usage(read, written, cost or 0.0, milliseconds)

    async def write(self, call: Call) -> None:
        """Tells of a call everywhere. A book that is out of reach costs its line; the log has it."""
        log.info(
            "llm.call", provider=call.provider, model=call.model, question=call.question, outcome=call.outcome,
            input_tokens=call.input_tokens, output_tokens=call.output_tokens, cost_usd=call.cost_usd,
            milliseconds=call.milliseconds,
        )  # fmt: skip
        _measure(call)
        self.till.alert.add(self.job_id, call.cost_usd or 0.0)
        try:
            await self.till.ledger.record(self.user, self.job_id, call)
        except Unavailable as error:
            log.warning("llm.not_recorded", code=error.code)

    def _cost(self, seller: Seller, read: int, written: int) -> float | None:
        return self.till.prices.cost(seller.provider, seller.model, read, written, seller.base_url)


def _measure(call: Call) -> None:
    names = {"provider": call.provider, "model": call.model}
    metrics.LLM_CALLS.labels(**names, outcome=call.outcome).inc()
    metrics.LLM_TOKENS.labels(**names, direction="read").inc(call.input_tokens)
    metrics.LLM_TOKENS.labels(**names, direction="written").inc(call.output_tokens)
    if call.cost_usd is None:
        metrics.LLM_UNPRICED.labels(**names).inc()
    else:
        metrics.LLM_COST.labels(**names).inc(call.cost_usd)
