"""Files as rows of Postgres, for hosts where the API and the workers share no disk."""

from app.errors import NotFound
from app.storage.database import Database


class DatabaseFiles:
    """The same promises as a folder's, at the price of the database's room: files of a few hundred kilobytes are at home here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, path: str, data: bytes, content_type: str) -> None:
        await self._database.execute(
            "insert into files (path, data) values (%s, %s) on conflict (path) do update set data = excluded.data", (path, data)
        )

    async def get(self, path: str) -> bytes:
        row = await self._database.row("select data from files where path = %s", (path,))
        if row is None:
            raise NotFound("The file of this job is gone.", code="file_gone")
        return bytes(row["data"])

    async def delete(self, path: str) -> None:
        await self._database.execute("delete from files where path = %s", (path,))

    async def link(self, path: str, seconds: int, filename: str) -> str | None:
        """None: a row has no address."""
        return None

    async def probe(self) -> str:
        return await self._database.probe()
