"""Whether the work is measured: how many, how often, how much, how fast."""

from collections.abc import Iterator

from app.resume.analysis.case import Case
from app.resume.analysis.language.quantities import has_quantity
from app.resume.analysis.rubric import Limits
from app.resume.analysis.subject import Line, Subject, statements
from app.resume.analysis.verdict import Advice, Found, Verdict, between, counted


def quantified(case: Case, limits: Limits) -> Verdict | None:
    """60% of the bullets hold a quantity that measures something; linear down to none."""
    lines = case.subject.statements
    if not lines:
        return Verdict(0, "no line tells of work done") if case.subject.jobs else None
    bare = tuple(line for line in lines if not has_quantity(line.text))
    measured = len(lines) - len(bare)
    share = between(measured / len(lines), limits["zero"], limits["full"])
    why = f"{measured} of {counted(len(lines), 'line')} hold a quantity; {limits['full']:.0%} would be full marks"
    advice = _advice(bare, measured, len(lines), limits) if share < 1 else None
    return Verdict(share, why, tuple(_unmeasured(case.subject)), advice)


def _unmeasured(subject: Subject) -> Iterator[Found]:
    for job in subject.jobs:
        said = statements(job)
        if said and not any(has_quantity(line.text) for line in said):
            issue = f"No line of {job.label} says how much, how many or how often"
            yield Found("no_metric", job.place, issue, said[0].text, _fix(said[0]))


def _fix(line: Line) -> str:
    opening = " ".join(line.text.split()[:6])
    return f"Add a figure that you can vouch for, to “{opening} …” for one: how many, how often, or how fast?"


def _advice(bare: tuple[Line, ...], measured: int, lines: int, limits: Limits) -> Advice:
    needed = -(-int(limits["full"] * 100) * lines // 100) - measured
    return Advice(
        f"Add a figure that you can vouch for to {counted(needed, 'more line')}: how many, how often, how much, how fast.",
        f"{measured} of {lines} lines are measured; a figure lets a reader weigh the work (MIT and Harvard career guides).",
        tuple(line.text for line in bare[:3]),
    )
