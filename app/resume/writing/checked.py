"""Keeps of a draft what the résumé bears out: every text is judged, cut where a sentence remains, and refused otherwise."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.resume.analysis.language.phrases import weak_opening
from app.resume.evidence.check import check
from app.resume.evidence.claims import Claim, Verdict
from app.resume.evidence.repair import repair
from app.resume.model import SkillGroup, Value
from app.resume.words import sentences
from app.resume.writing.draft import made
from app.resume.writing.grounds import Grounds
from app.resume.writing.improvement import Evidence, Improvement
from app.resume.writing.skill_lists import read_groups, written_groups

_FIGURE = re.compile(r"\d+")
_MUCH = 0.75


class RefusedClaim(Value):
    """A claim that the résumé does not bear out, of which kind, and why it was refused."""

    text: str
    kind: str
    reason: str


class Rejected(Value):
    """What was written and refused, for which place, and why. `outcome`: the claims were cut out, or the original stayed."""

    section: str
    location: str
    text: str
    reason: str
    claims: tuple[RefusedClaim, ...] = ()
    outcome: str = "original_kept"


@dataclass(frozen=True)
class Checked:
    kept: tuple[Improvement, ...]
    rejected: tuple[Rejected, ...]


def keep_supported(draft: Sequence[Improvement], grounds: Grounds) -> Checked:
    """The changes whose every word is borne out, with their evidence; lines against their own work, else against the whole."""
    kept: list[Improvement] = []
    rejected: list[Rejected] = []
    for change in draft:
        if change.kind in {"remove", "reorder"}:
            kept.append(change)
            continue
        judged, refused = _skills(change, grounds) if change.section == "skills" else _texts(change, grounds)
        kept += [judged] if judged else []
        rejected += refused
    return Checked(tuple(kept), tuple(rejected))


def _texts(change: Improvement, grounds: Grounds) -> tuple[Improvement | None, list[Rejected]]:
    """A change whose lines, or a summary whose sentences, are borne out each, what is not being cut; and what was refused."""
    entry = grounds.entry_of(change)
    parts = change.improved.splitlines() if entry else sentences(change.improved)
    verdicts = [check(part, grounds.lines, entry=entry, as_of=grounds.as_of) for part in parts]
    refused = [claim for verdict in verdicts for claim in verdict.refused]
    if refused:
        parts = [part for verdict in verdicts if (part := _repaired(verdict, grounds, entry))]
        verdicts = [check(part, grounds.lines, entry=entry, as_of=grounds.as_of) for part in parts]
    text = ("\n" if entry else " ").join(parts)
    if not text or text == change.original or (refused and entry and (len(parts) < len(change.improved.splitlines()))):
        return None, [_rejection(change, refused)]
    if entry and (_is_rump(parts, change) or _lost_figures(change.original or "", parts)):
        return None, [_rejection(change, refused, reason="drops_what_was_said")]
    notes = [_rejection(change, refused, outcome="claims_cut_out")] if refused else []
    return _with_evidence(change, text, verdicts, grounds), notes


def _repaired(verdict: Verdict, grounds: Grounds, entry: int | None) -> str | None:
    """The text as far as it is borne out; a sentence of a summary that would lose a figure or much else is left out whole."""
    if verdict.supported:
        return verdict.text
    shorter = repair(verdict.text, grounds.lines, entry=entry, as_of=grounds.as_of)
    if entry or not shorter:
        return shorter
    lost = _FIGURE.search(" ".join(claim.text for claim in verdict.refused)) or any(
        claim.kind == "tenure" for claim in verdict.refused
    )
    return None if lost or len(shorter) < _MUCH * len(verdict.text) else shorter


def _is_rump(lines: Sequence[str], change: Improvement) -> bool:
    """Whether a line of the work lost so much in the cutting that the original says more; a duty's opening says nothing."""
    original = change.original or ""
    return 2 * len(" ".join(lines)) < len(original) - len(weak_opening(original) or "")


def _lost_figures(original: str, lines: Sequence[str]) -> bool:
    """A better line has every figure of the one it replaces."""
    return bool(Counter(_FIGURE.findall(original)) - Counter(_FIGURE.findall(" ".join(lines))))


def _skills(change: Improvement, grounds: Grounds) -> tuple[Improvement | None, list[Rejected]]:
    """The list without the skills that the résumé does not show; the others stay where they stand."""
    listed = {skill for group in read_groups(change.original or "") for skill in group.skills}
    groups, verdicts, refused = [], [], list[Verdict]()
    for group in read_groups(change.improved):
        judged = {skill: check(skill, grounds.lines, as_of=grounds.as_of) for skill in group.skills}
        kept = tuple(skill for skill, verdict in judged.items() if verdict.supported or skill in listed)
        groups.append(SkillGroup(name=group.name, skills=kept))
        verdicts += [verdict for skill, verdict in judged.items() if skill in kept]
        refused += [verdict for skill, verdict in judged.items() if skill not in kept]
    rejected = [
        _rejection(change.model_copy(update={"improved": each.text}), each.refused, outcome="claims_cut_out") for each in refused
    ]
    text = written_groups(groups)
    if not text or text == change.original:
        return None, rejected
    return _with_evidence(change, text, verdicts, grounds), rejected


def _with_evidence(change: Improvement, text: str, verdicts: Sequence[Verdict], grounds: Grounds) -> Improvement:
    proofs = tuple(dict.fromkeys(proof for verdict in verdicts for proof in grounds.evidence(verdict)))
    again = made(change, text, change.reasons)
    return again.model_copy(update={"evidence": proofs or _own(change, grounds)})


def _own(change: Improvement, grounds: Grounds) -> tuple[Evidence, ...]:
    """The lines that a change replaces, where the verdict rests on no quote of its own."""
    texts = (change.original or "").splitlines()
    return tuple(_found(texts, grounds, grounds.entry_of(change)))


def _found(texts: Sequence[str], grounds: Grounds, entry: int | None) -> Iterator[Evidence]:
    for at, line in enumerate(grounds.lines):
        if line.text in texts and (entry is None or line.entry == entry):
            yield grounds.at(at + 1)


def _rejection(
    change: Improvement, claims: Sequence[Claim], *, outcome: str = "original_kept", reason: str = "not_in_the_resume"
) -> Rejected:
    return Rejected(
        section=change.section,
        location=change.location,
        text=change.improved,
        reason=reason,
        claims=tuple(RefusedClaim(text=claim.text, kind=claim.kind, reason=claim.reason) for claim in claims),
        outcome=outcome,
    )
