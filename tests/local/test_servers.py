"""Real servers on real folders: they answer, keep what they were given, keep others out, and die with whoever started them."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from redis import AuthenticationError, Redis

from app.local.child import Child, Died
from app.local.kept import AlreadyRunning
from app.local.ports import is_free
from app.local.servers import postgres, postgres_server, valkey, valkey_server
from tests.local.processes import wait_for_end

STARTER = """
import signal, sys
from pathlib import Path
from app.local.servers import postgres_server, valkey_server
folder = Path(sys.argv[1])
with valkey_server(folder / "valkey") as cache, postgres_server(folder / "postgres", throwaway=True) as database:
    print(cache.child.pid, database.child.pid, flush=True)
    signal.pause()
"""


def put(redis_url: str, name: str, value: str) -> None:
    with Redis.from_url(redis_url) as client:
        client.config_set("appendfsync", "always")  # so that the answer means: it is on disk
        client.set(name, value)


def got(redis_url: str, name: str) -> str:
    with Redis.from_url(redis_url, decode_responses=True) as client:
        return str(client.get(name))


def sql(database_url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(database_url) as connection:
        cursor = connection.execute(statement.encode())
        return list(cursor.fetchall()) if cursor.description else []


def test_valkey_finds_its_data_and_its_address_again(tmp_path: Path) -> None:
    with valkey(tmp_path) as first:
        put(first, "city", "Łódź")
    with valkey(tmp_path) as second:
        assert second == first
        assert got(second, "city") == "Łódź"


def test_valkey_keeps_what_it_confirmed_when_it_is_killed(tmp_path: Path) -> None:
    with valkey_server(tmp_path) as server:
        put(server.url, "city", "Lyon")
        server.kill()
        server.start()
        assert got(server.url, "city") == "Lyon"


def test_valkey_wants_its_password(tmp_path: Path) -> None:
    with valkey(tmp_path), Redis(port=int((tmp_path / "port").read_text())) as stranger, pytest.raises(AuthenticationError):
        stranger.ping()
    assert (tmp_path / "password").stat().st_mode & 0o077 == 0
    assert (tmp_path / "valkey.conf").stat().st_mode & 0o077 == 0


def test_postgres_finds_its_data_and_its_address_again(tmp_path: Path) -> None:
    with postgres(tmp_path) as first:
        sql(first, "create table cities (name text)")
        sql(first, "insert into cities values ('Łódź')")
    with postgres(tmp_path) as second:
        assert second == first
        assert sql(second, "select name, upper(name) from cities") == [("Łódź", "ŁÓDŹ")]


def test_postgres_recovers_from_being_killed(tmp_path: Path) -> None:
    with postgres_server(tmp_path) as server:
        sql(server.url, "create table cities as select 'Lyon' as name")
        server.kill()
        server.start()
        assert sql(server.url, "select name from cities") == [("Lyon",)]


def test_postgres_wants_its_password(tmp_path: Path) -> None:
    with postgres(tmp_path, throwaway=True) as url:
        password = (tmp_path / "password").read_text()
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            sql(url.replace(password, "guessed"), "select 1")
    assert (tmp_path / "password").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has rights to give away")
def test_postgres_never_runs_as_root(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)  # as /root is: the account could not get in by itself
    with postgres_server(tmp_path / "postgres", throwaway=True) as server:
        process = Path(f"/proc/{server.child.pid}")
        assert process.stat().st_uid == (tmp_path / "postgres" / "data").stat().st_uid != 0
        assert sql(server.url, "select 1") == [(1,)]


def test_a_file_left_by_a_killed_server_is_no_hindrance(tmp_path: Path) -> None:
    bystander = Child("bystander", ["tail", "-f", "/dev/null"])
    try:
        with postgres(tmp_path, throwaway=True):
            pass
        left = f"{bystander.pid}\n{tmp_path / 'data'}\n0\n0\n\n127.0.0.1\n0 0\nready\n"
        (tmp_path / "data" / "postmaster.pid").write_text(left)
        (tmp_path / "pid").write_text(str(bystander.pid))
        with postgres(tmp_path, throwaway=True) as url:
            assert sql(url, "select 1") == [(1,)]
        assert bystander.code is None
    finally:
        bystander.kill()


def test_a_start_that_was_broken_off_leaves_nothing_half_made(tmp_path: Path) -> None:
    unfinished = tmp_path / "data.unfinished"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18")
    with postgres(tmp_path, throwaway=True) as url:
        assert sql(url, "select 1") == [(1,)]
    assert not unfinished.exists()


@pytest.mark.parametrize("serve", [valkey, postgres])
def test_a_folder_serves_one_at_a_time(tmp_path: Path, serve: object) -> None:
    assert callable(serve)
    with serve(tmp_path), pytest.raises(AlreadyRunning, match=f"in use by process {os.getpid()}"), serve(tmp_path):
        pass


def test_a_port_that_is_taken_is_left_to_its_holder(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        taken = holder.getsockname()[1]
        assert not is_free(taken)
        (tmp_path / "port").write_text(str(taken))
        with valkey(tmp_path) as url:
            assert f":{taken}/" not in url
            put(url, "city", "Lyon")


def test_servers_die_with_a_starter_that_is_killed_and_start_again(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STARTER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as starter:
        assert starter.stdout
        pids = [int(pid) for pid in starter.stdout.readline().split()]
        starter.send_signal(signal.SIGKILL)
    with valkey(tmp_path / "valkey") as cache, postgres(tmp_path / "postgres", throwaway=True) as database:
        assert sql(database, "select 1") == [(1,)]
        put(cache, "city", "Lyon")
    assert len(pids) == 2
    assert all(wait_for_end(pid) for pid in pids)


def test_a_process_that_ends_too_soon_tells_its_last_words() -> None:
    child = Child("Printer", ["sh", "-c", "echo no paper; exit 3"], ready="printing")
    with pytest.raises(Died, match=r"Printer ended with exit code 3\. Its last words:\n    no paper"):
        child.wait_ready(30)


def test_a_process_that_will_not_end_is_killed() -> None:
    child = Child("Mule", ["sh", "-c", "trap '' TERM; echo here; tail -f /dev/null"], ready="here")
    child.wait_ready(30)
    child.stop(0)
    assert child.code == -signal.SIGKILL
