"""A job's history as it happens: past, present and end, as Server-Sent Events or over a WebSocket."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing, contextmanager
from urllib.parse import urlsplit

import orjson
from fastapi import APIRouter
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketState

from app.accounts import User
from app.api import described, problems
from app.api.auth import Caller, caller_of
from app.api.leaving import Leaving
from app.api.paths import PREFIX, job_id_of
from app.api.schemas.jobs import EventView
from app.api.services import Current
from app.errors import AppError, InvalidRequest, NotFound, RateLimited, Unauthorized, Unavailable
from app.jobs.model import ENDED, Job, JobEvent
from app.services import Services

router = APIRouter(prefix=f"{PREFIX}/jobs", tags=["jobs"])

HEARTBEAT_SECONDS = 15.0
LOOK_SECONDS = 3.0
LONGEST_SECONDS = 3600.0
"""After which a stream ends; whoever still listens comes again with Last-Event-ID."""

MOST_OF_A_USER = 5
MOST_OF_A_PROCESS = 200
LATEST_ID = 2**63 - 1


class Streams:
    """How many streams this process holds open, in all and for each user."""

    def __init__(self) -> None:
        self._open: Counter[User] = Counter()

    @contextmanager
    def place(self, user: User) -> Iterator[None]:
        """A place for one more, for the length of the context. Raises RateLimited when all are taken."""
        if self._open[user] >= MOST_OF_A_USER or self._open.total() >= MOST_OF_A_PROCESS:
            raise RateLimited(
                f"Too many streams are open ({MOST_OF_A_USER} a user). Close one, or poll the status.",
                code="too_many_streams",
                retry_after=HEARTBEAT_SECONDS,
            )
        self._open[user] += 1
        try:
            yield
        finally:
            self._open[user] -= 1
            self._open += Counter()  # forgets those at zero


@router.get("/{job_id}/events", **described.EVENTS)
async def job_events(request: Request, job_id: str, user: Caller, services: Current) -> Response:
    after = _after(request.headers.get("last-event-id"))
    job = await services.jobs.get(user, job_id_of(job_id))
    leaving = request.app.state.leaving
    return _Stream(_lines(history(job, after, services, leaving)), request.app.state.streams, user)


@router.websocket("/{job_id}/ws")
async def job_socket(websocket: WebSocket, job_id: str, services: Current) -> None:
    """The same events as JSON messages; `?after=` resumes as Last-Event-ID does. Refused before it is accepted, or not at all."""
    try:
        _check_origin(websocket, services.doorstep.cors_origins)
        user = await caller_of(websocket, services)
        after = _after(websocket.query_params.get("after"))
        job = await services.jobs.get(user, job_id_of(job_id))
        with websocket.app.state.streams.place(user):
            await websocket.accept()
            leaving = websocket.app.state.leaving
            await _tell(websocket, history(job, after, services, leaving))
    except AppError as error:
        await websocket.send_denial_response(problems.answer(error, websocket))


async def history(job: Job, after: int, services: Services, leaving: Leaving) -> AsyncGenerator[JobEvent | None, None]:
    """What happened to the job after that event, then what happens, to its end; None now and then, while nothing does."""
    clock = asyncio.get_running_loop().time
    until, beat = clock() + LONGEST_SECONDS, -HEARTBEAT_SECONDS
    async with services.news.listen(job.id) as wait:
        while clock() < until and not leaving.now:
            for event in (events := await _since(job, after, services)):
                yield event
                after, beat = event.id, clock()
            if events and events[-1].status in ENDED:
                return
            if clock() - beat >= HEARTBEAT_SECONDS:
                if await _over(job, services):
                    return
                yield None
                beat = clock()
            await wait(LOOK_SECONDS)


async def _since(job: Job, after: int, services: Services) -> Sequence[JobEvent]:
    try:
        return await services.jobs.events(job.user, job.id, after)
    except Unavailable:
        return ()


async def _over(job: Job, services: Services) -> bool:
    """Whether nothing more will come: the job has ended, or is gone."""
    try:
        return (await services.jobs.get(job.user, job.id)).ended
    except NotFound:
        return True
    except Unavailable:
        return False


class _Stream(StreamingResponse):
    """Holds its place among the open streams while it is sent, and closes its source whatever happens."""

    def __init__(self, lines: AsyncGenerator[bytes, None], streams: Streams, user: User) -> None:
        super().__init__(lines, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})
        self._lines, self._streams, self._user = lines, streams, user

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with aclosing(self._lines):
            with self._streams.place(self._user):
                await super().__call__(scope, receive, send)


async def _lines(events: AsyncGenerator[JobEvent | None, None]) -> AsyncGenerator[bytes, None]:
    async with aclosing(events):
        yield b"retry: 2000\n\n"
        async for event in events:
            yield _line(event)


def _line(event: JobEvent | None) -> bytes:
    if event is None:
        return b": heartbeat\n\n"
    return b"id: %d\nevent: %b\ndata: %b\n\n" % (event.id, event.kind.encode(), _told(event))


def _told(event: JobEvent) -> bytes:
    return orjson.dumps(EventView.of(event).model_dump())


async def _tell(websocket: WebSocket, events: AsyncGenerator[JobEvent | None, None]) -> None:
    """Sends each event until there are no more, or nobody listens."""
    telling, gone = asyncio.create_task(_send_each(websocket, events)), asyncio.create_task(_until_gone(websocket))
    try:
        await asyncio.wait({telling, gone}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (telling, gone):
            task.cancel()
        await asyncio.wait({telling, gone})
    if websocket.client_state is WebSocketState.CONNECTED:
        await websocket.close()


async def _send_each(websocket: WebSocket, events: AsyncGenerator[JobEvent | None, None]) -> None:
    async with aclosing(events):
        async for event in events:
            if event is not None:
                await websocket.send_text(_told(event).decode())


async def _until_gone(websocket: WebSocket) -> None:
    while (await websocket.receive())["type"] != "websocket.disconnect":
        pass  # what a listener says is of no matter


def _check_origin(connection: HTTPConnection, allowed: Sequence[str]) -> None:
    """A browser tells where its page came from: another site's page must be on the list."""
    origin = connection.headers.get("origin")
    if origin is None or "*" in allowed or origin in allowed or urlsplit(origin).netloc == connection.headers.get("host"):
        return
    raise Unauthorized(
        "This origin may not open a stream here. Add it to CORS_ORIGINS, or connect from a server.", code="origin_refused"
    )


def _after(told: str | None) -> int:
    if not told:
        return 0
    if told.isascii() and told.isdecimal() and len(told) < 20 and int(told) <= LATEST_ID:
        return int(told)
    detail = "Resume with the id of an event as this stream told it: a whole number."
    field = {"field": "Last-Event-ID", "in": "header", "detail": detail, "code": "last_event_id"}
    raise InvalidRequest(detail, code="invalid_event_id", fields=(field,))
