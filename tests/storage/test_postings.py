"""What each method of the postings' store promises, and to strangers."""

import asyncio
from dataclasses import replace
from uuid import uuid4

import pytest

from app.accounts import User
from app.errors import NotFound
from app.library.model import NewPosting
from app.resume.posting import normalized
from app.storage.database import Database
from app.storage.postings import DatabasePostings

TEXT = "Office Clerk\nRequirements:\n- 3 years with Excel\n- A bachelor's degree"


@pytest.fixture
def postings(database: Database) -> DatabasePostings:
    return DatabasePostings(database)


def new() -> NewPosting:
    return NewPosting(uuid4(), "Office Clerk", "Larkfield Software", None, TEXT, normalized(TEXT))


async def test_a_posting_comes_back_as_it_was_kept_and_once(postings: DatabasePostings, user: User) -> None:
    posting = new()
    first, second = await asyncio.gather(postings.add(user, posting), postings.add(user, posting))
    assert first == second == await postings.get(user, posting.id)
    assert (first.raw_text, first.normalized, first.company) == (TEXT, normalized(TEXT), "Larkfield Software")


async def test_strangers_see_nothing_and_change_nothing(postings: DatabasePostings, user: User) -> None:
    kept = await postings.add(user, new())
    for stranger in (replace(user, user_id="sam"), replace(user, tenant_id=uuid4())):
        for ask in (
            postings.get(stranger, kept.id),
            postings.remove(stranger, kept.id, hard=False),
            postings.remove(stranger, kept.id, hard=True),
        ):
            with pytest.raises(NotFound):
                await ask
        assert (await postings.list(stranger, 20, 0)).total == 0
    with pytest.raises(NotFound):
        await postings.add(replace(user, user_id="sam"), replace(new(), id=kept.id))
    assert await postings.get(user, kept.id) == kept


async def test_lists_are_newest_first_and_leave_out_what_is_removed(
    postings: DatabasePostings, user: User, database: Database
) -> None:
    made = [await postings.add(user, new()) for _ in range(3)]
    await postings.remove(user, made[1].id, hard=False)
    page = await postings.list(user, 1, 0)
    assert ([posting.id for posting in page.postings], page.total) == ([made[2].id], 2)
    with pytest.raises(NotFound):
        await postings.remove(user, made[1].id, hard=False)
    await postings.remove(user, made[1].id, hard=True)
    assert await database.rows("select 1 from job_postings where id = %s", (made[1].id,)) == []
