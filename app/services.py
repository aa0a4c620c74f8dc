"""What a door hands to the code behind it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from app.accounts import Accounts, Limiter, User
from app.jobs.links import Signer
from app.jobs.ports import ArtifactStore, Craft, FileStore, JobStore, News, Queue
from app.jobs.usage import UsageBook
from app.library.ports import LibraryStore, PostingStore


@dataclass(frozen=True, slots=True)
class Reserved:
    """An idempotency key is ours: act under `resource_id`, then keep the answer."""

    resource_id: UUID


@dataclass(frozen=True, slots=True)
class Replay:
    """The same request was answered before, with this."""

    status: int
    headers: Mapping[str, str]
    body: Any


class Idempotency(Protocol):
    async def reserve(self, user: User, key: str, fingerprint: bytes, proposed_id: UUID) -> Reserved | Replay:
        """Takes a key for 24 hours, or returns the answer it already has.

        Raises Conflict while a twin is in flight, InvalidRequest when the key came with another body.
        A reservation whose holder died is given again after a minute, under the same `resource_id`.
        """
        ...

    async def keep(self, user: User, key: str, answer: Replay) -> None: ...

    async def release(self, user: User, key: str) -> None:
        """Gives a key back after a request that did nothing."""
        ...

    async def lapse(self, user: User, key: str) -> None:
        """Ends the hold after a request of unknown outcome: the next try has the key at once, under the same `resource_id`."""
        ...


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows of each kind went with a user, and the paths of the files that these named, which the caller removes."""

    rows: Mapping[str, int]
    paths: tuple[str, ...]


class Erasure(Protocol):
    async def erase(self, user: User) -> Erased:
        """Forgets everything of a user, whatever its state. Files that the caller cannot remove are removed by the sweep."""
        ...


class KeptAnswers(Protocol):
    async def erase(self, user: User) -> int:
        """Forgets every answer that models gave a user; returns how many. Raises Unavailable."""
        ...

    async def forget(self, user: User, job_id: UUID) -> None:
        """Forgets what models answered to a job. Raises Unavailable."""
        ...


Probe = Callable[[], Awaitable[str]]
"""Looks at one part: "ok", or a word for what is wrong."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Calls allowed in a window, for a tenant's key and for a user inside it."""

    tenant: int = 1200
    user: int = 300
    window_seconds: int = 60


@dataclass(frozen=True, slots=True)
class Doorstep:
    """What the gateway itself must know: limits and names, no secrets."""

    version: str
    max_body_bytes: int = 10 * 1024 * 1024
    body_seconds: float = 30.0
    max_text_characters: int = 200_000
    retention_days: int = 30
    cors_origins: tuple[str, ...] = ()
    default_profile: str = "auto"
    attempts: int = 5
    providers: tuple[str, ...] = ()
    """The language models that a request may name."""
    rates: Rates = Rates()
    jwt_secret: str | None = None
    jwt_tenant: str = "default"


@dataclass(frozen=True, slots=True)
class Services:
    accounts: Accounts
    limiter: Limiter
    idempotency: Idempotency
    jobs: JobStore
    files: FileStore
    artifacts: ArtifactStore
    signer: Signer
    queue: Queue
    news: News
    library: LibraryStore
    postings: PostingStore
    erasure: Erasure
    craft: Craft
    usage: UsageBook
    answers: KeptAnswers
    probes: Mapping[str, Probe]
    doorstep: Doorstep
