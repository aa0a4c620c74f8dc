"""Answers that were given before: the same question of the same user to the same model is not asked twice."""

import hashlib
from contextlib import suppress
from typing import Protocol
from uuid import UUID

import orjson
from pydantic import ValidationError

from app.accounts import User
from app.errors import Unavailable
from app.jobs.usage import Call
from app.llm.meter import Meter, Seller
from app.llm.schemas import plain
from app.resume.asking import A, Answer, LanguageModel, Question, Usage


class Answers(Protocol):
    """Where answers are kept, each user's own apart from all others'."""

    async def get(self, user: User, key: str) -> bytes | None:
        """Raises Unavailable."""
        ...

    async def put(self, user: User, job_id: UUID, key: str, value: bytes, seconds: int) -> None:
        """Keeps what was answered to that job. Raises Unavailable."""
        ...

    async def forget(self, user: User, job_id: UUID) -> None:
        """Forgets what was answered to that job. Raises Unavailable."""
        ...


class Cached:
    """A model whose answers are kept for so many seconds. An answer is kept only once it was judged."""

    def __init__(self, model: LanguageModel, seller: Seller, meter: Meter, answers: Answers, seconds: int) -> None:
        self._model, self._seller, self._meter = model, seller, meter
        self._answers, self._seconds = answers, seconds
        self.name = model.name

    async def ask(self, question: Question[A]) -> Answer[A]:
        key = _key(self._seller, question)
        with suppress(Unavailable, ValidationError):
            kept = await self._answers.get(self._meter.user, key)
            if kept is not None:
                return await self._known(question, question.answer.model_validate_json(kept))
        answer = await self._model.ask(question)
        with suppress(Unavailable):
            await self._answers.put(
                self._meter.user, self._meter.job_id, key, answer.value.model_dump_json().encode(), self._seconds
            )
        return answer

    async def _known(self, question: Question[A], value: A) -> Answer[A]:
        await self._meter.write(Call(self._seller.provider, self._seller.model, question.name, "cached"))
        return Answer(value, self._seller.provider, self._seller.model, Usage(cached=True))


def _key(seller: Seller, question: Question[A]) -> str:
    """Everything that an answer depends on, digested: no word of a résumé stands in a key."""
    prompt, name = question.prompt(), question.name
    parts = [seller.provider, seller.model, seller.base_url, name, prompt.version, prompt.system, prompt.user]
    return hashlib.sha256(orjson.dumps([*parts, prompt.output_tokens, plain(question.answer)])).hexdigest()
