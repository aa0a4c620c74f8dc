"""Brings a database to the schema of supabase/migrations, in the Supabase CLI's own bookkeeping."""

from pathlib import Path

import psycopg

MIGRATIONS = Path(__file__).parents[2] / "supabase" / "migrations"

BOOKS = """
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
"""
ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('supabase_migrations'))"


async def migrate(database_url: str) -> list[str]:
    """Applies every migration that is missing, all in one transaction; returns their names, oldest first.

    Two that migrate at once follow one another. Raises psycopg.Error when the server or a migration refuses.
    """
    files = sorted(MIGRATIONS.glob("*.sql"))
    async with await psycopg.AsyncConnection.connect(database_url) as connection:
        await connection.execute(ONE_AT_A_TIME)
        await connection.execute(BOOKS.encode())
        cursor = await connection.execute("select version from supabase_migrations.schema_migrations")
        known = {row[0] for row in await cursor.fetchall()}
        missing = [file for file in files if file.stem.split("_")[0] not in known]
        for file in missing:
            await _apply(connection, file.stem, file.read_text(encoding="utf-8"))
    return [file.stem for file in missing]


async def _apply(connection: "psycopg.AsyncConnection[tuple[str, ...]]", stem: str, text: str) -> None:
    version, _, name = stem.partition("_")
    await connection.execute(text.encode())
    await connection.execute(
        "insert into supabase_migrations.schema_migrations (version, statements, name) values (%s, %s, %s)",
        (version, [text], name),
    )
