"""Whether the work is measured: how many, how often, how much, how fast."""

from collections.abc import Iterator

from app.resume.analysis.case import Case
from app.resume.analysis.language.quantities import has_quantity
from app.resume.analysis.rubric import Limits, rubric
from app.resume.analysis.subject import Line, Subject, statements
from app.resume.analysis.verdict import Advice, Found, Verdict, between, counted
from app.resume.words import beginning, count_words, sentences

_WORDS_OF_A_FIGURE = 4
_PARTS_OF_BULLETS = 4


def quantified(case: Case, limits: Limits) -> Verdict | None:
    """60% of the bullets hold a quantity that measures something; linear down to none."""
    lines = case.subject.statements
    if not lines:
        return Verdict(0, "no line tells of work done") if case.subject.jobs else None
    bare = tuple(line for line in lines if not has_quantity(line.text))
    measured = len(lines) - len(bare)
    share = between(measured / len(lines), limits["zero"], limits["full"])
    why = f"{measured} of {counted(len(lines), 'line')} hold a quantity; {limits['full']:.0%} would be full marks"
    advice = _advice(case, bare, measured, limits) if share < 1 else None
    return Verdict(share, why, tuple(_unmeasured(case.subject)), advice)


def _unmeasured(subject: Subject) -> Iterator[Found]:
    for job in subject.jobs:
        said = statements(job)
        if said and not any(has_quantity(line.text) for line in said):
            issue = f"No line of {job.label} says how much, how many or how often"
            yield Found("no_metric", job.place, issue, said[0].text, _fix(said[0]))


def _fix(line: Line) -> str:
    return f"Add a figure that you can vouch for, to “{beginning(line.text, 6)}” for one: how many, how often, or how fast?"


def _advice(case: Case, bare: tuple[Line, ...], measured: int, limits: Limits) -> Advice:
    lines = measured + len(bare)
    needed = -(-int(limits["full"] * 100) * lines // 100) - measured
    return Advice(
        f"Add a figure that you can vouch for to {counted(needed, 'more line')}: how many, how often, how much, how fast.",
        f"{measured} of {lines} lines are measured; a figure lets a reader weigh the work (MIT and Harvard career guides).",
        tuple(line.text for line in bare[:3]),
        costs=_cost_of_room(case.subject),
    )


def _cost_of_room(subject: Subject) -> float:
    """What the check of bullets loses where figures make a paragraph too long that just fits, as a share of its category."""
    longest = rubric().checks["bullets"]["longest_paragraph"]
    texts = [line.text for job in subject.jobs for line in job.lines]
    fits = all(count_words(text) <= longest for text in texts)
    fuller = (count_words(text) + _WORDS_OF_A_FIGURE * len(sentences(text)) for text in texts)
    return rubric().worth("bullets") / _PARTS_OF_BULLETS if fits and max(fuller, default=0) > longest else 0.0
