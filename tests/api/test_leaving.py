"""A process that is asked to end does so while somebody still listens."""

import asyncio
import os
import sys
from pathlib import Path

import httpx

from app.local.ports import free_port
from app.settings import Settings
from tests.api.conftest import Keys

ROOT = Path(__file__).parents[2]
PATIENCE = 30


async def test_open_streams_do_not_hold_the_process(settings: Settings, keys: Keys, resume: str) -> None:
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"], "DATABASE_URL": settings.database_url, "REDIS_URL": settings.redis_url,
        "FILES": settings.files, "QUEUE_NAME": settings.queue_name, "API_KEYS": settings.api_keys,
    }  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port), cwd=ROOT, env=environment,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(PATIENCE), httpx.AsyncClient(headers={"X-API-Key": keys.ours}) as client:
            client.base_url = f"http://127.0.0.1:{port}"
            await _up(client)
            job = (await client.post("/api/v1/analyze/", json={"resume_text": resume})).json()
            async with client.stream("GET", job["events_url"]) as answer:
                parts = answer.aiter_text()
                assert "retry" in await anext(parts)
                process.terminate()
                assert await process.wait() in {0, -15}
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _up(client: httpx.AsyncClient) -> None:
    while True:
        try:
            await client.get("/health/live")
        except httpx.TransportError:
            await asyncio.sleep(0.05)
        else:
            return
