"""What this is and how it is."""

import re
from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI

from app.errors import Unavailable
from app.jobs.model import Kind
from app.resume.rendering.libraries import printing_word, subsets_quickly

HTML = {"Accept": "text/html,application/xhtml+xml"}


async def test_it_says_what_it_is(client: httpx.AsyncClient) -> None:
    body = (await client.get("/")).json()
    assert (body["name"], body["documentation"], body["kinds"]) == ("Resume Engine", "/docs", [str(kind) for kind in Kind])


async def test_a_browser_gets_a_page_with_the_way_to_the_documentation(client: httpx.AsyncClient) -> None:
    answer = await client.get("/", headers=HTML)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert 'href="/docs"' in answer.text


@pytest.mark.parametrize("page", ["/", "/docs", "/redoc"])
async def test_a_page_and_all_it_needs_come_from_this_machine(client: httpx.AsyncClient, page: str) -> None:
    text = (await client.get(page, headers=HTML)).text
    needed = re.findall(r'(?:src|href|spec-url)="([^"]+)"', text)
    assert needed
    assert not [one for one in needed if not one.startswith(("/", "data:,"))]
    statuses = {one: (await client.get(one)).status_code for one in needed if one.startswith("/")}
    assert {path for path, status in statuses.items() if status != 200} <= {"/health"}


async def test_the_documentations_code_reads_our_document(client: httpx.AsyncClient) -> None:
    start = await client.get("/docs/start.js")
    assert start.headers["Content-Type"].startswith("text/javascript")
    assert '"/openapi.json"' in start.text


async def test_a_missing_asset_is_a_problem(client: httpx.AsyncClient) -> None:
    answer = await client.get("/docs/assets/../../../etc/passwd.css")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")


async def test_health_names_the_part_that_is_down(client: httpx.AsyncClient) -> None:
    answer = await client.get("/health")
    assert answer.status_code == 503
    assert answer.json() | {"version": ""} == {
        "status": "unavailable", "redis": "ok", "database": "ok", "files": "ok", "worker": "no worker is running", "version": "",
        "printing": printing_word(subsets_quickly()),
    }  # fmt: skip


async def test_health_is_ok_when_every_part_is(client: httpx.AsyncClient, app: FastAPI) -> None:
    async def well() -> str:
        return "ok"

    app.state.services = replace(app.state.services, probes={"redis": well, "database": well, "worker": well})
    answer = await client.get("/health")
    assert (answer.status_code, answer.json()["status"], answer.json()["worker"]) == (200, "ok", "ok")


async def test_we_are_ready_while_orders_can_be_kept(client: httpx.AsyncClient, app: FastAPI) -> None:
    async def down() -> str:
        raise Unavailable("It does not answer.")

    probes = app.state.services.probes
    assert (await client.get("/health/ready")).status_code == 200
    app.state.services = replace(app.state.services, probes={**probes, "redis": down})
    assert (await client.get("/health/ready")).status_code == 200
    app.state.services = replace(app.state.services, probes={**probes, "database": down})
    answer = await client.get("/health/ready")
    assert (answer.status_code, answer.json()["database"]) == (503, "out of reach")


async def test_we_live_whatever_else_does(client: httpx.AsyncClient, app: FastAPI) -> None:
    app.state.services = replace(app.state.services, probes={})
    assert (await client.get("/health/live")).json() == {"status": "ok"}


@pytest.mark.parametrize("path", ["/", "/health/live", "/health/ready"])
async def test_watchmen_may_ask_for_the_head(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.head(path)
    assert (answer.status_code, answer.content) == (200, b"")


async def test_metrics_stand_behind_the_key(client: httpx.AsyncClient) -> None:
    await client.get("/health/live")
    assert 'resume_http_requests_total{method="GET",route="/health/live",status="200"}' in (await client.get("/metrics")).text
    assert (await client.get("/metrics", headers={"X-API-Key": ""})).status_code == 401


async def test_health_says_how_files_are_printed(client: httpx.AsyncClient) -> None:
    assert (await client.get("/health")).json()["printing"] == printing_word(subsets_quickly())
    assert not subsets_quickly(["libthat-is-nowhere.so"])
    assert "libharfbuzz-subset is missing" in printing_word(quick=False)


async def test_a_part_that_is_only_slow_is_not_down(client: httpx.AsyncClient, app: FastAPI) -> None:
    async def word() -> str:
        return printing_word(quick=False)

    app.state.services = replace(app.state.services, probes={"printing": word})
    answer = await client.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")
