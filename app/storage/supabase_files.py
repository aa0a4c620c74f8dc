"""Files in a bucket of Supabase Storage, for machines that share no disk.

Of Supabase's clients only `storage3` is used: rows go to Postgres directly, since PostgREST has no transactions.
The service answers every refusal with HTTP 400 and tells the true status in the body.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import NoReturn, TypeVar

import structlog
from httpx import AsyncClient, HTTPError
from storage3 import AsyncStorageClient
from storage3.exceptions import StorageApiError

from app.errors import NotFound, TooLarge, Unavailable

log = structlog.get_logger()

T = TypeVar("T")

PAUSES = (0.2, 0.8)
"""Seconds before the second and the third try of a call that may succeed yet."""

PATIENCE = 10.0

PROBE_KEPT = 5.0
"""Seconds that the answer to a probe stands: watchmen ask health more often than the service wants to be asked."""

NO_BUCKET = "Bucket not found"


class SupabaseFiles:
    """Keys are the paths as they stand: the service refuses names in other letters than ASCII, and ours have none."""

    def __init__(self, client: AsyncStorageClient, bucket: str, pauses: Sequence[float]) -> None:
        self._client = client
        self._name = bucket
        self._files = client.from_(bucket)
        self._pauses = pauses
        self._probing = asyncio.Lock()
        self._word, self._word_stands_until = "", 0.0

    async def put(self, path: str, data: bytes, content_type: str) -> None:
        """Replaces what stands there, so a try whose answer was lost may be repeated. Makes the bucket where it is missing."""

        async def upload() -> None:
            await self._files.upload(path, data, {"content-type": content_type, "upsert": "true"})

        try:
            await self._tried(upload)
        except _NoBucket:
            await self.make_bucket()
            await self._tried(upload)

    async def get(self, path: str) -> bytes:
        if ".." in path.split("/") or not path.strip("/"):
            raise NotFound("There is no such file.")
        return await self._tried(lambda: self._files.download(path))

    async def delete(self, path: str) -> None:
        await self._tried(lambda: self._files.remove([path]))

    async def link(self, path: str, seconds: int, filename: str) -> str | None:
        """Supabase's own signed address."""
        made = await self._tried(lambda: self._files.create_signed_url(path, seconds, {"download": filename}))
        return made["signedUrl"]

    async def make_bucket(self) -> None:
        """A private bucket of our name; one that stands already is left as it is."""
        try:
            await self._tried(lambda: self._client.create_bucket(self._name, options={"public": False}))
        except _Duplicate:
            return
        log.info("files.bucket_made")

    async def probe(self) -> str:
        """ "ok", or what is wrong, as the service said within the last seconds; many who ask at once ask it once."""
        async with self._probing:
            now = asyncio.get_running_loop().time
            if now() >= self._word_stands_until:
                self._word = await self.probe_now()
                self._word_stands_until = now() + PROBE_KEPT
            return self._word

    async def probe_now(self) -> str:
        """As `probe`. A download would not tell a wrong key from a missing bucket; asking for the bucket does."""
        try:
            await self._client.get_bucket(self._name)
        except StorageApiError as error:
            return "no such bucket" if _status(error) == 404 else "key refused" if _status(error) < 500 else "out of reach"
        except HTTPError:
            return "out of reach"
        return "ok"

    async def _tried(self, call: Callable[[], Awaitable[T]]) -> T:
        """What the call gives, tried again where another try may help. Raises NotFound, TooLarge or Unavailable."""
        for pause in self._pauses:
            try:
                return await call()
            except (HTTPError, StorageApiError) as error:
                if not _may_pass(error):
                    _refuse(error)
            await asyncio.sleep(pause)
        try:
            return await call()
        except (HTTPError, StorageApiError) as error:
            _refuse(error)


@asynccontextmanager
async def open_supabase_files(
    url: str, key: str, bucket: str, *, pauses: Sequence[float] = PAUSES
) -> AsyncIterator[SupabaseFiles]:
    """The bucket for the length of the context. A service that does not answer at the start is told of, and asked again later."""
    headers = {"apikey": key, "Authorization": f"Bearer {key}"}
    async with AsyncClient(timeout=PATIENCE) as session:
        client = AsyncStorageClient(f"{url.rstrip('/')}/storage/v1/", headers, http_client=session)
        files = SupabaseFiles(client, bucket, pauses)
        if (word := await files.probe_now()) == "no such bucket":
            await _made_if_possible(files)
        elif word != "ok":
            log.warning("files.unavailable", reason=word)
        yield files


async def _made_if_possible(files: SupabaseFiles) -> None:
    try:
        await files.make_bucket()
    except Unavailable as error:
        log.warning("files.unavailable", code=error.code)


class _NoBucket(Unavailable):
    """Missing, or hidden from our key."""


class _Duplicate(Exception):
    """It stands already."""


def _may_pass(error: HTTPError | StorageApiError) -> bool:
    return isinstance(error, HTTPError) or _status(error) >= 500 or _status(error) in {408, 425, 429}


def _status(error: StorageApiError) -> int:
    """The true status, which comes as a string; 500 where the body was not of the service's form."""
    told = str(error.status)
    return int(told) if told.isdigit() else 500


def _refuse(error: HTTPError | StorageApiError) -> NoReturn:
    if isinstance(error, HTTPError):
        raise _away("out_of_reach") from error
    status = _status(error)
    if error.message == NO_BUCKET:
        raise _NoBucket(_SENTENCE, code="files_unavailable", retry_after=30) from error
    if status == 404:
        raise NotFound("The file of this job is gone.", code="file_gone") from error
    if status == 409:
        raise _Duplicate from error
    if status == 413:
        raise TooLarge("The file is larger than our file store takes. Send a smaller one.", code="file_too_large") from error
    raise _away(str(status)) from error


_SENTENCE = "Our file store is out of reach. Try again in a minute."


def _away(reason: str) -> Unavailable:
    log.warning("files.unavailable", reason=reason)
    return Unavailable(_SENTENCE, code="files_unavailable", retry_after=30)
