"""The craft in its children: what is loaded at its first use must be there before a child is sealed off."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from app.sandbox import Sandbox, open_sandbox

RESUMES = sorted((Path(__file__).parents[1] / "fixtures" / "resumes").glob("*.txt"))
SCORED = {"profile": "auto", "job_text": None, "target_role": None, "today": "2026-11-24", "stored": False}
IMPROVED = {"wish": {}, "today": "2026-11-24", "stored": False, "answers": None}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def craft() -> AsyncIterator[Sandbox]:
    async with open_sandbox(("app.resume.craft",)) as sandbox:
        yield sandbox


@pytest.mark.parametrize("file", RESUMES, ids=lambda file: file.stem)
@pytest.mark.asyncio(loop_scope="module")
async def test_a_resume_in_any_language_is_scored_and_improved_by_a_child(craft: Sandbox, file: Path) -> None:
    scored: dict[str, Any] = await craft.run("app.resume.craft:analyze_file", file.read_bytes(), SCORED)
    improved: dict[str, Any] = await craft.run("app.resume.craft:improve_file", file.read_bytes(), IMPROVED)
    assert scored["scores"]["overall_score"] > 0
    assert improved["scores_after"]["overall_score"] >= improved["scores_before"]["overall_score"]
