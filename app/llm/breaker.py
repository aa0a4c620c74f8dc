"""A breaker for each provider: one that fails again and again is left alone for a while, so that nobody waits for it in vain."""

import time
from collections.abc import Callable

import structlog

from app.llm.wire import UNWELL, Failed, Reason
from app.resume.asking import A, Answer, LanguageModel, Question
from app.telemetry import metrics

log = structlog.get_logger()

FAILURES = 5
REST_SECONDS = 30.0


class Breaker:
    """Closed, it lets everything pass. After five failures in a row it rests; then one question at a time may try again.

    Its state is that of one process.
    """

    def __init__(self, provider: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._provider, self._clock = provider, clock
        self._failures = 0
        self._until = 0.0
        self._trying = False

    def enter(self) -> None:
        """Raises Failed while the provider rests, or while another tries it after its rest."""
        left = self._until - self._clock()
        if left > 0 or self._trying:
            raise Failed(Reason.RESTING, retry_after=max(left, 1.0))
        self._trying = self._failures >= FAILURES

    def leave(self, failure: Failed | None) -> None:
        """Takes note of how a question ended that was let in; a Failed that is not the provider's illness counts as well."""
        self._trying = False
        if failure is None or failure.reason not in UNWELL:
            self._failures = 0
            return
        self._failures += 1
        if self._failures >= FAILURES:
            self._rest(max(failure.retry_after or 0.0, REST_SECONDS), failure.reason)

    def abandon(self) -> None:
        """A question that was let in ended without telling anything of the provider."""
        self._trying = False

    def _rest(self, seconds: float, reason: Reason) -> None:
        self._until = self._clock() + seconds
        metrics.LLM_RESTS.labels(provider=self._provider).inc()
        log.warning("llm.resting", provider=self._provider, seconds=round(seconds, 1), reason=str(reason))


class Guarded:
    """A model behind its provider's breaker."""

    def __init__(self, model: LanguageModel, breaker: Breaker) -> None:
        self._model, self._breaker = model, breaker
        self.name = model.name

    async def ask(self, question: Question[A]) -> Answer[A]:
        self._breaker.enter()
        told: Failed | None = None
        known = False
        try:
            answer = await self._model.ask(question)
            known = True
            return answer
        except Failed as failure:
            told, known = failure, True
            raise
        finally:
            self._breaker.leave(told) if known else self._breaker.abandon()
