"""What each method of the library promises, with two callers at once and with strangers."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.accounts import User
from app.errors import Conflict, NotFound
from app.library.model import MOST_ATTESTATIONS, Applied, Attestation, NewVersion, ResumeVersion
from app.library.stored import stored
from app.resume.model import Experience, Resume
from app.resume.writing.improvement import Judged
from app.storage.database import Database
from app.storage.library import DatabaseLibrary

RESUME = Resume(
    name="Maren Aldous",
    experiences=(Experience(role="Assistant", responsibilities=("Kept four calendars",)),),
    raw_text="Maren Aldous\nKept four calendars",
)


@pytest.fixture
def library(database: Database) -> DatabaseLibrary:
    return DatabaseLibrary(database)


def new(**fields: Any) -> NewVersion:
    return NewVersion(uuid4(), RESUME, **fields)


def said(answer: str = "Four, for two founders.") -> Attestation:
    return Attestation(uuid4(), "How many calendars?", answer, None, datetime.now(UTC))


async def family(library: DatabaseLibrary, user: User) -> tuple[ResumeVersion, ResumeVersion]:
    first = await library.add(user, new())
    return first, await library.add(user, new(parent_id=first.id))


async def test_a_version_comes_back_as_it_was_kept(library: DatabaseLibrary, user: User) -> None:
    judged = Judged(id="a-3", text="Kept five calendars", status="needs_proof", edited=True, question="Which?")
    applied = Applied(uuid4(), ("a-1", "a-2"), {"a-3": "Kept five calendars"}, (judged,))
    made = await library.add(user, new(title="For office work", applied=applied))
    assert await library.get(user, made.id) == made
    assert (made.resume, made.applied, made.version, made.title) == (RESUME, applied, 1, "For office work")
    assert made.improve_job_id == applied.improve_job_id


async def test_the_same_id_is_kept_once(library: DatabaseLibrary, user: User) -> None:
    version = new()
    first, second = await asyncio.gather(library.add(user, version), library.add(user, version))
    assert first == second
    assert (await library.list(user, 20, 0)).total == 1


async def test_a_title_is_its_own_or_the_parents_or_the_persons_name(library: DatabaseLibrary, user: User) -> None:
    first, second = await family(library, user)
    own = await library.add(user, new(parent_id=second.id, title="For night shifts"))
    heir = await library.add(user, new(parent_id=own.id))
    nobody = await library.add(user, NewVersion(uuid4(), Resume(summary="Clerk")))
    assert [each.title for each in (first, second, own, heir)] == ["Maren Aldous"] * 2 + ["For night shifts"] * 2
    assert nobody.title == "Untitled résumé"


async def test_children_of_one_parent_made_at_once_have_numbers_of_their_own(library: DatabaseLibrary, user: User) -> None:
    first = await library.add(user, new())
    children = await asyncio.gather(*(library.add(user, new(parent_id=first.id)) for _ in range(6)))
    assert sorted(child.version for child in children) == [2, 3, 4, 5, 6, 7]
    assert {child.parent_id for child in children} == {first.id}


async def test_an_erased_versions_number_is_not_given_again(library: DatabaseLibrary, user: User) -> None:
    first, second = await family(library, user)
    await library.erase(user, second.id)
    assert (await library.add(user, new(parent_id=first.id))).version == 3


async def test_strangers_see_nothing_and_change_nothing(library: DatabaseLibrary, user: User) -> None:
    job_id = uuid4()
    kept = await library.add(user, new(applied=Applied(job_id, (), {}, ())))
    affirmed = await library.attest(user, kept.id, said())
    for stranger in (replace(user, user_id="sam"), replace(user, tenant_id=(await other_tenant(library)))):
        for ask in (
            library.get(stranger, kept.id),
            library.add(stranger, new(parent_id=kept.id)),
            library.add(stranger, replace(new(), id=kept.id)),
            library.versions(stranger, kept.id, 20, 0),
            library.change(stranger, kept.id, "Theirs", Resume()),
            library.hide(stranger, kept.id),
            library.erase(stranger, kept.id),
            library.attestations(stranger, kept.id),
            library.retract(stranger, kept.id, affirmed.id, hard=False),
            library.retract(stranger, kept.id, affirmed.id, hard=True),
            stored(stranger, kept.id, library),
            library.attest(stranger, kept.id, said()),
        ):
            with pytest.raises(NotFound):
                await ask
        assert (await library.list(stranger, 20, 0)).total == 0
        assert await library.applied(stranger, job_id) is None
    assert await library.get(user, kept.id) == kept
    assert await library.attestations(user, kept.id) == [affirmed]


async def other_tenant(library: DatabaseLibrary) -> UUID:
    row = await library._database.row("insert into tenants (name) values (%s) returning id", (f"t-{uuid4()}",))
    assert row
    return UUID(str(row["id"]))


async def test_lists_are_newest_first_and_paged(library: DatabaseLibrary, user: User) -> None:
    first, second = await family(library, user)
    other = await library.add(user, new())
    page = await library.list(user, 2, 1)
    assert ([version.id for version in page.versions], page.total) == ([second.id, first.id], 3)
    versions = await library.versions(user, second.id, 20, 0)
    assert [version.id for version in versions.versions] == [second.id, first.id]
    assert [version.id for version in (await library.versions(user, other.id, 20, 0)).versions] == [other.id]


async def test_a_change_touches_what_it_names(library: DatabaseLibrary, user: User) -> None:
    kept = await library.add(user, new(title="Old"))
    titled = await library.change(user, kept.id, "New", None)
    assert (titled.title, titled.resume) == ("New", RESUME)
    assert titled.updated_at > kept.updated_at
    emptied = await library.change(user, kept.id, None, Resume(name="M. Aldous"))
    assert (emptied.title, emptied.resume.name, emptied.version) == ("New", "M. Aldous", 1)


async def test_what_is_hidden_is_gone_from_every_read_and_may_still_be_erased(library: DatabaseLibrary, user: User) -> None:
    first, second = await family(library, user)
    await library.hide(user, first.id)
    for ask in (library.get(user, first.id), library.hide(user, first.id), library.add(user, new(parent_id=first.id))):
        with pytest.raises(NotFound):
            await ask
    assert [version.id for version in (await library.versions(user, second.id, 20, 0)).versions] == [second.id]
    await library.erase(user, first.id)
    assert (await library.get(user, second.id)).parent_id is None


async def test_the_newest_version_made_of_a_job_is_found(library: DatabaseLibrary, user: User) -> None:
    job_id = uuid4()
    assert await library.applied(user, job_id) is None
    first, second = [await library.add(user, new(applied=Applied(job_id, (name,), {}, ()))) for name in ("a", "b")]
    assert await library.applied(user, job_id) == second
    await library.hide(user, second.id)
    assert await library.applied(user, job_id) == first


async def test_what_is_affirmed_holds_for_every_version_until_taken_back(library: DatabaseLibrary, user: User) -> None:
    first, second = await family(library, user)
    earlier, later = [await library.attest(user, first.id, said(answer)) for answer in ("Four.", "Two founders.")]
    assert await library.attestations(user, second.id) == [later, earlier]
    known = await stored(user, second.id, library)
    assert [each.answer for each in known.attested] == ["Four.", "Two founders."]
    await library.retract(user, second.id, earlier.id, hard=False)
    assert await library.attestations(user, first.id) == [later]
    with pytest.raises(NotFound):
        await library.retract(user, first.id, earlier.id, hard=False)
    await library.retract(user, first.id, earlier.id, hard=True)
    other = await library.add(user, new())
    with pytest.raises(NotFound):
        await library.retract(user, other.id, later.id, hard=True)


async def test_the_same_attestation_is_kept_once_and_there_is_an_end(library: DatabaseLibrary, user: User) -> None:
    kept = await library.add(user, new())
    once = said()
    assert await library.attest(user, kept.id, once) == await library.attest(user, kept.id, once)
    for _ in range(MOST_ATTESTATIONS - 1):
        await library.attest(user, kept.id, said())
    with pytest.raises(Conflict):
        await library.attest(user, kept.id, said())


async def test_erasing_the_last_version_leaves_nothing(library: DatabaseLibrary, user: User, database: Database) -> None:
    first, second = await family(library, user)
    await library.attest(user, first.id, said())
    await library.erase(user, first.id)
    assert len(await library.attestations(user, second.id)) == 1
    await library.erase(user, second.id)
    for table in ("resume_versions", "resume_families", "attestations"):
        assert await database.rows(f"select 1 from {table} where tenant_id = %s", (user.tenant_id,)) == []
