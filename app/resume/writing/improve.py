"""Improves a résumé: a draft is made of the answers, what is not borne out is refused, and what would cost points is dropped."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.resume.analysis.report import Scores
from app.resume.model import Resume, Value
from app.resume.reading.document import Document
from app.resume.stored import Attested, StoredResume
from app.resume.writing.checked import Rejected, keep_supported
from app.resume.writing.draft import compose, reorders
from app.resume.writing.follow_up import FollowUp, follow_ups, spoken
from app.resume.writing.improvement import Evidence, Improvement
from app.resume.writing.keyword_advice import KeywordSuggestion, keyword_suggestions
from app.resume.writing.plan import plan
from app.resume.writing.questions import Asked
from app.resume.writing.selection import with_changes
from app.resume.writing.standing import Standing, Wish, score_of

_FOREIGN = "The résumé is not in English: spaces, full stops, dashes and doubled skills were looked at, and no wording."


class SummaryChange(Value):
    """The summary as it stood and as it stands in the improved résumé; null where there is none."""

    original: str | None
    improved: str | None
    evidence: tuple[Evidence, ...] = ()


class Improved(Value):
    """What an improve job answers, but for its run. `original_resume` is what was improved, `attested` what had been affirmed."""

    improvements: tuple[Improvement, ...]
    summary: SummaryChange
    keyword_suggestions: tuple[KeywordSuggestion, ...]
    follow_up_questions: tuple[str, ...]
    follow_ups: tuple[FollowUp, ...]
    resume: Resume
    original_resume: Resume
    attested: tuple[Attested, ...]
    scores_before: Scores
    scores_after: Scores
    rejected: tuple[Rejected, ...]
    notes: tuple[str, ...]


def improve(
    stored: StoredResume, document: Document | None, standing: Standing, wish: Wish, answers: Sequence[Value], today: date
) -> Improved:
    """The answers to `plan(standing, wish)`, in its order, as a better résumé that scores lower in no category."""
    checked = keep_supported(compose(standing, plan(standing, wish), answers), standing.grounds)
    changes = (*checked.kept, *(reorders(standing, checked.kept) if wish.wants("experience") else ()))
    kept, resume, scores = _never_lower(stored.resume, document, standing, wish, changes, today)
    asked = follow_ups(standing, kept)
    return Improved(
        improvements=tuple(_with_question(change, asked) for change in kept),
        summary=_summary(stored.resume, resume, kept),
        keyword_suggestions=keyword_suggestions(standing),
        follow_up_questions=tuple(spoken(each) for each in asked),
        follow_ups=asked,
        resume=resume,
        original_resume=stored.resume,
        attested=stored.attested,
        scores_before=standing.report.scores,
        scores_after=scores,
        rejected=checked.rejected,
        notes=() if standing.subject.english else (_FOREIGN,),
    )


def questions_of(standing: Standing, wish: Wish) -> tuple[Asked, ...]:
    return plan(standing, wish)


def _never_lower(
    resume: Resume, document: Document | None, standing: Standing, wish: Wish, changes: Sequence[Improvement], today: date
) -> tuple[tuple[Improvement, ...], Resume, Scores]:
    """The changes without those that cost a category points, and what the résumé then is and scores.

    Whole groups are left out first (a job's lines, the summary, the skills, an order), the one that mends most; when none is left
    nothing is changed.
    """
    before = standing.report.scores
    kept = tuple(changes)
    while True:
        changed, printed = with_changes(resume, kept, document)
        after = score_of(changed, printed, wish, today).scores if kept else before
        if not _lost(before, after) or not kept:
            return kept, changed, after
        kept = min(_without_a_group(kept), key=lambda rest: _loss_of(rest, resume, document, wish, before, today))


def _without_a_group(changes: tuple[Improvement, ...]) -> Iterator[tuple[Improvement, ...]]:
    groups = dict.fromkeys((change.section, change.entry, change.kind == "reorder") for change in changes)
    if len(groups) == 1:
        yield from (changes[:at] + changes[at + 1 :] for at in range(len(changes)))
        return
    for group in groups:
        yield tuple(change for change in changes if (change.section, change.entry, change.kind == "reorder") != group)


def _loss_of(
    changes: tuple[Improvement, ...], resume: Resume, document: Document | None, wish: Wish, before: Scores, today: date
) -> float:
    changed, printed = with_changes(resume, changes, document)
    after = score_of(changed, printed, wish, today).scores if changes else before
    return _lost(before, after) - 0.001 * after.overall_score


def _lost(before: Scores, after: Scores) -> float:
    """The points by which categories stand lower than they did."""
    lost = (float(getattr(before, name)) - float(getattr(after, name)) for name in Scores.model_fields)
    return sum(max(0.0, each) for each in lost)


def _with_question(change: Improvement, asked: Sequence[FollowUp]) -> Improvement:
    question = next((each.question for each in asked if each.location == change.location), None)
    return change.model_copy(update={"question": question})


def _summary(before: Resume, after: Resume, changes: Sequence[Improvement]) -> SummaryChange:
    change = next((each for each in changes if each.section == "summary"), None)
    return SummaryChange(original=before.summary, improved=after.summary, evidence=change.evidence if change else ())
