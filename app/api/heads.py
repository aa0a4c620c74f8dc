"""A deadline for the head of a request. uvicorn waits for ever for the rest of one, and an ASGI application never sees it."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

SECONDS = 10.0


def give_a_deadline(protocol: type[HttpToolsProtocol] = HttpToolsProtocol, seconds: float = SECONDS) -> None:
    """Makes connections of this protocol close when a head does not arrive in so many seconds.

    uvicorn's command chooses the protocol by itself and before it imports us, so its class is changed in place.
    """
    made, begun, complete = protocol.connection_made, protocol.on_message_begin, protocol.on_headers_complete

    def connection_made(self: HttpToolsProtocol, transport: asyncio.Transport) -> None:
        made(self, transport)
        _watch(self, seconds)

    def on_message_begin(self: HttpToolsProtocol) -> None:
        begun(self)
        _watch(self, seconds)

    def on_headers_complete(self: HttpToolsProtocol) -> None:
        _forget(self)
        complete(self)

    protocol.connection_made = connection_made  # type: ignore[method-assign]  # see above
    protocol.on_message_begin = on_message_begin  # type: ignore[method-assign]  # see above
    protocol.on_headers_complete = on_headers_complete  # type: ignore[method-assign]  # see above


def _watch(connection: HttpToolsProtocol, seconds: float) -> None:
    _forget(connection)
    vars(connection)["head_deadline"] = connection.loop.call_later(seconds, _close, connection, seconds)


def _forget(connection: HttpToolsProtocol) -> None:
    deadline = vars(connection).pop("head_deadline", None)
    if deadline is not None:
        deadline.cancel()


def _close(connection: HttpToolsProtocol, seconds: float) -> None:
    """Closes the connection, unless an answer to an earlier request is still on its way."""
    if connection.cycle is not None and not connection.cycle.response_complete:
        _watch(connection, seconds)
    elif not connection.transport.is_closing():
        connection.transport.close()
