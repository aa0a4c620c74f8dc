"""One service a test, so that what a test kills is its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.faults.stack import Stack, running


@pytest.fixture
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    async with running(tmp_path_factory.mktemp("stack")) as stack:
        yield stack


@pytest.fixture
def resume() -> bytes:
    return (Path(__file__).parents[1] / "fixtures" / "faults" / "resume.txt").read_bytes()
