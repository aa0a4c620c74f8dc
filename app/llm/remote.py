"""A vendor as a LanguageModel: the one place for tries, waiting, repair and judging what came back."""

import asyncio
import re
import time
from dataclasses import dataclass, field, replace
from itertools import count
from random import SystemRandom
from typing import Generic

import orjson
from pydantic import ValidationError

from app.llm.account import LazyWire
from app.llm.meter import Meter, Seller
from app.llm.schemas import plain
from app.llm.wire import Completion, Failed, Reason, Schema
from app.resume.asking import A, Answer, Prompt, Question, Usage

AGAIN = frozenset({Reason.UNREACHABLE, Reason.RATE_LIMITED, Reason.SERVER_ERROR, Reason.BAD_RESPONSE})
REPAIRED = frozenset({Reason.MALFORMED, Reason.WRONG_SHAPE})
CHARACTERS_A_TOKEN = 16
"""Four times what a token holds on average: an answer longer than this did not keep to its bound."""

NUL = re.compile(r"\0|\\u0000")
"""Which no document and no database can hold."""

TOLD_FAULTS = 5
LONGEST_FAULT = 200


@dataclass(frozen=True, slots=True)
class Patience:
    """`seconds` for one question, every try of it together; `pause` before the second try, twice as long before each next."""

    seconds: float = 30.0
    tries: int = 3
    pause: float = 0.5


@dataclass(slots=True)
class _Asking(Generic[A]):
    """One question on its way: what its calls took, and what was wrong with an answer that is being mended."""

    question: Question[A]
    prompt: Prompt
    schema: Schema
    until: float
    used: list[Usage] = field(default_factory=list)
    mended: bool = False

    def usage(self) -> Usage:
        return total(self.used)


class RemoteModel:
    def __init__(self, wire: LazyWire, meter: Meter, patience: Patience, base_url: str = "") -> None:
        self._wire, self._meter, self._patience = wire, meter, patience
        self._seller = Seller(wire.provider, wire.model, base_url)
        self.name = f"{wire.provider}:{wire.model}"

    async def ask(self, question: Question[A]) -> Answer[A]:
        """Raises Failed, with what its tries took; BudgetExceeded before anything is spent."""
        await self._wire.open()  # loading an SDK is no waiting for its vendor
        until = asyncio.get_running_loop().time() + self._patience.seconds
        asking = _Asking(question, question.prompt(), plain(question.answer), until)
        try:
            async with asyncio.timeout_at(until):
                value = await self._persist(asking)
        except TimeoutError:
            raise Failed(Reason.TIMEOUT, usage=asking.usage()) from None
        except Failed as failure:
            failure.usage = asking.usage()
            raise
        return Answer(value, self._wire.provider, self._wire.model, asking.usage())

    async def _persist(self, asking: _Asking[A]) -> A:
        for number in count(1):
            try:
                return await self._once(asking)
            except Failed as failure:
                pause = self._pause(asking, failure, number)
                if pause is None:
                    raise
            await asyncio.sleep(pause)
        raise AssertionError("unreachable: the last try returns or raises")

    def _pause(self, asking: _Asking[A], failure: Failed, number: int) -> float | None:
        """Seconds until the next try; None when there should be none, or when it could not begin in time."""
        if failure.reason in REPAIRED:
            return None if asking.mended else _mend(asking, failure)
        if failure.reason not in AGAIN or number >= self._patience.tries:
            return None
        pause = self._patience.pause * 2 ** (number - 1) * SystemRandom().uniform(1.0, 1.25)
        pause = max(pause, failure.retry_after or 0.0)
        return pause if asyncio.get_running_loop().time() + pause < asking.until else None

    async def _once(self, asking: _Asking[A]) -> A:
        """One call, counted however it ends."""
        reserved = await self._meter.reserve(self._seller, asking.question.name, asking.prompt, asking.schema)
        started, outcome, completion = time.monotonic(), "abandoned", None
        try:
            completion = await self._wire.complete(asking.prompt, asking.schema)
            value = judged(completion, asking.question.answer, asking.prompt)
            outcome = "answered"
            return value
        except Failed as failure:
            outcome = failure.reason
            raise
        finally:
            milliseconds = round((time.monotonic() - started) * 1000)
            asking.used.append(await self._meter.settle(self._seller, reserved, outcome, completion, milliseconds))


def judged(completion: Completion, answer: type[A], prompt: Prompt) -> A:
    """The answer in its shape, to the letter. Raises Failed for every other."""
    if completion.stop != "end":
        raise Failed(Reason.REFUSED if completion.stop == "refused" else Reason.CUT_OFF)
    if len(completion.text) > prompt.output_tokens * CHARACTERS_A_TOKEN:
        raise Failed(Reason.OVERSIZED)
    if NUL.search(completion.text):
        raise Failed(Reason.MALFORMED, fault="it holds a NUL character")
    try:
        return answer.model_validate_json(_json(completion.text), strict=True, extra="forbid")
    except ValidationError as error:
        raise _fault(error) from None


def _json(text: str) -> str:
    """The object in an answer: models that are not held to a schema put fences or a sentence around it."""
    return text[text.find("{") : text.rfind("}") + 1]


def _fault(error: ValidationError) -> Failed:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    if found[0]["type"] == "json_invalid":
        return Failed(Reason.MALFORMED, fault="it is not valid JSON")
    told = (f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}"[:LONGEST_FAULT] for one in found[:TOLD_FAULTS])
    return Failed(Reason.WRONG_SHAPE, fault="; ".join(told))


def _mend(asking: _Asking[A], failure: Failed) -> float:
    """Asks again with the fault named; returns the pause before that, which is none."""
    note = (
        f"\n\nYour last answer to this could not be used: {failure.fault}. Answer again, with one JSON object of this"
        f" JSON Schema and nothing else:\n{orjson.dumps(asking.schema).decode()}"
    )
    asking.prompt, asking.mended = replace(asking.prompt, user=asking.prompt.user + note), True
    return 0.0


def total(used: list[Usage]) -> Usage:
    """What several calls took together."""
    return Usage(
        input_tokens=sum(one.input_tokens for one in used),
        output_tokens=sum(one.output_tokens for one in used),
        cost_usd=sum(one.cost_usd for one in used),
        latency_ms=sum(one.latency_ms for one in used),
    )
