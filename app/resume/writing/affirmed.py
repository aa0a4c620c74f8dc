"""Puts what a person affirmed of a line into that line: a figure, in brackets, which suits every sentence.

Only an answer that is a figure with its words is put in; any other counts as evidence, and its words are the person's to place.
"""

import re
from collections.abc import Iterator, Sequence

from app.resume.analysis.language.quantities import quantities
from app.resume.analysis.language.verbs import opening_verb
from app.resume.evidence.check import check
from app.resume.stored import Attested
from app.resume.words import fold, sentences
from app.resume.writing.draft import made
from app.resume.writing.improvement import WORK, Improvement
from app.resume.writing.standing import Standing

_LONGEST, _LONGEST_LINE = 60, 300
_ASSENT = re.compile(r"^(?:yes|yeah|sure)[,.:]? +", re.IGNORECASE)
_WRITER = re.compile(r"^I +(?=\w)")
_NOT_PLAIN = re.compile(
    r"[()\[\]?!;:]|\b(?:I|we|us|our|my|me|not|no|never|n't|maybe|guess|think|know|hope|unsure)\b", re.IGNORECASE
)
_TIME = r"(?:shift|hour|day|week|month|quarter|year|season)"
_COUNTED = re.compile(rf"how many ([a-z][a-z -]{{0,40}}?)( (?:a|an|per|each|every) {_TIME})? (?:do|did) you\b(?P<rest>.*)")
_OFTEN = re.compile(rf"\b{_TIME}s?\b")
_ROUGHLY = re.compile(
    r"(?:about|around|approximately|roughly|nearly|almost|over|up to|more than|at least|between) +", re.IGNORECASE
)
_FIGURE = re.compile(r"\d+")


def with_answers(standing: Standing, changes: Sequence[Improvement]) -> tuple[Improvement, ...]:
    """The changes, and for each line of a work that a figure was affirmed of, the line with that figure; none of them judged."""
    if not standing.stored.attested:
        return tuple(changes)
    lines = {_key(change): change for change in changes if change.section in WORK}
    for place, told in _told(standing):
        key = _key(place)
        joined = key not in lines and any(each[:2] == key[:2] and set(each[2]) & set(place.bullets) for each in lines)
        figure = None if joined else figure_of(told)
        better = _with_figure(lines.get(key, place), figure) if figure else None
        if better and _borne_out(better, standing):
            lines[key] = better
    ordered = (lines[key] for key in sorted(lines))
    return (*ordered, *(change for change in changes if change.section not in WORK))


def _key(change: Improvement) -> tuple[int, int, tuple[int, ...]]:
    """For ranking: section, entry and lines."""
    return (*WORK,).index(change.section), change.entry or 0, change.bullets


def figure_of(told: Attested) -> str | None:
    """The answer as a figure with what it counts: `35 calls a day`; None where it is no such thing by itself."""
    answer = _ASSENT.sub("", " ".join(told.answer.split())).rstrip(" .")
    answer = _WRITER.sub("", answer)
    verb = opening_verb(answer)
    if verb and verb.sure:
        answer = answer.partition(" ")[2]
    rough = _ROUGHLY.match(answer)
    begin = rough.end() if rough else 0
    answer = answer[:begin].lower() + answer[begin:]
    if not any(letter.isalpha() for letter in answer[begin:]):
        return _counted(answer, fold(told.question))
    plain = len(answer) <= _LONGEST and len(sentences(answer)) == 1 and not _NOT_PLAIN.search(answer)
    return answer if plain and any(found.start == begin for found in quantities(answer)) else None


def _counted(answer: str, question: str) -> str | None:
    """A bare figure with the noun that was asked for, where the question leaves no doubt of what was counted and how often."""
    asked = _COUNTED.search(question)
    if not asked or not _FIGURE.search(answer) or " or " in asked[1] or _OFTEN.search(f"{asked[1]} {asked['rest']}"):
        return None
    return f"{answer} {asked[1]}{asked[2] or ''}"


def _told(standing: Standing) -> Iterator[tuple[Improvement, Attested]]:
    """Each line that something was affirmed of, as a place for a change, with the last that was said of it."""
    last = {told.location: told for told in standing.stored.attested if told.location}
    for work in standing.works:
        for bullet, line in work.asked if standing.wish.wants(work.section) else ():
            if told := last.get(line.place):
                place = Improvement(
                    id="", section=work.section, location=line.place, original=line.text, improved="", kind="rewrite",
                    entry=work.entry, bullets=(bullet,),
                )  # fmt: skip
                yield place, told


def _borne_out(change: Improvement, standing: Standing) -> bool:
    grounds = standing.grounds
    return check(change.improved, grounds.lines, entry=grounds.entry_of(change), as_of=grounds.as_of).supported


def _with_figure(change: Improvement, figure: str) -> Improvement | None:
    """The change with the figure before its last stop; None where its text is not one line, or has the figure already."""
    text = change.improved or change.original or ""
    told = {found.text for found in quantities(figure)} <= {found.text for found in quantities(text)}
    if told or change.kind == "remove" or "\n" in text or len(text) > _LONGEST_LINE:
        return None
    stop = "." if text.endswith(".") else ""
    return made(change, f"{text.removesuffix('.')} ({figure}){stop}", (*change.reasons, "figure_affirmed"))
