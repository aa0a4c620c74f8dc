"""Scores a résumé: 100 points that a person can check and mend. The figures stand in `rubric.toml`, the checks in `checks/`."""

from datetime import date

from app.resume.analysis.case import Case
from app.resume.analysis.checks import CHECKS, NOTES, Check
from app.resume.analysis.keywords import shown
from app.resume.analysis.metadata import LeftOut, metadata, posting_metadata
from app.resume.analysis.posting import read_posting, target_of_posting
from app.resume.analysis.profile import choose, target_of
from app.resume.analysis.report import Report
from app.resume.analysis.requirements import held_against, missing
from app.resume.analysis.rubric import Rubric, rubric
from app.resume.analysis.score import issues, rows, score, totals
from app.resume.analysis.subject import prepare
from app.resume.analysis.suggest import suggestions
from app.resume.analysis.verdict import Verdict
from app.resume.model import Experience, Resume
from app.resume.reading.document import Document


def analyze(
    resume: Resume,
    document: Document | None = None,
    *,
    profile: str = "auto",
    job_text: str | None = None,
    target_role: str | None = None,
    today: date,
) -> Report:
    """The report on a résumé, the same for the same input, always.

    `document` gives the looks of the file; without one, or for a text, the checks of layout are left out. `profile` is `auto` or
    the name of a profile; with `job_text` the posting takes the profile's place. `today` tells what "Present" means.
    Raises InvalidRequest for an unknown profile.
    """
    subject = prepare(resume, document, today)
    chosen = choose(profile, subject, target_role)
    posting = read_posting(job_text) if job_text and job_text.strip() else None
    target = target_of_posting(posting, chosen.profile) if posting else target_of(chosen.profile)
    case = Case(subject, target, shown(target, subject))
    marks = rubric()
    verdicts, left_out = _judge(case, marks)
    scored = score(verdicts, marks)
    told = scored if subject.readable else tuple(each for each in scored if each.check.name in _OF_THE_FILE)
    requirements = held_against(posting, case) if posting else ()
    notes = [*(found for note in NOTES for found in note(subject)), *missing(requirements)]
    return Report(
        scores=totals(scored),
        score_breakdown=rows(scored),
        issues=issues(told, notes, marks),
        suggestions=suggestions(told),
        metadata=metadata(case, chosen, left_out) | posting_metadata(posting, requirements),
        rubric_version=marks.version,
    )


_OF_THE_FILE = frozenset({"layout", "machine_readable"})
"""The checks that need no word of the text, and may speak of a résumé in a language that is not read."""


def load() -> None:
    """Reads rubric, profiles and word lists into memory, so that a process forked afterwards has them."""
    job = Experience(role="Clerk", company="Firm", responsibilities=("Filed 20 papers a day",))
    sample = Resume(name="Name", summary="Clerk.", experiences=(job,), skills=("Excel",), raw_text="Clerk")
    analyze(sample, today=date.min)
    analyze(sample, job_text="Requirements\n- Excel", today=date.min)


def _judge(case: Case, marks: Rubric) -> tuple[list[tuple[Check, Verdict]], tuple[LeftOut, ...]]:
    """The verdict of each check that applies, and those that do not, with the reason."""
    judged = [(check, _verdict(check, case, marks)) for check in CHECKS]
    applied = [(check, verdict) for check, verdict in judged if verdict is not None]
    left_out = tuple(_left_out(check, case) for check, verdict in judged if verdict is None)
    return applied, left_out if case.subject.english else (*left_out, *_ENGLISH_BESIDE_THE_CHECKS)


_ENGLISH_BESIDE_THE_CHECKS = (
    LeftOut("profile", "its titles and terms are English"),
    LeftOut("unsupported_tenure_claim", "it knows English words alone"),
)


def _left_out(check: Check, case: Case) -> LeftOut:
    if check.english and not case.subject.english:
        return LeftOut(check.name, "it knows English words alone")
    if check.name in {"layout", "machine_readable"} and not case.subject.laid_out:
        return LeftOut(check.name, "a text has no looks to judge")
    return LeftOut(check.name, "there is nothing to judge")


def _verdict(check: Check, case: Case, marks: Rubric) -> Verdict | None:
    if check.english and not case.subject.english:
        return None
    return check.run(case, marks.checks[check.name])
