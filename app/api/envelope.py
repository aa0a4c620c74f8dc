"""What surrounds every exchange: the request's id, the headers that every answer carries, a log line, and the last catch.

Pure ASGI, outermost but for CORS: what is thrown past everything else becomes a problem document here, and nothing internal
leaves with it.
"""

import re
import secrets
import time
from types import TracebackType

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from app.api import problems
from app.errors import Internal
from app.telemetry import metrics

log = structlog.get_logger()

TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
OUR_FAULT = "Something broke on our side. The failure is logged under this request's X-Request-ID; try again in a moment."


def add_header(connection: HTTPConnection, name: str, value: str) -> None:
    """Puts a header on the answer of this request, whoever makes that answer."""
    connection.scope["state"]["headers"][name] = value


def request_id(connection: HTTPConnection) -> str:
    return str(connection.scope["state"]["request_id"])


class Envelope:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["request_id"], state["headers"] = _id(scope), {}
        with bound_contextvars(request_id=state["request_id"]):
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, addressed = time.perf_counter(), _Addressed(scope, send)
        try:
            await self._app(scope, receive, addressed)
        except ClientDisconnect:
            log.info("request.abandoned", method=scope.get("method"), route=_route(scope))
        except Exception as error:  # the last place where an answer can still be made of it
            log.error("request.crashed", error=type(error).__name__, where=_where(error.__traceback__), route=_route(scope))
            if scope["type"] == "http" and not addressed.status:
                await problems.answer(Internal(OUR_FAULT), Request(scope))(scope, receive, addressed)
        _tell(scope, addressed.status, time.perf_counter() - began)


class _Addressed:
    """Sends on, with our headers on the first message."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.status = 0
        self._scope = scope
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] in ("http.response.start", "websocket.http.response.start"):
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self._scope["state"]["request_id"]
            for name, value in self._scope["state"]["headers"].items():
                headers[name] = value
            for name, value in ALWAYS.items():
                headers.setdefault(name, value)
        await self._send(message)


def _id(scope: Scope) -> str:
    told = Headers(scope=scope).get("x-request-id", "")
    return told if TOKEN.fullmatch(told) else secrets.token_hex(16)


def _route(scope: Scope) -> str:
    return getattr(scope.get("route"), "path", "unknown")


def _tell(scope: Scope, status: int, seconds: float) -> None:
    if scope["type"] != "http":
        return
    method, route = scope["method"], _route(scope)
    tell = log.debug if route.startswith("/health") else log.info  # watchmen ask every few seconds
    tell("request.answered", method=method, route=route, status=status, seconds=round(seconds, 4))
    metrics.REQUESTS.labels(method=method, route=route, status=status).inc()
    metrics.REQUEST_SECONDS.labels(route=route).observe(seconds)


def _where(trace: TracebackType | None) -> list[str]:
    """The frames of a failure as file:line, and nothing of what was in them."""
    places = []
    while trace:
        places.append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places
