"""`python -m app.local` as a person uses it: it comes up, tells how to use it, and goes without leaving a process."""

import json
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from app.local.ports import free_port
from tests.local.processes import descendants, wait_for_end

ROOT = Path(__file__).parents[2]
OURS = {"REDIS_URL", "DATABASE_URL", "API_KEYS", "SECRET_KEY", "FILES", "WORKER_MODE", "VAR_DIR", "PORT", "BIND"}


class Launched:
    """A launcher that runs: what it told at its start, and the processes under it."""

    def __init__(self, folder: Path, port: int, **environment: str) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in OURS}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "app.local"],
            cwd=ROOT,
            env={**kept, "VAR_DIR": str(folder), "PORT": str(port), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.url = f"http://127.0.0.1:{port}"
        self.processes: set[int] = set()
        self.greeting = self._told_until("Ctrl-C stops everything")
        self.processes = descendants(self._process.pid)

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    @property
    def key(self) -> str:
        return next(line.split()[1] for line in self.greeting if line.startswith("  key"))

    @property
    def curl(self) -> list[str]:
        return shlex.split(next(line for line in self.greeting if line.startswith("  curl")))

    def process(self, *words: str) -> int:
        """The process under it whose command line holds all these words."""
        for pid in self.processes:
            line = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            if all(word in line for word in words):
                return pid
        raise AssertionError(f"no {words} among its processes")

    def end(self, number: signal.Signals | None) -> tuple[int, str]:
        """Sends the signal, if any, and waits: the exit code, and what was told meanwhile."""
        if number:
            self._process.send_signal(number)
        assert self._process.stdout
        told = self._process.stdout.read()
        self._process.stdout.close()
        return self._process.wait(), told

    def _told_until(self, words: str) -> list[str]:
        told: list[str] = []
        for line in self._process.stdout or ():
            told.append(line.rstrip("\n"))
            if words in line:
                return told
        self.end(None)
        raise AssertionError("\n".join(told))


@contextmanager
def launched(folder: Path, port: int | None = None, **environment: str) -> Iterator[Launched]:
    run = Launched(folder, port or free_port(), **environment)
    try:
        yield run
    finally:
        if run.is_running:
            run.end(signal.SIGTERM)


def refusal(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A launcher that is expected to end by itself."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "-m", "app.local"],
        cwd=ROOT,
        env={**kept, "VAR_DIR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def jobs_of(run: Launched) -> list[str]:
    answer = httpx.get(f"{run.url}/api/v1/jobs", headers={"X-API-Key": run.key}).raise_for_status()
    return [job["job_id"] for job in answer.json()["items"]]


@pytest.mark.skipif(not shutil.which("curl"), reason="the line is made for curl")
def test_the_curl_line_works_and_the_next_start_finds_the_data(tmp_path: Path) -> None:
    with launched(tmp_path) as run:
        answer = subprocess.run(run.curl, capture_output=True, text=True, check=True).stdout
        assert json.loads(answer)["status"] == "complete"
        before = jobs_of(run)
        assert len(before) == 1
        code, told = run.end(signal.SIGINT)
    assert code == 0
    assert told.endswith("Stopped.\n")
    assert all(wait_for_end(pid) for pid in run.processes)
    with launched(tmp_path) as again:
        assert again.key == run.key
        assert jobs_of(again) == before
        again.end(signal.SIGTERM)
    assert all(wait_for_end(pid) for pid in again.processes)


def test_nothing_survives_a_launcher_that_is_killed(tmp_path: Path) -> None:
    with launched(tmp_path) as run:
        code, _ = run.end(signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert len(run.processes) > 4
    assert all(wait_for_end(pid) for pid in run.processes)


def test_a_part_that_dies_ends_the_rest_and_is_named(tmp_path: Path) -> None:
    with launched(tmp_path) as run:
        os.kill(run.process("arq", "app.worker.WorkerSettings"), signal.SIGKILL)
        code, told = run.end(None)
    assert code == 1
    assert "worker ended with exit code -9" in told
    assert all(wait_for_end(pid) for pid in run.processes)


def test_a_folder_in_use_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with launched(tmp_path) as run:
        second = refusal(tmp_path, PORT=str(free_port()))
        assert second.returncode == 1
        assert "in use by process" in second.stdout
        assert "VAR_DIR=" in second.stdout
        assert httpx.get(f"{run.url}/health").status_code == 200
        run.end(signal.SIGINT)


def test_servers_that_are_given_are_used(tmp_path: Path, redis_url: str, database_url: str) -> None:
    with launched(tmp_path, REDIS_URL=redis_url, DATABASE_URL=database_url, QUEUE_NAME="launched") as run:
        assert not (tmp_path / "postgres").exists()
        assert not (tmp_path / "valkey").exists()
        assert jobs_of(run) == []
        run.end(signal.SIGINT)


def test_a_taken_port_is_refused_with_another(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        ended = refusal(tmp_path, PORT=str(holder.getsockname()[1]))
    assert ended.returncode == 1
    assert "is taken by another program. Use another one: PORT=" in ended.stdout


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    ended = refusal(tmp_path, PORT=port)
    assert ended.returncode == 1
    assert "PORT is" in ended.stdout


def test_settings_that_are_wrong_are_told_in_their_own_words(tmp_path: Path) -> None:
    ended = refusal(tmp_path, PORT=str(free_port()), API_KEYS="short")
    assert ended.returncode == 1
    assert "API_KEYS must be tenant:key" in ended.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_of_another_account_is_refused() -> None:
    ended = refusal(Path("/root/var"))
    assert ended.returncode == 1
    assert "VAR_DIR=" in ended.stdout
