"""Local servers that answer as they are told, and a network that leads every dialled address to one of them."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from ipaddress import ip_address

import httpcore

from app.storage.addresses import Address
from app.storage.dial import Resolve

Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


def page(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """A whole answer."""
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    """An answer that leads on."""
    return page(b"", f"Location: {location}", status=status)


class Site:
    """What a local server answers by path, and the heads of the requests that it saw."""

    def __init__(self, port: int, pages: dict[str, bytes | Answer]) -> None:
        self.port = port
        self.pages = pages
        self.heads: list[str] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.heads.append(head)
            answer = self.pages[head.split(" ")[1]]
            if isinstance(answer, bytes):
                writer.write(answer)
            else:
                await answer(writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client hung up, as some tests want
        finally:
            writer.close()


@asynccontextmanager
async def open_site(pages: dict[str, bytes | Answer], tls: ssl.SSLContext | None = None) -> AsyncIterator[Site]:
    site = Site(0, pages)
    async with await asyncio.start_server(site.serve, "127.0.0.1", 0, ssl=tls) as server:
        site.port = server.sockets[0].getsockname()[1]
        yield site


class Network(httpcore.AsyncNetworkBackend):
    """Notes what is dialled; leads all of it to one local port."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.dialled: list[tuple[str, int]] = []
        self.deaf: set[str] = set()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface of httpcore
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.dialled.append((host, port))
        if host in self.deaf:
            raise httpcore.ConnectError
        return await httpcore.AnyIOBackend().connect_tcp("127.0.0.1", self._port, timeout)


class Names:
    """A resolver that gives each name its answers in turn, the last one for ever, and notes what it was asked."""

    def __init__(self, **answers: Sequence[Sequence[str]]) -> None:
        self._answers = {name.replace("_", "."): list(turns) for name, turns in answers.items()}
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int) -> Sequence[Address]:
        self.asked.append(host)
        turns = self._answers[host]
        return [ip_address(text) for text in (turns.pop(0) if len(turns) > 1 else turns[0])]


def failing(error: Exception) -> Resolve:
    """A resolver that raises."""

    async def resolve(host: str, port: int) -> Sequence[Address]:
        raise error

    return resolve
