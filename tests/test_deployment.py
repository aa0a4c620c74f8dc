"""What can be known of the deployment files without an engine: they parse, agree with each other, and name what exists."""

import os
import re
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from redis import Redis

from app.broker import keys
from app.local.ports import free_port
from app.settings import Settings

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
RAILWAY = {"api": ROOT / "railway.toml", "worker": ROOT / ".railway" / "worker.toml"}
PROJECT = ["app", "scripts", "supabase", "tests", ".ci", ".railway"]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


@pytest.fixture
def said_by_start(tmp_path: Path) -> Any:
    """What start.sh would run: a `python` stands first on PATH that tells its arguments."""
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\necho "$@"\necho "$ORT_DISABLE_TELEMETRY" >&2\n')
    python.chmod(0o755)

    def run(**environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [ROOT / "scripts" / "start.sh"],
            env={"PATH": f"{tmp_path}:/usr/bin:/bin", **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.mark.parametrize("environment", [{}, {"WORKER_MODE": "api"}, {"WORKER_MODE": "false"}])
def test_start_runs_the_api_unless_told_otherwise(said_by_start: Any, environment: dict[str, str]) -> None:
    words = said_by_start(**environment, PORT="8123").stdout
    assert words.startswith("-m uvicorn app.main:app")
    assert "--port 8123 " in words


@pytest.mark.parametrize("mode", ["worker", "true"])
def test_start_runs_a_worker(said_by_start: Any, mode: str) -> None:
    assert said_by_start(WORKER_MODE=mode).stdout == "-m arq app.worker.WorkerSettings\n"


def test_start_runs_the_migration(said_by_start: Any) -> None:
    assert said_by_start(WORKER_MODE="migrate").stdout == "scripts/migrate.py\n"


@pytest.mark.parametrize("mode", ["api", "worker", "migrate"])
def test_start_lets_no_library_report_home(said_by_start: Any, mode: str) -> None:
    assert said_by_start(WORKER_MODE=mode).stderr == "1\n"


def test_start_refuses_another_mode(said_by_start: Any) -> None:
    ended = said_by_start(WORKER_MODE="cook")
    assert ended.returncode == 2
    assert "api, worker or migrate" in ended.stderr


def test_the_commands_name_modules_that_exist() -> None:
    assert (ROOT / "app" / "main.py").is_file()
    assert "class WorkerSettings" in (ROOT / "app" / "worker.py").read_text(encoding="utf-8")
    assert (ROOT / "scripts" / "migrate.py").is_file()


@pytest.mark.parametrize("name", ["scripts/start.sh", "scripts/setup_local.sh", "scripts/lint_deployment.sh", ".ci/run"])
def test_what_is_run_by_its_name_may_be_run(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)


def test_compose_has_every_part(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"redis", "postgres", "migrate", "api", "worker"}
    assert "appendonly" in " ".join(compose["services"]["redis"]["command"])


def test_any_number_of_workers_fits_beside_each_other(compose: dict[str, Any]) -> None:
    worker = compose["services"]["worker"]
    assert not {"container_name", "ports", "hostname"} & set(worker)


def test_compose_migrates_before_anything_works(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["migrate"]["depends_on"]["postgres"]["condition"] == "service_healthy"
    for name in ("api", "worker"):
        assert services[name]["environment"]["WORKER_MODE"] == name
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_compose_sets_variables_that_are_read(compose: dict[str, Any]) -> None:
    known = {name.upper() for name in Settings.model_fields} | {"WORKER_MODE"}
    for name in ("migrate", "api", "worker"):
        assert set(compose["services"][name]["environment"]) <= known


def test_api_and_workers_see_the_same_files(compose: dict[str, Any]) -> None:
    assert compose["services"]["api"]["volumes"] == compose["services"]["worker"]["volumes"]
    folder = compose["services"]["api"]["volumes"][0].split(":")[1]
    assert f"FILES={folder}/" in DOCKERFILE
    assert f"VOLUME {folder}" in DOCKERFILE


def test_a_worker_has_time_to_finish_its_job(compose: dict[str, Any]) -> None:
    wait = re.search(r"job_completion_wait = (\d+)", (ROOT / "app" / "worker.py").read_text(encoding="utf-8"))
    assert wait
    assert int(compose["services"]["worker"]["stop_grace_period"].removesuffix("s")) > int(wait[1])
    assert railway("worker")["deploy"]["drainingSeconds"] > int(wait[1])


def railway(service: str) -> dict[str, Any]:
    return tomllib.loads(RAILWAY[service].read_text(encoding="utf-8"))


@pytest.mark.parametrize("service", sorted(RAILWAY))
def test_railway_starts_what_the_image_holds(service: str) -> None:
    config = railway(service)
    assert (ROOT / config["build"]["dockerfilePath"]).is_file()
    assert config["deploy"]["startCommand"] == f"tini -- env FILES=database WORKER_MODE={service} scripts/start.sh"
    numbers = [config["deploy"][name] for name in config["deploy"] if name.endswith(("Seconds", "Timeout"))]
    assert all(type(number) is int for number in numbers)


def test_railway_looks_at_a_path_that_the_api_has_and_a_worker_has_none() -> None:
    path = railway("api")["deploy"]["healthcheckPath"]
    assert f'"{path}"' in (ROOT / "app" / "api" / "health.py").read_text(encoding="utf-8")
    assert "healthcheckPath" not in railway("worker")["deploy"]


def test_the_image_copies_what_stands_here_and_is_let_in() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    copied = re.findall(r"^COPY (\S+) ", DOCKERFILE, re.MULTILINE)
    assert copied
    for name in copied:
        assert (ROOT / name).exists()
        assert f"!{name}" in ignored


def test_the_image_does_not_run_as_root() -> None:
    users = re.findall(r"^USER (\d+)", DOCKERFILE, re.MULTILINE)
    assert users
    assert int(users[-1]) > 0


def test_the_image_runs_scripts_that_exist() -> None:
    scripts = set(re.findall(r"scripts/\w+\.\w+", DOCKERFILE))
    assert {"scripts/start.sh", "scripts/check_health.py"} <= scripts
    assert all((ROOT / name).is_file() for name in scripts)


def check_health(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "scripts/check_health.py"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATABASE_URL": "postgresql://db/none", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_api_that_does_not_answer_is_not_healthy() -> None:
    ended = check_health(WORKER_MODE="api", PORT=str(free_port()))
    assert ended.returncode == 1
    assert "does not answer" in ended.stderr


def test_a_worker_is_healthy_while_it_tells_so(redis_url: str, queue_name: str) -> None:
    asked = {"WORKER_MODE": "worker", "REDIS_URL": redis_url, "QUEUE_NAME": queue_name}
    with Redis.from_url(redis_url) as redis:
        redis.zadd(keys.workers(queue_name), {"another-host:1:aa": time.time(), f"{socket.gethostname()}:1:bb": 1.0})
        assert "No worker of this host" in check_health(**asked).stderr
        redis.zadd(keys.workers(queue_name), {f"{socket.gethostname()}:2:cc": time.time()})
        assert check_health(**asked).returncode == 0


def test_a_worker_without_redis_says_so() -> None:
    ended = check_health(WORKER_MODE="worker", REDIS_URL=f"redis://127.0.0.1:{free_port()}/0")
    assert ended.returncode == 1
    assert "out of reach" in ended.stderr


def test_make_lists_every_target() -> None:
    told = subprocess.run(["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, re.MULTILINE)
    assert {"help", "run", "test", "lint", "bench", "migrate", "worker", "api", "clean"} <= set(targets)
    assert [line.split()[1] for line in told.splitlines()] == targets


def test_the_locks_agree() -> None:
    pins = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE | re.IGNORECASE)
    running = dict(pins.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")))
    testing = dict(pins.findall((ROOT / "tests" / "requirements.txt").read_text(encoding="utf-8")))
    assert running
    assert {name: testing.get(name) for name in running} == running


def test_nothing_but_the_makefile_looks_beside_the_project() -> None:
    outside = "../" + "shared"
    files = [
        file for folder in PROJECT for file in (ROOT / folder).rglob("*") if file.suffix in {".py", ".sh", ".toml", ".md", ""}
    ]
    files += [file for file in ROOT.iterdir() if file.is_file() and file.name != "Makefile"]
    wrong = [file for file in files if file.is_file() and outside in file.read_text(encoding="utf-8", errors="replace")]
    assert not wrong
