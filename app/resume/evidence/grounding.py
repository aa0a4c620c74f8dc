"""Judges words: each that says something stands in the source itself, by its stem, or by a word that may stand for it."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import cast

from app.resume.evidence import names
from app.resume.evidence.amounts import names_persons
from app.resume.evidence.case import Case, Finding
from app.resume.evidence.claims import Kind, Quote
from app.resume.evidence.figures import data
from app.resume.evidence.lexicon import (
    HEIGHT,
    Keys,
    any_listed,
    comparable,
    forms,
    general,
    listed,
    table,
    tell_one_deed,
    telling_phrases,
    verb,
)
from app.resume.evidence.limits import hedged_places
from app.resume.evidence.matching import Matches, Spot, match_words
from app.resume.evidence.passage import Deed, Passage
from app.resume.evidence.quantities import period_of
from app.resume.evidence.tokens import Token

_LISTS: tuple[tuple[str, Kind], ...] = (("praise", "praise"), ("scope", "scope"), ("outcome", "outcome"))


def judge_words(case: Case) -> Iterator[Finding]:
    """A finding for each word that says something, for each compound of praise or reach, and for each name pieced together."""
    matches = match_words(case)
    spare = _verbs_to_spare(case, matches)
    for place in case.candidate.content:
        finding = _judge(case, place, matches, spare)
        if finding:
            yield finding
    yield from _compounds(case)
    yield from _universals(case)
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
    if place in matches:
        line, at = matches[place]
        return Finding(_kind(case.candidate, place), place, place, "", (case.source.quote(line, at, at),))
    if _needs_none(case, place) or _stands_in(case, place, matches, spare):
        return None
    return Finding(_kind(case.candidate, place), place, place, "not_in_source")


def _judge_name(case: Case, place: int) -> Finding | None:
    token = case.candidate.tokens[place]
    kind = names.kind_of(case.candidate, place)
    if token.low in listed("seniority") or _names_what_follows(case.candidate, place):
        return None
    if names.is_borne_out(case, place):
        return Finding(kind, place, place, "", _quotes(case, place, case.candidate.wide[place]))
    return Finding(kind, place, place, "not_in_source")


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


def _needs_none(case: Case, place: int) -> bool:
    """Words that carry a sentence, and general words for persons, tools and customers that the source names."""
    token = case.candidate.tokens[place]
    if token.low in listed("praise") | listed("scope") | listed("outcome"):
        return False
    if token.low in listed("light") or comparable(token.low) in listed("light") or place in hedged_places(case.candidate):
        return True
    if _is_prefix(case.candidate, place):
        return True
    if is_implied(case, place):
        return True
    near = [*case.passages(case.near(place))]
    if (
        _follows_from_figures(case, place, near)
        or _says_less(case.candidate, place, near)
        or _under_somebody(case.candidate, place)
    ):
        return True
    return (
        _says_people(case.candidate, place, near)
        or (any_listed([token.low], "tools_in_general") and any(_names_a_thing(passage) for passage in near))
        or (any_listed([token.low], "clients_in_general") and any(_names_clients(passage) for passage in near))
    )


def _follows_from_figures(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """`rising to 71` where the line goes from 60 to 71."""
    word = comparable(case.candidate.tokens[place].low)
    for name, sign in (("up", 1), ("down", -1)):
        if word in table("moves")[name]:
            return any(
                left.kind == right.kind == "plain" and left.unit == right.unit and (right.low - left.low) * sign > 0
                for passage in near
                for left, right in combinations([each for each in passage.quantities if each.kind == "plain"], 2)
            )
    return False


def _says_less(candidate: Passage, place: int, near: Sequence[Passage]) -> bool:
    """A general word for a particular thing of the lines: `vehicles` for `vans`."""
    particular = general().get(comparable(candidate.tokens[place].low))
    return particular is not None and any(particular & passage.words for passage in near)


def _under_somebody(candidate: Passage, place: int) -> bool:
    """The `supervision` of `under the supervision of a journeyman`."""
    before = {token.low for token in candidate.tokens[max(0, place - 3) : place]}
    return candidate.tokens[place].low in {"supervision", "guidance", "direction", "oversight", "eye"} and "under" in before


def _is_prefix(candidate: Passage, place: int) -> bool:
    """The `co` of `co-wrote`, the `re` of `re-organized`."""
    if candidate.tokens[place].low not in {"co", "re"} or place + 2 >= len(candidate.tokens):
        return False
    return candidate.tokens[place + 1].text == "-" and candidate.tokens[place + 2].glued


def _says_people(candidate: Passage, place: int, near: Sequence[Passage]) -> bool:
    """A general word for persons that the lines name; a word for many of them needs more than one."""
    word = candidate.tokens[place].low
    if word not in listed("people") or _describes(candidate, place):
        return False
    return _one_of(candidate, place) or any(names_persons(passage, many=word in listed("collectives")) for passage in near)


def _describes(candidate: Passage, place: int) -> bool:
    """Whether a word stands before a noun of its own: the `staff` of `staff laptops`."""
    counted = place > 1 and candidate.tokens[place - 1].text == "-" and candidate.tokens[place].glued
    if counted or place + 1 not in candidate.content:
        return False
    return candidate.tokens[place + 1].low not in listed("people") | listed("light")


def is_implied(case: Case, place: int) -> bool:
    """`certified` of a certificate: the section says it of all its lines."""
    word = case.candidate.tokens[place].low
    return any(word in table("implied").get(case.source.lines[line].section, ()) for line in case.near(place))


def _one_of(candidate: Passage, place: int) -> bool:
    return [token.low for token in candidate.tokens[max(0, place - 3) : place]] in (
        ["one", "of", "the"],
        ["member", "of", "the"],
        ["part", "of", "the"],
    )


def _names_a_thing(passage: Passage) -> bool:
    return any(names.is_name(passage.tokens[place]) for place in passage.content)


def _names_clients(passage: Passage) -> bool:
    return any_listed((passage.tokens[place].low for place in passage.content), "clients_in_particular")


def _verbs_to_spare(case: Case, matches: Matches) -> list[Spot]:
    """The deeds of the rewritten lines that no word of the candidate stands for yet: each may be said by another verb.

    A verb of the source that the candidate names as a noun is still to spare: `conducted interviews` for `interviewed`.
    """
    taken = {
        (line, at)
        for place, (line, at) in matches.items()
        if not case.source.passages[line].is_deed(at) or (case.candidate.is_deed(place) and not _nominal(case.candidate, place))
    }
    return [(line, at) for line in case.around for at in case.source.passages[line].bases if (line, at) not in taken]


def _nominal(candidate: Passage, place: int) -> bool:
    """A form in -ing that a preposition makes a noun of."""
    joints = {"to", "for", "with", "by", "in", "through", "of"}
    return candidate.tokens[place].low.endswith("ing") and candidate.tokens[place - 1].low in joints


def _stands_in(case: Case, place: int, matches: Matches, spare: list[Spot]) -> bool:
    """Whether a verb tells a deed of the source, of one sort with it, that is not told otherwise; each such deed is spent once."""
    deed = next((each for each in case.candidate.deeds if each.place == place), None)
    if deed and deed.rung == "did" and (_joins_on(case.candidate, place) or _puts_to_use(case.candidate, deed)):
        return True
    base = case.candidate.bases.get(place)
    if base is None or base in listed("shares"):
        return base is not None
    lines = {matches[at][0] for at in case.candidate.clause_of(place) if at in matches} or set(case.near(place))
    spot = next((each for each in spare if each[0] in lines and _tells_no_more(case, place, each)), None)
    spot = spot or _carried(case, place, matches, spare)
    if spot:
        spare.remove(spot)
    return spot is not None


def _carried(case: Case, place: int, matches: Matches, spare: list[Spot]) -> Spot | None:
    """The deed whose name follows a verb that only carries it: the `summarized` of `wrote summaries`."""
    if case.candidate.bases[place] not in listed("carriers"):
        return None
    following = range(place + 1, min(place + 5, len(case.candidate.tokens)))
    return next((matches[at] for at in following if at in matches and matches[at] in spare), None)


def _tells_no_more(case: Case, place: int, spot: Spot) -> bool:
    """Whether two verbs tell one deed; to lead, run and manage are one, and which of them claims more is judged elsewhere."""
    mine, theirs = case.candidate.bases[place], case.source.passages[spot[0]].bases[spot[1]]
    ranks = [verb(base) for base in (mine, theirs)]
    return tell_one_deed(mine, theirs) or all(rank is not None and HEIGHT[rank[1]] > HEIGHT["did"] for rank in ranks)


def _joins_on(candidate: Passage, place: int) -> bool:
    """A participle between a noun and what is said of it: `bugs reported through the queue`."""
    tokens = candidate.tokens
    if not 0 < place < len(tokens) - 1 or not tokens[place].low.endswith(("ed", "en")):
        return False
    return place - 1 in candidate.content and not candidate.is_deed(place - 1) and tokens[place + 1].low in listed("ends_a_count")


def _puts_to_use(candidate: Passage, deed: Deed) -> bool:
    return deed.place > 0 and candidate.tokens[deed.place - 1].low == "to" and deed.base in listed("uses")


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
        for phrase, kind in telling_phrases().get(word, ()):
            if tuple(words[place : place + len(phrase)]) == phrase and not _stands_somewhere(case, place, phrase):
                yield Finding(cast(Kind, kind), place, place + len(phrase) - 1, "not_in_source")


def _stands_somewhere(case: Case, place: int, phrase: tuple[str, ...]) -> bool:
    shared = case.source.wide.intersection(*(case.candidate.wide[at] for at in range(place, place + len(phrase))))
    if any(key.startswith("s:") for key in shared):
        return True
    return any(passage.words.issuperset(phrase) for passage in case.source.passages)


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
        if token.low in reach and tokens[place - 1].low not in {"in", "of"} and _reaches(tokens, place):
            keys = frozenset().union(*(forms(word) for word in (*reach, *(("each", "per") if token.low == "every" else ()))))
            if not any(keys & _words(passage) for passage in case.passages(case.near(place))):
                yield Finding("scope", place, place + 1, "not_in_source")


def _reaches(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a thing follows, and no span of time: `every November` is how often."""
    follows = next(
        (each for each in tokens[place + 1 : place + 4] if each.low not in {"the", "of", "its", "their", "other"}), None
    )
    return follows is not None and follows.kind == "word" and not _is_time(follows.low)


def _is_time(word: str) -> bool:
    return (
        bool(period_of(word))
        or word in data()["ordinals"]
        or any(word in listed(name) for name in ("months", "seasons", "weekdays", "times_of_day"))
    )


def _words(passage: Passage) -> Keys:
    return frozenset(key for token in passage.tokens if token.kind == "word" for key in forms(token.low))
