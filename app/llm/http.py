"""HTTP manners that are the same for all vendors, and what its failures mean to us. Imported with a vendor's SDK alone."""

import ssl
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import httpx2

from app.llm.wire import Failed, Reason

CONNECT_SECONDS = 5.0
LARGEST_ANSWER = 4 * 1024 * 1024
"""Bytes of an answer's body: a hundred times what the longest of ours takes."""


@cache
def certificates() -> ssl.SSLContext:
    """Those that are trusted, read once."""
    return httpx2.create_ssl_context()


def open_client(seconds: float) -> httpx2.AsyncClient:
    """`seconds`: the longest pause between two pieces of an answer."""
    return httpx2.AsyncClient(
        timeout=httpx2.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS)),
        verify=certificates(),
        follow_redirects=False,  # a key goes where settings say and nowhere else
        event_hooks={"response": [_bound]},
    )


async def _bound(response: httpx2.Response) -> None:
    """The SDKs read a body whole: one that does not end must break."""
    assert isinstance(response.stream, httpx2.AsyncByteStream)  # noqa: S101 - an async client has no other
    response.stream = _Bounded(response.stream)


class _Bounded(httpx2.AsyncByteStream):
    """An answer's body that breaks past the largest we take."""

    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        taken = 0
        async for piece in self._stream:
            taken += len(piece)
            if taken > LARGEST_ANSWER:
                raise Failed(Reason.OVERSIZED)
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()


@contextmanager
def transport() -> Iterator[None]:
    """What goes wrong below HTTP, and answers that are not in the vendor's form, as Failed.

    The SDKs take an answer for granted: one that is not their JSON ends in an AttributeError or the like somewhere in them, and
    Google's reads the model's own text too, however deep it is nested.
    """
    try:
        yield
    except httpx2.TimeoutException:
        raise Failed(Reason.TIMEOUT) from None
    except httpx2.HTTPError:
        raise Failed(Reason.UNREACHABLE) from None
    except (AttributeError, KeyError, IndexError, TypeError, ValueError, RecursionError):
        raise Failed(Reason.BAD_RESPONSE) from None


def broken(error: BaseException) -> Failed:
    """A connection that an SDK says failed; ours to say where we ended it ourselves."""
    return error.__cause__ if isinstance(error.__cause__, Failed) else Failed(Reason.UNREACHABLE)


def failed(status: int, headers: Mapping[str, str], *, retry_after: float | None = None) -> Failed:
    """An answer that is no success. `retry_after`: the vendor's own word in the body, where the header is silent."""
    told = _told(headers)
    return Failed(_reason(status), retry_after=retry_after if told is None else told)


REASONS = {
    401: Reason.KEY_REFUSED, 402: Reason.NO_CREDIT, 403: Reason.KEY_REFUSED, 404: Reason.NO_SUCH_MODEL, 408: Reason.TIMEOUT,
    429: Reason.RATE_LIMITED,
}  # fmt: skip


def _reason(status: int) -> Reason:
    if status >= 500:
        return Reason.SERVER_ERROR
    return REASONS.get(status, Reason.REJECTED if status >= 400 else Reason.BAD_RESPONSE)


def _told(headers: Mapping[str, str]) -> float | None:
    """Retry-After in seconds; a date is taken for silence, since none of the vendors sends one."""
    try:
        return max(float(headers.get("retry-after", "")), 0.0)
    except ValueError:
        return None
