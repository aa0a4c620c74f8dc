"""Whatever a server sends, a model answers in its shape or fails with a word: no failure of an SDK's own gets out."""

import json
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from starlette.responses import Response

from app.accounts import User
from app.errors import ModelUnavailable
from app.llm.breaker import FAILURES
from app.llm.remote import Patience
from tests.llm.questions import GOOD, Better, Lines
from tests.llm.vendors import DIALECTS, Asked, Character, Vendors, models

JUNK: list[Any] = [None, True, -1, 1e308, "", "x" * 50, [], {}, [None], {"a": 1}, 10**40, "\ud83d", [[[]]], 0]
BODIES = 60


def spoilt(value: Any, chance: Random) -> Any:
    """The same JSON with some of it left out, doubled, or in another form."""
    if chance.random() < 0.12:
        return chance.choice(JUNK)
    if isinstance(value, dict):
        return {name: spoilt(part, chance) for name, part in value.items() if chance.random() > 0.07}
    if isinstance(value, list):
        return [spoilt(part, chance) for part in value] * (2 if chance.random() < 0.1 else 1)
    return value


def sends(vendor: str, chance: Random) -> Character:
    status = chance.choice([200, 200, 400, 401, 429, 500])
    dialect = DIALECTS[vendor]
    told = {200: dialect.answer(GOOD, "end"), 429: dialect.limited(0.1)[0]}.get(status, dialect.error(status, "failure"))
    body = json.dumps(spoilt(told, chance)).encode()

    async def character(asked: Asked) -> Response:
        return Response(body, status, media_type="application/json")

    return character


@pytest.mark.filterwarnings(
    "ignore:.*is not a valid:UserWarning"
)  # Google's client says so of a finish reason that it does not know
@pytest.mark.parametrize("vendor", list(DIALECTS))
async def test_no_body_breaks_out(vendors: Vendors, somebody: User, vendor: str) -> None:
    chance = Random(vendor)
    answered = 0
    for _ in range(BODIES // FAILURES):
        chosen = models(vendors, vendor, patience=Patience(5.0, 1, 0.001))  # anew, before its breaker opens
        for _ in range(FAILURES):
            vendors.play(sends(vendor, chance))
            try:
                answer = await chosen.choose(None, somebody, uuid4()).ask(Better())
            except ModelUnavailable:
                continue
            answered += 1
            assert isinstance(answer.value, Lines)
        await chosen.close()
    assert 0 < answered < BODIES
