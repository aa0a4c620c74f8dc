"""Improves a résumé: a draft is made of the answers, what is not borne out is refused, and what would cost points is dropped."""

from collections.abc import Iterator, Sequence

from app.resume.analysis.report import Scores
from app.resume.model import Resume, Value
from app.resume.stored import Attested
from app.resume.writing.affirmed import with_answers
from app.resume.writing.checked import Rejected, keep_supported
from app.resume.writing.draft import compose, reorders
from app.resume.writing.follow_up import FollowUp, follow_ups, spoken
from app.resume.writing.improvement import Evidence, Improvement
from app.resume.writing.keyword_advice import KeywordSuggestion, keyword_suggestions
from app.resume.writing.questions import Asked
from app.resume.writing.selection import with_changes
from app.resume.writing.standing import Standing

_MANY_WORKS = 10
_MOST_TRIED = 40
"""Scorings, after which nothing more is taken back: each takes some ten milliseconds a page."""

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


def improve(standing: Standing, questions: Sequence[Asked], answers: Sequence[Value]) -> Improved:
    """The answers to the questions of `plan(standing)`, in its order, as a better résumé that scores lower in no category."""
    checked = keep_supported(with_answers(standing, compose(standing, questions, answers)), standing.grounds)
    changes = (*checked.kept, *(reorders(standing, checked.kept) if standing.wish.wants("experience") else ()))
    kept, resume, scores = _never_lower(standing, changes)
    asked = follow_ups(standing, kept)
    return Improved(
        improvements=tuple(_with_question(change, asked) for change in kept),
        summary=_summary(standing.resume, resume, kept),
        keyword_suggestions=keyword_suggestions(standing),
        follow_up_questions=tuple(spoken(each) for each in asked),
        follow_ups=asked,
        resume=resume,
        original_resume=standing.resume,
        attested=standing.stored.attested,
        scores_before=standing.report.scores,
        scores_after=scores,
        rejected=checked.rejected,
        notes=() if standing.subject.english else (_FOREIGN,),
    )


def _never_lower(standing: Standing, changes: Sequence[Improvement]) -> tuple[tuple[Improvement, ...], Resume, Scores]:
    """The changes without those that cost a category points, and what the résumé then is and scores.

    A group is left out (a work's lines, the summary, the skills, an order), the one that mends most, until nothing is lost; then
    each of the changes left out is taken back that costs nothing by itself, as far as there is time to try.
    """
    before, tried = standing.report.scores, _Tried(standing)
    kept = tuple(changes)
    while kept and _lost(before, tried.scores(kept)):
        kept = min(_without_a_group(kept), key=lambda rest: _cost(before, tried.scores(rest)))
    ids = {change.id for change in kept}
    for change in changes:
        if change.id in ids or not _fits(change, kept) or len(tried) > _MOST_TRIED:
            continue
        more = tuple(each for each in changes if each.id in ids or each is change)
        if not _lost(before, tried.scores(more)):
            kept = more
            ids.add(change.id)
    return (kept, *tried(kept)) if kept else ((), standing.resume, before)


def _fits(change: Improvement, kept: Sequence[Improvement]) -> bool:
    """An order that was left out stays so: it was made for the lines as all the changes would have had them."""
    return change.kind != "reorder" or not kept


class _Tried:
    """What the résumé is and scores with some changes, each set of them worked out once."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._known: dict[tuple[str, ...], tuple[Resume, Scores]] = {}

    def __call__(self, changes: Sequence[Improvement]) -> tuple[Resume, Scores]:
        key = tuple(change.id for change in changes)
        if key not in self._known:
            resume, document = with_changes(self._standing.resume, changes, self._standing.document)
            self._known[key] = resume, self._standing.scores_of(resume, document)
        return self._known[key]

    def __len__(self) -> int:
        return len(self._known)

    def scores(self, changes: Sequence[Improvement]) -> Scores:
        return self(changes)[1]


def _cost(before: Scores, after: Scores) -> tuple[float, float]:
    """For ranking: the points lost in categories, then what is not won."""
    return _lost(before, after), -after.overall_score


def _without_a_group(changes: tuple[Improvement, ...]) -> Iterator[tuple[Improvement, ...]]:
    """The changes without each group in turn; the lines of many works of a section are one group."""
    many = len({(change.section, change.entry) for change in changes}) > _MANY_WORKS
    groups = [_group(change, many=many) for change in changes]
    for left_out in dict.fromkeys(groups):
        yield tuple(change for change, group in zip(changes, groups, strict=True) if group != left_out)


def _group(change: Improvement, *, many: bool) -> tuple[str, int | None, bool]:
    return change.section, None if many else change.entry, change.kind == "reorder"


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
