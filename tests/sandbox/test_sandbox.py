"""The sandbox with real processes: every way a child can end, and that nothing else ends with it."""

import asyncio
import errno
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from app.errors import Conflict, RateLimited, Unavailable, UnreadableFile
from app.sandbox import Limits, Sandbox, open_sandbox

FUNCTIONS = "tests.sandbox.functions"
PATIENT = Limits(wall_seconds=100, cpu_seconds=100)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox([FUNCTIONS]) as opened:
        yield opened


async def run(sandbox: Sandbox, name: str, data: bytes = b"", limits: Limits = PATIENT, **options: Any) -> Any:
    return await sandbox.run(f"{FUNCTIONS}:{name}", data, options, limits=limits)


async def gone(pid: int) -> None:
    """Returns when the process has ended."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_reader(descriptor, ended.set)
    await ended.wait()
    loop.remove_reader(descriptor)
    os.close(descriptor)


class Waiting:
    """A call that waits for ever, once it is known to run."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._child: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.task = asyncio.create_task(
            sandbox.run(
                f"{FUNCTIONS}:wait_for_ever", b"", {}, limits=PATIENT, on_stage=lambda pid: self._child.set_result(int(pid))
            )
        )

    async def child(self) -> int:
        return await self._child


async def test_the_answer_comes_back(sandbox: Sandbox) -> None:
    answer = await run(sandbox, "echo", b"x" * 3_000_000, language="en")
    assert answer["length"] == 3_000_000
    assert answer["options"] == {"language": "en"}
    assert answer["parent"] == sandbox.pid


async def test_each_call_has_a_process_of_its_own(sandbox: Sandbox) -> None:
    answers = await asyncio.gather(*(run(sandbox, "echo") for _ in range(8)))
    assert len({answer["pid"] for answer in answers}) == 8


async def test_stages_are_told_in_order(sandbox: Sandbox) -> None:
    heard: list[str] = []
    stages = ["reading", "layout", "text"]
    assert await sandbox.run(f"{FUNCTIONS}:told_in_stages", b"", {"stages": stages}, on_stage=heard.append) == "done"
    assert heard == stages


async def test_a_function_of_no_preloaded_module_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="no preloaded module"):
        await sandbox.run("os:system", b"", {})


async def test_our_errors_come_back_as_they_were_raised(sandbox: Sandbox) -> None:
    with pytest.raises(UnreadableFile) as unreadable:
        await run(sandbox, "refuse")
    assert (unreadable.value.code, str(unreadable.value)) == (
        "too_many_pages",
        "The file has too many pages for a résumé. Send at most 50 pages.",
    )
    with pytest.raises(Conflict, match=r"This is \{taken\}"):
        await run(sandbox, "conflict")


async def test_a_kind_of_error_known_only_to_the_child_comes_back_as_its_parent(sandbox: Sandbox) -> None:
    with pytest.raises(RateLimited, match="Slower") as error:
        await run(sandbox, "refuse_in_a_kind_of_its_own")
    assert error.value.code == "rate_limited"


async def test_an_unexpected_exception_tells_its_class_and_place_and_no_word_of_the_file(sandbox: Sandbox) -> None:
    with capture_logs() as logs, pytest.raises(UnreadableFile) as error:
        await run(sandbox, "break_down", b"the words of a person")
    assert error.value.code == "parser_crashed"
    assert logs[0]["event"] == "sandbox.failed"
    assert logs[0]["error"] == "KeyError"
    assert "functions.py:" in logs[0]["places"][-1]
    assert "person" not in repr(logs)


@pytest.mark.parametrize(
    ("function", "options", "code"),
    [
        ("read_nowhere", {}, "parser_crashed"),
        ("abort", {}, "parser_crashed"),
        ("leave", {"code": 0}, "parser_crashed"),
        ("leave", {"code": 3}, "parser_crashed"),
        ("answer_with_an_object", {}, "parser_crashed"),
        ("fail_as_a_library_without_memory", {}, "resource_limit"),
    ],
)
async def test_each_way_to_end_has_its_code(sandbox: Sandbox, function: str, options: dict[str, Any], code: str) -> None:
    before = sandbox.pid
    with pytest.raises(UnreadableFile) as error:
        await run(sandbox, function, **options)
    assert error.value.code == code
    assert (await run(sandbox, "echo"))["parent"] == before


async def test_a_call_into_c_that_never_ends_is_stopped_by_the_processor_limit(sandbox: Sandbox) -> None:
    with capture_logs() as logs, pytest.raises(UnreadableFile) as error:
        await run(sandbox, "compute_for_ever", limits=Limits(wall_seconds=100, cpu_seconds=1))
    assert error.value.code == "resource_limit"
    assert logs[0]["ended_by"] == "SIGXCPU"


async def test_a_call_that_waits_for_ever_is_stopped_by_the_clock(sandbox: Sandbox) -> None:
    children: list[int] = []
    with pytest.raises(UnreadableFile) as error:
        await sandbox.run(
            f"{FUNCTIONS}:wait_for_ever", b"", {}, limits=Limits(wall_seconds=0.5), on_stage=lambda pid: children.append(int(pid))
        )
    assert error.value.code == "parse_timeout"
    for child in children:
        await gone(child)


async def test_memory_is_bounded_beyond_what_was_mapped_before(sandbox: Sandbox) -> None:
    limits = Limits(wall_seconds=100, cpu_seconds=100, memory_bytes=64 << 20)
    assert await run(sandbox, "allocate", limits=limits, bytes=32 << 20) == 32 << 20
    with pytest.raises(UnreadableFile) as error:
        await run(sandbox, "eat_memory", limits=limits)
    assert error.value.code == "resource_limit"


async def test_an_answer_longer_than_allowed_is_refused(sandbox: Sandbox) -> None:
    limits = Limits(wall_seconds=100, answer_bytes=1_000_002)
    assert len(await run(sandbox, "answer_at_length", limits=limits, length=1_000_000)) == 1_000_000
    with pytest.raises(UnreadableFile) as error:
        await run(sandbox, "answer_at_length", limits=limits, length=1_000_001)
    assert error.value.code == "resource_limit"


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\xff\x00\x00\x00\x00",
        b"\x04\x00\x00\x00\x03{{{",
        b"\x05\x00\x00\x00\x02[]",
        b'\x05\x00\x00\x00\x13{"error":"Mapping"}',
        b"\x06\x00\x00\x00\x02{}",
        b"\x06\x00\x00\x00\x02[]",
        b"\x06\x00\x01\x00\x02{}" + b" " * 0x10000,
    ],
)
async def test_a_child_that_speaks_nonsense_has_crashed(sandbox: Sandbox, nonsense: bytes) -> None:
    with pytest.raises(UnreadableFile) as error:
        await run(sandbox, "speak_nonsense", bytes=list(nonsense))
    assert error.value.code == "parser_crashed"


async def test_the_loop_and_other_calls_go_on_while_one_hangs(sandbox: Sandbox) -> None:
    waiting = Waiting(sandbox)
    child = await waiting.child()
    assert (await run(sandbox, "echo"))["parent"] == sandbox.pid
    assert not waiting.task.done()
    waiting.task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting.task
    await gone(child)
    assert sandbox.alive()


async def test_a_child_that_the_kernel_kills_had_too_much(sandbox: Sandbox) -> None:
    waiting = Waiting(sandbox)
    os.kill(await waiting.child(), signal.SIGKILL)
    with pytest.raises(UnreadableFile) as error:
        await waiting.task
    assert error.value.code == "resource_limit"


async def test_a_dead_warm_parent_is_started_anew_and_the_lost_calls_may_be_tried_again(sandbox: Sandbox) -> None:
    before = sandbox.pid
    waiting = Waiting(sandbox)
    child = await waiting.child()
    os.kill(before, signal.SIGKILL)
    with pytest.raises(Unavailable) as error:
        await waiting.task
    assert (error.value.code, error.value.retryable) == ("sandbox_lost", True)
    await gone(child)
    answers = await asyncio.gather(*(run(sandbox, "echo") for _ in range(4)))
    assert {answer["parent"] for answer in answers} == {sandbox.pid}
    assert sandbox.pid != before


async def test_health_tells_a_dead_warm_parent(sandbox: Sandbox) -> None:
    assert sandbox.alive()
    os.kill(sandbox.pid, signal.SIGKILL)
    await gone(sandbox.pid)
    assert not sandbox.alive()


async def test_closing_ends_everybody() -> None:
    async with open_sandbox([FUNCTIONS]) as sandbox:
        waiting = Waiting(sandbox)
        child = await waiting.child()
    await gone(sandbox.pid)
    await gone(child)
    with pytest.raises(Unavailable):
        await waiting.task
    with pytest.raises(Unavailable):
        await run(sandbox, "echo")
    assert not sandbox.alive()


async def test_a_killed_worker_takes_everybody_along() -> None:
    worker = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.sandbox.worker"), stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert worker.stdout is not None
    warm, child = (int(pid) for pid in (await worker.stdout.readline()).split())
    worker.kill()
    await worker.wait()
    await gone(warm)
    await gone(child)


async def test_a_module_that_cannot_be_imported_is_told_at_once(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Unavailable) as error:
        async with open_sandbox(["tests.sandbox.no_such_module"]):
            pass
    assert error.value.code == "sandbox_lost"
    assert "no_such_module" in capfd.readouterr().err


@pytest.mark.skipif(os.getuid() != 0, reason="others may not make processes in the sandbox at all")
async def test_a_process_that_a_child_leaves_behind_is_ended(sandbox: Sandbox) -> None:
    orphans: list[int] = []
    await sandbox.run(f"{FUNCTIONS}:leave_an_orphan", b"", {}, limits=PATIENT, on_stage=lambda pid: orphans.append(int(pid)))
    await gone(orphans[0])


async def test_a_child_holds_nothing_of_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    async with open_sandbox([FUNCTIONS]) as opened:
        seen = await run(opened, "look_around")
    assert seen["descriptors"][:4] == [0, 1, 2, 3]
    assert len(seen["descriptors"]) == 5  # the fifth is the listing itself
    assert seen["stdin"] == ""
    assert "DATABASE_URL" not in seen["environment"]


async def test_a_child_reads_files_and_touches_nothing_else(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("words", encoding="utf-8")
    assert await run(sandbox, "read_a_file", file=str(file)) == "words"
    said = await run(sandbox, "reach_out", file=str(file))
    assert set(said.values()) == {errno.EPERM}, said
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert sandbox.alive()
