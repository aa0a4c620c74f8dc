"""Who is asked: the chain, the breaker, the cache, and what a request may name."""

import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from redis.asyncio import Redis

from app.accounts import User
from app.broker.answers import RedisAnswers
from app.broker.redis import open_redis
from app.errors import BudgetExceeded, InvalidRequest, ModelFailed, ModelUnavailable
from app.llm.breaker import FAILURES, REST_SECONDS, Breaker
from app.llm.budget import Limits, NoLedger
from app.llm.choose import ConfiguredModels
from app.llm.meter import Till
from app.llm.wire import Failed, Reason
from tests.llm.questions import GOOD, Better
from tests.llm.vendors import READ, Character, Vendors, fails, models, refuses, says

Make = Callable[..., ConfiguredModels]
ROOT = Path(__file__).parents[2]


@pytest.fixture
async def made(vendors: Vendors) -> AsyncIterator[Make]:
    opened: list[ConfiguredModels] = []

    def make(*names: str, play: tuple[Character, ...] = (says(GOOD),), **changes: Any) -> ConfiguredModels:
        vendors.play(*play)
        opened.append(models(vendors, *names, **changes))
        return opened[-1]

    yield make
    for one in opened:
        await one.close()


def by_vendor(**characters: Character) -> Character:
    """Each vendor in its own manner."""

    async def character(asked: Any) -> Any:
        return await characters[asked.vendor](asked)

    return character


async def test_the_next_in_the_chain_answers_and_says_who_did_not(made: Make, somebody: User) -> None:
    play = by_vendor(gemini=fails(503), anthropic=refuses(), openai=says(GOOD))
    answer = await made("gemini", "anthropic", "openai", play=(play,)).choose(None, somebody, uuid4()).ask(Better())
    assert answer.provider == "openai"
    assert answer.fallbacks == ("gemini:gemini-3.5-flash-lite: server_error", "anthropic:claude-haiku-5-5: refused")
    assert answer.usage.input_tokens == 2 * READ


async def test_who_is_named_is_asked_alone(made: Make, vendors: Vendors, somebody: User) -> None:
    chosen = made("gemini", "anthropic", play=(fails(503),)).choose("anthropic", somebody, uuid4())
    with pytest.raises(ModelUnavailable):
        await chosen.ask(Better())
    assert {asked.vendor for asked in vendors.asked} == {"anthropic"}


async def test_a_chain_that_may_answer_later_says_so(made: Make, somebody: User) -> None:
    play = by_vendor(gemini=fails(503), anthropic=refuses())
    with pytest.raises(ModelUnavailable) as caught:
        await made("gemini", "anthropic", play=(play,)).choose(None, somebody, uuid4()).ask(Better())
    assert caught.value.retryable


async def test_a_chain_that_never_will_says_so(made: Make, somebody: User) -> None:
    play = by_vendor(gemini=fails(401), anthropic=refuses())
    with pytest.raises(ModelFailed) as caught:
        await made("gemini", "anthropic", play=(play,)).choose(None, somebody, uuid4()).ask(Better())
    assert not caught.value.retryable


async def test_where_money_lacks_the_chain_goes_on(made: Make, somebody: User) -> None:
    till = Till(NoLedger(), limits=Limits(job=1))
    answer = await made("openai", "gemini", till=till).choose(None, somebody, uuid4()).ask(Better())
    assert (answer.provider, answer.fallbacks) == ("gemini", ("openai:gpt-6-luna: price_unknown",))
    with pytest.raises(BudgetExceeded):
        await made("openai", till=till).choose(None, somebody, uuid4()).ask(Better())


async def test_a_model_may_be_named_where_settings_list_it(made: Make, vendors: Vendors, somebody: User) -> None:
    both = (vendors.account("gemini"), vendors.account("gemini", model="gemini-3.8-flash"))
    chosen = replace(made("gemini"), accounts=both)
    for name, model in (("gemini", "gemini-3.5-flash-lite"), ("gemini:gemini-3.8-flash", "gemini-3.8-flash")):
        answer = await chosen.choose(name, somebody, uuid4()).ask(Better())
        assert (answer.model, vendors.asked[-1].model) == (model, model)
    await chosen.close()


@pytest.mark.parametrize("name", ["mistral", "anthropic", "gemini:gemini-9-dear", "GEMINI", ""])
async def test_a_name_that_is_not_set_up_is_refused_with_those_that_are(made: Make, somebody: User, name: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        made("gemini").choose(name or "nobody", somebody, uuid4())
    assert caught.value.code == "unknown_provider"
    assert "gemini, gemini:gemini-3.5-flash-lite" in str(caught.value)


async def test_a_provider_that_fails_again_and_again_is_left_alone(made: Make, vendors: Vendors, somebody: User) -> None:
    play = by_vendor(gemini=fails(401), openai=says(GOOD))
    chosen = made("gemini", "openai", play=(play,))
    for _ in range(FAILURES + 3):
        answer = await chosen.choose(None, somebody, uuid4()).ask(Better())
    assert sum(asked.vendor == "gemini" for asked in vendors.asked) == FAILURES
    assert answer.fallbacks == ("gemini:gemini-3.5-flash-lite: resting",)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_after_its_rest_one_may_try_and_what_comes_decides() -> None:
    clock = Clock()
    breaker = Breaker("gemini", clock)
    for _ in range(FAILURES):
        breaker.enter()
        breaker.leave(Failed(Reason.TIMEOUT))
    for _ in range(2):  # it rests, is tried by one alone, fails, and rests again
        with pytest.raises(Failed):
            breaker.enter()
        clock.now += REST_SECONDS + 1
        breaker.enter()
        with pytest.raises(Failed):
            breaker.enter()
        breaker.leave(Failed(Reason.SERVER_ERROR))
    clock.now += REST_SECONDS + 1
    breaker.enter()
    breaker.leave(None)
    breaker.enter()
    breaker.enter()


def test_it_rests_as_long_as_the_vendor_asks() -> None:
    clock = Clock()
    breaker = Breaker("gemini", clock)
    for _ in range(FAILURES):
        breaker.leave(Failed(Reason.RATE_LIMITED, retry_after=300))
    clock.now = 299
    with pytest.raises(Failed) as caught:
        breaker.enter()
    assert caught.value.retry_after == 1


def test_answers_that_cannot_be_used_are_no_illness() -> None:
    breaker = Breaker("gemini", Clock())
    for reason in (Reason.REFUSED, Reason.WRONG_SHAPE, Reason.CUT_OFF) * FAILURES:
        breaker.enter()
        breaker.leave(Failed(reason))
    breaker.enter()


@pytest.fixture
def answers(redis: Redis, queue_name: str) -> RedisAnswers:
    return RedisAnswers(redis, queue_name)


async def test_the_same_question_is_asked_once(made: Make, vendors: Vendors, somebody: User, answers: RedisAnswers) -> None:
    chosen = made("gemini", answers=answers, answers_seconds=60)
    first, second = [await chosen.choose(None, somebody, uuid4()).ask(Better()) for _ in range(2)]
    assert len(vendors.asked) == 1
    assert (second.value, second.model, second.usage.cached, second.usage.cost_usd) == (first.value, first.model, True, 0)
    assert not first.usage.cached


@pytest.mark.parametrize("change", ["user", "tenant", "version", "text", "model"])
async def test_anything_else_is_asked_anew(
    made: Make, vendors: Vendors, somebody: User, answers: RedisAnswers, change: str
) -> None:
    chosen = made("gemini", "openai", answers=answers, answers_seconds=60)
    await chosen.choose("gemini", somebody, uuid4()).ask(Better())
    user = {"user": User(somebody.tenant_id, "other"), "tenant": User(uuid4(), "maria")}.get(change, somebody)
    question = {"version": Better(version="2"), "text": Better(("Other",))}.get(change, Better())
    await chosen.choose("openai" if change == "model" else "gemini", user, uuid4()).ask(question)
    assert len(vendors.asked) == 2


async def test_what_could_not_be_used_is_not_kept(made: Make, somebody: User, answers: RedisAnswers) -> None:
    chosen = made("gemini", play=(refuses(), says(GOOD)), answers=answers, answers_seconds=60)
    with pytest.raises(ModelFailed):
        await chosen.choose(None, somebody, uuid4()).ask(Better())
    assert not (await chosen.choose(None, somebody, uuid4()).ask(Better())).usage.cached


async def test_without_redis_answers_come_all_the_same(made: Make, somebody: User) -> None:
    async with open_redis("redis://127.0.0.1:1/0") as gone:
        chosen = made("gemini", answers=RedisAnswers(gone, "q"), answers_seconds=60)
        assert (await chosen.choose(None, somebody, uuid4()).ask(Better())).value.lines


LOADED = """
import asyncio, sys
from app.settings import Settings
from app.broker.redis import open_redis
from app.storage.database import open_database
from app.wiring import open_models
SDKS = {"anthropic", "openai", "google.genai", "genai_prices"}
async def loaded():
    settings = Settings()
    async with open_database(settings.database_url) as database, open_redis(settings.redis_url) as client:
        async with open_models(database, client, settings):
            print(*sorted(SDKS & set(sys.modules)))
asyncio.run(loaded())
"""


@pytest.mark.parametrize(("chain", "loaded"), [("offline", []), ("openai,offline", ["genai_prices", "openai"])])
def test_a_worker_loads_what_its_chain_asks_before_the_first_job_and_nothing_else(chain: str, loaded: list[str]) -> None:
    address = {"DATABASE_URL": "postgresql://x@127.0.0.1:1/x", "REDIS_URL": "redis://127.0.0.1:1"}
    keys = {"OPENAI_API_KEY": "a-key", "ANTHROPIC_API_KEY": "a-key", "LLM_CHAIN": chain}
    ran = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, env={**address, **keys}, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == loaded
