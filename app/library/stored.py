"""A kept version as jobs receive it: the résumé, and what its owner affirmed beside it."""

from uuid import UUID

from app.accounts import User
from app.library.ports import LibraryStore
from app.resume.stored import Attested, StoredResume


async def stored(user: User, resume_id: UUID, library: LibraryStore) -> StoredResume:
    """The version with its attestations, oldest first. Raises NotFound for what is unknown or another's."""
    version = await library.get(user, resume_id)
    said = await library.attestations(user, resume_id)
    attested = (Attested(question=each.question, answer=each.answer, location=each.location) for each in reversed(said))
    return StoredResume(resume=version.resume, attested=tuple(attested))
