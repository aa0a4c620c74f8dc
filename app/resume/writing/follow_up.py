"""Questions for what cannot be mended without a fact: each for one line, in the words of that line."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.resume.analysis.language.phrases import weak_opening
from app.resume.analysis.language.quantities import has_quantity
from app.resume.model import Value
from app.resume.words import fold, tokens
from app.resume.writing.improvement import Improvement
from app.resume.writing.standing import Standing
from app.resume.writing.works import Work

_MOST = 8
_MOST_OF_A_WORK = 3
_LONGEST = 120
_SHARED = re.compile(r"(?!I\b)[^.;]{0,60}\b(?:and I|me and)\b", re.IGNORECASE)


class FollowUp(Value):
    """A question, the place that it is about, and the line as it stands."""

    question: str
    location: str
    line: str


@dataclass(frozen=True)
class _Ask:
    words: frozenset[str]
    question: str


def follow_ups(standing: Standing, changes: Sequence[Improvement]) -> tuple[FollowUp, ...]:
    """At most eight questions, the newest job first, projects and unpaid work last: of what the lines lack once they are changed,
    what was answered left out."""
    if not standing.subject.english:
        return ()
    answered = {(each.location, each.question) for each in standing.stored.attested}
    found: list[FollowUp] = []
    for work in standing.works:
        asked = _of_work(work, [each for each in changes if (each.section, each.entry) == (work.section, work.entry)])
        found += [each for each in asked if (each.location, each.question) not in answered][:_MOST_OF_A_WORK]
    return tuple(found[:_MOST])


def _of_work(work: Work, changes: Sequence[Improvement]) -> Iterator[FollowUp]:
    changed = {at: change.improved for change in changes if change.kind == "rewrite" for at in change.bullets}
    asked: set[str] = set()
    for at, line in work.asked:
        text = changed.get(at, line.text)
        question = _question(text, current=work.current)
        if question and question not in asked:
            asked.add(question)
            yield FollowUp(question=question, location=line.place, line=line.text)


def _question(text: str, *, current: bool) -> str | None:
    do = "do you" if current else "did you"
    words = tokens(text)
    if {"we", "We", "us", "our", "Our"} & set(words) or _SHARED.match(text):
        return _asks()[1]["ours"].format(do=do)
    if weak_opening(text):
        return _asks()[1]["unclear"].format(do=do)
    if has_quantity(text):
        return None
    folded = [fold(word) for word in words]
    ask = next((each for word in folded for each in _asks()[0] if word in each.words), None)
    return (ask.question if ask else _asks()[1]["question"]).format(do=do)


def spoken(each: FollowUp) -> str:
    """The question with the line that it is about, as one sentence and one question."""
    line = each.line if len(each.line) <= _LONGEST else f"{each.line[:_LONGEST].rsplit(' ', 1)[0]} …"
    return f"“{line.rstrip('.')}”: {each.question[:1].lower()}{each.question[1:]}"


@cache
def _asks() -> tuple[tuple[_Ask, ...], dict[str, str]]:
    data = tomllib.loads(Path(__file__).with_name("follow_up.toml").read_text(encoding="utf-8"))
    return tuple(_Ask(frozenset(each["words"]), each["question"]) for each in data["ask"]), data["else"]
