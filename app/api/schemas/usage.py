"""What asking models took, as callers see it."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from app.api.schemas.jobs import Meta
from app.jobs.usage import Span, UsageLine, UsagePage, UsageTotals


class UsageSums(BaseModel):
    """A job that several models were asked for counts once."""

    jobs: int
    calls: int = Field(description="Of a language model; answers from the cache and failures are calls too.")
    input_tokens: int
    output_tokens: int
    total_tokens: int
    cost_usd: float
    unpriced_calls: int = Field(description="Calls whose cost nobody knows; `cost_usd` leaves them out.")


class UsageRow(UsageSums):
    """A day's jobs of one kind by one provider; `provider` is null for jobs that asked no model."""

    day: date
    kind: str = Field(examples=["improve"])
    provider: str | None = Field(examples=["gemini"])


class UsageView(BaseModel):
    """Newest day first. `totals` sums all rows, also those that `limit` leaves out."""

    scope: Literal["user", "tenant"]
    since: date
    until: date
    totals: UsageSums
    items: list[UsageRow]
    meta: Meta

    @classmethod
    def of(cls, page: UsagePage, span: Span, scope: Literal["user", "tenant"], limit: int, offset: int) -> "UsageView":
        return cls(
            scope=scope, since=span.since, until=span.until, totals=UsageSums.model_validate(_sums(page.totals)),
            items=[UsageRow(day=line.day, kind=line.kind, provider=line.provider, **_sums(line)) for line in page.lines],
            meta=Meta.of(limit, offset, len(page.lines), page.total),
        )  # fmt: skip


def _sums(part: UsageLine | UsageTotals) -> dict[str, int | float]:
    return {
        "jobs": part.jobs, "calls": part.calls, "input_tokens": part.input_tokens, "output_tokens": part.output_tokens,
        "total_tokens": part.input_tokens + part.output_tokens, "cost_usd": round(part.cost_usd, 6),
        "unpriced_calls": part.unpriced,
    }  # fmt: skip
