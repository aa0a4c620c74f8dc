"""The evidence check: a text in, a verdict on each of its claims out. Pure and deterministic, the same for every writer."""

from collections.abc import Iterator, Sequence

from app.resume.evidence.amounts import judge_amounts
from app.resume.evidence.case import Case, Finding, open_case
from app.resume.evidence.claims import Claim, EvidenceLine, Month, Status, Verdict
from app.resume.evidence.grounding import judge_words
from app.resume.evidence.hedges import judge_hedges
from app.resume.evidence.passage import read_passage
from app.resume.evidence.periods import judge_periods
from app.resume.evidence.source import LONGEST, gather
from app.resume.evidence.tenure import bears_out, is_tenure
from app.resume.evidence.titles import judge_titles
from app.resume.evidence.unchanged import unchanged
from app.resume.evidence.verbs import judge_verbs


def check(
    candidate: str,
    evidence: Sequence[EvidenceLine],
    *,
    entry: int | None = None,
    asked_for: bool = False,
    as_of: Month | None = None,
) -> Verdict:
    """Judges every claim of a text.

    `evidence` are the lines of the résumé; with `entry` only those of that entry count, as for a bullet; without it all do, as
    for a summary, a headline or a skill. `asked_for` marks a text that the user wrote or asked for: what is not borne out is
    then `needs_proof` and no refusal. `as_of` is the month until which an open-ended entry is counted; without it that is the
    last year the lines name.
    """
    lines = tuple(line for line in evidence if entry is None or line.entry == entry)
    same = unchanged(candidate, lines)
    if same is not None:
        return Verdict(candidate, same)
    if len(candidate) > LONGEST:
        return Verdict(candidate, (_too_long(candidate, asked_for),))
    case = open_case(read_passage(candidate), gather(lines))
    refusal: Status = "needs_proof" if asked_for else "unsupported"
    findings = list(_findings(case, as_of))
    return Verdict(candidate, tuple(_claim(case, finding, refusal) for finding in sorted(findings, key=_place)))


def _too_long(candidate: str, asked_for: bool) -> Claim:
    """No bullet, headline or sentence is that long; what nobody can check is not borne out."""
    status: Status = "needs_proof" if asked_for else "unsupported"
    return Claim("generic_addition", candidate, 0, len(candidate), status, "too_long")


def _place(finding: Finding) -> tuple[int, int]:
    return finding.first, finding.last


def _findings(case: Case, as_of: Month | None) -> Iterator[Finding]:
    if not case.candidate.tokens:
        return
    for finding in judge_amounts(case):
        yield _with_dates(case, finding, as_of)
    yield from judge_periods(case)
    yield from judge_words(case)
    yield from judge_verbs(case)
    yield from judge_titles(case)
    yield from judge_hedges(case)


def _with_dates(case: Case, finding: Finding, as_of: Month | None) -> Finding:
    quantity = next((each for each in case.candidate.quantities if each.first == finding.first), None)
    told_in_a_line = finding.reason == "other_unit" and len({line.entry for line in case.source.lines}) == 1
    if not finding.reason or told_in_a_line or quantity is None or not is_tenure(case.candidate, quantity):
        return finding
    reason = "" if bears_out(case, quantity, as_of) else "dates_fall_short"
    return Finding("tenure", finding.first, finding.last, reason, finding.quotes)


def _claim(case: Case, finding: Finding, refusal: Status) -> Claim:
    tokens = case.candidate.tokens
    start, end = tokens[finding.first].start, tokens[finding.last].end
    status: Status = refusal if finding.reason else "supported"
    return Claim(finding.kind, case.candidate.text[start:end], start, end, status, finding.reason, finding.quotes)
