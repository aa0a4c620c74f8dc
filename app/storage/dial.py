"""The way out to strangers' addresses: a name is resolved once, every answer judged, and the judged address dialled.

Fetching a file and posting to a webhook both go through `Dialler.exchange`. Nothing of the environment (proxy, netrc) is
looked at, no redirect is followed, nothing is unpacked, no connection is kept.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from ipaddress import ip_address

import httpcore

from app.errors import UnreachableUrl, UrlUnavailable
from app.storage.addresses import Address, is_public
from app.storage.urls import NOT_PUBLIC, Target

Resolve = Callable[[str, int], Awaitable[Sequence[Address]]]
"""All addresses of a name. Raises socket.gaierror."""

CONNECT_SECONDS = 5.0
"""For each address of a host; the whole is bounded by the caller."""

TRY_AGAIN = "The server at this address does not answer. Try again later, or upload the file."
BAD_CERTIFICATE = "The server at this address does not prove that it is the one named. Check the address, or upload the file."


async def resolve(host: str, port: int) -> Sequence[Address]:
    """The addresses that the system's resolver knows for a name."""
    answers = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(answer[4][0]) for answer in answers]


class Dialler:
    """Speaks HTTP/1.1 with targets whose addresses are public, or whose host the settings trust."""

    def __init__(
        self,
        *,
        resolve: Resolve = resolve,
        network: httpcore.AsyncNetworkBackend | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._resolve = resolve
        self._network = network or httpcore.AnyIOBackend()
        self._tls = tls or httpcore.default_ssl_context()

    @asynccontextmanager
    async def exchange(
        self, method: str, target: Target, *, headers: Mapping[str, str], content: bytes | None = None
    ) -> AsyncIterator[httpcore.Response]:
        """One request and its answer, whose body is read within the block. Bound it with `asyncio.timeout`.

        Raises UnreachableUrl `url_refused` when an address is not public or the certificate is not the host's, UrlUnavailable
        when the server cannot be reached or breaks off.
        """
        url = httpcore.URL(
            scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=target.path.encode()
        )
        try:
            async with (
                httpcore.AsyncConnectionPool(
                    ssl_context=self._tls, network_backend=_Checked(target, self._resolve, self._network), max_connections=1
                ) as pool,
                pool.stream(method, url, headers=_headers(target, headers), content=content) as response,
            ):
                yield response
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, ssl.SSLError) as error:
            if isinstance(error.__context__, ssl.SSLCertVerificationError):  # httpcore empties __cause__
                raise UnreachableUrl(BAD_CERTIFICATE) from None
            raise UrlUnavailable(TRY_AGAIN) from None


class _Checked(httpcore.AsyncNetworkBackend):
    """The network of one target: whatever is asked for, only this target's judged addresses are dialled."""

    def __init__(self, target: Target, resolve: Resolve, network: httpcore.AsyncNetworkBackend) -> None:
        self._target = target
        self._resolve = resolve
        self._network = network

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        addresses = await self._addresses()
        for address in addresses[:-1]:
            try:
                return await self._dial(address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._dial(addresses[-1])

    async def _dial(self, address: Address) -> httpcore.AsyncNetworkStream:
        return await self._network.connect_tcp(str(address), self._target.port, timeout=CONNECT_SECONDS)

    async def _addresses(self) -> Sequence[Address]:
        target = self._target
        addresses = [target.address] if target.address else await _known(self._resolve, target)
        if not target.trusted and not all(is_public(address) for address in addresses):
            raise UnreachableUrl(NOT_PUBLIC)
        return addresses


async def _known(resolve: Resolve, target: Target) -> Sequence[Address]:
    """The name's addresses. An unknown name and a private one get the same answer: a stranger learns nothing of our network."""
    try:
        addresses = await resolve(target.host, target.port)
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise UrlUnavailable(TRY_AGAIN) from None
        raise UnreachableUrl(NOT_PUBLIC) from None
    except UnicodeError:
        raise UnreachableUrl(NOT_PUBLIC) from None
    if not addresses:
        raise UnreachableUrl(NOT_PUBLIC)
    return addresses


def _headers(target: Target, headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    ours = {"Host": target.authority, "Accept-Encoding": "identity", "Connection": "close"}
    return [(name.encode(), value.encode()) for name, value in (ours | dict(headers)).items()]
