"""Makes, lists and revokes API keys in the database of DATABASE_URL, under SECRET_KEY.

    python scripts/manage_keys.py create TENANT      prints the key, once
    python scripts/manage_keys.py list
    python scripts/manage_keys.py revoke HINT        HINT: the first 12 characters, as `list` shows them

Two keys of a tenant may live at once, so that one can replace the other without a pause. A revoked key stops within 5 seconds.
"""

import argparse
import asyncio
import sys

from app.accounts import new_key
from app.settings import Settings, SettingsError
from app.storage.accounts import DatabaseAccounts
from app.storage.database import open_database


async def create(accounts: DatabaseAccounts, tenant: str) -> None:
    key = new_key()
    await accounts.add_key(await accounts.tenant_named(tenant), key)
    print(key)


async def show(accounts: DatabaseAccounts) -> None:
    for key in await accounts.keys():
        print(f"{key.hint}…  {key.tenant}  made {key.created_at:%Y-%m-%d}{'  revoked' if key.revoked else ''}")


async def revoke(accounts: DatabaseAccounts, hint: str) -> None:
    print(f"{await accounts.revoke(hint)} revoked")


async def run(settings: Settings, words: argparse.Namespace) -> None:
    async with open_database(settings.database_url, largest=2) as database:
        accounts = DatabaseAccounts(database, settings.secret_key, {})
        if words.what == "create":
            await create(accounts, words.tenant)
        elif words.what == "revoke":
            await revoke(accounts, words.hint)
        else:
            await show(accounts)


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes, lists and revokes API keys.")
    ways = parser.add_subparsers(dest="what", required=True)
    ways.add_parser("create", help="a new key for a tenant").add_argument("tenant")
    ways.add_parser("list", help="the keys by their first characters")
    ways.add_parser("revoke", help="ends a key").add_argument("hint")
    try:
        asyncio.run(run(Settings.load(), parser.parse_args()))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
