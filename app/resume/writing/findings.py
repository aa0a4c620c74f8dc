"""What is wrong with each line: as the report has it for jobs, and by the same checks for projects and unpaid work."""

from collections.abc import Iterator, Mapping, Sequence

from app.resume.analysis.case import Case
from app.resume.analysis.checks import CHECKS
from app.resume.analysis.rubric import rubric
from app.resume.analysis.subject import prepare
from app.resume.model import Experience, Resume
from app.resume.writing.standing import Standing
from app.resume.writing.works import Work

_OF_BULLETS = frozenset({"short_bullet", "terminal_period_mixed"})
"""What a description may well be."""
_OF_LINES = frozenset({"pronouns", "bullet_length", "weak_phrases", "tense", "repetition", "spelling"})
"""Checks of the score that find what is wrong with one line. The score holds them against jobs alone."""


def findings_of(standing: Standing) -> Mapping[str, tuple[str, ...]]:
    """The rules that a line breaks, by the line's place."""
    found: dict[str, list[str]] = {}
    for place, rule in (*_of_jobs(standing), *_of_others(standing)):
        found.setdefault(place, []).append(rule)
    return {place: tuple(dict.fromkeys(rules)) for place, rules in found.items()}


def _of_jobs(standing: Standing) -> Iterator[tuple[str, str]]:
    places = {line.place for work in standing.works if work.section == "experience" for line in work.lines}
    for issue in standing.report.issues:
        if issue.location in places:
            yield issue.location, issue.rule_id.partition(".")[2]


def _of_others(standing: Standing) -> Iterator[tuple[str, str]]:
    """What the checks say of the lines that are no job's, when these are told as jobs are."""
    others = [work for work in standing.works if work.section != "experience" and work.asked]
    if not others:
        return
    subject = prepare(_as_jobs(others, standing.resume), standing.document, standing.today)
    mine = {
        line.place: own
        for job, work in zip(subject.jobs, others, strict=True)
        for line, (_, own) in zip(job.lines, work.asked, strict=True)
    }
    case = Case(subject, standing.target, standing.shown)
    for check in CHECKS:
        if check.name in _OF_LINES and (subject.english or not check.english):
            verdict = check.run(case, rubric().checks[check.name])
            found = ((mine.get(each.place), each.rule) for each in (verdict.found if verdict else ()))
            yield from ((line.place, rule) for line, rule in found if line and (line.bullet or rule not in _OF_BULLETS))


def _as_jobs(works: Sequence[Work], resume: Resume) -> Resume:
    """A résumé of these works alone; each bears its number as its role, so that no two have one place."""
    jobs = tuple(
        Experience(
            role=str(work.number),
            current=work.current,
            start_date=work.told.start_date,
            end_date=work.told.end_date if work.ended else None,
            responsibilities=tuple(line.text for _, line in work.asked),
        )
        for work in works
    )
    return Resume(name=resume.name, experiences=jobs, raw_text=resume.raw_text, language=resume.language)
