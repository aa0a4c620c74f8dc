"""No call is made that could pass a budget, whoever asks at the same time; what calls cost is known afterwards."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from structlog.testing import capture_logs

from app.accounts import User
from app.errors import BudgetExceeded, ModelUnavailable
from app.jobs import lifecycle
from app.jobs.model import Kind, Order, Source
from app.jobs.usage import Span
from app.llm.alert import CostAlert
from app.llm.budget import Limits
from app.llm.choose import ConfiguredModels
from app.llm.meter import Till
from app.llm.prices import Price, Prices
from app.llm.remote import Patience
from app.resume.asking import LanguageModel
from app.storage.database import Database
from app.storage.jobs import DatabaseJobs
from app.storage.usage import DatabaseUsage
from tests.llm.questions import GOOD, Better
from tests.llm.vendors import Vendors, drips, fails, models, says

DEAR = Prices({"gemini:gemini-3.5-flash-lite": Price(1000, 1000)})
"""A tenth of a cent a token: an answer of the server's costs 0.15 USD, and one of 500 tokens would cost 0.80 or so."""

COST = 0.15
Ask = Callable[..., LanguageModel]


@pytest.fixture
async def model(vendors: Vendors, user: User, database: Database) -> AsyncIterator[Ask]:
    opened: list[ConfiguredModels] = []

    def made(limits: Limits, job_id: UUID, vendor: str = "gemini", **changes: Any) -> LanguageModel:
        till = Till(DatabaseUsage(database), DEAR, limits)
        opened.append(models(vendors, vendor, till=till, **changes))
        return opened[-1].choose(None, changes.get("user", user), job_id)

    yield made
    for one in opened:
        await one.close()


@pytest.fixture
async def job_id(jobs: DatabaseJobs, user: User) -> UUID:
    order = Order(Kind.IMPROVE, Source("text", path="x/y/input"))
    return (await jobs.add(lifecycle.create(uuid4(), order, user, datetime.now(UTC), attempts=2))).id


async def outcome(model: LanguageModel) -> str:
    try:
        await model.ask(Better())
    except (BudgetExceeded, ModelUnavailable) as error:
        return error.code
    return "answered"


async def test_a_job_past_its_budget_is_refused_before_anything_is_spent(model: Ask, vendors: Vendors) -> None:
    vendors.play(says(GOOD))
    with pytest.raises(BudgetExceeded) as caught:
        await model(Limits(job=0.5), uuid4()).ask(Better())
    assert vendors.asked == []
    assert "offline" in str(caught.value)


async def test_what_a_call_did_not_cost_is_there_for_the_next(model: Ask, vendors: Vendors) -> None:
    vendors.play(says(GOOD))
    asked = model(Limits(job=1.3), uuid4())
    found = [await outcome(asked) for _ in range(6)]
    spent = found.count("answered") * COST
    assert found.count("answered") >= 3
    assert found[-1] == "budget_exceeded"
    assert spent <= 1.3


async def test_calls_side_by_side_do_not_overspend(model: Ask, vendors: Vendors) -> None:
    vendors.play(says(GOOD))
    asked = model(Limits(user=2.0), uuid4())
    found = await asyncio.gather(*(outcome(asked) for _ in range(12)))
    assert set(found) == {"answered", "budget_exceeded"}
    assert len(vendors.asked) * COST <= 2.0
    assert len(vendors.asked) == found.count("answered")


@pytest.mark.parametrize("limits", [Limits(user=1.0), Limits(tenant=1.0)])
async def test_a_days_budget_holds_over_all_jobs(model: Ask, vendors: Vendors, limits: Limits) -> None:
    vendors.play(says(GOOD))
    found = [await outcome(model(limits, uuid4())) for _ in range(4)]
    assert (found[0], found[-1]) == ("answered", "budget_exceeded")


async def test_a_call_that_failed_for_nothing_costs_nothing(
    model: Ask, vendors: Vendors, database: Database, user: User, job_id: UUID
) -> None:
    asked = model(Limits(job=0.9), job_id)
    vendors.play(fails(500))
    assert await outcome(asked) == "model_server_error"
    vendors.play(says(GOOD))
    assert await outcome(asked) == "answered"
    assert await DatabaseUsage(database).cost_of(user, job_id) == pytest.approx(COST)


async def test_a_call_whose_end_nobody_saw_stays_paid_for(model: Ask, vendors: Vendors) -> None:
    job_id = uuid4()
    vendors.play(drips())
    assert await outcome(model(Limits(job=0.9), job_id, patience=Patience(0.3, 1, 0.001))) == "model_timeout"
    vendors.play(says(GOOD))
    assert await outcome(model(Limits(job=0.9), job_id)) == "budget_exceeded"


async def test_with_a_budget_a_model_without_a_price_is_not_asked(model: Ask, vendors: Vendors) -> None:
    vendors.play(says(GOOD))
    assert await outcome(model(Limits(job=100.0), uuid4(), "openai")) == "price_unknown"
    assert vendors.asked == []


async def test_every_call_is_in_the_book_failed_ones_too(
    model: Ask, vendors: Vendors, database: Database, user: User, job_id: UUID
) -> None:
    vendors.play(fails(500), says("{}"), says(GOOD))
    answer = await model(Limits(), job_id).ask(Better())
    rows = await database.rows("select outcome, input_tokens, cost_usd, question from usage where job_id = %s", (job_id,))
    assert sorted(row["outcome"] for row in rows) == ["answered", "server_error", "wrong_shape"]
    assert {row["question"] for row in rows} == {"better_lines"}
    assert answer.usage.cost_usd == pytest.approx(2 * COST)
    today = datetime.now(UTC).date()
    found = await DatabaseUsage(database).page(user, Span(today, today), whole_tenant=False, limit=5, offset=0)
    assert found.totals.cost_usd == pytest.approx(2 * COST)


async def test_an_unknown_price_is_told_as_unknown(model: Ask, vendors: Vendors, database: Database) -> None:
    vendors.play(says(GOOD))
    job_id = uuid4()
    await model(Limits(), job_id, "openai").ask(Better())
    (row,) = await database.rows("select cost_usd, input_tokens from usage where job_id = %s", (job_id,))
    assert (row["cost_usd"], row["input_tokens"]) == (None, 120)


def test_a_dear_average_is_told_of_once_until_it_falls() -> None:
    alert = CostAlert(0.01)
    dear, cheap = uuid4(), [uuid4() for _ in range(9)]
    with capture_logs() as logs:
        for usd in (0.005, 0.004, 0.003, 0.002):  # a résumé is the sum of its calls
            alert.add(dear, usd)
        for job_id in cheap:
            alert.add(job_id, 0.001)
        alert.add(dear, 0.2)
    assert [(log["event"], log["cost_usd"]) for log in logs] == [("llm.cost_alert", 0.012), ("llm.cost_alert", 0.0223)]


def test_without_a_bound_no_average_is_told_of() -> None:
    with capture_logs() as logs:
        CostAlert(0.0).add(uuid4(), 5.0)
    assert logs == []
