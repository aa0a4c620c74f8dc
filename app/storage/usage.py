"""What asking models takes, in Postgres: the lines of the book, and the purses that bound spending."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from psycopg.errors import CheckViolation

from app.accounts import User
from app.jobs.usage import Call, Span, UsageLine, UsagePage, UsageTotals
from app.storage.database import Database, Row

MINE = "tenant_id = %(tenant_id)s and (%(user_id)s::text is null or user_id = %(user_id)s)"
DAYS = "day between %(since)s and %(until)s"
UNCALLED = f"""select j.id, (j.created_at at time zone 'UTC')::date as day, j.kind, j.provider from jobs j
 where {MINE} and j.created_at >= %(since)s::timestamp at time zone 'UTC'
  and j.created_at < (%(until)s::date + 1)::timestamp at time zone 'UTC'
  and not exists (select 1 from usage u where u.job_id = j.id)"""
"""Jobs for which nothing was called: those that ask no model, and those that rules did in one go, as their result tells."""

LINES = f"""select day, kind, provider, count(distinct job_id) as jobs, count(*) as calls, sum(input_tokens) as input_tokens,
  sum(output_tokens) as output_tokens, coalesce(sum(cost_usd), 0) as cost_usd, count(*) - count(cost_usd) as unpriced
 from usage where {MINE} and {DAYS} group by day, kind, provider
 union all select day, kind, provider, count(*), 0, 0, 0, 0, 0 from ({UNCALLED}) uncalled group by day, kind, provider"""
FORGET_DAYS = 32
"""A purse is of one day, or of a job, which lives for a month at most."""


class DatabaseUsage:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def record(self, user: User, job_id: UUID, call: Call) -> None:
        """A line with the kind of its job. Said twice it stands once.

        Of a job that is gone by now it bears nobody's name. The lock lets an erasure, which takes the job, see this line or be
        seen by it.
        """
        await self._database.execute(
            f"""with job as (select user_id, kind from jobs where id = %(job_id)s and {MINE} for key share)
            insert into usage (id, tenant_id, user_id, job_id, kind, day, provider, model, question, outcome, input_tokens,
              output_tokens, cost_usd, milliseconds)
            values (%(id)s, %(tenant_id)s, coalesce((select user_id from job), ''), %(job_id)s,
              coalesce((select kind from job), 'unknown'), %(day)s, %(provider)s, %(model)s, %(question)s,
              %(outcome)s, %(input_tokens)s, %(output_tokens)s, %(cost_usd)s, %(milliseconds)s)
            on conflict (id) do nothing""",
            {"id": uuid4(), "job_id": job_id, "day": datetime.now(UTC).date(), **_owner(user), **asdict(call)},
        )

    async def cost_of(self, user: User, job_id: UUID) -> float:
        row = await self._database.row(
            f"select coalesce(sum(cost_usd), 0) as usd from usage where job_id = %(job_id)s and {MINE}",
            {"job_id": job_id, **_owner(user)},
        )
        return float(row["usd"]) if row else 0.0

    async def page(self, user: User, span: Span, *, whole_tenant: bool, limit: int, offset: int) -> UsagePage:
        """Lines newest first, and the sums over all of them, whatever is shown."""
        values = {**_owner(user), **({"user_id": None} if whole_tenant else {}), **asdict(span), "limit": limit, "offset": offset}
        rows = await self._database.rows(
            f"select * from ({LINES}) lines order by day desc, kind, provider nulls last limit %(limit)s offset %(offset)s",
            values,
        )
        sums = await self._database.row(
            f"""select count(*) as lines, coalesce(sum(calls), 0) as calls, coalesce(sum(input_tokens), 0) as input_tokens,
              coalesce(sum(output_tokens), 0) as output_tokens, coalesce(sum(cost_usd), 0) as cost_usd,
              coalesce(sum(unpriced), 0) as unpriced,
              (select count(distinct job_id) from usage where {MINE} and {DAYS})
              + (select count(*) from ({UNCALLED}) uncalled) as jobs from ({LINES}) lines""",
            values,
        ) or {}  # fmt: skip
        return UsagePage(tuple(_line(row) for row in rows), _totals(sums), int(sums["lines"]))

    async def take(self, bounds: Mapping[str, float], usd: float) -> str | None:
        """One statement, which the table refuses as a whole when a purse would pass its bound.

        Purses are locked in the order of their names, so that two takes follow one another and never wait for each other.
        """
        wanted = {"names": list(bounds), "mosts": list(bounds.values()), "usd": usd}
        try:
            await self._database.execute(
                """insert into purses (name, spent, most)
                select name, %(usd)s, most from unnest(%(names)s::text[], %(mosts)s::numeric[]) as wanted (name, most)
                order by name
                on conflict (name) do update
                set spent = purses.spent + excluded.spent, most = excluded.most, changed_at = now()""",
                wanted,
            )
        except CheckViolation:
            return await self._fullest(wanted)
        return None

    async def _fullest(self, wanted: Mapping[str, Any]) -> str:
        """The purse with the least left of those that a take was refused for."""
        row = await self._database.row(
            """select wanted.name from unnest(%(names)s::text[], %(mosts)s::numeric[]) as wanted (name, most)
            left join purses on purses.name = wanted.name order by wanted.most - coalesce(spent, 0), wanted.name limit 1""",
            dict(wanted),
        )
        return str(row["name"]) if row else ""

    async def give(self, names: Sequence[str], usd: float) -> None:
        """A call may have cost more than was reserved for it: then its purses are full, and their bounds not in the way."""
        await self._database.execute(
            """update purses set spent = spent - %(usd)s, most = greatest(most, spent - %(usd)s), changed_at = now()
            from (select name as held from purses where name = any(%(names)s) order by name for update) locked
            where name = held""",
            {"names": list(names), "usd": usd},
        )

    async def forget_old(self) -> None:
        await self._database.execute(
            f"delete from purses where changed_at < now() - make_interval(days => {FORGET_DAYS})"
        )  # fmt: skip


def _owner(user: User) -> dict[str, Any]:
    return {"tenant_id": user.tenant_id, "user_id": user.user_id}


def _line(row: Row) -> UsageLine:
    return UsageLine(
        day=row["day"], kind=row["kind"], provider=row["provider"], jobs=row["jobs"], calls=row["calls"],
        input_tokens=int(row["input_tokens"]), output_tokens=int(row["output_tokens"]), cost_usd=float(row["cost_usd"]),
        unpriced=row["unpriced"],
    )  # fmt: skip


def _totals(row: Row) -> UsageTotals:
    return UsageTotals(
        int(row["jobs"]), int(row["calls"]), int(row["input_tokens"]), int(row["output_tokens"]), float(row["cost_usd"]),
        int(row["unpriced"]),
    )  # fmt: skip
