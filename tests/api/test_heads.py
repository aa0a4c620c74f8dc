"""A request whose head does not come is not waited for."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.api.heads import give_a_deadline
from tests.serving import serving

WHOLE = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"


class Hasty(HttpToolsProtocol):
    """uvicorn's protocol, for these tests alone."""


give_a_deadline(Hasty, 0.2)


@pytest.fixture
async def hasty(app: FastAPI) -> AsyncIterator[int]:
    async with serving(app, http=Hasty) as port:
        yield port


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "], ids=["nothing", "half"])
async def test_a_connection_without_a_whole_head_is_closed(hasty: int, sent: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", hasty)
    writer.write(sent)
    assert await reader.read() == b""
    writer.close()


async def test_half_a_head_after_an_answer_is_closed_too(hasty: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", hasty)
    writer.write(WHOLE + WHOLE[:20])
    answer = await reader.read()
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.count(b"HTTP/1.1") == 1
    writer.close()
