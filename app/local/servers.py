"""Servers for as long as somebody needs them, by folder: what the launcher and the tests stand on.

with valkey(folder) as redis_url, postgres(other_folder) as database_url: ...
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.local.kept import sole_use
from app.local.postgres import PostgresServer
from app.local.valkey import ValkeyServer


@contextmanager
def valkey(folder: Path) -> Iterator[str]:
    """A Valkey on `folder`; its address. Raises AlreadyRunning, Died."""
    with valkey_server(folder) as server:
        yield server.url


@contextmanager
def postgres(folder: Path, *, throwaway: bool = False) -> Iterator[str]:
    """A Postgres on `folder`; its address. `throwaway`: fast, and lost in a power cut. Raises AlreadyRunning, Died."""
    with postgres_server(folder, throwaway=throwaway) as server:
        yield server.url


@contextmanager
def valkey_server(folder: Path) -> Iterator[ValkeyServer]:
    """The same, as the server itself, to be killed and started again."""
    with sole_use(folder):
        server = ValkeyServer(folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()


@contextmanager
def postgres_server(folder: Path, *, throwaway: bool = False) -> Iterator[PostgresServer]:
    """The same, as the server itself, to be killed and started again."""
    with sole_use(folder):
        server = PostgresServer(folder, throwaway=throwaway)
        try:
            server.start()
            yield server
        finally:
            server.stop()
