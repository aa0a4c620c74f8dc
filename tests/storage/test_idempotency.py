"""A request said twice is done once."""

import asyncio
from uuid import uuid4

import pytest

from app.accounts import User
from app.errors import AppError, Conflict, InvalidRequest
from app.services import Replay, Reserved
from app.storage.database import Database
from app.storage.idempotency import DatabaseIdempotency

ANSWER = Replay(202, {"location": "/x"}, {"job_id": "1"})


@pytest.fixture
def kept(database: Database) -> DatabaseIdempotency:
    return DatabaseIdempotency(database)


async def test_the_first_answer_is_given_again(kept: DatabaseIdempotency, user: User) -> None:
    assert isinstance(await kept.reserve(user, "k", b"body", uuid4()), Reserved)
    await kept.keep(user, "k", ANSWER)
    assert await kept.reserve(user, "k", b"body", uuid4()) == ANSWER


async def test_a_twin_in_flight_is_told_to_wait(kept: DatabaseIdempotency, user: User) -> None:
    await kept.reserve(user, "k", b"body", uuid4())
    with pytest.raises(Conflict):
        await kept.reserve(user, "k", b"body", uuid4())


async def test_another_body_under_the_same_key_is_refused(kept: DatabaseIdempotency, user: User) -> None:
    await kept.reserve(user, "k", b"body", uuid4())
    with pytest.raises(InvalidRequest):
        await kept.reserve(user, "k", b"other", uuid4())


async def test_of_fifty_twins_one_acts(kept: DatabaseIdempotency, user: User) -> None:
    async def twin() -> object:
        try:
            return await kept.reserve(user, "k", b"body", uuid4())
        except AppError as error:
            return error.code

    answers = await asyncio.gather(*(twin() for _ in range(50)))
    assert len([answer for answer in answers if isinstance(answer, Reserved)]) == 1
    assert answers.count("request_in_flight") == 49


async def test_a_hold_whose_owner_died_goes_on_under_the_same_id(
    kept: DatabaseIdempotency, user: User, database: Database
) -> None:
    first = await kept.reserve(user, "k", b"body", uuid4())
    await database.execute("update idempotency_keys set held_until = now() - interval '1 s' where user_id = %s", (user.user_id,))
    assert await kept.reserve(user, "k", b"body", uuid4()) == first


async def test_a_key_is_free_again_after_a_day(kept: DatabaseIdempotency, user: User, database: Database) -> None:
    await kept.reserve(user, "k", b"body", uuid4())
    await kept.keep(user, "k", ANSWER)
    await database.execute(
        "update idempotency_keys set created_at = now() - interval '25 h' where tenant_id = %s", (user.tenant_id,)
    )
    proposed = uuid4()
    assert await kept.reserve(user, "k", b"other", proposed) == Reserved(proposed)


async def test_a_released_key_can_be_used_at_once(kept: DatabaseIdempotency, user: User) -> None:
    await kept.reserve(user, "k", b"body", uuid4())
    await kept.release(user, "k")
    assert isinstance(await kept.reserve(user, "k", b"other", uuid4()), Reserved)


async def test_the_same_key_of_another_user_is_another_key(kept: DatabaseIdempotency, user: User) -> None:
    await kept.reserve(user, "k", b"body", uuid4())
    stranger = User(user.tenant_id, "sam")
    assert isinstance(await kept.reserve(stranger, "k", b"other", uuid4()), Reserved)
