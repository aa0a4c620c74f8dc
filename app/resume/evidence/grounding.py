"""Judges words: each that says something stands in the source itself, by its stem, or by a word that may stand for it."""

from collections.abc import Iterator
from itertools import takewhile
from typing import cast

from app.resume.evidence import names
from app.resume.evidence.case import Case, Finding
from app.resume.evidence.claims import Kind, Quote
from app.resume.evidence.deeds import stands_in, verbs_to_spare
from app.resume.evidence.given import needs_none
from app.resume.evidence.lexicon import Keys, comparable, forms, listed, telling_phrases, verb
from app.resume.evidence.matching import Matches, Spot, match_words
from app.resume.evidence.measures import data
from app.resume.evidence.passage import Passage
from app.resume.evidence.persons import is_person
from app.resume.evidence.quantities import period_of
from app.resume.evidence.things import judge_things, judge_ways
from app.resume.evidence.tokens import Token

_DESCRIBED_WITHIN = 4
_ARTICLES = frozenset({"a", "an", "the", "its", "their", "my"})
_TOGETHER = ({"and"}, {"&"}, {","}, {",", "and"}, {",", "or"}, {"or"})
_LISTS: tuple[tuple[str, Kind], ...] = (("praise", "praise"), ("scope", "scope"), ("outcome", "outcome"))


def judge_words(case: Case) -> Iterator[Finding]:
    """A finding for each word that says something, for each compound of praise or reach, and for each name pieced together."""
    matches = match_words(case)
    spare = verbs_to_spare(case, matches)
    for place in case.candidate.content:
        finding = _judge(case, place, matches, spare)
        if finding:
            yield finding
    yield from judge_things(case, matches)
    yield from judge_ways(case)
    yield from _compounds(case)
    yield from _universals(case)
    yield from _throughout(case)
    for place in names.swapped(case):
        yield Finding(names.kind_of(case.candidate, place), place, place, "other_thing")
    for first, last in names.broken_runs(case):
        yield Finding(names.kind_of(case.candidate, last), first, last, "pieced_together")


def _judge(case: Case, place: int, matches: Matches, spare: list[Spot]) -> Finding | None:
    token = case.candidate.tokens[place]
    if period_of(token.low):
        return None
    if names.is_name(token):
        return _judge_name(case, place)
    if token.low in listed("seniority") and not case.candidate.is_deed(place):
        return None
    doubled = place in matches and (_doubles(case.candidate, place, matches) or _praises_by_stem(case, place))
    if place in matches and not doubled:
        line, at = matches[place]
        return Finding(_kind(case.candidate, place), place, place, "", (case.source.quote(line, at, at),))
    if not doubled and (needs_none(case, place) or stands_in(case, place, matches, spare)):
        return None
    return Finding(_kind(case.candidate, place), place, place, "not_in_source")


def _praises_by_stem(case: Case, place: int) -> bool:
    """The `trusted` of a trusted accountant, where the source has trusts."""
    word = case.candidate.tokens[place].low
    if word not in listed("praise") or not word.endswith("ed") or place + 1 not in case.candidate.content:
        return False
    if names.is_part_of_a_name(case, place):
        return False
    if case.candidate.tokens[place].opens and not _describes_a_person(case.candidate, place):
        return False
    return not any(token.low in {word, f"{word}ly"} for passage in case.source.passages for token in passage.tokens)


def _describes_a_person(candidate: Passage, place: int) -> bool:
    """Whether a participle is said of somebody: `Organized office assistant`, and not `Organized catering`."""
    after = candidate.tokens[place + 1 : place + 1 + _DESCRIBED_WITHIN]
    title = takewhile(lambda token: token.kind == "word" and token.low not in listed("grammar"), after)
    return any(is_person(token.low) or token.low in listed("seniority") for token in title)


def _doubles(candidate: Passage, place: int, matches: Matches) -> bool:
    """The `dashboards` of `reports and dashboards`, where the source has but one thing that both may stand for."""
    before = max((at for at in candidate.content if at < place), default=-1)
    between = {token.low for token in candidate.tokens[before + 1 : place]}
    return before >= 0 and between in _TOGETHER and matches.get(before) == matches[place] and not candidate.is_deed(place)


def _judge_name(case: Case, place: int) -> Finding | None:
    token = case.candidate.tokens[place]
    kind = names.kind_of(case.candidate, place)
    if token.low in listed("seniority") or _names_what_follows(case.candidate, place) or _is_kind_of_tool(case, place):
        return None
    if names.is_borne_out(case, place):
        return Finding(kind, place, place, "", _quotes(case, place, case.candidate.wide[place]))
    return Finding(kind, place, place, "not_in_source")


def _is_kind_of_tool(case: Case, place: int) -> bool:
    """The `CRM` of `Salesforce CRM`: what sort of thing a named tool is."""
    named = place > 0 and names.is_name(case.candidate.tokens[place - 1])
    return named and case.candidate.tokens[place].low in listed("kinds_of_tool") and names.is_borne_out(case, place - 1)


def _names_what_follows(candidate: Passage, place: int) -> bool:
    """The `State` of `State of Colorado`."""
    follows = [token.low for token in candidate.tokens[place + 1 : place + 2]]
    return candidate.tokens[place].low in {"state", "city", "town", "commonwealth", "province"} and follows == ["of"]


def _quotes(case: Case, place: int, keys: Keys) -> tuple[Quote, ...]:
    for line in (*case.near(place), *range(len(case.source.lines))):
        passage = case.source.passages[line]
        for at, theirs in enumerate(passage.wide):
            if keys & theirs:
                return (case.source.quote(line, at, at),)
    return ()


def _kind(candidate: Passage, place: int) -> Kind:
    token = candidate.tokens[place]
    for name, kind in _LISTS:
        if token.low in listed(name):
            return kind
    known = verb(token.low)
    return "outcome" if known and known[1] == "result" else "generic_addition"


def _compounds(case: Case) -> Iterator[Finding]:
    """Compounds and phrases of reach, outcome and praise that the source does not hold as they are."""
    yield from _phrases(case)
    for first, last, joined in _hyphenated(case.candidate.tokens):
        kind = next((kind for name, kind in _LISTS if joined in listed(name)), None)
        if kind and not any(_has_compound(passage, joined) for passage in case.source.passages):
            yield Finding(kind, first, last, "not_in_source")


def _phrases(case: Case) -> Iterator[Finding]:
    words = [comparable(token.low) for token in case.candidate.tokens]
    for place, word in enumerate(words):
        if case.candidate.tokens[place].opens and case.candidate.is_deed(place):
            continue
        for phrase, kind in telling_phrases().get(word, ()):
            if tuple(words[place : place + len(phrase)]) == phrase and not _stands_somewhere(case, place, phrase):
                yield Finding(cast(Kind, kind), place, place + len(phrase) - 1, "not_in_source")


def _stands_somewhere(case: Case, place: int, phrase: tuple[str, ...]) -> bool:
    shared = case.source.wide.intersection(*(case.candidate.wide[at] for at in range(place, place + len(phrase))))
    if any(key.startswith("s:") for key in shared):
        return True
    return any(_holds(passage, phrase) for passage in case.source.passages)


def _holds(passage: Passage, phrase: tuple[str, ...]) -> bool:
    """Whether the words of a phrase all stand in a text, figures among them: `Fortune 500`."""
    return passage.words.issuperset(phrase) or {token.low for token in passage.tokens}.issuperset(phrase)


def _hyphenated(tokens: tuple[Token, ...]) -> Iterator[tuple[int, int, str]]:
    place = 0
    while place < len(tokens):
        last = place
        while last + 2 < len(tokens) and tokens[last + 1].text == "-" and tokens[last + 1].glued and tokens[last + 2].glued:
            last += 2
        if last > place:
            yield place, last, "-".join(token.low for token in tokens[place : last + 1 : 2])
        place = last + 1


def _has_compound(passage: Passage, joined: str) -> bool:
    words = [token.low for token in passage.tokens if token.kind == "word"]
    wanted = joined.split("-")
    return any(words[start : start + len(wanted)] == wanted for start in range(len(words))) or "".join(wanted) in words


def _universals(case: Case) -> Iterator[Finding]:
    """`all`, `entire`, `every` before a thing reach further than the thing itself."""
    tokens, reach = case.candidate.tokens, listed("universal")
    for place, token in enumerate(tokens[:-1]):
        if case.candidate.is_deed(place) or (token.low == "complete" and tokens[place + 1].low in _ARTICLES):
            continue
        of_them = [each.low for each in tokens[place + 1 : place + 3]] in (
            ["of", "those"],
            ["of", "them"],
            ["of", "these"],
            ["of", "which"],
        )
        if token.low in reach and not of_them and tokens[place - 1].low not in {"in", "of"} and _reaches(tokens, place):
            keys = frozenset().union(
                *(forms(word) for word in (*reach, "everything", *(("each", "per") if token.low == "every" else ())))
            )
            if not any(keys & _words(passage) for passage in case.passages(case.near(place))):
                yield Finding("scope", place, place + 1, "not_in_source")


def _throughout(case: Case) -> Iterator[Finding]:
    """`throughout the hospital`, where the line speaks of three of its floors and only the employer is a hospital."""
    for place, token in enumerate(case.candidate.tokens):
        named = next((at for at in case.candidate.content if place < at <= place + 2), None)
        if token.low != "throughout" or named is None or _is_time(case.candidate.tokens[named].low):
            continue
        lines = [line for line in case.near(place) if not case.source.lines[line].head]
        if lines and not any(case.candidate.wide[named] & passage.all_wide for passage in case.passages(tuple(lines))):
            yield Finding("scope", place, named, "not_in_source")


def _reaches(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a thing follows, and no span of time: `every November` is how often."""
    follows = next(
        (each for each in tokens[place + 1 : place + 4] if each.low not in {"the", "of", "its", "their", "other"}), None
    )
    if follows is not None and any(
        each.low in data()["words"] or each.kind == "number" for each in tokens[place + 1 : place + 2]
    ):
        return False
    several = tokens[place].low == "all" and follows is not None and follows.low.endswith("s")
    return follows is not None and follows.kind == "word" and (several or not _is_time(follows.low))


def _is_time(word: str) -> bool:
    return (
        bool(period_of(word))
        or word in data()["ordinals"]
        or any(word in listed(name) for name in ("months", "seasons", "weekdays", "times_of_day"))
    )


def _words(passage: Passage) -> Keys:
    return frozenset(key for token in passage.tokens if token.kind == "word" for key in forms(token.low))
