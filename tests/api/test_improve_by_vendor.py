"""An improve job that a vendor writes, from the order to the bill, over the real gateway, database, Redis and SDK."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis
from starlette.responses import Response

from app.jobs.ports import Craft, Models
from app.settings import Settings
from app.storage.database import Database
from app.wiring import open_models
from tests.api.conftest import CraftHere
from tests.llm.improving import rewriting
from tests.llm.vendors import KEY, READ, WRITTEN, Asked, Vendors, fails, says, serving

LINE, BETTER = "Answered 60 calls", "Answered 60 calls and 80 e-mails a day, with a satisfaction rating of 4.8 out of 5"
INVENTED = "Answered 60 calls and 80 e-mails a day for Oracle, rated 4.8 out of 5 and saving $2M"
Finished = Callable[..., Awaitable[Any]]


@pytest.fixture(scope="module")
def vendors() -> Iterator[Vendors]:
    with serving() as server:
        yield server


@pytest.fixture
def budget() -> float:
    return 0.0


@pytest.fixture
def settings(settings: Settings, vendors: Vendors, budget: float) -> Settings:
    changes = {"gemini_api_key": KEY, "gemini_base_url": vendors.base_url("gemini"), "llm_budget_job_usd": budget, "llm_tries": 1}
    return Settings(**{**settings.model_dump(), **changes})


@pytest.fixture
def reader() -> Craft:
    return CraftHere()


@pytest.fixture
async def models(settings: Settings, database: Database, redis: Redis) -> AsyncIterator[Models]:
    async with open_models(database, redis, settings) as models:
        yield models


@pytest.fixture
def finished(client: httpx.AsyncClient, work: Callable[[str], Awaitable[None]], resume: str) -> Finished:
    """Orders an improvement and runs it once; returns the status."""

    async def run(**fields: Any) -> Any:
        answer = await client.post("/api/v1/improve/", json={"resume_text": resume, **fields})
        assert answer.status_code == 202, answer.text
        await work(answer.json()["job_id"])
        return (await client.get(answer.json()["status_url"])).json()

    return run


async def test_what_a_vendor_writes_is_shown_with_what_it_took(
    client: httpx.AsyncClient, vendors: Vendors, finished: Finished
) -> None:
    vendors.play(says(rewriting(LINE, BETTER)))
    status = await finished(provider="gemini")
    result, run = status["result"], status["result"]["run"]
    assert [change["improved"] for change in result["improvements"] if change["kind"] == "rewrite"] == [BETTER]
    calls = len(vendors.asked)
    assert (run["provider"], run["model"], run["cached"], run["fallbacks"]) == ("gemini", "gemini-3.5-flash-lite", False, [])
    assert (run["input_tokens"], run["output_tokens"]) == (calls * READ, calls * WRITTEN)
    job = (await client.get(f"/api/v1/jobs/{status['job_id']}")).json()
    usage = (await client.get("/api/v1/usage")).json()
    assert job["cost_usd"] == usage["totals"]["cost_usd"] == pytest.approx(run["cost_usd"], abs=1e-6)
    assert [(row["kind"], row["provider"], row["jobs"]) for row in usage["items"]] == [("improve", "gemini", 1)]
    again = (await finished(provider="gemini"))["result"]["run"]
    assert (again["cached"], again["cost_usd"], len(vendors.asked)) == (True, 0, calls)


async def test_an_order_that_keeps_nothing_leaves_no_answer_and_an_erased_job_takes_its_own_along(
    client: httpx.AsyncClient, vendors: Vendors, finished: Finished, redis: Redis, queue_name: str
) -> None:
    vendors.play(says(rewriting(LINE, BETTER)))
    await finished(provider="gemini", expires_in_days=0)
    assert await redis.keys(f"{queue_name}:answers:*") == []
    kept = await finished(provider="gemini")
    assert await redis.keys(f"{queue_name}:answers:*")
    await client.delete(f"/api/v1/jobs/{kept['job_id']}", params={"hard": True})
    texts = [await redis.type(key) for key in await redis.keys(f"{queue_name}:answers:*")]
    assert "string" not in texts


async def test_what_a_vendor_invents_is_refused(vendors: Vendors, finished: Finished) -> None:
    vendors.play(says(rewriting(LINE, INVENTED)))
    result = (await finished(provider="gemini"))["result"]
    assert "Oracle" in str(result["rejected"])
    assert "Oracle" not in str(result["resume"]) + str(result["improvements"])


async def test_all_questions_are_asked_at_once(vendors: Vendors, finished: Finished) -> None:
    """No question is answered before the second has come: one after the other they would wait for ever."""
    together = asyncio.Barrier(2)

    async def waits(asked: Asked) -> Response:
        await together.wait()
        return await says(rewriting(LINE, BETTER))(asked)

    vendors.play(waits)
    assert (await finished(provider="gemini"))["status"] == "complete"
    assert len(vendors.asked) == 2


async def test_where_a_vendor_fails_the_rules_write_and_the_run_says_why(vendors: Vendors, finished: Finished) -> None:
    vendors.play(fails(503))
    status = await finished()
    assert status["status"] == "complete"
    run = status["result"]["run"]
    assert (run["provider"], run["fallbacks"]) == ("offline", ["gemini:gemini-3.5-flash-lite: server_error"])
    assert run["cost_usd"] == 0


async def test_a_vendor_that_was_named_and_is_away_is_tried_again_later(vendors: Vendors, finished: Finished) -> None:
    vendors.play(fails(503))
    status = await finished(provider="gemini")
    assert (status["status"], status["error_type"]) == ("queued", "model_server_error")
    assert "offline" in status["error"]


async def test_a_provider_that_is_not_set_up_is_refused_where_the_order_is_taken(client: httpx.AsyncClient, resume: str) -> None:
    answer = await client.post("/api/v1/improve/", json={"resume_text": resume, "provider": "anthropic"})
    assert answer.status_code == 422
    assert "gemini, gemini:gemini-3.5-flash-lite, offline" in answer.json()["errors"][0]["detail"]


class TestBudget:
    @pytest.fixture
    def budget(self) -> float:
        return 0.000001

    async def test_a_job_that_may_not_cost_so_much_fails_before_anything_is_spent(
        self, vendors: Vendors, finished: Finished
    ) -> None:
        vendors.play(says(rewriting(LINE, BETTER)))
        status = await finished(provider="gemini")
        assert (status["status"], status["error_type"], vendors.asked) == ("failed", "budget_exceeded", [])

    async def test_in_a_chain_the_rules_write_then(self, vendors: Vendors, finished: Finished) -> None:
        vendors.play(says(rewriting(LINE, BETTER)))
        run = (await finished())["result"]["run"]
        assert run["fallbacks"] == ["gemini:gemini-3.5-flash-lite: budget_exceeded"]
