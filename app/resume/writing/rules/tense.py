"""Sets a line of an ended job in the past, every verb that is joined to the first with it, or leaves it as it is."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.resume.analysis.language.verbs import Verb, opening_verb
from app.resume.words import fold
from app.resume.writing.rules.inflect import Form, capital, inflected

_JOIN = re.compile(r"(?:, and |, |; | and | & )(?:then |also )?")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SUBORDINATE = re.compile(r"\b(?:when|while|who|that|which|if|as|because|where|whenever|until|so)\b", re.IGNORECASE)
_PREPOSITIONS = frozenset({"for", "in", "on", "with", "at"})
_PASSIVE = (" was ", " were ", " is ", " are ", " has ", " have ")
_NOUNS_AFTER = _PREPOSITIONS | {"of", "by", "from", "and", "or", ""}


def in_the_past(text: str) -> str | None:
    """The line with its verbs in the past; None where it has no sure verb in the present, or a clause whose tense hangs on it."""
    verb = opening_verb(text)
    if verb is None or not verb.sure or verb.tense != "present" or _SUBORDINATE.search(text):
        return None
    start = text.index(verb.written)
    rest = text[start + len(verb.written) :]
    if _unsure(rest) or not rest.startswith(" ") or rest.startswith(_PASSIVE) or verb.written.isupper():
        return None
    past = inflected(verb.base, "past")
    return f"{text[:start]}{capital(past) if verb.written[:1].isupper() else past}{joined_verbs(rest, 'past')}"


def in_the_third_person(text: str) -> str | None:
    """The line of a current job as a sentence on somebody: `Manages calendars and books travel`; None as for the past."""
    verb = opening_verb(text)
    if verb is None or not verb.sure or verb.tense != "present" or not text.startswith(verb.written):
        return None
    rest = text[len(verb.written) :]
    third = joined_verbs(rest, "third")
    return None if _unsure(rest) or tells_past(rest) else f"{capital(inflected(verb.base, 'third'))}{third}"


def joined_verbs(rest: str, form: Form) -> str:
    """The rest of a line with the present verbs that `and` or a comma joins to its first in the wished form."""
    out, end = [], 0
    for at, verb in _joined(rest):
        after = rest[at + len(verb.written) :]
        if verb.sure and verb.tense == "present" and _has_object(after, verb) and not _is_modifier(verb, after):
            out += [rest[end:at], inflected(verb.base, form)]
            end = at + len(verb.written)
    return "".join(out) + rest[end:]


def tells_past(rest: str) -> bool:
    """Whether a verb that is joined to the first stands in the past."""
    return any(verb.tense == "past" and verb.sure for _, verb in _joined(rest))


def _joined(rest: str) -> Iterator[tuple[int, Verb]]:
    for join in _JOIN.finditer(rest):
        word = _WORD.match(rest, join.end())
        verb = opening_verb(rest[join.end() :]) if word else None
        if word and verb and fold(verb.written) == fold(word.group()):
            yield join.end(), verb


def _unsure(rest: str) -> bool:
    """Whether a joined word may be a verb in the present or a noun: half a line in each tense would be worse than none."""
    found = ((rest[at + len(verb.written) :], verb) for at, verb in _joined(rest) if verb.tense == "present")
    return any(_has_object(after, verb) and (not verb.sure or _is_modifier(verb, after)) for after, verb in found)


def _is_modifier(verb: Verb, after: str) -> bool:
    """`chat messages` may be messages of a chat; `file the papers` is a deed."""
    following = fold(after.split(maxsplit=1)[0]).strip(",.;")
    return verb.base in _lists()["modifiers"] and following not in _lists()["determiners"] and not following[:1].isdigit()


def _has_object(after: str, verb: Verb) -> bool:
    """Whether something follows that it is done to; `look for` and `take part in` are verbs, `questions for` is none."""
    words = after.split()
    if not words or not after.startswith(" "):
        return False
    following = fold(words[0]).strip(",.;")
    return following not in _NOUNS_AFTER or (fold(verb.written) == verb.base and following in _PREPOSITIONS)


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = tomllib.loads(Path(__file__).with_name("tense.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data.items()}
