"""How much may be sent, and how long it may take."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx
import pytest

from app.services import Doorstep
from tests.api.conftest import Keys

ANALYZE = "/api/v1/analyze/"
LARGEST = 100_000


@pytest.fixture
def step(step: Doorstep) -> Doorstep:
    return replace(step, max_body_bytes=LARGEST, body_seconds=0.3)


@asynccontextmanager
async def opened(port: int, key: str, *headers: str) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection on which the head of a submit was sent."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = [f"POST {ANALYZE} HTTP/1.1", "Host: x", f"X-API-Key: {key}", "Content-Type: application/json", *headers, "", ""]
    writer.write("\r\n".join(head).encode())
    await writer.drain()
    try:
        yield reader, writer
    finally:
        writer.close()


async def send_endlessly(writer: asyncio.StreamWriter) -> None:
    while not writer.is_closing():
        writer.write(b"400\r\n" + b"x" * 1024 + b"\r\n")
        await writer.drain()


async def test_a_body_that_is_declared_too_large_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.post(ANALYZE, content=b"x" * (LARGEST + 1), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert "100,000 bytes" in answer.json()["detail"]
    assert answer.headers["Connection"] == "close"


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
async def test_a_body_in_pieces_is_counted(client: httpx.AsyncClient, kind: str) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        for _ in range(11):
            yield b"x" * (LARGEST // 10)

    answer = await client.post(ANALYZE, content=pieces(), headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_a_body_at_the_limit_is_taken(client: httpx.AsyncClient) -> None:
    head, tail = b'{"resume_text": "', b'"}'
    content = head + b"x" * (LARGEST - len(head) - len(tail)) + tail
    answer = await client.post(ANALYZE, content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 202


async def test_an_endless_body_is_cut(port: int, keys: Keys) -> None:
    async with opened(port, keys.ours, "Transfer-Encoding: chunked") as (reader, writer):
        sending = asyncio.create_task(send_endlessly(writer))
        assert b" 413 " in await reader.readline()
        with pytest.raises(ConnectionError):
            await sending


async def test_a_body_that_does_not_come_is_not_waited_for(port: int, keys: Keys) -> None:
    async with opened(port, keys.ours, "Content-Length: 1000") as (reader, writer):
        writer.write(b'{"resume_text": "half')
        answer = await reader.read()
    assert b" 408 " in answer.splitlines()[0]
    assert b'"code":"request_timeout"' in answer


async def test_a_stranger_is_answered_without_their_body(port: int) -> None:
    async with opened(port, "wrong", "Content-Length: 1000") as (reader, _):
        assert b" 401 " in await reader.readline()


async def test_a_caller_who_leaves_halfway_harms_nobody(port: int, keys: Keys, client: httpx.AsyncClient) -> None:
    async with opened(port, keys.ours, "Content-Length: 1000") as (_, writer):
        writer.write(b"half")
        await writer.drain()
    assert (await client.get("/health/live")).status_code == 200
