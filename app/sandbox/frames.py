"""How caller and child speak: frames of a kind, a length and a body.

The caller's side waits on the event loop, the child's blocks.
"""

import asyncio
import socket
import struct
from enum import IntEnum
from typing import NamedTuple

HEAD = struct.Struct("!BI")


class Kind(IntEnum):
    """What a frame holds: JSON, but for DATA (the bytes of the file) and STAGE (a name)."""

    CALL = 1
    DATA = 2
    STAGE = 3
    ANSWER = 4
    REFUSAL = 5  # an AppError: class, code, sentence
    FAILURE = 6  # any other exception: class and places


class Frame(NamedTuple):
    """One frame as received."""

    kind: Kind
    body: bytes


class FrameTooLong(Exception):
    """The other side announces more bytes than we are willing to hold."""


def head(kind: Kind, body: bytes) -> bytes:
    """The bytes that go before a body."""
    return HEAD.pack(kind, len(body))


def send(line: socket.socket, kind: Kind, body: bytes) -> None:
    """Sends a frame from a child, blocking."""
    line.sendall(head(kind, body))
    line.sendall(body)


def receive(line: socket.socket) -> Frame:
    """The next frame for a child, blocking. Raises EOFError when the caller hung up."""
    kind, length = HEAD.unpack(_fill(line, HEAD.size))
    return Frame(Kind(kind), _fill(line, length))


async def send_from_loop(line: socket.socket, kind: Kind, body: bytes) -> None:
    """Sends a frame from the caller, without blocking its loop."""
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(line, head(kind, body))
    await loop.sock_sendall(line, body)


async def receive_on_loop(line: socket.socket, most: int) -> Frame:
    """The next frame for the caller, of at most `most` bytes. Raises EOFError at the end, FrameTooLong past the limit."""
    kind, length = HEAD.unpack(await _fill_on_loop(line, HEAD.size))
    if length > most:
        raise FrameTooLong
    return Frame(Kind(kind), await _fill_on_loop(line, length))


def _fill(line: socket.socket, length: int) -> bytes:
    buffer = bytearray(length)
    rest = memoryview(buffer)
    while rest:
        count = line.recv_into(rest)
        if not count:
            raise EOFError
        rest = rest[count:]
    return bytes(buffer)


async def _fill_on_loop(line: socket.socket, length: int) -> bytes:
    loop = asyncio.get_running_loop()
    buffer = bytearray(length)
    rest = memoryview(buffer)
    while rest:
        count = await loop.sock_recv_into(line, rest)
        if not count:
            raise EOFError
        rest = rest[count:]
    return bytes(buffer)
