"""The book of calls and the purses, in a real database."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from app.accounts import User
from app.jobs import lifecycle
from app.jobs.model import Kind, Order, Outcome, Source
from app.jobs.usage import Call, Span, UsagePage
from app.storage.database import Database
from app.storage.erasure import DatabaseErasure
from app.storage.jobs import DatabaseJobs
from app.storage.usage import DatabaseUsage

CALL = Call("gemini", "gemini-3.5-flash-lite", "better_lines", "answered", 1000, 200, 0.0008, 1200)
TODAY = datetime.now(UTC).date()
ALWAYS = Span(date(2020, 1, 1), TODAY + timedelta(days=1))


@pytest.fixture
def usage(database: Database) -> DatabaseUsage:
    return DatabaseUsage(database)


async def page(usage: DatabaseUsage, user: User, *, whole_tenant: bool = False, limit: int = 20, offset: int = 0) -> UsagePage:
    return await usage.page(user, ALWAYS, whole_tenant=whole_tenant, limit=limit, offset=offset)


async def new_job(jobs: DatabaseJobs, user: User) -> UUID:
    order = Order(Kind.ANALYZE, Source("text", path="x/y/input"))
    job = await jobs.add(lifecycle.create(uuid4(), order, user, datetime.now(UTC), attempts=2))
    return job.id


async def test_calls_are_summed_by_day_kind_and_provider(usage: DatabaseUsage, jobs: DatabaseJobs, user: User) -> None:
    job_id = await new_job(jobs, user)
    for call in (CALL, CALL, replace(CALL, provider="anthropic", outcome="timeout", cost_usd=None)):
        await usage.record(user, job_id, call)
    found = await page(usage, user)
    assert [(line.provider, line.kind, line.jobs, line.calls, line.unpriced) for line in found.lines] == [
        ("anthropic", "analyze", 1, 1, 1), ("gemini", "analyze", 1, 2, 0),
    ]  # fmt: skip
    assert (found.totals.jobs, found.totals.calls, found.totals.input_tokens, found.totals.output_tokens) == (1, 3, 3000, 600)
    assert found.totals.cost_usd == pytest.approx(0.0016)
    assert await usage.cost_of(user, job_id) == pytest.approx(0.0016)


async def test_jobs_that_asked_no_model_are_counted_beside(usage: DatabaseUsage, jobs: DatabaseJobs, user: User) -> None:
    await usage.record(user, await new_job(jobs, user), CALL)
    for _ in range(2):
        await new_job(jobs, user)
    found = await page(usage, user)
    assert [(line.provider, line.jobs, line.calls) for line in found.lines] == [("gemini", 1, 1), (None, 2, 0)]
    assert found.totals.jobs == 3


async def test_a_job_that_rules_did_is_counted_as_theirs(usage: DatabaseUsage, jobs: DatabaseJobs, user: User) -> None:
    held = await jobs.claim(await new_job(jobs, user), "w", 10)
    assert held
    await jobs.save(lifecycle.complete(held, Outcome({"run": {"provider": "offline"}}), datetime.now(UTC)))
    assert [(line.provider, line.jobs, line.calls) for line in (await page(usage, user)).lines] == [("offline", 1, 0)]


async def test_what_was_spent_stays_when_the_job_is_erased(usage: DatabaseUsage, jobs: DatabaseJobs, user: User) -> None:
    job_id = await new_job(jobs, user)
    await usage.record(user, job_id, CALL)
    await jobs.erase(user, job_id)
    assert (await page(usage, user)).totals.cost_usd == pytest.approx(0.0008)


async def test_everybody_sees_their_own_and_the_tenant_all_of_its_own(
    usage: DatabaseUsage, jobs: DatabaseJobs, user: User
) -> None:
    other, stranger = replace(user, user_id="other"), User(uuid4(), user.user_id)
    job_id = await new_job(jobs, user)
    await usage.record(user, job_id, CALL)
    await usage.record(other, await new_job(jobs, other), CALL)
    assert [(await page(usage, one)).totals.calls for one in (user, other, stranger)] == [1, 1, 0]
    assert [(await page(usage, one, whole_tenant=True)).totals.calls for one in (user, stranger)] == [2, 0]
    assert await usage.cost_of(other, job_id) == 0


async def test_a_call_that_ends_after_its_job_is_gone_names_nobody(usage: DatabaseUsage, jobs: DatabaseJobs, user: User) -> None:
    job_id = await new_job(jobs, user)
    await jobs.erase(user, job_id)
    await usage.record(user, job_id, CALL)
    assert [(await page(usage, user, whole_tenant=whole)).totals.calls for whole in (False, True)] == [0, 1]


async def test_a_call_that_ends_while_its_user_is_erased_names_nobody(
    usage: DatabaseUsage, jobs: DatabaseJobs, user: User, database: Database, database_url: str
) -> None:
    job_id = await new_job(jobs, user)
    async with await psycopg.AsyncConnection.connect(database_url) as holding:
        await holding.execute("select 1 from jobs where id = %s for key share", (job_id,))
        erasing = asyncio.create_task(DatabaseErasure(database).erase(user))
        while not await database.rows("select 1 from pg_locks where not granted"):
            await asyncio.sleep(0.01)
        await usage.record(user, job_id, CALL)
    await erasing
    assert [(await page(usage, user, whole_tenant=whole)).totals.calls for whole in (False, True)] == [0, 1]


async def test_lines_come_in_pages_newest_first(usage: DatabaseUsage, jobs: DatabaseJobs, user: User, database: Database) -> None:
    job_id = await new_job(jobs, user)
    for days in range(3):
        await usage.record(user, job_id, CALL)
        await database.execute("update usage set day = day - %s where user_id = %s and day = %s", (days + 1, user.user_id, TODAY))
    first, rest = await page(usage, user, limit=2), await page(usage, user, limit=2, offset=2)
    days_shown = [line.day for line in (*first.lines, *rest.lines)]
    assert (first.total, len(first.lines), len(rest.lines), first.totals.calls) == (3, 2, 1, 3)
    assert days_shown == sorted(days_shown, reverse=True)


async def test_of_many_takes_at_once_no_more_pass_than_the_bound_allows(usage: DatabaseUsage) -> None:
    purse, wide = f"job:{uuid4()}", f"all:{uuid4()}"
    found = await asyncio.gather(*(usage.take({purse: 1.0, wide: 100.0}, 0.1) for _ in range(40)))
    assert (found.count(None), found.count(purse)) == (10, 30)


async def test_a_take_that_one_purse_refuses_takes_from_none(usage: DatabaseUsage, database: Database) -> None:
    wide, narrow = f"all:{uuid4()}", f"user:{uuid4()}"
    assert await usage.take({wide: 5.0, narrow: 1.0}, 0.9) is None
    assert await usage.take({wide: 5.0, narrow: 1.0}, 0.2) == narrow
    rows = await database.rows("select name, spent from purses where name = any(%s) order by name", ([wide, narrow],))
    assert [float(row["spent"]) for row in rows] == [0.9, 0.9]


async def test_a_first_take_past_the_bound_is_refused(usage: DatabaseUsage) -> None:
    purse = f"job:{uuid4()}"
    assert await usage.take({purse: 0.01}, 0.02) == purse
    assert await usage.take({purse: 0.01}, 0.01) is None


async def test_what_is_given_back_may_be_taken_again(usage: DatabaseUsage) -> None:
    purse = f"job:{uuid4()}"
    assert [await usage.take({purse: 1.0}, 1.0), await usage.take({purse: 1.0}, 0.5)] == [None, purse]
    await usage.give([purse], 0.6)
    assert await usage.take({purse: 1.0}, 0.5) is None


async def test_a_call_that_cost_more_than_was_reserved_fills_its_purse(usage: DatabaseUsage) -> None:
    purse = f"job:{uuid4()}"
    await usage.take({purse: 1.0}, 0.9)
    await usage.give([purse], -0.5)
    assert await usage.take({purse: 1.0}, 0.0001) == purse


async def test_a_lower_bound_holds_from_then_on(usage: DatabaseUsage) -> None:
    purse = f"job:{uuid4()}"
    await usage.take({purse: 1.0}, 0.5)
    assert await usage.take({purse: 0.4}, 0.1) == purse


async def test_purses_of_long_ago_are_forgotten(usage: DatabaseUsage, database: Database) -> None:
    old, new = f"job:{uuid4()}", f"job:{uuid4()}"
    for purse in (old, new):
        await usage.take({purse: 1.0}, 0.5)
    await database.execute("update purses set changed_at = now() - interval '33 days' where name = %s", (old,))
    await usage.forget_old()
    assert [row["name"] for row in await database.rows("select name from purses where name = any(%s)", ([old, new],))] == [new]
