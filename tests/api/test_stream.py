"""A job's history as it happens."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import httpx
import pytest
import websockets
from fastapi import FastAPI

from app.api import stream
from app.services import Doorstep
from tests.api.conftest import Keys

JOBS = "/api/v1/jobs"
Order = Callable[..., Awaitable[str]]
Work = Callable[[str], Awaitable[None]]
Event = dict[str, Any]


def told(text: str) -> list[Event]:
    """The events of a stream's text."""
    events = [dict(line.split(": ", 1) for line in block.splitlines()) for block in text.split("\n\n") if "data: " in block]
    assert all(json.loads(event["data"])["event"] == event["event"] for event in events)
    assert all(json.loads(event["data"])["id"] == int(event["id"]) for event in events)
    return [json.loads(event["data"]) for event in events]


async def test_a_finished_jobs_history_is_told_and_ends(client: httpx.AsyncClient, order: Order, work: Work) -> None:
    job_id = await order()
    await work(job_id)
    answer = await client.get(f"{JOBS}/{job_id}/events")
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert [event["status"] for event in told(answer.text) if event["event"] == "status"] == ["queued", "in_progress", "complete"]


async def test_what_happens_meanwhile_is_told(client: httpx.AsyncClient, order: Order, work: Work) -> None:
    job_id = await order()
    async with client.stream("GET", f"{JOBS}/{job_id}/events") as answer:
        parts = answer.aiter_text()
        seen = ""
        while "queued" not in seen:
            seen += await anext(parts)
        await work(job_id)
        seen += "".join([part async for part in parts])
    assert told(seen)[-1]["status"] == "complete"


async def test_a_stream_resumes_after_the_event_told(client: httpx.AsyncClient, order: Order, work: Work) -> None:
    job_id = await order()
    await work(job_id)
    events = told((await client.get(f"{JOBS}/{job_id}/events")).text)
    rest = await client.get(f"{JOBS}/{job_id}/events", headers={"Last-Event-ID": str(events[0]["id"])})
    nothing = await client.get(f"{JOBS}/{job_id}/events", headers={"Last-Event-ID": str(events[-1]["id"])})
    assert told(rest.text) == events[1:]
    assert told(nothing.text) == []


async def test_a_deleted_jobs_stream_ends(client: httpx.AsyncClient, order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT_SECONDS", 0.0)
    monkeypatch.setattr(stream, "LOOK_SECONDS", 0.05)
    job_id = await order()
    async with client.stream("GET", f"{JOBS}/{job_id}/events") as answer:
        parts = answer.aiter_text()
        while "heartbeat" not in await anext(parts):
            pass
        await client.delete(f"{JOBS}/{job_id}")
        assert not told("".join([part async for part in parts]))


@pytest.mark.parametrize("last", ["soon", "-1", "9" * 30, "１"])
async def test_it_resumes_after_a_number_only(client: httpx.AsyncClient, order: Order, last: str) -> None:
    answer = await client.get(f"{JOBS}/{await order()}/events", headers={b"Last-Event-ID": last.encode()})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_event_id")


async def test_a_user_holds_five_streams_at_most(client: httpx.AsyncClient, app: FastAPI, order: Order) -> None:
    path = f"{JOBS}/{await order()}/events"
    async with asyncio.TaskGroup() as group:
        held = [group.create_task(_until_cancelled(client, path)) for _ in range(5)]
        while app.state.streams._open.total() < 5:
            await asyncio.sleep(0)
        answer = await client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_streams")
        for one in held:
            one.cancel()
    while app.state.streams._open.total():
        await asyncio.sleep(0)


async def _until_cancelled(client: httpx.AsyncClient, path: str) -> None:
    async with client.stream("GET", path) as answer:
        async for _ in answer.aiter_text():
            pass


async def heard(port: int, path: str, **headers: str) -> list[Event]:
    async with websockets.connect(f"ws://127.0.0.1:{port}{path}", additional_headers=headers) as socket:
        return [json.loads(message) async for message in socket]


async def refused(port: int, path: str, **headers: str) -> int:
    with pytest.raises(websockets.InvalidStatus) as caught:
        await heard(port, path, **headers)
    response = caught.value.response
    assert json.loads(response.body)["status"] == response.status_code
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.status_code


async def test_a_socket_tells_the_same_events(client: httpx.AsyncClient, port: int, keys: Keys, order: Order, work: Work) -> None:
    job_id = await order()
    await work(job_id)
    events = told((await client.get(f"{JOBS}/{job_id}/events")).text)
    assert await heard(port, f"{JOBS}/{job_id}/ws", **{"X-API-Key": keys.ours}) == events
    rest = await heard(port, f"{JOBS}/{job_id}/ws?after={events[0]['id']}", **{"X-API-Key": keys.ours})
    assert rest == events[1:]


async def test_a_socket_tells_what_happens_meanwhile(port: int, keys: Keys, order: Order, work: Work) -> None:
    job_id = await order()
    address = f"ws://127.0.0.1:{port}{JOBS}/{job_id}/ws"
    async with websockets.connect(address, additional_headers={"X-API-Key": keys.ours}) as socket:
        assert json.loads(await socket.recv())["status"] == "queued"
        await work(job_id)
        rest = [json.loads(message)["status"] async for message in socket]
    assert rest[-1] == "complete"


async def test_a_listener_that_leaves_frees_its_place(port: int, app: FastAPI, keys: Keys, order: Order) -> None:
    address = f"ws://127.0.0.1:{port}{JOBS}/{await order()}/ws"
    async with websockets.connect(address, additional_headers={"X-API-Key": keys.ours}) as socket:
        await socket.send("what we say is of no matter")
        await socket.recv()
        assert app.state.streams._open.total() == 1
    while app.state.streams._open.total():
        await asyncio.sleep(0)


async def test_a_socket_is_refused_before_it_is_accepted(port: int, keys: Keys, order: Order) -> None:
    path = f"{JOBS}/{await order()}/ws"
    assert await refused(port, path) == 401
    assert await refused(port, path + f"?api_key={keys.ours}") == 401
    assert await refused(port, path, **{"X-API-Key": keys.theirs}) == 404
    assert await refused(port, path, **{"X-API-Key": keys.ours, "X-User-Id": "somebody"}) == 404
    assert await refused(port, path, **{"X-API-Key": keys.ours, "Origin": "https://elsewhere.example"}) == 401


class TestOrigins:
    @pytest.fixture
    def step(self, step: Doorstep) -> Doorstep:
        return replace(step, cors_origins=("https://app.example.com",))

    async def test_a_named_origin_may_listen(self, port: int, keys: Keys, order: Order, work: Work) -> None:
        job_id = await order()
        await work(job_id)
        headers = {"X-API-Key": keys.ours, "Origin": "https://app.example.com"}
        assert await heard(port, f"{JOBS}/{job_id}/ws", **headers)

    async def test_a_browser_may_read_from_it(self, client: httpx.AsyncClient) -> None:
        answer = await client.get("/health/live", headers={"Origin": "https://app.example.com"})
        stranger = await client.get("/health/live", headers={"Origin": "https://elsewhere.example"})
        assert answer.headers["Access-Control-Allow-Origin"] == "https://app.example.com"
        assert "Access-Control-Allow-Origin" not in stranger.headers
