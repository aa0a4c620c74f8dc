"""Starts everything on one machine, tells how to use it, and ends it all together.

servers, unless addresses are given  ->  migrations  ->  worker and API  ->  /health says ok  ->  the greeting
Ctrl-C or SIGTERM: the API first, then the worker with its job in hand, then the servers.
"""

import http.client
import json
import os
import shlex
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import FrameType

from app.local.child import Child, Died, dying_with_us
from app.local.kept import AlreadyRunning, sole_use
from app.local.place import ROOT, Place, Refused, key_of, write_environment
from app.local.servers import postgres_server, valkey_server

START_SECONDS = 90
API_STOP_SECONDS = 25  # scripts/start.sh lets it end its answers for 20
WORKER_STOP_SECONDS = 40  # a job in hand has 30 to end in
LOOK_AGAIN_SECONDS = 0.05
SAMPLE = ROOT / "tests" / "fixtures" / "documents" / "one-page.pdf"


def launch(environment: Mapping[str, str]) -> int:
    """Runs until it is stopped or a part ends; the exit code. What goes wrong is told in sentences."""
    _stop_by_signal()
    try:
        place = Place.of(environment)
        with ExitStack() as running:
            children = _start(place, running)
            _tell(f"\n{Died(_first_to_end(children))}\nStopping everything.")
    except KeyboardInterrupt:
        _tell("Stopped.")
        return 0
    except AlreadyRunning as error:
        _tell(f"{error}\nStop it first, or run a second one beside it: VAR_DIR=./var2 PORT=8001 make run")
    except PermissionError as error:
        _tell(f"{error.filename} belongs to another account. Run as that account, or choose a folder: VAR_DIR=./var2 make run")
    except (Refused, Died, FileNotFoundError) as error:
        _tell(str(error))
    return 1


def _start(place: Place, running: ExitStack) -> list[Child]:
    running.enter_context(sole_use(place.folder))
    place.check_port()
    (place.folder / "files").mkdir(mode=0o700, exist_ok=True)
    servers, settings = _start_servers(place, running)
    _migrate(settings)
    worker = _start_process("worker", settings, WORKER_STOP_SECONDS, running)
    api = _start_process("api", settings, API_STOP_SECONDS, running)
    running.callback(_tell, "\nStopping; a job in hand is finished first.")
    children = [api, worker, *servers]
    _wait_until_healthy(place, children)
    _tell(greeting(place.url, key_of(settings), place.folder))
    for child in (api, worker):
        child.tell = partial(_tell_of, child.name)
    return children


def _start_servers(place: Place, running: ExitStack) -> tuple[list[Child], dict[str, str]]:
    """Starts the servers whose addresses were not given; they, and the settings that name both."""
    servers = []
    redis_url, database_url = place.given.get("REDIS_URL"), place.given.get("DATABASE_URL")
    if not redis_url:
        valkey = running.enter_context(valkey_server(place.folder / "valkey"))
        servers.append(valkey.child)
        redis_url = valkey.url
    if not database_url:
        postgres = running.enter_context(postgres_server(place.folder / "postgres"))
        servers.append(postgres.child)
        database_url = postgres.url
    settings = place.settings(redis_url, database_url)
    file = place.folder / "environment"
    write_environment(file, settings, place.given)
    running.callback(file.unlink, missing_ok=True)
    return servers, settings


def _migrate(settings: Mapping[str, str]) -> None:
    _process("migrate", settings).finish(START_SECONDS)


def _start_process(name: str, settings: Mapping[str, str], stop_seconds: float, running: ExitStack) -> Child:
    child = _process(name, settings)
    running.callback(child.stop, stop_seconds)
    return child


def _process(mode: str, settings: Mapping[str, str]) -> Child:
    """The same command that a deployment runs, with the Python that runs us."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{settings.get('PATH', os.defpath)}"
    return Child(
        mode,
        dying_with_us([ROOT / "scripts" / "start.sh"], signal.SIGTERM),
        environment={**settings, "PATH": path, "WORKER_MODE": mode, "PYTHONUNBUFFERED": "1"},
    )


def _wait_until_healthy(place: Place, children: Sequence[Child]) -> None:
    """Asks until every part says ok. Raises Died when one ended, Refused when they are not all well in time."""
    deadline = time.monotonic() + START_SECONDS
    while (health := _health(place)).get("status") != "ok":
        for child in children:
            if child.ended.is_set():
                raise Died(child)
        if time.monotonic() > deadline:
            raise Refused(f"Not everything is well after {START_SECONDS} seconds: {json.dumps(health)}")
        children[0].ended.wait(LOOK_AGAIN_SECONDS)


def _health(place: Place) -> dict[str, object]:
    """What /health says; nothing while nobody answers."""
    connection = http.client.HTTPConnection(place.url.removeprefix("http://"), timeout=5)
    try:
        connection.request("GET", "/health")
        return dict(json.loads(connection.getresponse().read()))
    except (OSError, http.client.HTTPException, ValueError):
        return {}
    finally:
        connection.close()


def _first_to_end(children: Sequence[Child]) -> Child:
    ended: SimpleQueue[Child] = SimpleQueue()
    for child in children:
        Thread(target=_report_end, args=(child, ended), daemon=True).start()
    return ended.get()


def _report_end(child: Child, ended: "SimpleQueue[Child]") -> None:
    child.ended.wait()
    ended.put(child)


def greeting(url: str, key: str, folder: Path) -> str:
    """What a person needs to begin: the address, a key, and one line to paste."""
    curl = ["curl", "-sS", f"{url}/api/v1/analyze/", "-H", f"X-API-Key: {key}", "-H", "Prefer: wait=30", "-F", f"file=@{SAMPLE}"]
    return f"""
Resume Engine is up at {url} (its pages: {url}/docs)

  key   {key}
  data  {folder}

Read and score a résumé:

  {shlex.join(curl)}

Ctrl-C stops everything; the next start finds the data again.
"""


def _stop_by_signal() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """The first signal begins the end; a second one must not break it off half-way."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _tell_of(name: str, line: str) -> None:
    _tell(f"{name:>6} | {line}")


def _tell(text: str) -> None:
    """To the terminal, where there still is one."""
    with suppress(OSError):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
