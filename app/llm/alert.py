"""Watches what a résumé costs on average: whoever runs this wants to hear of it before the bill comes."""

from collections import OrderedDict
from uuid import UUID

import structlog

from app.telemetry import metrics

log = structlog.get_logger()

REMEMBERED = 100


class CostAlert:
    """The average over the last hundred jobs of this process that were paid for. Each process watches its own."""

    def __init__(self, most_usd: float = 0.0) -> None:
        """`most_usd`: the average that is told of when it is passed; 0: never."""
        self._most = most_usd
        self._jobs: OrderedDict[UUID, float] = OrderedDict()
        self._told = False

    def add(self, job_id: UUID, usd: float) -> None:
        """Counts a call's cost to its job. Passing the bound is told once, and again after it fell below."""
        if usd <= 0:
            return
        self._jobs[job_id] = self._jobs.pop(job_id, 0.0) + usd
        if len(self._jobs) > REMEMBERED:
            self._jobs.popitem(last=False)
        self._judge(sum(self._jobs.values()) / len(self._jobs))

    def _judge(self, average: float) -> None:
        metrics.LLM_AVERAGE_COST.set(average)
        passed = 0 < self._most < average
        if passed and not self._told:
            log.warning("llm.cost_alert", cost_usd=round(average, 6), limit_usd=self._most, jobs=len(self._jobs))
            metrics.LLM_COST_ALERTS.inc()
        self._told = passed
