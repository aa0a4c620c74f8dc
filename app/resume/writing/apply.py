"""Applies what a user selected of an improve job: exactly that, their own words included."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from app.errors import InvalidRequest
from app.resume.analysis.subject import prepare
from app.resume.evidence.check import check
from app.resume.evidence.claims import Claim
from app.resume.model import Resume
from app.resume.stored import Attested
from app.resume.words import sentences
from app.resume.writing.grounds import Grounds, grounds_of
from app.resume.writing.improvement import WORK, Applied, Improvement, Judged
from app.resume.writing.selection import with_changes
from app.resume.writing.skill_lists import read_groups
from app.resume.writing.works import works_of


def apply_selection(
    resume: Resume,
    improvements: Sequence[Improvement],
    accepted: Collection[str],
    edits: Mapping[str, str],
    *,
    attested: Sequence[Attested] = (),
    today: date,
) -> Applied:
    """The résumé with the accepted improvements and the edited ones in the user's words, and what became of each.

    `resume` is the one that the job improved, `edits` maps an id to a text; an edit counts as accepted. An edit that the résumé
    and what was affirmed do not bear out is kept and marked `needs_proof`, with a question. Raises InvalidRequest for an id that
    is none of these, and for an edited order that does not hold the same lines.
    """
    known = {each.id: each for each in improvements}
    _check_known([*accepted, *edits], known)
    chosen = [each for each in improvements if each.id in accepted or each.id in edits]
    subject = prepare(resume, None, today)
    grounds = grounds_of(subject, works_of(subject), attested)
    selected = [_as_edited(each, edits[each.id]) if each.id in edits else each for each in chosen]
    changed, _ = with_changes(resume, selected)
    judged = tuple(_judged(each, grounds, edited=each.id in edits) for each in selected)
    return Applied(resume=changed, selected=judged)


def _check_known(ids: Collection[str], known: Mapping[str, Improvement]) -> None:
    unknown = sorted(set(ids) - set(known))
    if unknown:
        raise InvalidRequest(
            f"The job made no improvement with the id {unknown[0][:40]}. Use the ids of its `improvements`.",
            code="unknown_improvement",
        )


def _as_edited(each: Improvement, text: str) -> Improvement:
    if each.kind != "reorder":
        return each.model_copy(update={"improved": text.strip()})
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    old = [line.strip() for line in (each.original or "").splitlines()]
    if sorted(lines) != sorted(old):
        raise InvalidRequest(
            "An edited order holds the same lines as before, each once; only their order changes.", code="other_lines"
        )
    return each.model_copy(update={"improved": "\n".join(lines), "bullets": _order(lines, old)})


def _order(lines: Sequence[str], old: Sequence[str]) -> tuple[int, ...]:
    left = list(enumerate(old, start=1))
    order = []
    for line in lines:
        at = next(pair for pair in left if pair[1] == line)
        left.remove(at)
        order.append(at[0])
    return tuple(order)


def _judged(each: Improvement, grounds: Grounds, *, edited: bool) -> Judged:
    if not edited or each.kind == "reorder":
        return Judged(id=each.id, text=each.improved, status=each.status, evidence=each.evidence, question=each.question)
    entry = grounds.entry_of(each)
    verdicts = [check(text, grounds.lines, entry=entry, asked_for=True, as_of=grounds.as_of) for text in texts_of(each)]
    refused = [claim for verdict in verdicts for claim in verdict.refused]
    return Judged(
        id=each.id,
        text=each.improved,
        status="needs_proof" if refused else "supported",
        edited=True,
        evidence=tuple(dict.fromkeys(proof for verdict in verdicts for proof in grounds.evidence(verdict))),
        question=_question(refused, each) if refused else None,
    )


def texts_of(each: Improvement) -> list[str]:
    """The texts of a change that are judged one by one: its lines, the sentences of a summary, or skills."""
    if each.section == "skills":
        return [skill for group in read_groups(each.improved) for skill in group.skills]
    return [
        text
        for line in each.improved.splitlines()
        for text in (sentences(line) if each.section == "summary" else (line,))
        if text.strip()
    ]


def _question(refused: Sequence[Claim], each: Improvement) -> str:
    named = ", ".join(dict.fromkeys(f"“{claim.text}”" for claim in refused[:3]))
    place = each.location if each.section in WORK else "Your résumé"
    return f"{place} does not show {named} so far. What did you do that bears it out: where, when, and how much?"
