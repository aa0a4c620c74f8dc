"""Providers side by side, over the vendors' server; and judged again from what was recorded, without it."""

import json
import re
from pathlib import Path

import pytest

from app.settings import Settings
from scripts.compare_providers import main
from tests.llm.improving import rewriting
from tests.llm.vendors import KEY, Vendors, fails, says

RESUME = """Maria Keller
maria@example.com | 555-0142

Summary
Virtual assistant who keeps the calendars of three managers in order.

Experience
Virtual Assistant, Larkspur Studio
March 2021 - Present
- Responsible for 35 invoices a month in QuickBooks
- Answered 40 calls a day from clients

Skills
QuickBooks, Calendar management
"""
LINE = "Responsible for 35"
TRUE, INVENTED = "Handled 35 invoices a month in QuickBooks", "Prepared 90 invoices a month in Salesforce"


@pytest.fixture
def resume(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    file = tmp_path / "maria.txt"
    file.write_text(RESUME)
    return file


@pytest.fixture
def gemini(vendors: Vendors, monkeypatch: pytest.MonkeyPatch) -> Vendors:
    monkeypatch.setenv("GEMINI_API_KEY", KEY)
    monkeypatch.setenv("GEMINI_BASE_URL", vendors.base_url("gemini"))
    return vendors


def test_a_true_text_is_shown_beside_that_of_the_rules(resume: Path, gemini: Vendors, capsys: pytest.CaptureFixture[str]) -> None:
    gemini.play(says(rewriting(LINE, TRUE)))
    page, told = resume.with_suffix(".html"), resume.with_suffix(".json")
    assert main([str(resume), "--html", str(page), "--json", str(told)]) == 0
    by_provider = {one["provider"]: one["figures"] for one in json.loads(told.read_text())}
    assert set(by_provider) == {"gemini", "offline"}
    assert (by_provider["gemini"]["changes"], by_provider["gemini"]["refused"], by_provider["gemini"]["numbers"]) == (1, 0, 1.0)
    assert by_provider["gemini"]["cost_usd"] > 0
    assert TRUE in page.read_text()
    assert re.search(r"^gemini +1 +0 ", capsys.readouterr().out, re.MULTILINE)


def test_what_was_recorded_is_judged_again_without_a_key(
    resume: Path, gemini: Vendors, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gemini.play(says(rewriting(LINE, INVENTED)))
    tape = resume.with_suffix(".jsonl")
    assert main([str(resume), "--providers", "gemini", "--record", str(tape)]) == 0
    recorded = capsys.readouterr().out
    gemini.play(fails(500))
    monkeypatch.delenv("GEMINI_API_KEY")
    monkeypatch.delenv("GEMINI_BASE_URL")
    page = resume.with_suffix(".html")
    assert main([str(resume), "--providers", "gemini", "--replay", str(tape), "--html", str(page)]) == 0
    assert gemini.asked == []
    assert KEY not in tape.read_text()
    assert capsys.readouterr().out.splitlines()[-1] == recorded.splitlines()[-1]
    assert "Salesforce" in page.read_text().split("refused by the evidence check")[1]


def test_a_provider_that_fails_has_its_word_and_a_resume_that_changed_was_not_recorded(resume: Path, gemini: Vendors) -> None:
    gemini.play(fails(401))
    tape, told = resume.with_suffix(".jsonl"), resume.with_suffix(".json")
    main([str(resume), "--providers", "gemini", "--record", str(tape), "--json", str(told)])
    assert [one["failed"] for one in json.loads(told.read_text())] == ["model_key_refused"]
    resume.write_text(RESUME.replace("35", "36"))
    main([str(resume), "--providers", "gemini", "--replay", str(tape), "--json", str(told)])
    assert [one["failed"] for one in json.loads(told.read_text())] == ["not_recorded"]


@pytest.mark.parametrize("words", [["--providers", "mistral"], ["--most", "0"]])
def test_what_cannot_be_compared_is_told(resume: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert main([str(resume), *words]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
