"""A pool of connections to Postgres, and what its failures mean to us."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import orjson
from psycopg import AsyncConnection, OperationalError
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import DictRow, dict_row
from psycopg.types.json import set_json_dumps, set_json_loads
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from app.errors import Unavailable

Row = DictRow
Connection = AsyncConnection[Row]
T = TypeVar("T")

DOWN = "Our database is out of reach for the moment. Nothing was accepted; try again in a few seconds."
POOLER_PORT = "6543"  # Supabase's transaction pooler, which cannot keep prepared statements

set_json_dumps(orjson.dumps)
set_json_loads(orjson.loads)


class Database:
    """Runs statements, each a transaction of its own unless `transaction` is used.

    A statement whose connection broke is said once more on a fresh one, so every statement of ours must bear being said twice.
    """

    def __init__(self, pool: AsyncConnectionPool[Connection]) -> None:
        self._pool = pool

    async def rows(self, statement: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        async def ask(connection: Connection) -> list[Row]:
            cursor = await connection.execute(statement.encode(), values)
            return await cursor.fetchall()

        return await self._on_connection(ask)

    async def row(self, statement: str, values: Sequence[Any] | dict[str, Any] = ()) -> Row | None:
        found = await self.rows(statement, values)
        return found[0] if found else None

    async def execute(self, statement: str, values: Sequence[Any] | dict[str, Any] = ()) -> int:
        """Returns the number of rows it touched."""

        async def ask(connection: Connection) -> int:
            return (await connection.execute(statement.encode(), values)).rowcount

        return await self._on_connection(ask)

    async def probe(self) -> str:
        """ "ok", or raises Unavailable."""
        await self.execute("select 1")
        return "ok"

    async def _on_connection(self, ask: Callable[[Connection], Awaitable[T]]) -> T:
        try:
            return await self._once(ask)
        except _Broken:
            await self._pool.check()  # a server that restarted has broken the others too
        try:
            return await self._once(ask)
        except _Broken as error:
            raise Unavailable(DOWN, code="database_unavailable", retry_after=5) from error

    async def _once(self, ask: Callable[[Connection], Awaitable[T]]) -> T:
        try:
            async with self._pool.connection() as connection:
                return await ask(connection)
        except PoolTimeout as error:
            raise Unavailable(DOWN, code="database_unavailable", retry_after=5) from error
        except OperationalError as error:
            raise _Broken from error


class _Broken(Exception):
    """The connection failed under a statement."""


@asynccontextmanager
async def open_database(url: str, *, largest: int = 10, patience: float = 3.0) -> AsyncIterator[Database]:
    """A pool for the length of the context; it connects in the background and again after the server was away.

    `patience`: seconds a statement waits for a connection before it raises Unavailable.
    """
    pool = AsyncConnectionPool(
        url, connection_class=AsyncConnection[Row], min_size=2, max_size=largest, timeout=patience, open=False,
        reconnect_timeout=1.0, kwargs=_manners(url),
    )  # fmt: skip
    await pool.open()
    try:
        yield Database(pool)
    finally:
        await pool.close(timeout=1.0)


def _manners(url: str) -> dict[str, Any]:
    manners: dict[str, Any] = {"autocommit": True, "row_factory": dict_row, "connect_timeout": 3}
    if str(conninfo_to_dict(url).get("port")) == POOLER_PORT:
        manners["prepare_threshold"] = None
    return manners
