"""Measures the whole service on this machine and prints a table: `python scripts/bench.py [--json OUT] [--jobs 1000]`.

Everything is started here, on free ports and a folder of its own: servers, gateway, workers. Figures are of one run on one
machine; trust the ratios, above all the throughput beside the floor: a plain loop in one process that opens the same PDF with
PyMuPDF, takes its text and runs our own pure functions.
"""

import argparse
import asyncio
import json
import os
import re
import secrets
import signal
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import httpx

from app.local.servers import postgres, valkey
from app.resume.craft import analyze_file
from app.storage.migrations import migrate

ROOT = Path(__file__).parents[1]
PDF = ROOT / "tests" / "fixtures" / "documents" / "one-page.pdf"
TEXT = (ROOT / "tests" / "fixtures" / "faults" / "resume.txt").read_text(encoding="utf-8")
KEY = secrets.token_hex(16)
OPTIONS = {"profile": "auto", "job_text": None, "target_role": None, "today": date(2026, 1, 1).isoformat()}

Figures = dict[str, float]


class Service:
    """The gateway and its workers as processes of their own."""

    def __init__(self, folder: Path, redis_url: str, database_url: str) -> None:
        self.port = _free_port()
        self.processes: dict[str, asyncio.subprocess.Process] = {}
        self._environment = {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "REDIS_URL": redis_url, "DATABASE_URL": database_url,
            "FILES": str(folder / "files"), "API_KEYS": f"bench:{KEY}", "RATE_TENANT": "10000000", "RATE_USER": "10000000",
            "LOG_LEVEL": "WARNING",
        }  # fmt: skip

    async def start(self, name: str, *command: str) -> None:
        self.processes[name] = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *command, cwd=ROOT, env=self._environment, stderr=asyncio.subprocess.DEVNULL
        )

    async def stop(self, name: str) -> None:
        process = self.processes.pop(name)
        process.send_signal(signal.SIGTERM)
        await process.wait()

    async def start_api(self, client: httpx.AsyncClient) -> None:
        await self.start("api", "uvicorn", "app.main:app", "--port", str(self.port), "--no-access-log", "--log-level", "error")
        await _until(lambda: _health(client, lambda parts: parts.get("database") == "ok"))

    async def start_worker(self, client: httpx.AsyncClient, name: str) -> None:
        await self.start(name, "arq", "app.worker.WorkerSettings")
        await _until(lambda: _health(client, lambda parts: parts.get("worker") == "ok"))

    def memory(self) -> Figures:
        """MiB of each process with its children, now and at its peak."""
        return {
            f"{name}_{what}_mib": round(sum(_memory(pid, line) for pid in _family(process.pid)), 1)
            for name, process in self.processes.items()
            for what, line in (("now", "VmRSS"), ("peak", "VmHWM"))
        }


@asynccontextmanager
async def service() -> AsyncIterator[tuple[Service, httpx.AsyncClient]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        with valkey(folder / "valkey") as redis_url, postgres(folder / "postgres") as database_url:
            await migrate(database_url)
            running = Service(folder, redis_url, database_url)
            client = httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{running.port}", headers={"X-API-Key": KEY}, timeout=60,
                limits=httpx.Limits(max_connections=64, max_keepalive_connections=64),
            )  # fmt: skip
            try:
                yield running, client
            finally:
                for process in list(running.processes):
                    await running.stop(process)
                await client.aclose()


async def submit_text(client: httpx.AsyncClient) -> str:
    answer = await client.post("/api/v1/analyze/", json={"resume_text": TEXT})
    answer.raise_for_status()
    return str(answer.json()["job_id"])


async def timed(work: Callable[[], Awaitable[Any]]) -> float:
    before = time.perf_counter()
    await work()
    return (time.perf_counter() - before) * 1000


async def submits_alone(client: httpx.AsyncClient, count: int = 200) -> Figures:
    return spread("submit_ms", [await timed(lambda: submit_text(client)) for _ in range(count)])


async def submits_under_load(client: httpx.AsyncClient, name: str, per_second: int = 200, seconds: int = 5) -> Figures:
    """Calls leave on a fixed beat whether or not earlier ones have been answered."""
    start, calls = time.perf_counter(), []
    for number in range(per_second * seconds):
        await asyncio.sleep(max(start + number / per_second - time.perf_counter(), 0))
        calls.append(asyncio.create_task(timed(lambda: submit_text(client))))
    return spread(name, await asyncio.gather(*calls))


async def pick_ups(client: httpx.AsyncClient, count: int = 100) -> Figures:
    """From the row's birth to its first start, as the service's own clock tells them, with nothing else to do."""
    found = []
    for _ in range(count):
        job_id = await submit_text(client)
        done = (await client.get(f"/api/v1/analyze/status/{job_id}", headers={"Prefer": "wait=30"})).json()
        found.append((_at(done["start_time"]) - _at(done["enqueue_time"])) * 1000)
    return spread("pick_up_ms", found)


async def whole_jobs(client: httpx.AsyncClient, count: int = 50) -> Figures:
    """A one-page PDF from POST to its result in hand, on one waiting request."""
    data = PDF.read_bytes()

    async def one() -> None:
        answer = await client.post("/api/v1/analyze/", files={"file": ("cv.pdf", data)}, headers={"Prefer": "wait=30"})
        assert (await client.get(answer.json()["result_url"])).status_code == 200

    await one()
    return spread("one_page_ms", [await timed(one) for _ in range(count)])


async def queued(running: Service, client: httpx.AsyncClient, jobs: int, workers: int) -> Figures:
    """Résumés a second for jobs that wait when the workers start; the workers' own start is not counted."""
    data = PDF.read_bytes()
    room = asyncio.Semaphore(32)

    async def one() -> str:
        async with room:
            answer = await client.post("/api/v1/analyze/", files={"file": ("cv.pdf", data)})
            return str(answer.json()["job_id"])

    ids = await asyncio.gather(*(one() for _ in range(jobs)))
    for number in range(workers):
        await running.start(f"worker{number + 1}", "arq", "app.worker.WorkerSettings")
    spans = [await _span(client, job_id) for job_id in ids]
    seconds = max(end for _, end in spans) - min(start for start, _ in spans)
    memory = running.memory()
    for number in range(workers):
        await running.stop(f"worker{number + 1}")
    return {
        f"throughput_{workers}_per_s": round(jobs / seconds, 1),
        **{f"at_{workers}_{name}": mib for name, mib in memory.items()},
    }


async def _span(client: httpx.AsyncClient, job_id: str) -> tuple[float, float]:
    while True:
        found = (await client.get(f"/api/v1/analyze/status/{job_id}", headers={"Prefer": "wait=60"})).json()
        if found["status"] not in {"queued", "in_progress"}:
            assert found["status"] == "complete", found["status"]
            return _at(found["start_time"]), _at(found["finish_time"])


def floor(count: int = 100) -> Figures:
    """The same PDF in a plain loop in this process."""
    data = PDF.read_bytes()

    analyze_file(data, OPTIONS, lambda stage: None)
    before = time.perf_counter()
    for _ in range(count):
        analyze_file(data, OPTIONS, lambda stage: None)
    return {"floor_per_s": round(count / (time.perf_counter() - before), 1)}


def spread(name: str, values: list[float]) -> Figures:
    ordered = sorted(values)
    return {f"{name}_p50": round(statistics.median(ordered), 2), f"{name}_p99": round(ordered[int(len(ordered) * 0.99) - 1], 2)}


async def measure(jobs: int) -> Figures:
    found: Figures = {"cores": float(os.cpu_count() or 1)}
    async with service() as (running, client):
        found["api_start_ms"] = round(await timed(lambda: running.start_api(client)))
        found["worker_start_ms"] = round(await timed(lambda: running.start_worker(client, "worker")))
        found |= {f"idle_{name}": mib for name, mib in running.memory().items() if "now" in name}
        await running.stop("worker")
        found |= await submits_alone(client)
        found |= await submits_under_load(client, "submit_at_200_per_s_ms")
        await running.start_worker(client, "worker")
        found |= await submits_under_load(client, "submit_at_200_per_s_while_working_ms")
        await _until(lambda: _drained(client))
        found |= await pick_ups(client)
        found |= await whole_jobs(client)
        await running.stop("worker")
        found |= floor()
        for workers in (1, 2):
            found |= await queued(running, client, jobs, workers)
            ratio = found[f"throughput_{workers}_per_s"] / (found["floor_per_s"] * found["cores"])
            found[f"throughput_{workers}_of_floor_per_core"] = round(ratio, 2)
    return found


async def _drained(client: httpx.AsyncClient) -> bool:
    for status in ("queued", "in_progress"):
        if (await client.get("/api/v1/jobs", params={"status": status, "limit": 1})).json()["meta"]["total"]:
            return False
    return True


async def _health(client: httpx.AsyncClient, wanted: Callable[[dict[str, str]], bool]) -> bool:
    try:
        return wanted((await client.get("/health")).json())
    except httpx.HTTPError:
        return False


async def _until(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(300):
        while not await true():
            await asyncio.sleep(0.02)


def _at(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> list[int]:
    children = [int(child) for file in Path(f"/proc/{pid}/task").glob("*/children") for child in file.read_text().split()]
    return [pid, *(found for child in children for found in _family(child))]


def _memory(pid: int, line: str) -> float:
    found = re.search(rf"^{line}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found.group(1)) / 1024 if found else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the whole service on this machine.")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    parser.add_argument("--jobs", type=int, default=1000, help="how many jobs wait for the throughput runs")
    words = parser.parse_args()
    found = asyncio.run(measure(words.jobs))
    print("\n".join(f"{name:<42}{value:>12}" for name, value in found.items()))
    if words.json:
        words.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
