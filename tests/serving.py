"""uvicorn inside a test, by its own steps but without the sleeps between them: a fifth of a second at each end, 500 times."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn


@asynccontextmanager
async def serving(app: Any, **settings: Any) -> AsyncIterator[int]:
    """The app on a free port, which is given, for the length of the context; what it still answers then is waited for."""
    config = uvicorn.Config(app, port=0, log_level="error", **settings)
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    await server.on_tick(0)
    try:
        yield int(server.servers[0].sockets[0].getsockname()[1])
    finally:
        await _end(server)


async def _end(server: uvicorn.Server) -> None:
    for listener in server.servers:
        listener.close()
    for connection in list(server.server_state.connections):
        connection.shutdown()
    await asyncio.gather(*server.server_state.tasks)
    await server.lifespan.shutdown()
