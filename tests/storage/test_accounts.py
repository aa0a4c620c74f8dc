"""Keys and tenants."""

import asyncio
import secrets

from app.accounts import new_key
from app.storage.accounts import DatabaseAccounts
from app.storage.database import Database

SECRET = "a secret that only the tests know, 32 long"


async def test_a_key_opens_its_tenant_and_no_other_key_does(accounts: DatabaseAccounts) -> None:
    tenant, key = await accounts.tenant_named(f"t-{secrets.token_hex(4)}"), new_key()
    await accounts.add_key(tenant, key)
    assert await accounts.tenant_of(key) == tenant
    assert await accounts.tenant_of(key[:-1]) is None
    assert await accounts.tenant_of(new_key()) is None


async def test_two_keys_live_at_once_and_one_is_revoked(database: Database, accounts: DatabaseAccounts) -> None:
    tenant, old, new = await accounts.tenant_named(f"t-{secrets.token_hex(4)}"), new_key(), new_key()
    for key in (old, new):
        await accounts.add_key(tenant, key)
    assert await accounts.revoke(old[:12]) == 1
    fresh = DatabaseAccounts(database, SECRET, {})
    assert (await fresh.tenant_of(old), await fresh.tenant_of(new)) == (None, tenant)


async def test_a_key_of_the_environment_needs_no_row(database: Database) -> None:
    key = new_key()
    accounts = DatabaseAccounts(database, SECRET, {key: "acme"})
    assert await accounts.tenant_of(key) == await accounts.tenant_named("acme")
    assert await DatabaseAccounts(database, SECRET, {}).tenant_of(key) is None


async def test_no_table_holds_a_key(database: Database, accounts: DatabaseAccounts) -> None:
    key = new_key()
    await accounts.add_key(await accounts.tenant_named("acme"), key)
    rows = await database.rows("select api_keys::text as text from api_keys")
    assert not [row for row in rows if key in row["text"]]


async def test_a_tenant_that_many_name_at_once_is_made_once(accounts: DatabaseAccounts) -> None:
    name = f"t-{secrets.token_hex(4)}"
    assert len(set(await asyncio.gather(*(accounts.tenant_named(name) for _ in range(20))))) == 1
