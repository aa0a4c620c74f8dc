"""Whether the lines of the work stand in the right tense: past for jobs that ended, present for the current one."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.resume.analysis.case import Case
from app.resume.analysis.checks.verbs import WEAK_VERBS
from app.resume.analysis.language.phrases import weak_opening
from app.resume.analysis.language.verbs import Verb, opening_verb, past_of
from app.resume.analysis.rubric import Limits
from app.resume.analysis.subject import Job, Line
from app.resume.analysis.verdict import Advice, Found, Verdict, counted
from app.resume.words import fold

_A_HABIT = 3
_MOST_SLIPS = 2
_PASSIVE = re.compile(r"(?:involved|tasked|charged|entrusted|exposed|assigned|engaged|given|put|placed)\b", re.IGNORECASE)
_HAPPENED = re.compile(
    r"(?:was |were )?(?:elected|appointed|promoted|selected|chosen|named|nominated|invited|recognized|honored|hired|accepted"
    r"|admitted|certified) (?:to|as|for|by|from|into|among|one)\b|ranked\b|licensed to\b"
    r"|certified (?:trainer|instructor|member)\b"
    r"|(?:was |were )?(?:named|voted|chosen) [\w ]{1,30} of the (?:month|year|quarter)\b"
    r"|(?:(?:was |were )?awarded|won|received|earned) (?:[\w'’.-]+ ){0,5}"
    r"(?:award|prize|medal|honou?r|scholarship|certificate|trophy|title)s?\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:in|by|during|for|of) (?:early |late |mid-?|spring |summer |fall |autumn |winter |[A-Z][a-z]{2,8}\.? )?(?:19|20)\d\d\b"
)
_TOOK = re.compile(
    r"\b(?:in|within) (?:under )?(?:\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen)"
    r" (?:week|month|year)s?\b"
)
_BEING = re.compile(r"(?:was|were|had|am|is|are|have|has)\b", re.IGNORECASE)
_BEEN = frozenset({"was", "were", "had"})
_PERSON = re.compile(r"(?:I|We) (?:also )?(?=[a-z])")


def tense(case: Case, limits: Limits) -> Verdict | None:
    """Past for jobs that ended, present for the current one. Left out without bullets.

    A job costs no more than two slips, so that a right line beside wrong ones never costs anything.
    """
    if not case.subject.bullets:
        return None
    off = [(job, _told_off(job)) for job in case.subject.jobs]
    found = tuple(each for job, lines in off for each in _off_tense(job, lines))
    slips = sum(min(len(lines), _MOST_SLIPS) for _, lines in off)
    why = f"{counted(len(found), 'bullet')} in the wrong tense; past for jobs that ended, present for the current one"
    return Verdict(max(0, 1 - slips / limits["zero_at"]), why, found, _advice_tense(found) if found else None)


def _told_off(job: Job) -> list[tuple[Line, Verb]]:
    """The bullets in the wrong tense, each with its verb."""
    wrong = "past" if job.entry.current else "present" if job.ended else None
    return [(line, verb) for line, verb in _told(job) if verb.tense == wrong]


def _told(job: Job) -> list[tuple[Line, Verb]]:
    """The bullets of two words and more that open with a verb for sure."""
    told = (line for line in job.bullets if " " in line.text.strip() and not _passive(line.text))
    opened = ((line, _verb(line.text)) for line in told)
    sure = [(line, verb) for line, verb in opened if verb is not None and verb.sure]
    return [(line, verb) for line, verb in sure if not (job.entry.current and _done_once(verb, line.text))]


def _done_once(verb: Verb, text: str) -> bool:
    dated, took = _DATED.search(text), _TOOK.search(text)
    return bool((dated and verb.base in _over("dated")) or (took and verb.base in _over("timed")))


@cache
def _over(told: str) -> frozenset[str]:
    """The verbs of deeds that are over where they are told `dated` or `timed`."""
    lists = tomllib.loads(Path(__file__).with_name("tense.toml").read_text(encoding="utf-8"))
    return frozenset(lists[told])


def _verb(text: str) -> Verb | None:
    """The verb that opens the line, `I` before it passed over; `was` counts where it opens a duty: `Was in charge of`."""
    bare = _PERSON.sub("", text)
    being = _BEING.match(bare)
    if being and weak_opening(text):
        return Verb("be", "past" if fold(being.group()) in _BEEN else "present", being.group())
    return opening_verb(bare)


def _off_tense(job: Job, off: list[tuple[Line, Verb]]) -> Iterator[Found]:
    """What is wrong; a current job told in the past throughout is one finding, not one a bullet."""
    if job.entry.current and len(off) >= _A_HABIT and len(off) == len(_told(job)):
        yield _all_past(job, off[0][0])
        return
    for line, verb in off:
        yield Found(
            "tense_mismatch", line.place, _tense_issue(job, verb.written), line.text, _tense_fix(job, verb.base, verb.written)
        )


def _passive(text: str) -> bool:
    """`Involved in` and `Elected to` tell what was done to the person, and have no tense."""
    return bool(_PASSIVE.match(weak_opening(text) or "") or _HAPPENED.match(text))


def _all_past(job: Job, first: Line) -> Found:
    issue = "This job is current, and all of it is told in the past"
    return Found(
        "tense_mismatch",
        job.place,
        issue,
        first.text,
        "Use the present for what you still do; keep the past for what is finished.",
    )


def _tense_issue(job: Job, written: str) -> str:
    return (
        f"“{written}” is in the past, and this job is current"
        if job.entry.current
        else f"“{written}” is in the present, and this job ended"
    )


def _tense_fix(job: Job, base: str, written: str) -> str:
    if base in WEAK_VERBS | {"be"}:
        return f"Say what you {'do' if job.entry.current else 'did'}, in the {'present' if job.entry.current else 'past'}."
    wanted = base if job.entry.current else past_of(base)
    fitted = wanted.capitalize() if written[:1].isupper() else wanted
    return f"Write “{fitted}” for “{written}”."


def _advice_tense(found: tuple[Found, ...]) -> Advice:
    return Advice(
        f"Set {counted(len(found), 'bullet')} in the right tense: " + " ".join(each.fix for each in found[:3]),
        "Present for the job you hold and past for the ones that ended is what the guide of Illinois asks for.",
        tuple(each.example for each in found[:3] if each.example),
    )
