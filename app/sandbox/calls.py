"""The caller's side: a call is handed to the warm parent, its stages are passed on, its end becomes a value or an error."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from typing import Any

import orjson
import structlog

from app.errors import AppError, Unavailable, UnreadableFile
from app.sandbox import ends
from app.sandbox.frames import Frame, FrameTooLong, Kind, receive_on_loop, send_from_loop
from app.sandbox.limits import DEFAULT, Limits
from app.sandbox.warm import Warm

log = structlog.get_logger(__name__)

STAGE_BYTES = 64
REFUSAL_BYTES = 16 << 10
"""Stages are names and refusals are sentences of ours; whoever sends more is not our code any more."""


class Sandbox:
    """Runs functions of the preloaded modules, each call in a child of its own. Open one with `open_sandbox`."""

    def __init__(self, preload: Sequence[str], warm: Warm) -> None:
        self._preload = tuple(preload)
        self._warm = warm
        self._starting = asyncio.Lock()
        self._closed = False

    @property
    def pid(self) -> int:
        """The warm parent's process id."""
        return self._warm.pid

    def alive(self) -> bool:
        """Whether the warm parent is there; a dead one is started anew by the next call."""
        return self._warm.alive()

    async def run(
        self,
        function: str,
        data: bytes,
        options: Mapping[str, Any],
        *,
        limits: Limits = DEFAULT,
        on_stage: Callable[[str], None] | None = None,
    ) -> Any:
        """What `package.module:name` makes of `data` and `options`, as JSON gives it back.

        Raises the AppError that the function raised; UnreadableFile `parse_timeout`, `resource_limit` or `parser_crashed`;
        Unavailable `sandbox_lost` when the warm parent died under the call. Cancelling kills the child.
        """
        if function.partition(":")[0] not in self._preload:
            raise ValueError(f"{function} is of no preloaded module")
        request = orjson.dumps({"function": function, "options": dict(options), "limits": asdict(limits)})
        warm = await self._living()
        try:
            async with asyncio.timeout(limits.wall_seconds), _opened(warm) as call:
                return await call.answer(request, data, limits.answer_bytes, on_stage or _ignore)
        except TimeoutError:
            log.warning("sandbox.failed", code="parse_timeout", function=function)
            raise UnreadableFile("parse_timeout") from None

    async def close(self) -> None:
        """Ends the warm parent and every call; later calls are refused."""
        async with self._starting:
            self._closed = True
            await self._warm.close()

    async def _living(self) -> Warm:
        async with self._starting:
            if self._closed:
                raise _lost()
            if not self._warm.alive():
                log.warning("sandbox.restarted", pid=self._warm.pid)
                await self._warm.close()
                self._warm = await Warm.start(self._preload)
            return self._warm


@asynccontextmanager
async def open_sandbox(preload: Sequence[str]) -> AsyncIterator[Sandbox]:
    """A sandbox whose warm parent has imported `preload`; it ends with the block, or with this process."""
    sandbox = Sandbox(preload, await Warm.start(preload))
    try:
        yield sandbox
    finally:
        await sandbox.close()


class _Call:
    """One call: a line to the child, and a line to the warm parent that tells the child's end."""

    def __init__(self, line: socket.socket, watch: socket.socket) -> None:
        self._line = line
        self._watch = watch

    async def answer(self, request: bytes, data: bytes, most: int, on_stage: Callable[[str], None]) -> Any:
        with suppress(ConnectionError):  # it ended before it had read all; its end says why
            await send_from_loop(self._line, Kind.CALL, request)
            await send_from_loop(self._line, Kind.DATA, data)
        try:
            last = await self._last_frame(most, on_stage)
            return _value(last)
        except (EOFError, ConnectionError):
            raise await self._end() from None
        except FrameTooLong:
            log.warning("sandbox.failed", code="resource_limit", reason="answer_too_long")
            raise UnreadableFile("resource_limit") from None
        except ValueError:
            log.warning("sandbox.failed", code="parser_crashed", reason="malformed_answer")
            raise UnreadableFile("parser_crashed") from None

    async def _last_frame(self, most: int, on_stage: Callable[[str], None]) -> Frame:
        while (frame := await receive_on_loop(self._line, most)).kind is Kind.STAGE:
            on_stage(frame.body[:STAGE_BYTES].decode(errors="replace"))
        return frame

    async def _end(self) -> AppError:
        told = await asyncio.get_running_loop().sock_recv(self._watch, ends.END.size)
        if not told:
            return _lost()
        (exit_code,) = ends.END.unpack(told)
        error = ends.from_exit(exit_code)
        log.warning("sandbox.failed", code=error.code, ended_by=ends.name_of(exit_code))
        return error


def _value(last: Frame) -> Any:
    told = orjson.loads(last.body)
    if last.kind is Kind.ANSWER:
        return told
    if not isinstance(told, dict) or len(last.body) > REFUSAL_BYTES:
        raise ValueError("not a refusal of ours")
    if last.kind is Kind.REFUSAL:
        raise ends.from_refusal(told)
    log.warning("sandbox.failed", code="parser_crashed", error=told.get("error"), places=told.get("places"))
    raise UnreadableFile("parser_crashed")


@asynccontextmanager
async def _opened(warm: Warm) -> AsyncIterator[_Call]:
    line, channel = socket.socketpair()
    watch, told = socket.socketpair()
    with line, watch:  # closing them is how we hang up
        line.setblocking(False)
        watch.setblocking(False)
        with channel, told:
            _hand_over(warm, channel, told)
        yield _Call(line, watch)


def _hand_over(warm: Warm, channel: socket.socket, told: socket.socket) -> None:
    try:
        warm.hand_over(channel, told)
    except OSError:
        raise _lost() from None


def _lost() -> Unavailable:
    return Unavailable("The reader of files was lost. Try again.", code="sandbox_lost")


def _ignore(stage: str) -> None:
    """Nobody wants to know."""
