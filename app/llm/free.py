"""A model that costs nothing, counted like the others, so that every job that asked one is in the book."""

import time
from dataclasses import replace

from app.jobs.usage import Call
from app.llm.meter import Meter
from app.resume.asking import A, Answer, LanguageModel, Question, Usage


class Counted:
    def __init__(self, model: LanguageModel, meter: Meter) -> None:
        self._model, self._meter = model, meter
        self.name = model.name

    async def ask(self, question: Question[A]) -> Answer[A]:
        started = time.monotonic()
        answer = await self._model.ask(question)
        milliseconds = round((time.monotonic() - started) * 1000)
        await self._meter.write(Call(answer.provider, answer.model, question.name, "answered", milliseconds=milliseconds))
        return replace(answer, usage=Usage(latency_ms=milliseconds))
