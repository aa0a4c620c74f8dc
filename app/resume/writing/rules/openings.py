"""Weak openings made deeds: `Duties included answering phones` is `Answered phones`, and helping stays helping."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.resume.analysis.language.verbs import opening_verb
from app.resume.words import fold
from app.resume.writing.rules.inflect import Form, base_of_form, base_of_gerund, capital, inflected
from app.resume.writing.rules.tense import joined_verbs, tells_past

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_GERUND = re.compile(
    r"(?P<join>^|, and |, or |, & | and | or | & |, |; )(?P<adverb>(?:also |then )?)"
    r"(?P<word>[^\W\d_]{2,}ing)\b(?=(?P<next> ?[^\s]*))"
)
_OF = re.compile(r"^(?:the |all |a )?(?P<noun>[^\W\d_]{2,40}) of (?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_WITH = frozenset({"with", "to", "up", "on", "in", "for"})
_JOINS = frozenset({"and", "or", "&", ","})
_A_ROW = 2
_PREPOSITIONS = (
    "about",
    "before",
    "after",
    "during",
    "under",
    "over",
    "between",
    "across",
    "through",
    "per",
    "each",
    "every",
    "until",
    "into",
)
_NO_OBJECT = frozenset({"", "of", "for", "in", "on", "with", "at", "by", "from", "and", "or", "to", "&", "as", "is", "was"})
_HEAD_ENDS = frozenset(_PREPOSITIONS) | frozenset(
    {"of", "for", "in", "on", "with", "at", "by", "from", "and", "or", "to", "&", "as", "that", "which", "when", "including"}
)


@dataclass(frozen=True)
class _Lists:
    patterns: Mapping[str, re.Pattern[str]]
    nominals: Mapping[str, str]
    compounds: Mapping[str, frozenset[str]]
    verb_for: Mapping[str, str]
    words: Mapping[str, frozenset[str]]


def stronger(text: str, form: Form) -> tuple[str, ...]:
    """The line with a deed in the place of its weak opening, the likeliest first.

    None where it has no such opening, or where no deed can be told from it.
    """
    for name, rewritten in _WRITERS:
        found = _lists().patterns[name].match(text)
        if found:
            rest = text[found.end() :].strip(" :")
            return tuple(capital(better) for better in rewritten(rest, "past" if tells_past(rest) else form))
    return ()


def named_work(text: str, form: Form) -> str | None:
    """`Data entry` as `Handled data entry`; None for a line that has a verb, or names no work that we know."""
    words = _WORD.findall(text)
    if not 1 <= len(words) <= 6 or opening_verb(text) or fold(words[-1]) not in _lists().words["activities"]:
        return None
    if any(letter in text for letter in ".;:") or words[0].lower() in {"the", "a", "an", "i", "my", "we", "our", "no", "not"}:
        return None
    return capital(f"{inflected('handle', form)} {_small(text)}")


def _small(text: str) -> str:
    """The text without its first capital, where the word is one of ours and no name."""
    first = text.split(maxsplit=1)[0]
    known = fold(first) in _lists().words["activities"] or fold(first) in _COMMON
    return text[:1].lower() + text[1:] if known and first[1:].islower() else text


_COMMON = frozenset(
    {
        "data",
        "customer",
        "client",
        "general",
        "office",
        "daily",
        "order",
        "cash",
        "phone",
        "email",
        "front",
        "administrative",
        "basic",
        "light",
        "food",
        "guest",
        "patient",
        "inbound",
        "outbound",
        "vendor",
        "social",
        "online",
        "stock",
    }
)


def _duty(rest: str, form: Form) -> Iterator[str]:
    nominal = _nominal(rest)
    if rest.lower().startswith("making sure"):
        return
    if rest.startswith("to "):
        yield from _infinitive(rest[3:], form)
    elif _starts_with_gerund(rest):
        told = _told(_FOR.sub(" and ", rest), form, results=False)
        yield from (_and_to(told, form),) if told else ()
    elif nominal:
        yield from (_done(nominal[0], form, nominal[1]),) if nominal[0] not in _lists().words["results"] else ()
    elif _is_noun_phrase(rest):
        yield from _seen_to(rest, form)


_FOR = re.compile(r",? and for (?=[a-z]{2,40}ing )")


def _seen_to(rest: str, form: Form) -> Iterator[str]:
    """A noun that is seen to by the verb that goes with it; verbs that follow it in a row of their own are told as deeds."""
    head = _head(rest)
    first = next((found for found in _GERUND.finditer(rest) if found.start() and _has_its_object(found, rest)), None)
    if first and "," not in rest[: first.start()]:
        told = _told(f"{first['word']}{rest[first.end('word') :]}", form, results=False)
        rest = f"{rest[: first.start()]}{first['join']}{told}" if told else rest
    verbs = (_lists().verb_for.get(head, "handle"), "handle")
    people = head in _lists().words["people"]
    for verb in verbs:
        if verb != "handle" or not people:
            yield _and_to(_done(verb, form, _and_for(rest, form)), form)


def _done(verb: str, form: Form, rest: str) -> str:
    """The verb in its form, before its own particle where it has one: `cared for 8 dogs`."""
    word, _, particle = verb.partition(" ")
    return " ".join(filter(None, (inflected(word, form), particle, rest)))


def _has_its_object(found: re.Match[str], rest: str) -> bool:
    told = _in_a_row(found, rest) or fold(found["next"].strip(" ,.;")) not in _NO_OBJECT
    return bool(base_of_gerund(found["word"])) and told and _is_verb(found, rest) and rest[found.end("word") :].startswith(" ")


def _and_to(told: str, form: Form) -> str:
    """`greeted visitors, and to file papers` with its last verb as the others."""

    def inflect(found: re.Match[str]) -> str:
        verb = opening_verb(found["word"])  # behind `to` it is one, though it may be a noun elsewhere
        return f"{found['join']}{inflected(verb.base, form)} " if verb else found.group()

    return re.sub(r"(?P<join>, and | and |, )to (?P<word>[a-z]{2,}) ", inflect, told)


def _and_for(rest: str, form: Form) -> str:
    """`the aisle and for keeping it clean` with its verb in the wished form; `and for the sauces` without its `for`."""

    def told(found: re.Match[str]) -> str:
        base = base_of_gerund(found["word"])
        return f" and {inflected(base, form)} " if base else f" and {found['word']} "

    return re.sub(r",? and for (?P<word>[a-z]{2,}) (?=\w)", told, rest)


def _infinitive(rest: str, form: Form) -> Iterator[str]:
    word, _, after = rest.partition(" ")
    base = base_of_form(word)
    if base and after:
        yield f"{inflected(base, form)} {joined_verbs(after, form)}"


def _share(rest: str, form: Form) -> Iterator[str]:
    helped, nominal, head = inflected("help", form), _nominal(rest), _head(rest)
    if _starts_with_gerund(rest):
        told = _told(rest, "present", results=True)
        yield from (f"{helped} {told}",) if told else ()
    elif nominal:
        yield f"{helped} {nominal[0]} {nominal[1]}"
    elif _is_noun_phrase(rest) and head not in _lists().words["presence"] and rest.count(",") < _A_ROW:
        if head in _lists().words["contributed"] and not rest.lower().startswith("the "):
            yield f"{inflected('contribute', form)} to {rest}"
        yield f"{inflected('support', form)} {rest}"


def _took_part(rest: str, form: Form) -> Iterator[str]:
    """Who takes part in an effort of others supports it; who takes part in a race runs."""
    noun = _RESULT.split(rest, maxsplit=1)[0]
    if _starts_with_gerund(rest) or _nominal(rest) or _head(noun) in _lists().words["undertaking"]:
        yield from _share(rest, form)


_RESULT = re.compile(r",? (?=[a-z]{2,40}ing\b)")
"""Where it begins to say what came of it: `an initiative reducing falls`."""


def _help_to(rest: str, form: Form) -> Iterator[str]:
    if rest and base_of_form(rest.split(maxsplit=1)[0]):
        yield f"{inflected('help', form)} {rest}"


def _worked_on(rest: str, form: Form) -> Iterator[str]:
    nominal = _nominal(rest)
    if _starts_with_gerund(rest):
        told = _told(rest, form, results=False)
        yield from (told,) if told else ()
    elif nominal:
        yield f"{inflected('help', form)} {nominal[0]} {nominal[1]}"
    elif _head(rest) in _lists().words["work_is_handling"]:
        yield f"{inflected('handle', form)} {rest}"


def _handled(rest: str, form: Form) -> Iterator[str]:
    if _is_noun_phrase(rest) and _head(rest) not in _lists().words["people"]:
        yield f"{inflected('handle', form)} {_REPEATED.sub(' and ', rest)}"


_REPEATED = re.compile(r",? and (?:of|with) ")
"""The word that `took care of` or `dealt with` asked for, said again."""


def _team(rest: str, form: Form) -> Iterator[str]:
    word, _, after = rest.partition(" ")
    base = base_of_form(word)
    if base and after:
        yield f"{inflected('help', form)} {base} {after}"


_WRITERS = (
    ("team", _team),
    ("infinitive", _infinitive),
    ("duty", _duty),
    ("share", _share),
    ("took_part", _took_part),
    ("help_to", _help_to),
    ("worked_on", _worked_on),
    ("handled", _handled),
)


def _starts_with_gerund(rest: str) -> bool:
    word = _WORD.match(rest)
    return bool(word and base_of_gerund(word.group()) and not _nominal(rest) and not _is_compound(rest) and _has_object(rest))


def _is_compound(rest: str) -> bool:
    """Whether the -ing form names a kind of what follows: `building maintenance` builds nothing."""
    first, _, after = rest.partition(" ")
    following = fold(after.split(maxsplit=1)[0]).strip(",.;:") if after.strip() else ""
    return following in _lists().compounds.get(fold(first), ())


def _has_object(rest: str) -> bool:
    """Whether the first run of -ing forms has something that it is done to: `cleaning, cooking and serving food` has."""
    before = ""
    for word in map(fold, rest.replace(",", " , ").split()):
        if word in _WITH and base_of_gerund(before) in _lists().words["goes_with"]:
            return True
        if word not in _JOINS and not (word.endswith("ing") and base_of_gerund(word)):
            return before not in _JOINS and word.strip(".;:") not in _NO_OBJECT
        before = word
    return False


def _told(rest: str, form: Form, *, results: bool) -> str | None:
    """The -ing forms that are verbs in the wished form, each that a comma or `and` joins to the first.

    None where a noun stands among them, since nobody could tell what is done with it, where one of them is a result that the
    line does not say came about, or where one is a verb that we do not know.
    """
    out, end, before = [], 0, ""
    for found in _GERUND.finditer(rest):
        if _is_thing(found, rest, before):
            continue
        base = base_of_gerund(found["word"])
        if base is None or not _is_verb(found, rest):
            return None
        if (base in _lists().words["results"] and not results) or (found.start() and _noun_item(rest[end : found.start()])):
            return None
        out += [rest[end : found.start()], found["join"], found["adverb"], inflected(base, form)]
        end, before = found.end("word"), base
    return "".join(out) + rest[end:]


def _is_verb(found: re.Match[str], rest: str) -> bool:
    """The first is one; a later one where something follows that it is done to, or a word that goes with it."""
    following = found["next"].strip()
    if found.start() == 0 or following[:1].isdigit():
        return True
    return _has_object(rest[found.start("word") :]) if _in_a_row(found, rest) else following.strip(",.;") not in {"", "of"}


def _in_a_row(found: re.Match[str], rest: str) -> bool:
    """Whether another deed follows that may have the object of both: `designing, building and testing a kart`."""
    return rest[found.end("word") :].startswith(",") or found["next"].strip() in _JOINS


def _is_thing(found: re.Match[str], rest: str, before: str) -> bool:
    """Whether a later -ing form names a thing, or work that the verb before it goes with: `managing calendars and billing`."""
    word = fold(found["word"])
    if found.start() == 0:
        return False
    if _is_compound(rest[found.start("word") :]):
        return True
    if _is_verb(found, rest) and (_in_a_row(found, rest) or fold(found["next"].strip(" ,.;")) not in _NO_OBJECT):
        return False
    work = word in _lists().words["activities"] and before in _lists().words["of_work"]
    return work or word in _lists().words["ing"]


def _noun_item(between: str) -> bool:
    """Whether a comma parts a noun from what stands before it: `taking orders, inventory` before the next verb."""
    return "," in between


def _nominal(rest: str) -> tuple[str, str] | None:
    """`the preparation of tax returns` as prepare and `tax returns`."""
    found = _OF.match(rest)
    base = _lists().nominals.get(fold(found["noun"])) or base_of_gerund(found["noun"]) if found else None
    return (base, found["rest"]) if found and base else None


def _head(rest: str) -> str:
    """The last word of the noun that a phrase begins with."""
    head = ""
    for word in rest.split():
        if fold(word).strip(",.;") in _HEAD_ENDS or (head and word in {"a", "an", "the"}):
            break
        head = fold(word).strip(",.;:()")
        if word[-1] in ",.;:":
            break
    return head


def _is_noun_phrase(rest: str) -> bool:
    words = rest.split()
    return (
        bool(words)
        and words[0][:1].isalnum()
        and not _is_unknown_deed(words[0])
        and not (base_of_form(words[0]) and len(words) > 1 and words[1] in {"the", "a", "an"})
    )


def _is_unknown_deed(word: str) -> bool:
    """Whether the word is an -ing form of a verb that we do not know, as `handing`: nobody handles handing out."""
    known = _lists().words["ing"] | _lists().words["activities"] | _lists().compounds.keys()
    return word.endswith("ing") and len(word) > len("thing") and fold(word) not in known and base_of_gerund(word) is None


@cache
def _lists() -> _Lists:
    data = tomllib.loads(Path(__file__).with_name("openings.toml").read_text(encoding="utf-8"))
    tables = {
        name: frozenset(entry.get("nouns") or entry.get("verbs") or ()) for name, entry in data.items() if isinstance(entry, dict)
    }
    return _Lists(
        patterns={name: _pattern(phrases) for name, phrases in data.items() if isinstance(phrases, list)},
        nominals=data["nominals"],
        compounds={kind: frozenset(nouns) for kind, nouns in data["compounds"].items()},
        verb_for={noun: verb for verb, nouns in data["verb_for"].items() for noun in nouns},
        words=tables,
    )


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda each: (-len(each), each))
    return re.compile(
        rf"\W{{0,3}}(?:(?:I|Also|Mainly|Primarily|Solely) )?(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE
    )
