"""What the README tells people to type works as it stands."""

import asyncio
import json
import os
import re
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from app.settings import Settings
from tests.faults.stack import KEY, Stack, running

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.split(" #")[0].strip() for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()
]
CURLS = [command for command in COMMANDS if command.startswith("curl")]
TARGETS = sorted(set(re.findall(r"(?:`|^)make ([a-z-]+)", README, re.MULTILINE)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


@pytest.fixture
async def stack(folder: Path) -> AsyncIterator[Stack]:
    async with running(folder) as stack:
        await stack.start_worker()
        yield stack


async def _typed(stack: Stack, command: str, **words: str) -> str:
    command = command.replace("http://127.0.0.1:8000", f"http://127.0.0.1:{stack.port}")
    shell = await asyncio.create_subprocess_exec(
        "bash", "-c", command, cwd=ROOT, env={"PATH": os.environ["PATH"], "KEY": KEY, **words}, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await shell.communicate()
    assert shell.returncode == 0, command
    return out.decode()


def _shown() -> list[Any]:
    """The outputs that it shows, in order."""
    return [json.loads(block) for block in re.findall(r"```json\n(.*?)```", README, re.DOTALL)]


async def test_the_curl_session_runs_from_upload_to_printed_file(stack: Stack) -> None:
    submit, result, improve, generate = CURLS
    accepted = json.loads(await _typed(stack, submit))
    assert accepted["status"] == "queued"
    done = json.loads(await _typed(stack, result, JOB_ID=accepted["job_id"]))
    assert done["success"]
    assert 0 < done["data"]["scores"]["overall_score"] <= 100
    assert done["data"]["resume"]["name"] in README
    better = json.loads(await _typed(stack, improve, JOB_ID=accepted["job_id"]))
    assert better["status"] == "complete", better
    shown, made = _shown()[2]["improvements"][0], better["result"]["improvements"][0]
    assert (made["location"], made["reasons"]) == (shown["location"], shown["reasons"])
    assert shown["evidence"][0] in made["evidence"]
    printed = json.loads(await _typed(stack, generate, IMPROVE_ID=better["job_id"]))
    assert [file["format"] for file in printed["result"]["files"]] == ["pdf", "docx"]
    assert printed["result"]["ats_check"]["share"] == 1.0


def test_the_shown_outputs_have_the_fields_of_the_real_ones() -> None:
    shown = _shown()
    assert {"job_id", "status_url", "result_url", "events_url", "eta_seconds"} <= set(shown[0])
    assert {"scores", "score_breakdown", "issues", "suggestions", "metadata"} <= set(shown[1]["data"])


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_it_names_exists(target: str) -> None:
    made = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr


@pytest.mark.parametrize("script", sorted(set(re.findall(r"scripts/\w+\.(?:py|sh)", README))))
def test_every_script_it_names_exists(script: str) -> None:
    assert (ROOT / script).is_file()


def test_every_command_is_of_a_kind_that_a_test_runs() -> None:
    """curl: above; uvicorn and arq: every fault test starts them so; docker: its files are checked in test_deployment."""
    known = ("make ", "curl ", "uvicorn app.main:app", "arq app.worker.WorkerSettings", "docker compose")
    assert [command for command in COMMANDS if command and not command.startswith(known)] == []


def test_every_setting_stands_in_its_table() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (?:`(.*?)`)? ?\| (.*?) \|$", README, re.MULTILINE)
    described = [(name.upper(), str(field.default), field.description) for name, field in Settings.model_fields.items()]
    assert rows == described
