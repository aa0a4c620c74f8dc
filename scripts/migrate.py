"""Brings the database of DATABASE_URL to the newest schema: `python scripts/migrate.py`."""

import asyncio
import os
import sys

import psycopg

from app.storage.migrations import migrate


def main() -> int:
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        print("DATABASE_URL is missing: set it to postgresql://user:password@host:port/name.", file=sys.stderr)
        return 2
    try:
        done = asyncio.run(migrate(url))
    except psycopg.Error as error:
        print(f"The migration was refused: {error}", file=sys.stderr)
        return 1
    print("\n".join(f"applied {name}" for name in done) or "The schema is up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
