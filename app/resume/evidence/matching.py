"""Pairs the words of a text with the words of the source that they stand for. A word of the source is spent once."""

from collections.abc import Iterator, Mapping

from app.resume.evidence.case import Case
from app.resume.evidence.groups import groups_of
from app.resume.evidence.lexicon import Keys, comparable, listed, verb
from app.resume.evidence.names import is_name
from app.resume.evidence.passage import Passage

Spot = tuple[int, int]
Matches = Mapping[int, Spot]
_ONE_PHRASE = 3


def match_words(case: Case) -> Matches:
    """For each telling token of the candidate the line and token of the source that it rests on, where there is one.

    Its own words are paired first, so that a word of the source that is already said cannot bear out a second one by likeness;
    words that are alike count only in the lines that are rewritten.
    """
    found: dict[int, Spot] = {}
    spent: set[Spot] = set()
    for wide in (False, True):
        for place in _places(case):
            if place not in found and not (wide and case.candidate.tokens[place].low in listed("light")):
                spot = _spot(case, place, spent, found, wide=wide)
                if spot:
                    found[place] = spot
                    spent.add(spot)
    return found


def _places(case: Case) -> tuple[int, ...]:
    return tuple(place for place in case.candidate.content if not is_name(case.candidate.tokens[place]))


def _spot(case: Case, place: int, spent: set[Spot], found: Mapping[int, Spot], *, wide: bool) -> Spot | None:
    near = case.near(place)
    near = (*near, *(line for line in case.around if line not in near))
    others = (
        ()
        if wide or _is_strict(case.candidate, place)
        else tuple(line for line in range(len(case.source.lines)) if line not in near)
    )
    for line in (*near, *others):
        for at in _alike(case.candidate, place, case.source.passages[line], wide=wide):
            if (line, at) not in spent or (wide and _shares_phrase(case, place, (line, at), found)):
                return line, at
    return None


def _alike(candidate: Passage, place: int, passage: Passage, *, wide: bool) -> Iterator[int]:
    keys, known, rows = (
        (candidate.wide[place], passage.all_wide, passage.wide)
        if wide
        else (candidate.exact[place], passage.all_exact, passage.exact)
    )
    if keys & known:
        yield from (at for at, theirs in enumerate(rows) if keys & theirs)


def _shares_phrase(case: Case, place: int, spot: Spot, found: Mapping[int, Spot]) -> bool:
    """Words of one phrase may rest on one word: `put together` on `assembled`."""
    theirs = case.source.passages[spot[0]].wide[spot[1]]
    alone = groups_of(comparable(case.candidate.tokens[place].low))
    shared = _groups(case.candidate.wide[place] & theirs) - alone
    return any(
        other == spot and abs(at - place) <= _ONE_PHRASE and shared & case.candidate.wide[at]
        for at, other in found.items()
        if at != place
    )


def _groups(keys: Keys) -> Keys:
    return frozenset(key for key in keys if key[:2] in {"s:", "a:"})


def _is_strict(candidate: Passage, place: int) -> bool:
    """Whether a word must stand in the very lines that are rewritten: outcomes and reach do, one deed's are not another's."""
    word = candidate.tokens[place].low
    known = verb(word)
    return word in listed("outcome") | listed("scope") or bool(known and known[1] == "result" and candidate.is_deed(place))
