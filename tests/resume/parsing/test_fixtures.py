"""Whole résumés of other languages and of export forms, with their truth beside them."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.resume.model import Resume
from app.resume.parsing.parse import parse
from app.resume.reading.read import read

FOLDER = Path(__file__).parents[2] / "fixtures" / "resumes"
NAMES = sorted(path.name.removesuffix(".truth.json") for path in FOLDER.glob("*.truth.json"))


def _read(name: str) -> tuple[Resume, dict[str, Any]]:
    truth: dict[str, Any] = json.loads((FOLDER / f"{name}.truth.json").read_text("utf-8"))
    return parse(read((FOLDER / f"{name}.txt").read_bytes())), truth


@pytest.mark.parametrize("name", NAMES)
def test_the_person_is_found(name: str) -> None:
    resume, truth = _read(name)
    assert (resume.name, resume.email, resume.phone or "") == (truth["name"], truth["email"], truth["phone"])
    assert resume.location == truth["location"]


@pytest.mark.parametrize("name", NAMES)
def test_every_job_is_found(name: str) -> None:
    resume, truth = _read(name)
    keys = ("role", "company", "start_date", "end_date", "current", "start_text", "end_text")
    found = [{key: getattr(job, key) for key in keys} for job in resume.experiences]
    assert found == [{key: job[key] for key in keys} for job in truth["experiences"]]
    assert [list(job.responsibilities) for job in resume.experiences] == [job["responsibilities"] for job in truth["experiences"]]


@pytest.mark.parametrize("name", NAMES)
def test_skills_and_sections_are_found(name: str) -> None:
    resume, truth = _read(name)
    assert list(resume.skills) == truth["skills"]
    assert set(truth["sections_found"]) <= set(resume.sections_found)


def test_there_are_fixtures() -> None:
    assert len(NAMES) >= 4


@pytest.mark.parametrize(
    ("name", "export"),
    [("linkedin_export", "linkedin"), ("indeed_export", "indeed"), ("spanish_europass", "europass"), ("german_engineer", None)],
)
def test_the_site_that_printed_a_resume_is_named(name: str, export: str | None) -> None:
    assert _read(name)[0].export == export
