"""What is to be asked of a model about a résumé: a few questions that can go out side by side."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from app.resume.analysis.checks.pronouns import personal_word
from app.resume.analysis.checks.verbs import opens_with_action
from app.resume.analysis.language.quantities import has_quantity
from app.resume.analysis.language.verbs import opening_verb
from app.resume.analysis.subject import Job
from app.resume.writing.plan_profile import profile_question
from app.resume.writing.privacy import private_words
from app.resume.writing.questions import Asked, AskedJob, AskedLine, RewriteLines, Tense, Wanted
from app.resume.writing.rules.lines import rewrite_lines
from app.resume.writing.standing import Standing

_LINES_A_QUESTION, _MOST_LINES = 12, 600
_NUMBER = re.compile(r" > (?:bullet|paragraph) (\d+)$")
_DASH = re.compile(r" (–|—|--|-) ")


def plan(standing: Standing) -> tuple[Asked, ...]:
    """The questions: one for each dozen lines of work, one for summary and skills. The same for the same résumé, always.

    A résumé that is not in English gets its lines' spaces, stops and dashes looked at, and no more.
    """
    of_lines = tuple(_line_questions(standing))
    profile = profile_question(standing, _mended(of_lines))
    wanted: tuple[Asked, ...] = of_lines if standing.wish.wants("experience") else ()
    return (*wanted, profile) if profile else wanted


def _mended(questions: Iterable[RewriteLines]) -> dict[int, tuple[str, ...]]:
    """The lines of each job as the rules would have them: what a summary takes up should need no mending."""
    told: dict[int, tuple[str, ...]] = {}
    for question in questions:
        changes = rewrite_lines(question).changes
        instead = {number: change.texts if at == 0 else () for change in changes for at, number in enumerate(change.lines)}
        for job in question.jobs:
            told[job.entry] = tuple(text for line in job.lines for text in instead.get(line.number, (line.text,)))
    return told


def _line_questions(standing: Standing) -> Iterator[RewriteLines]:
    batch: list[AskedJob] = []
    for job in _asked_jobs(standing):
        if batch and sum(len(each.lines) for each in (*batch, job)) > _LINES_A_QUESTION:
            yield _question(batch, standing)
            batch = []
        batch.append(job)
    if batch:
        yield _question(batch, standing)


def _question(jobs: list[AskedJob], standing: Standing) -> RewriteLines:
    texts = [line.text for job in standing.subject.jobs for line in job.lines]
    return RewriteLines(
        jobs=tuple(jobs),
        stops=_stops(texts),
        dash=_dash(texts),
        english=standing.subject.english,
        wanted=Wanted(target_role=standing.wish.target_role, tone=standing.wish.tone),
        private=private_words(standing.resume),
    )


def _stops(texts: list[str]) -> bool:
    """Whether most lines end with a full stop."""
    return 2 * sum(text.rstrip().endswith(".") for text in texts) > len(texts)


def _dash(texts: list[str]) -> str:
    """The dash that the résumé writes most."""
    counts = Counter(found for text in texts for found in _DASH.findall(text) if found != "--")
    return max(counts, key=lambda dash: (counts[dash], dash)) if counts else "–"


def _asked_jobs(standing: Standing) -> Iterator[AskedJob]:
    findings = _findings(standing)
    number = 0
    for entry, job in enumerate(standing.subject.jobs, start=1):
        if number >= _MOST_LINES:
            return
        lines = []
        for bullet, line in enumerate(job.lines, start=1):
            number += 1
            found = findings.get((job.place, bullet), ())
            lines.append(AskedLine(number=number, bullet=bullet, text=line.text, findings=found, prose=not line.bullet))
        if lines:
            yield AskedJob(entry=entry, role=job.entry.role, tense=tense_of(job), current=job.entry.current, lines=tuple(lines))


def _findings(standing: Standing) -> dict[tuple[str, int], tuple[str, ...]]:
    """The rules that each line of a job breaks, by the job's place and the line's number."""
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for issue in standing.report.issues:
        number = _NUMBER.search(issue.location)
        if number:
            key = issue.location[: number.start()], int(number[1])
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), issue.rule_id.partition(".")[2])))
    return found


def tense_of(job: Job) -> Tense:
    """Past for a job that ended; for another the tense of most of its lines, the present where they have none."""
    if job.ended:
        return "past"
    verbs = [verb for line in job.lines if (verb := opening_verb(line.text)) and verb.sure]
    past = sum(verb.tense == "past" for verb in verbs)
    if not job.entry.current:
        return "past" if 2 * past >= len(verbs) else "present"
    return "past" if 2 * past > len(verbs) else "present"


def strength(text: str) -> int:
    """How much a line shows at a glance: 1 where it opens with a deed, 3 where that is measured too."""
    return 2 * (has_quantity(text) and opens_with_action(text) and personal_word(text) is None) + opens_with_action(text)
