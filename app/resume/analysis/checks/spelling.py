"""Slips of the pen: misspelled words, double spaces, full stops on some bullets and not on others."""

import re
from collections.abc import Iterator

from app.resume.analysis.case import Case
from app.resume.analysis.language.spelling import known_slips, misspellings
from app.resume.analysis.prose import prose
from app.resume.analysis.rubric import Limits
from app.resume.analysis.subject import Line, Subject
from app.resume.analysis.verdict import Advice, Found, Verdict, counted, listed
from app.resume.words import sentences, tokens

_ABBREVIATION = re.compile(r"(?:\b(?:[ap]\.m|etc|inc|ltd|co|corp|jr|sr|u\.s|no|st|e\.g)|\b[A-Z])\.$", re.IGNORECASE)
_BEFORE_A_YEAR = re.compile(r"\b([^\W\d_]{4,10})\.? \d{4}\b")
_MONTHS = frozenset(
    {"January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December"}
)
_DOUBLE = re.compile(r"[^\W\d_]{2}  (?=[^\W\d_]{2})")


def spelling(case: Case, limits: Limits) -> Verdict:
    """No misspelling, no double spaces, one habit of full stops; none of the points at four slips."""
    found = (*_misspelled(case.subject), *_doubled(case.subject), *_stops(case.subject))
    why = f"{counted(len(found), 'slip')} of spelling, spacing or full stops"
    return Verdict(max(0, 1 - len(found) / limits["zero_at"]), why, found, _advice(found) if found else None)


def _misspelled(subject: Subject) -> Iterator[Found]:
    told, name = prose(subject), frozenset(tokens(subject.resume.name or ""))
    for passage in told:
        for wrong, right in (
            pair for sentence in sentences(passage.text) for pair in misspellings(sentence) if pair[0] not in name
        ):
            yield _misspelling(passage.place, wrong, right)
    for passage in (each for each in subject.passages if each not in told):
        for wrong, right in known_slips(passage.text):
            yield _misspelling(passage.place, wrong, right)
    yield from _months(subject)


def _months(subject: Subject) -> Iterator[Found]:
    """The misspelled months of the jobs' dates; of the rest of a head nobody can say how it is spelt."""
    for job in subject.jobs:
        for word in _BEFORE_A_YEAR.findall(job.head):
            yield from (
                _misspelling(job.place, wrong, right) for wrong, right in misspellings(word) if right.capitalize() in _MONTHS
            )


def _misspelling(place: str, wrong: str, right: str) -> Found:
    return Found("misspelling", place, f"“{wrong}” is misspelled", wrong, f"Write “{right}”.")


def _doubled(subject: Subject) -> Iterator[Found]:
    for passage in prose(subject):
        spot = _DOUBLE.search(passage.text)
        if spot:
            around = passage.text[max(0, spot.start() - 15) : spot.end() + 15]
            yield Found("double_space", passage.place, "Two spaces where one is enough", around, "Take one of the spaces out.")


def _stops(subject: Subject) -> Iterator[Found]:
    """The bullets that end otherwise than most of the résumé's bullets; sentences in a row are no matter of habit."""
    lines = [line for line in subject.bullets if _tells_of_stops(line.text.rstrip())]
    stopped = [line for line in lines if line.text.rstrip().endswith(".")]
    bare = [line for line in lines if line not in stopped]
    if not stopped or not bare:
        return
    for line in stopped if len(stopped) <= len(bare) else bare:
        yield _stop(line, stopped=len(stopped) <= len(bare))


def _tells_of_stops(text: str) -> bool:
    """Whether the end of the bullet shows a habit: not one of several sentences, and not the full stop of `8 a.m.`."""
    return len(sentences(text)) == 1 and text[-1:] not in "!?:;," and not _ABBREVIATION.search(text)


def _stop(line: Line, *, stopped: bool) -> Found:
    issue = "This bullet ends with a full stop, most do not" if stopped else "This bullet has no full stop, most have one"
    return Found(
        "terminal_period_mixed", line.place, issue, line.text, "Take the full stop out." if stopped else "Add a full stop."
    )


def _advice(found: tuple[Found, ...]) -> Advice:
    wrong = [each for each in found if each.rule == "misspelling"]
    rules = {each.rule for each in found}
    parts = [f"Correct {counted(len(wrong), 'misspelled word')}: {_corrections(wrong)}."] if wrong else []
    parts += ["End all bullets alike, with or without a full stop."] if "terminal_period_mixed" in rules else []
    parts += ["Leave one space between words."] if "double_space" in rules else []
    examples = tuple(each.example for each in found[:3] if each.example)
    return Advice(" ".join(parts), "Small slips are quick to mend, and some readers stop at them (MIT, Illinois).", examples)


def _corrections(wrong: list[Found]) -> str:
    pairs = [f"“{each.example}” to {each.fix.removeprefix('Write ').rstrip('.')}" for each in wrong]
    return listed(pairs, len(pairs))
