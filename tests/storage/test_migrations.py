"""The schema."""

import asyncio

from app.storage.database import Database
from app.storage.migrations import MIGRATIONS, migrate


async def test_migrating_again_changes_nothing_also_from_many_processes(database_url: str) -> None:
    assert await asyncio.gather(*(migrate(database_url) for _ in range(4))) == [[]] * 4


async def test_the_books_are_those_of_supabase(database: Database) -> None:
    rows = await database.rows("select version, name from supabase_migrations.schema_migrations order by version")
    assert [f"{row['version']}_{row['name']}" for row in rows] == [file.stem for file in sorted(MIGRATIONS.glob("*.sql"))]


async def test_every_table_hides_its_rows_from_the_public_key(database: Database) -> None:
    rows = await database.rows(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity"
    )
    assert rows == []
