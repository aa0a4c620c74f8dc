"""What users keep, in Postgres. Each method is one statement, or one and a look at what stands; all are scoped by the user."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from psycopg.types.json import Json

from app.accounts import User
from app.errors import Conflict, NotFound
from app.library.model import (
    MOST_ATTESTATIONS,
    Applied,
    Attestation,
    NewVersion,
    ResumeVersion,
    VersionPage,
    VersionSummary,
)
from app.resume.model import Resume
from app.resume.writing.improvement import Judged
from app.storage.database import Database, Row

LIGHT = "id, title, version, parent_id, improve_job_id, created_at, updated_at"
WHOLE = LIGHT + ", parsed, selection"
SAID = "id, question, answer, location, created_at"
MINE = "tenant_id = %(tenant_id)s and user_id = %(user_id)s"
LIVING = "deleted_at is null"
FAMILY = f"select family_id from resume_versions where id = %(id)s and {MINE} and {LIVING}"
UNNAMED = "Untitled résumé"


class DatabaseLibrary:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, user: User, new: NewVersion) -> ResumeVersion:
        """The row of the résumé is the lock of its numbers: of two children at once each has its own."""
        row = await self._database.row(
            f"""with parent as (
              select family_id, title from resume_versions where id = %(parent_id)s and {MINE} and {LIVING}), family as (
              insert into resume_families (id, tenant_id, user_id, versions)
              select coalesce((select family_id from parent), %(id)s), %(tenant_id)s, %(user_id)s, 1
              where (%(parent_id)s::uuid is null or exists (select 1 from parent))
                and not exists (select 1 from resume_versions where id = %(id)s)
              on conflict (id) do update set versions = resume_families.versions + 1 returning id, versions)
            insert into resume_versions (id, family_id, tenant_id, user_id, parent_id, version, title, parsed, improve_job_id,
              selection)
            select %(id)s, id, %(tenant_id)s, %(user_id)s, %(parent_id)s, versions,
              coalesce(%(title)s, (select title from parent), %(name)s), %(parsed)s, %(improve_job_id)s, %(selection)s
            from family on conflict (id) do nothing returning {WHOLE}""",
            {**_values(new), **_owner(user)},
        )
        return _version(row) if row else await self._standing(user, new)

    async def _standing(self, user: User, new: NewVersion) -> ResumeVersion:
        """The version that an earlier add of this id made; else it was the parent that is missing."""
        row = await self._found(user, new.id)
        if row is None:
            raise _no_resume(new.parent_id or new.id)
        return _version(row)

    async def get(self, user: User, resume_id: UUID) -> ResumeVersion:
        row = await self._found(user, resume_id)
        if row is None:
            raise _no_resume(resume_id)
        return _version(row)

    async def _found(self, user: User, resume_id: UUID) -> Row | None:
        return await self._database.row(
            f"select {WHOLE} from resume_versions where id = %(id)s and {MINE} and {LIVING}", {"id": resume_id, **_owner(user)}
        )

    async def list(self, user: User, limit: int, offset: int) -> VersionPage:
        return await self._page(f"{MINE} and {LIVING}", {"limit": limit, "offset": offset, **_owner(user)})

    async def versions(self, user: User, resume_id: UUID, limit: int, offset: int) -> VersionPage:
        values = {"id": resume_id, "limit": limit, "offset": offset, **_owner(user)}
        page = await self._page(f"{MINE} and {LIVING} and family_id = ({FAMILY})", values)
        if not page.total:
            raise _no_resume(resume_id)
        return page

    async def _page(self, where: str, values: dict[str, Any]) -> VersionPage:
        rows = await self._database.rows(
            f"""select {LIGHT} from resume_versions where {where}
            order by created_at desc, id desc limit %(limit)s offset %(offset)s""",
            values,
        )
        count = await self._database.row(f"select count(*) as total from resume_versions where {where}", values)
        return VersionPage(tuple(VersionSummary(**row) for row in rows), count["total"] if count else 0)

    async def change(self, user: User, resume_id: UUID, title: str | None, resume: Resume | None) -> ResumeVersion:
        """Said twice it changes once; of two changes at once the later one stands."""
        row = await self._database.row(
            f"""update resume_versions set title = coalesce(%(title)s, title), parsed = coalesce(%(parsed)s, parsed),
              updated_at = now() where id = %(id)s and {MINE} and {LIVING} returning {WHOLE}""",
            {"id": resume_id, "title": title, "parsed": _json(resume), **_owner(user)},
        )
        if row is None:
            raise _no_resume(resume_id)
        return _version(row)

    async def hide(self, user: User, resume_id: UUID) -> None:
        hidden = await self._database.execute(
            f"update resume_versions set deleted_at = now() where id = %(id)s and {MINE} and {LIVING}",
            {"id": resume_id, **_owner(user)},
        )
        if not hidden:
            raise _no_resume(resume_id)

    async def erase(self, user: User, resume_id: UUID) -> None:
        """The résumé goes with its last version, and what was affirmed of it with the résumé."""
        row = await self._database.row(
            f"""with gone as (
              delete from resume_versions where id = %(id)s and {MINE} returning id, family_id), emptied as (
              delete from resume_families using gone where resume_families.id = gone.family_id and not exists (
                select 1 from resume_versions other where other.family_id = gone.family_id and other.id <> gone.id))
            select id from gone""",
            {"id": resume_id, **_owner(user)},
        )
        if row is None:
            raise _no_resume(resume_id)

    async def applied(self, user: User, improve_job_id: UUID) -> ResumeVersion | None:
        row = await self._database.row(
            f"""select {WHOLE} from resume_versions where improve_job_id = %(job_id)s and {MINE} and {LIVING}
            order by created_at desc, id desc limit 1""",
            {"job_id": improve_job_id, **_owner(user)},
        )
        return _version(row) if row else None

    async def attest(self, user: User, resume_id: UUID, said: Attestation) -> Attestation:
        row = await self._database.row(
            f"""insert into attestations (id, family_id, tenant_id, user_id, question, answer, location, created_at)
            select %(said_id)s, family_id, %(tenant_id)s, %(user_id)s, %(question)s, %(answer)s, %(location)s, %(created_at)s
            from ({FAMILY}) version where (
              select count(*) from attestations a where a.family_id = version.family_id and a.{LIVING}) < {MOST_ATTESTATIONS}
            on conflict (id) do nothing returning {SAID}""",
            {
                "id": resume_id, "said_id": said.id, "question": said.question, "answer": said.answer,
                "location": said.location, "created_at": said.created_at, **_owner(user),
            },
        )  # fmt: skip
        return Attestation(**row) if row else await self._said(user, resume_id, said)

    async def _said(self, user: User, resume_id: UUID, said: Attestation) -> Attestation:
        known = [each for each in await self.attestations(user, resume_id) if each.id == said.id]
        if not known:
            raise Conflict(
                f"This résumé has {MOST_ATTESTATIONS} attestations, which is the most. Delete one to make room.",
                code="too_many_attestations",
            )
        return known[0]

    async def attestations(self, user: User, resume_id: UUID) -> Sequence[Attestation]:
        rows = await self._database.rows(
            f"""select {SAID} from attestations where family_id = ({FAMILY}) and {MINE} and {LIVING}
            order by created_at desc, id desc""",
            {"id": resume_id, **_owner(user)},
        )
        if not rows and await self._found(user, resume_id) is None:
            raise _no_resume(resume_id)
        return [Attestation(**row) for row in rows]

    async def retract(self, user: User, resume_id: UUID, attestation_id: UUID, *, hard: bool) -> None:
        where = f"id = %(said_id)s and {MINE} and family_id = ({FAMILY})"
        statement = (
            f"delete from attestations where {where}" if hard
            else f"update attestations set deleted_at = now() where {where} and {LIVING}"
        )  # fmt: skip
        if not await self._database.execute(statement, {"id": resume_id, "said_id": attestation_id, **_owner(user)}):
            raise NotFound(
                f"Attestation {attestation_id} not found. It may have been deleted or never existed.",
                code="attestation_not_found",
            )


def _owner(user: User) -> dict[str, Any]:
    return {"tenant_id": user.tenant_id, "user_id": user.user_id}


def _values(new: NewVersion) -> dict[str, Any]:
    applied = new.applied
    selection = Json(_selection(applied)) if applied else None
    return {
        "id": new.id, "parent_id": new.parent_id, "title": new.title, "name": new.resume.name or UNNAMED,
        "parsed": _json(new.resume), "improve_job_id": applied.improve_job_id if applied else None, "selection": selection,
    }  # fmt: skip


def _json(resume: Resume | None) -> Json | None:
    return Json(resume.model_dump(mode="json")) if resume else None


def _version(row: Row) -> ResumeVersion:
    light = {name: row[name] for name in LIGHT.split(", ")}
    return ResumeVersion(**light, resume=Resume.model_validate(row["parsed"]), applied=_applied(row))


def _selection(applied: Applied) -> dict[str, Any]:
    selected = [judged.model_dump(mode="json") for judged in applied.selected]
    return {"accepted": applied.accepted, "edits": applied.edits, "selected": selected}


def _applied(row: Row) -> Applied | None:
    kept = row["selection"]
    if kept is None:
        return None
    selected = tuple(Judged.model_validate(judged) for judged in kept["selected"])
    return Applied(row["improve_job_id"], tuple(kept["accepted"]), kept["edits"], selected)


def _no_resume(resume_id: UUID) -> NotFound:
    return NotFound(f"Résumé {resume_id} not found. It may have been deleted or never existed.", code="resume_not_found")
