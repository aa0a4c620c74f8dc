"""What is to be asked of a model about a résumé: a few questions that can go out side by side."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.resume.analysis.checks.pronouns import personal_word
from app.resume.analysis.checks.verbs import opens_with_action
from app.resume.analysis.language.quantities import has_quantity
from app.resume.analysis.language.verbs import opening_verb
from app.resume.stored import Attested
from app.resume.writing.findings import findings_of
from app.resume.writing.improvement import WORK, WorkSection
from app.resume.writing.plan_profile import profile_question
from app.resume.writing.privacy import private_words
from app.resume.writing.questions import Asked, AskedLine, AskedWork, RewriteLines, Tense, Wanted
from app.resume.writing.rules.lines import rewrite_lines
from app.resume.writing.standing import Standing
from app.resume.writing.telling import affirmed_of
from app.resume.writing.works import Work

_LINES_A_QUESTION, _MOST_LINES = 12, 600
_WRITER = re.compile(r"^I (?:also |usually |often )?")
_DASH = re.compile(r" (–|—|--|-) ")


def plan(standing: Standing) -> tuple[Asked, ...]:
    """The questions: one for each dozen lines of work, one for summary and skills. The same for the same résumé, always.

    A résumé that is not in English gets its lines' spaces, stops and dashes looked at, and no more.
    """
    findings = findings_of(standing)
    wanted = tuple(section for section in WORK if standing.wish.wants(section))
    of_lines = tuple(_line_questions(standing, findings, wanted))
    of_all = of_lines if wanted == WORK else tuple(_line_questions(standing, findings, WORK))
    profile = profile_question(standing, _mended(of_all))
    return (*of_lines, profile) if profile else of_lines


def _mended(questions: Iterable[RewriteLines]) -> dict[tuple[WorkSection, int], tuple[str, ...]]:
    """The lines of each work as the rules would have them: what a summary takes up should need no mending."""
    told: dict[tuple[WorkSection, int], tuple[str, ...]] = {}
    for question in questions:
        changes = rewrite_lines(question).changes
        instead = {number: change.texts if at == 0 else () for change in changes for at, number in enumerate(change.lines)}
        for work in question.works:
            texts = (text for line in work.lines for text in instead.get(line.number, (line.text,)))
            told[work.section, work.entry] = tuple(texts)
    return told


Findings = Mapping[str, tuple[str, ...]]


def _line_questions(standing: Standing, findings: Findings, sections: Sequence[WorkSection]) -> Iterator[RewriteLines]:
    batch: list[AskedWork] = []
    for work in _asked_works(standing, findings, sections):
        if batch and sum(len(each.lines) for each in (*batch, work)) > _LINES_A_QUESTION:
            yield _question(batch, standing)
            batch = []
        batch.append(work)
    if batch:
        yield _question(batch, standing)


def _question(works: list[AskedWork], standing: Standing) -> RewriteLines:
    return RewriteLines(
        works=tuple(works),
        dash=_dash([line.text for work in standing.works for _, line in work.asked]),
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


def _asked_works(standing: Standing, findings: Findings, sections: Sequence[WorkSection]) -> Iterator[AskedWork]:
    jobs = [work for work in standing.works if work.section == "experience"]
    others = [work for work in standing.works if work.section != "experience"]
    number = 0
    for works in (jobs, others):
        stops = _stops([line.text for work in works for _, line in work.asked])
        for work in works:
            if number >= _MOST_LINES:
                return
            lines = tuple(_asked_lines(work, findings, number, standing.stored.attested))
            number += len(lines)
            if lines and work.section in sections:
                yield AskedWork(
                    section=work.section, entry=work.entry, role=work.role, tense=tense_of(work), ended=work.ended,
                    stops=stops, affirmed=affirmed_of(work.place, standing.stored.attested), lines=lines,
                )  # fmt: skip


def _asked_lines(work: Work, findings: Findings, number: int, attested: Sequence[Attested]) -> Iterator[AskedLine]:
    """The lines of a work, numbered on from a number. A description is no paragraph that wants bullets in its place."""
    for at, (bullet, line) in enumerate(work.asked, start=1):
        yield AskedLine(
            number=number + at, bullet=bullet, text=line.text, findings=findings.get(line.place, ()),
            prose=work.section == "experience" and not line.bullet, affirmed=affirmed_of(line.place, attested),
        )  # fmt: skip


def tense_of(work: Work) -> Tense:
    """Past for a work that ended; for another the tense of most of its lines, the present where they have none."""
    if work.ended:
        return "past"
    verbs = [verb for _, line in work.asked if (verb := opening_verb(_WRITER.sub("", line.text))) and verb.sure]
    past = sum(verb.tense == "past" for verb in verbs)
    if not work.current:
        return "past" if 2 * past >= len(verbs) else "present"
    return "past" if 2 * past > len(verbs) else "present"


def strength(text: str) -> int:
    """How much a line shows at a glance: 1 where it opens with a deed, 3 where that is measured too."""
    return 2 * (has_quantity(text) and opens_with_action(text) and personal_word(text) is None) + opens_with_action(text)
