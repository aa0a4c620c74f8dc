"""What a posting asks for in running text: its sentences taken apart into the things asked for, each with its kind.

`You bring two years of practice, a licence, and patience; Spanish is a plus` asks for three things and would like a fourth.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.resume.analysis.posting_groups import Kind
from app.resume.words import sentences

_LONGEST_SENTENCE = 800
"""A longer row of words is no sentence that a person wrote, and taking it apart takes long."""
_LONGEST_FRAME = 70
_FEWEST_WORDS = 2
_THINGS_BEFORE_THE_LAST = 2
_CLAUSE = re.compile(
    r"; |,? and (?=(?:you|they|we|applicants|candidates|so (?:is|are|would|does|do))\b)"
    r"|, as (?:is|are|would(?: be)?|does|do) "
    r"|, and (?=(?:must|should|can|have|has|are|is) )| and (?=(?:must|should|who) |have (?:\w+ed|been|done|held) )"
    r"| and that (?=you )|,? along with |, (?=(?:must|should) )"
    r"|, and (?=it(?:['’]s| is) (?:important|essential|vital) that )"
)
_DENIED = re.compile(r"\b(?:not|no|never)\b|n['’]t\b")
_IN_PART = re.compile(r", (?:preferably|ideally)\b.*$", re.IGNORECASE)
"""What would be liked best of a thing that is asked for: `three years, preferably in oil and gas`."""
_YOU = re.compile(r", (?=you (?!know\b))", re.IGNORECASE)
_AND = re.compile(r", (?:and|but) ")
_PARTS = re.compile(r"(, (?:and|or) |, )")
_LAST_AND = re.compile(
    r" and (?=(?:an?|at least|\d|one|two|three|four|five|six|strong|good|solid|some|the ability)\b)", re.IGNORECASE
)
_HIRES = re.compile(r"\b(?:looking|seek\w*|needs?|want|after|hir\w+|hop\w+)\b", re.IGNORECASE)
_TITLE = re.compile(r"(?:an?|one|the) .{3,90}", re.IGNORECASE)
_RANKED = re.compile(
    r"(?: (?:is|are|comes?|would be))?(?:^| )(?:the )?(?:first|second|third|fourth|last)(?: thing| one)?$", re.IGNORECASE
)
"""`the first thing`, `the second`: a number in a row of wishes."""


@dataclass(frozen=True)
class _Words:
    required: re.Pattern[str]
    beside: re.Pattern[str]
    content: re.Pattern[str]
    of_the_firm: re.Pattern[str]
    preferred: re.Pattern[str]
    aside: re.Pattern[str]
    frame: re.Pattern[str]
    frame_required: re.Pattern[str]
    frame_preferred: re.Pattern[str]
    label_required: re.Pattern[str]
    label_preferred: re.Pattern[str]
    lead: re.Pattern[str]
    holding: re.Pattern[str]
    trailing: re.Pattern[str]
    begins: re.Pattern[str]
    holds_a_thing: re.Pattern[str]


@dataclass
class _Mood:
    """What the paragraph asks for so far: by its last sentence that said so, and by a sentence that heads the ones behind it."""

    kind: Kind = "other"
    framed: Kind = "other"


def asked_in_prose(paragraphs: Sequence[str]) -> Iterator[tuple[Kind, str]]:
    """Each thing that the paragraphs ask for, required or preferred, in order, in their own words."""
    for paragraph in paragraphs:
        mood = _Mood()
        for sentence in sentences(" ".join(paragraph.split())):
            if len(sentence) <= _LONGEST_SENTENCE:
                yield from _asked(sentence.rstrip(" .!"), mood)


def _asked(sentence: str, mood: _Mood) -> Iterator[tuple[Kind, str]]:
    head, colon, rest = sentence.partition("?" if sentence.endswith("?") else ": ")
    framed = _label(head) if colon and rest else _frame(head)
    if framed != "other" and (rest or colon != ": "):
        mood.framed = mood.kind = framed
        sentence = rest
    elif rest and _said(rest) != "other":
        sentence = rest
    if sentence and not sentence.endswith("?") and not _words().aside.search(sentence):
        for clause in _clauses(sentence):
            yield from _things_of(clause, mood)


def _label(head: str) -> Kind:
    """What words before a colon make of those behind it: `Your background: …`."""
    if _words().label_preferred.search(head):
        return "preferred"
    return "required" if _words().label_required.search(head) else _frame(head)


def _frame(head: str) -> Kind:
    """What a sentence such as `Here is what we cannot do without` makes of those behind it."""
    words = _words()
    if len(head) > _LONGEST_FRAME or not words.frame.search(head):
        return "other"
    if words.frame_preferred.search(head):
        return "preferred"
    return "required" if words.frame_required.search(head) and not re.search(r"\b(?:is|are) \w*requi", head) else "other"


def _clauses(sentence: str) -> Iterator[str]:
    """The clauses that ask each for something of its own: parted by the words that begin one, or where both sides say it."""
    condition = sentence.lower().startswith(("if ", "when ", "once "))
    for part in _CLAUSE.split(sentence):
        for clause in [part] if condition else _YOU.split(part):
            yield from _both_say(clause)


def _both_say(part: str) -> Iterator[str]:
    for found in _AND.finditer(part):
        before, after = part[: found.start()], part[found.end() :]
        if _said(before) != "other" and _said(after) != "other" and "not" not in after.split()[:3]:
            yield before
            yield from _both_say(after)
            return
    yield part


def _things_of(clause: str, mood: _Mood) -> Iterator[tuple[Kind, str]]:
    said = _said(clause)
    goes_on = mood.kind if mood.kind != "other" and _goes_on(clause) else "other"
    told = (said, mood.framed, goes_on, _of_content(clause))
    kind: Kind = next((each for each in told if each != "other"), "other")
    if kind == "other":
        return
    mood.kind = kind
    yield from ((kind, thing) for thing in _things(clause, framed=said == "other" and mood.framed != "other"))


def _of_content(clause: str) -> Kind:
    """What a clause asks for by naming it: years of practice, a degree, a licence; unless it denies it, or speaks of the firm."""
    words = _words()
    named = words.content.search(clause) and not words.of_the_firm.search(clause) and not _DENIED.search(clause)
    return "required" if named else "other"


def _goes_on(clause: str) -> bool:
    """Whether a clause that says nothing itself asks on, as `you can lift 45 pounds` does behind `You hold a licence`."""
    words = _words()
    return bool(words.beside.search(clause) or words.begins.match(clause) or clause.lower().startswith("so "))


def _said(text: str) -> Kind:
    words, whole = _words(), _IN_PART.sub("", text)
    if words.preferred.search(whole):
        return "preferred"
    return "required" if words.required.search(whole) else "other"


def _things(clause: str, *, framed: bool) -> list[str]:
    """The things that one clause asks for, without the words before and the reasons behind them."""
    lead = _words().lead.match(clause)
    rest = clause[lead.end() :] if lead else clause
    bare = _words().trailing.sub("", rest).strip(" ,") or rest
    things = [thing for each in _held(bare, loose=framed) if (thing := _bare(each))]
    if lead and _HIRES.search(lead.group()) and len(things) == 1 and _is_title(things[0]):
        return []
    return [thing for thing in things if framed or len(thing.split()) >= _FEWEST_WORDS]


def _bare(part: str) -> str:
    """The part without its place in a row of wishes, and without the `who` that joins it to a person."""
    return _RANKED.sub("", part).strip(" ,").removeprefix("who ")


def _is_title(thing: str) -> bool:
    """Whether it is only the job's name: `We are looking for a welder for the night shift`."""
    return bool(_TITLE.fullmatch(thing)) and not _words().holds_a_thing.search(thing)


def _held(text: str, *, loose: bool) -> list[str]:
    """The parts of `You bring …`; where it is a single thing, the clause stays whole: `You hold a licence`."""
    holding = _words().holding.match(text)
    rest = text[holding.end() :] if holding else ""
    if not _words().begins.match(rest):
        return _listed(text, loose=loose)
    held = _listed(rest, loose=loose)
    return held if len(held) > 1 else [text]


def things_of_list(text: str) -> list[str]:
    """What a list in one line asks for, taken apart where each part begins as a thing asked for does."""
    return _listed(text.rstrip(" ."), loose=False) if text.endswith(".") else [text]


def _listed(text: str, *, loose: bool) -> list[str]:
    """The parts of a list, where each begins as a thing asked for does; `Excel and Outlook` stay with what is before them."""
    first, *others = _PARTS.split(text)
    parts = [first]
    for comma, part in zip(others[::2], others[1::2], strict=True):
        last = len(comma.split()) > 1 and len(parts) >= _THINGS_BEFORE_THE_LAST and len(part.split()) >= _FEWEST_WORDS
        begins = _words().begins.match(part) and not (part.startswith(("is ", "are ")) and _said(part) != "other")
        if f"{comma}{part}".startswith((", such as ", ", or for ")) or not (begins or last or (loose and _RANKED.search(part))):
            parts[-1] += comma + part
        else:
            parts.append(part)
    return [thing for part in parts for thing in _joined_by_and(part)]


def _joined_by_and(part: str) -> list[str]:
    """`two years of practice and a licence` are two things, where both halves hold one."""
    for found in _LAST_AND.finditer(part):
        halves = part[: found.start()], part[found.end() :]
        if all(_words().holds_a_thing.search(half) for half in halves) and _words().begins.match(halves[0]):
            return list(halves)
    return [part]


@cache
def _words() -> _Words:
    data = tomllib.loads(Path(__file__).with_name("posting_prose.toml").read_text(encoding="utf-8"))
    whole = {name: "|".join(value) if isinstance(value, list) else value for name, value in data.items()}
    return _Words(**{name: re.compile(f"(?:{pattern})", re.IGNORECASE) for name, pattern in whole.items()})
