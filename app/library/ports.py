"""What the library needs of the world."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from app.accounts import User
from app.library.model import Attestation, JobPosting, NewPosting, NewVersion, PostingPage, ResumeVersion, VersionPage
from app.resume.model import Resume


class LibraryStore(Protocol):
    """Rows. Every method is one transaction and takes the user first: what is another's is NotFound, as what never was."""

    async def add(self, user: User, new: NewVersion) -> ResumeVersion:
        """Keeps a version; with a parent it is the next of that résumé. A version of this id that stands is returned instead.

        Raises NotFound for an unknown parent.
        """
        ...

    async def get(self, user: User, resume_id: UUID) -> ResumeVersion: ...

    async def list(self, user: User, limit: int, offset: int) -> VersionPage:
        """A user's versions of all résumés, newest first by (created_at, id)."""
        ...

    async def versions(self, user: User, resume_id: UUID, limit: int, offset: int) -> VersionPage:
        """All versions of the résumé that this is one of, newest first."""
        ...

    async def change(self, user: User, resume_id: UUID, title: str | None, resume: Resume | None) -> ResumeVersion:
        """Changes what is not None, in place."""
        ...

    async def hide(self, user: User, resume_id: UUID) -> None:
        """Takes a version out of every list and read."""
        ...

    async def erase(self, user: User, resume_id: UUID) -> None:
        """Forgets a version, hidden or not; with the last one of a résumé its attestations go too."""
        ...

    async def applied(self, user: User, improve_job_id: UUID) -> ResumeVersion | None:
        """The newest version that was made by applying this improve job."""
        ...

    async def attest(self, user: User, resume_id: UUID, said: Attestation) -> Attestation:
        """Keeps what was affirmed; an attestation of this id that stands is returned instead.

        Raises Conflict where the résumé has as many as it may have.
        """
        ...

    async def attestations(self, user: User, resume_id: UUID) -> Sequence[Attestation]:
        """All that was affirmed of the résumé that this is a version of, newest first."""
        ...

    async def retract(self, user: User, resume_id: UUID, attestation_id: UUID, *, hard: bool) -> None:
        """Takes an attestation back; `hard` erases it, hidden or not."""
        ...


class PostingStore(Protocol):
    """Rows, under the same promises."""

    async def add(self, user: User, new: NewPosting) -> JobPosting:
        """Keeps a posting. One of this id that stands is returned instead."""
        ...

    async def get(self, user: User, posting_id: UUID) -> JobPosting: ...

    async def list(self, user: User, limit: int, offset: int) -> PostingPage:
        """A user's postings, newest first by (created_at, id)."""
        ...

    async def remove(self, user: User, posting_id: UUID, *, hard: bool) -> None:
        """Takes a posting out of every list and read; `hard` erases it, hidden or not."""
        ...
