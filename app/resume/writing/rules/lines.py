"""Rewrites the lines of works by rule: one mend after another, each kept only where the line itself bears it out.

A line that no rule has anything against stays as it is.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.resume.evidence.check import check
from app.resume.evidence.claims import EvidenceLine
from app.resume.words import fold, sentences
from app.resume.writing.questions import AskedLine, AskedWork, LineChange, RewriteLines, RewrittenLines
from app.resume.writing.rules import wording
from app.resume.writing.rules.openings import named_work, stronger
from app.resume.writing.rules.passive import active
from app.resume.writing.rules.pronouns import without_place, without_writer
from app.resume.writing.rules.shape import is_long, is_short, joined, parted
from app.resume.writing.rules.tense import in_the_past

_FIGURE = re.compile(r"\d[\d.,]*")
_NAME = re.compile(r"(?<=\w )[A-Z][\w.&+#-]*")
_FIRST_PERSON = re.compile(r"\W{0,3}(?:Also,? |Sometimes,? |Often,? )?I\b")
_MARKS = ".,;:()"
_SPEAKS = 5
_MOST_ALIKE = 2
_FEWEST_LEFT = 3


@dataclass(frozen=True, slots=True)
class _Mended:
    """A line of the question and what it has become: itself, another, two, or nothing where it stands elsewhere already."""

    line: AskedLine
    texts: tuple[str, ...]
    reasons: tuple[str, ...]


def rewrite_lines(question: RewriteLines) -> RewrittenLines:
    """The lines that rules can better, with the reasons of each."""
    return RewrittenLines(changes=tuple(change for work in question.works for change in _of_work(work, question)))


def _of_work(work: AskedWork, question: RewriteLines) -> Iterator[LineChange]:
    openings = Counter(fold(line.text.split()[0]) for line in work.lines if line.text.split())
    mended: list[_Mended] = []
    for line in work.lines:
        one = _mended(line, work, question, openings)
        openings.update(fold(text.split()[0]) for text in one.texts if text != line.text)
        mended.append(one)
    yield from _with_short_ones_joined(mended, english=question.english)


def _mended(line: AskedLine, work: AskedWork, question: RewriteLines, openings: Counter[str]) -> _Mended:
    if "repeated_bullet" in line.findings:
        return _Mended(line, (), ("repeated_bullet",))
    if not question.english:
        better, why = _better(line.text, line, work, question, openings)
        return _Mended(line, (better,), tuple(why))
    said = _said(line)
    reasons: list[str] = ["no_bullets"] if len(said) > 1 else []
    texts: list[str] = []
    for text in said:
        better, why = _each_better(text, line, work, question, openings)
        halves = parted(better) if is_long(better) else None
        if halves and _keeps(" ".join(halves), text) and all(_borne_out(half, line.text) for half in halves):
            why, texts = [*why, "long_bullet"], [*texts, *halves]
        else:
            texts.append(better)
        reasons += why
    texts = [wording.with_stop(text, stops=work.stops) or text for text in texts] if len(texts) > 1 else texts
    return _Mended(line, tuple(texts), tuple(dict.fromkeys(reasons)))


def _said(line: AskedLine) -> tuple[str, ...]:
    """The sentences of a paragraph, where each could be a line of its own."""
    said = sentences(line.text)
    whole = all(len(each.split()) >= _SPEAKS and not each[:1].islower() for each in said)
    return said if line.prose and whole else (line.text,)


def _each_better(
    text: str, line: AskedLine, work: AskedWork, question: RewriteLines, openings: Counter[str]
) -> tuple[str, list[str]]:
    """The text with each of its sentences bettered, where the first of them is or the writer stands in one."""
    said = sentences(text)
    if len(said) > 1 and " ".join(said) == text:
        told = [_better(each, line, work, question, openings) for each in said]
        if told[0][1] or any("personal_pronoun" in why for _, why in told):
            parts = (_ended_alike(better, each) for (better, _), each in zip(told, said, strict=True))
            return " ".join(parts), [reason for _, why in told for reason in why]
    return _better(text, line, work, question, openings)


def _ended_alike(better: str, sentence: str) -> str:
    """The sentence's own full stop, which parts it from the next one."""
    return f"{better.rstrip('.')}." if sentence.endswith(".") else better


def _better(text: str, line: AskedLine, work: AskedWork, question: RewriteLines, openings: Counter[str]) -> tuple[str, list[str]]:
    """The text after every mend that it bears out, and the names of those."""
    source: str = text
    reasons: list[str] = []
    for reason, mend in _mends(line, work, question, openings):
        found = mend(text) or ()
        tried = (found,) if isinstance(found, str) else found
        better = next((one for one in tried if one != text and (reason == "misspelling" or _true(one, source))), None)
        if better:
            source = better if reason == "misspelling" else source
            text = better
            reasons.append(reason)
    return text, reasons


Mend = Callable[[str], str | tuple[str, ...] | None]
"""Gives the line mended, or several ways to say it, the best first; nothing where there is nothing to mend."""


def _mends(line: AskedLine, work: AskedWork, question: RewriteLines, openings: Counter[str]) -> tuple[tuple[str, Mend], ...]:
    """The rules in their order. Spaces and slips first, so that the others meet words that they know."""

    off_habit = "terminal_period_mixed" in line.findings or not question.english
    habits: tuple[tuple[str, Mend], ...] = (
        ("dash_habit", lambda text: wording.with_dash(text, question.dash)),
        ("terminal_period_mixed", lambda text: wording.with_stop(text, stops=work.stops) if off_habit else None),
    )
    if not question.english:
        return (("double_space", wording.one_space), *habits)

    off_tense = work.ended and ("tense_mismatch" in line.findings or _FIRST_PERSON.match(line.text))

    def named(text: str) -> str | None:
        better = named_work(text, work.tense)
        return better if better and openings[fold(better.split()[0])] < _MOST_ALIKE else None

    return (
        ("double_space", wording.one_space),
        ("doubled_word", wording.said_once),
        ("misspelling", wording.spelled_right),
        ("filler", without_place),
        ("weak_opening", lambda text: stronger(text, work.tense)),
        ("passive", active),
        ("personal_pronoun", without_writer),
        ("no_verb", named),
        ("tense_mismatch", lambda text: in_the_past(text) if off_tense else None),
        ("filler", wording.without_fillers),
        ("buzzword", wording.without_buzz),
        ("number_notation", wording.in_figures),
        *habits,
    )


def _true(better: str, source: str) -> bool:
    """Whether the line bears the new words out, and every figure and name of it is still there."""
    return _keeps(better, source) and _borne_out(better, source)


def _borne_out(better: str, source: str) -> bool:
    return check(better, (EvidenceLine(source, 1, entry=1),), entry=1).supported


def _keeps(better: str, source: str) -> bool:
    """Whether every figure and name is still there; a spelled share that became a figure is."""
    figures = Counter(_FIGURE.findall(source)) - Counter(_FIGURE.findall(better))
    capitals = {word.strip(_MARKS) for word in better.split() if word[:1].isupper()}
    return not figures and not set(_NAME.findall(source)) - capitals - set(_NAME.findall(better)) - {"I"}


def _with_short_ones_joined(mended: Sequence[_Mended], *, english: bool) -> Iterator[LineChange]:
    at, left = 0, sum(len(one.texts) for one in mended)
    while at < len(mended):
        one, two = mended[at], mended[at + 1] if at + 1 < len(mended) else None
        whole = _joined(one, two) if two and english and left > _FEWEST_LEFT else None
        if two and whole:
            reasons = tuple(dict.fromkeys((*one.reasons, *two.reasons, "short_bullet")))
            yield LineChange(lines=(one.line.number, two.line.number), texts=(whole,), reasons=reasons)
            at, left = at + 2, left - 1
            continue
        if one.texts != (one.line.text,):
            yield LineChange(lines=(one.line.number,), texts=one.texts, reasons=one.reasons)
        at += 1


def _joined(one: _Mended, two: _Mended) -> str | None:
    if len(one.texts) != 1 or len(two.texts) != 1 or not (is_short(one.texts[0]) and is_short(two.texts[0])):
        return None
    return joined(one.texts[0], two.texts[0])
