"""The whole service as it is deployed, each part a process of its own that a test may kill."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from redis.asyncio import Redis

from app.local.postgres import PostgresServer
from app.local.servers import postgres_server, valkey_server
from app.local.valkey import ValkeyServer
from app.storage.migrations import migrate

ROOT = Path(__file__).parents[2]
KEY = "a-key-for-the-fault-tests"
PATIENCE = 60.0

Json = dict[str, Any]


@dataclass
class Stack:
    """`api` speaks to the gateway with a key. Every start and stop is waited for by what it shows, never by time."""

    folder: Path
    redis: ValkeyServer
    postgres: PostgresServer
    port: int
    processes: list[asyncio.subprocess.Process] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATABASE_URL": self.postgres.url, "REDIS_URL": self.redis.url,
            "FILES": str(self.folder / "files"), "API_KEYS": f"acme:{KEY}", "RATE_TENANT": "100000", "RATE_USER": "100000",
            "BODY_SECONDS": "2",
        }  # fmt: skip

    async def start_api(self) -> asyncio.subprocess.Process:
        process = await self._start("uvicorn", "app.main:app", "--port", str(self.port), "--log-level", "warning")
        await self.until_health(lambda status, parts: status in {200, 503})
        return process

    async def start_worker(self, **environment: str) -> asyncio.subprocess.Process:
        before = await self._workers()
        process = await self._start("arq", "app.worker.WorkerSettings", **environment)
        async with asyncio.timeout(PATIENCE):
            while await self._workers() <= before:
                assert process.returncode is None, "the worker ended at once; its log tells why"
                await asyncio.sleep(0.05)
        return process

    async def _workers(self) -> int:
        async with Redis.from_url(self.redis.url) as redis:
            return int(await redis.zcard("resume:workers"))

    async def _start(self, module: str, *words: str, **environment: str) -> asyncio.subprocess.Process:
        log = (self.folder / f"{module}-{len(self.processes)}.log").open("wb")
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, *words, cwd=ROOT, env={**self.environment, **environment}, stdout=log, stderr=log
        )
        log.close()
        self.processes.append(process)
        return process

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{self.port}",
            headers={"X-API-Key": KEY},
            timeout=30,
            limits=httpx.Limits(max_connections=50),
        )

    async def submit(self, data: bytes, name: str = "cv.pdf") -> httpx.Response:
        async with self.client() as client:
            return await client.post("/api/v1/analyze/", files={"file": (name, data)})

    async def accepted(self, data: bytes, name: str = "cv.pdf") -> str:
        answer = await self.submit(data, name)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["job_id"])

    async def status(self, job_id: str) -> Json:
        async with self.client() as client:
            return dict((await client.get(f"/api/v1/analyze/status/{job_id}")).json())

    async def until(self, job_id: str, *statuses: str) -> Json:
        """The job's status document once it is one of these."""
        async with asyncio.timeout(PATIENCE):
            while (found := await self.status(job_id)).get("status") not in statuses:
                await asyncio.sleep(0.05)
        return found

    async def ended(self, job_id: str) -> Json:
        return await self.until(job_id, "complete", "failed", "cancelled")

    async def health(self) -> tuple[int, Json]:
        async with self.client() as client:
            answer = await client.get("/health")
            return answer.status_code, answer.json()

    async def until_health(self, wanted: Any) -> Json:
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    status, parts = await self.health()
                except httpx.HTTPError:
                    status, parts = 0, {}
                if wanted(status, parts):
                    return parts
                await asyncio.sleep(0.05)

    async def stop(self) -> None:
        for process in self.processes:
            if process.returncode is None:
                process.send_signal(signal.SIGKILL)
            await process.wait()


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Stack]:
    """Servers and gateway are up; workers are started by the test."""
    with valkey_server(folder / "valkey") as redis, postgres_server(folder / "postgres", throwaway=True) as postgres:
        await migrate(postgres.url)
        stack = Stack(folder, redis, postgres, free_port())
        try:
            await stack.start_api()
            yield stack
        finally:
            await stack.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
