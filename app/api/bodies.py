"""How much a caller may send and how long it may take, judged as the bytes arrive."""

import asyncio
from contextlib import suppress

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api import problems
from app.errors import AppError, RequestTimeout, TooLarge

LINGER_SECONDS = 5.0
"""How long we listen on after an early answer: a connection cut while the caller still sends would lose the answer."""


class Bodies:
    """Pure ASGI. Past the limits the reader of the body gets TooLarge (413) or RequestTimeout (408) thrown at it.

    After an answer that is given before the whole body was read the connection is closed, so that nobody goes on sending.
    """

    def __init__(self, app: ASGIApp, *, largest: int, seconds: float) -> None:
        self._app = app
        self._largest = largest
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        body = _Body(receive, send, self._largest, self._seconds, awaited=_has_body(headers))
        if _declared(headers) > self._largest:
            await problems.answer(_too_large(self._largest), Request(scope))(scope, receive, body.send)
            return
        await self._app(scope, body.receive, body.send)


class _Body:
    """One request's body on its way in, and the answer on its way out. `awaited`: more of the body may come."""

    def __init__(self, receive: Receive, send: Send, largest: int, seconds: float, *, awaited: bool) -> None:
        self._receive, self._send = receive, send
        self._largest, self._seconds = largest, seconds
        self._awaited = awaited
        self._until = asyncio.get_running_loop().time() + seconds
        self._taken = 0
        self._failure: AppError | None = None

    async def receive(self) -> Message:
        if self._failure:
            raise self._failure
        if not self._awaited:
            return await self._receive()
        message = await self._in_time()
        if self._taken > self._largest:
            self._failure = _too_large(self._largest)
            raise self._failure
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self._awaited:
            MutableHeaders(scope=message)["Connection"] = "close"
        last = message["type"] == "http.response.body" and not message.get("more_body", False)
        if not last or not self._awaited:
            await self._send(message)
            return
        await self._send({**message, "more_body": True})
        await self._linger()
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _in_time(self) -> Message:
        try:
            async with asyncio.timeout_at(self._until):
                return await self._next()
        except TimeoutError as error:
            self._failure = RequestTimeout(
                f"The request's body did not arrive within {self._seconds:g} seconds. Send it again over a steadier connection."
            )
            raise self._failure from error

    async def _next(self) -> Message:
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        self._awaited = message["type"] == "http.request" and message.get("more_body", False)
        return message

    async def _linger(self) -> None:
        if isinstance(self._failure, RequestTimeout):
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGER_SECONDS):
                while self._awaited and self._taken <= 2 * self._largest:
                    await self._next()


def _too_large(largest: int) -> TooLarge:
    return TooLarge(f"The request is larger than {_size(largest)}. Send a smaller file, or paste the text.")


def _size(largest: int) -> str:
    mib = largest / (1024 * 1024)
    return f"{mib:g} MiB ({largest:,} bytes)" if mib >= 1 else f"{largest:,} bytes"


def _declared(headers: Headers) -> int:
    told = headers.get("content-length", "")
    return int(told) if told.isdecimal() and len(told) < 20 else 0


def _has_body(headers: Headers) -> bool:
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
