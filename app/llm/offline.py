"""The model that needs no key and no network: it answers our questions by rule."""

import asyncio
from time import monotonic
from typing import cast

from app.resume.asking import A, Answer, Question, Usage
from app.resume.writing.rules.by_rule import RULES, by_rule


class OfflineModel:
    """Always answers, and costs nothing."""

    name = "offline"

    async def ask(self, question: Question[A]) -> Answer[A]:
        """The rules' answer, worked out beside the loop."""
        begun = monotonic()
        value = cast(A, await asyncio.to_thread(by_rule, question))
        return Answer(value, self.name, RULES, Usage(latency_ms=round(1000 * (monotonic() - begun))))
