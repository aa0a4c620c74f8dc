"""What a child process runs: the whole way from a file's bytes to an answer as JSON."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from app.resume.analysis.analyze import analyze
from app.resume.compare import compare
from app.resume.model import Resume
from app.resume.parsing.parse import parse
from app.resume.posting import normalized
from app.resume.reading.document import Document
from app.resume.reading.read import read
from app.resume.stored import StoredResume
from app.resume.writing.apply import apply_selection
from app.resume.writing.improve import improve
from app.resume.writing.improvement import Selectable
from app.resume.writing.plan import plan
from app.resume.writing.rules.by_rule import by_rule
from app.resume.writing.standing import Standing, Wish, standing_of

Stage = Callable[[str], None]


def analyze_file(data: bytes, options: dict[str, Any], stage: Stage) -> dict[str, Any]:
    """Reads, parses and scores. `options`: profile, job_text, target_role, today (ISO date), stored (a StoredResume as JSON).

    Raises UnreadableFile, and InvalidRequest for an unknown profile.
    """
    document, stored = opened(data, options["stored"], stage)
    stage("scoring")
    report = analyze(
        stored.resume,
        document,
        profile=options["profile"],
        job_text=options["job_text"],
        target_role=options["target_role"],
        today=date.fromisoformat(options["today"]),
    )
    answer = report.model_dump(mode="json")
    version = answer.pop("rubric_version")
    answer["metadata"]["rubric_version"] = version
    return {**answer, "resume": stored.resume.model_dump(mode="json")}


def improve_file(data: bytes, options: dict[str, Any], stage: Stage) -> dict[str, Any]:
    """An Improved, as JSON. `options`: wish (a Wish as JSON), today (ISO date), stored, and answers: one for each question of
    `questions_for`, as JSON; null lets the rules answer. Raises as `analyze_file` does."""
    standing = _standing(data, options, stage)
    questions = plan(standing)
    if options["answers"] is None:
        stage("writing")
        answers = [by_rule(question) for question in questions]
    else:
        answers = [question.answer.model_validate(given) for question, given in zip(questions, options["answers"], strict=True)]
    stage("checking")
    return improve(standing, questions, answers).model_dump(mode="json")


def questions_for(data: bytes, options: dict[str, Any], stage: Stage) -> list[dict[str, Any]]:
    """The questions for a model, as JSON. `options`: wish, today, stored. Raises as `analyze_file` does."""
    standing = _standing(data, options, stage)
    stage("writing")
    return [question.model_dump(mode="json") for question in plan(standing)]


def _standing(data: bytes, options: dict[str, Any], stage: Stage) -> Standing:
    document, stored = opened(data, options["stored"], stage)
    stage("scoring")
    return standing_of(stored, document, Wish.model_validate(options["wish"]), date.fromisoformat(options["today"]))


def read_file(data: bytes, options: dict[str, Any], stage: Stage) -> dict[str, Any]:
    """A file's bytes as a Resume, as JSON. No options. Raises UnreadableFile."""
    _, stored = opened(data, False, stage)
    return stored.resume.model_dump(mode="json")


def compare_versions(data: bytes, options: dict[str, Any], stage: Stage) -> dict[str, Any]:
    """A Comparison, as JSON, of two résumés: `data` is a JSON list of both, the earlier first. No options."""
    before, after = TypeAdapter(tuple[Resume, Resume]).validate_json(data)
    return compare(before, after).model_dump(mode="json")


def apply_improvements(data: bytes, options: dict[str, Any], stage: Stage) -> dict[str, Any]:
    """An Applied, as JSON. `data`: a Selectable as JSON; `options`: accepted (ids), edits (a text for each id), today (ISO date).

    Raises InvalidRequest for an id that is unknown, and for an edited order that does not hold the same lines.
    """
    given = Selectable.model_validate_json(data)
    applied = apply_selection(
        given.resume,
        given.improvements,
        options["accepted"],
        options["edits"],
        attested=given.attested,
        today=date.fromisoformat(options["today"]),
    )
    return applied.model_dump(mode="json")


def read_posting_text(data: bytes, options: dict[str, Any], stage: Stage) -> dict[str, Any]:
    """A posting's text (UTF-8) as a NormalizedPosting, as JSON. No options."""
    return normalized(data.decode()).model_dump(mode="json")


def opened(data: bytes, stored: bool, stage: Stage) -> tuple[Document | None, StoredResume]:
    """A job's bytes as a résumé, and the file's looks where it is a file. Raises UnreadableFile."""
    if stored:
        return None, StoredResume.model_validate_json(data)
    stage("reading")
    document = read(data)
    stage("parsing")
    return document, StoredResume(resume=parse(document))


def _rehearse() -> None:
    """Runs once when the warm parent imports this, on whole invented résumés and a posting: what the craft loads at its first use
    is then there for every child (22 ms instead of 77 for a page of text). The German one brings the model that tells languages,
    which a child could not load: it may not write where the library unpacks it."""
    room = Path(__file__).parent
    english = (room / "rehearsal.txt").read_bytes()
    for posting in (None, "Registered Nurse\nRequirements:\n- 3 years of cardiac nursing\n- BSN degree and Epic"):
        options = {"profile": "auto", "job_text": posting, "target_role": None, "today": "2026-01-01", "stored": False}
        analyze_file(english, options, lambda stage: None)
        wish = {"job_text": posting}
        improve_file(english, {"wish": wish, "today": "2026-01-01", "stored": False, "answers": None}, lambda stage: None)
    analyze_file((room / "rehearsal_german.txt").read_bytes(), options, lambda stage: None)


_rehearse()
