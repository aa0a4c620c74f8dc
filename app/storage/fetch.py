"""Fetches a file from a stranger's URL: bounded in bytes, time and redirects, and only from public addresses."""

import asyncio
from dataclasses import dataclass

import httpcore

from app.errors import AppError, UnreachableUrl, UrlUnavailable
from app.storage.dial import TRY_AGAIN, Dialler
from app.storage.urls import Target, joined, target

REDIRECTS = {301, 302, 303, 307, 308}
BUSY = {408, 425, 429}
CLOSED = {401, 402, 403, 407, 451}
FILE = {200, 203}
PAGES = {"text/html", "application/xhtml+xml"}
HTML = (b"<!doctype html", b"<html")

MOST_WAIT_SECONDS = 600
"""A server may ask us to wait; not for longer than this."""

HEADERS = {
    "User-Agent": "resume-engine",
    "Accept": "application/pdf, application/vnd.openxmlformats-officedocument.wordprocessingml.document, text/plain, "
    "text/markdown, */*;q=0.1",
}

WEB_PAGE = (
    "This is a web page and not a file. Where the file is shared (Google Drive, Dropbox and the like), allow anyone with the link"
    " to read it and send its download link, or upload the file."
)
NOT_A_FILE = "The address does not give a file. Send a link that downloads it directly, or upload the file."
PACKED = "The server at this address packs what it sends. Send another link to the file, or upload it."
EMPTY = "The address gives an empty file. Check it, or upload the file."
TOO_LARGE = "The file at this address is too large. Send at most {mebibytes} MiB."
NOT_FOUND = "There is nothing at this address. Check the link, or upload the file."
NOT_OPEN = "The address is not open to everyone. Share the file with anyone who has the link, or upload it."
TOO_MANY_REDIRECTS = "The address leads on to others too many times. Send the link on which the file is, or upload the file."
BUSY_NOW = "The server at this address is busy or broken. Try again later, or upload the file."


@dataclass(frozen=True)
class FetchPolicy:
    """Bytes of a file, seconds for all of it, redirects followed; hosts that development trusts; whether HTML is wanted."""

    max_bytes: int = 10 << 20
    total_seconds: float = 20
    max_redirects: int = 3
    allowed_hosts: frozenset[str] = frozenset()
    web_pages: bool = False


class SafeFetch:
    """Fetches under one policy."""

    def __init__(self, policy: FetchPolicy, dialler: Dialler | None = None) -> None:
        self._policy = policy
        self._dialler = dialler or Dialler()

    async def get(self, url: str) -> bytes:
        """The bytes of the file at `url`.

        Raises UnreachableUrl `url_refused`, `url_not_a_file`, `url_too_large`, `url_not_found`, and UrlUnavailable where another
        try may help.
        """
        try:
            async with asyncio.timeout(self._policy.total_seconds):
                return await self._follow(url)
        except TimeoutError:
            raise UrlUnavailable(TRY_AGAIN) from None

    async def _follow(self, url: str) -> bytes:
        for _ in range(self._policy.max_redirects + 1):
            place = target(url, self._policy.allowed_hosts)
            async with self._dialler.exchange("GET", place, headers=HEADERS) as response:
                if response.status not in REDIRECTS:
                    return await self._body(response)
                url = _next(place, response)
        raise UnreachableUrl(TOO_MANY_REDIRECTS)

    async def _body(self, response: httpcore.Response) -> bytes:
        if response.status not in FILE:
            raise _refusal(response)
        if _header(response, b"content-encoding").lower() not in ("", "identity"):
            raise UnreachableUrl(PACKED, code="url_not_a_file")
        self._require_file(_header(response, b"content-type"))
        data = await self._bytes(response)
        if not data:
            raise UnreachableUrl(EMPTY, code="url_not_a_file")
        self._require_file("text/html" if data[:512].lstrip().lower().startswith(HTML) else "")
        return data

    def _require_file(self, content_type: str) -> None:
        kind = content_type.partition(";")[0].strip().lower()
        if kind in PAGES and not self._policy.web_pages:
            raise UnreachableUrl(WEB_PAGE, code="url_not_a_file")

    async def _bytes(self, response: httpcore.Response) -> bytes:
        announced = _header(response, b"content-length")
        self._require_size(int(announced) if announced.isdecimal() else 0)
        data = bytearray()
        async for chunk in response.aiter_stream():
            data += chunk
            self._require_size(len(data))
        return bytes(data)

    def _require_size(self, length: int) -> None:
        if length > self._policy.max_bytes:
            raise UnreachableUrl(TOO_LARGE.format(mebibytes=self._policy.max_bytes >> 20), code="url_too_large")


def _next(place: Target, response: httpcore.Response) -> str:
    location = _header(response, b"location")
    if not location:
        raise UnreachableUrl(NOT_A_FILE, code="url_not_a_file")
    return joined(place, location)


def _refusal(response: httpcore.Response) -> AppError:
    status = response.status
    if status >= 500 or status in BUSY:
        return UrlUnavailable(BUSY_NOW, retry_after=_retry_after(response))
    if status in CLOSED:
        return UnreachableUrl(NOT_OPEN)
    if status >= 400:
        return UnreachableUrl(NOT_FOUND, code="url_not_found")
    return UnreachableUrl(NOT_A_FILE, code="url_not_a_file")


def _retry_after(response: httpcore.Response) -> float | None:
    said = _header(response, b"retry-after")
    return min(float(said), MOST_WAIT_SECONDS) if said.isdecimal() and len(said) < 10 else None


def _header(response: httpcore.Response, name: bytes) -> str:
    """All values of a header, joined as HTTP joins them; bytes that are not UTF-8 stay visible as such and are refused later."""
    return ", ".join(value.decode(errors="replace") for key, value in response.headers if key.lower() == name)
