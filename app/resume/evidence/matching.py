"""Pairs the words of a text with the words of the source that they stand for. A word of the source is spent once."""

from collections.abc import Iterator, Mapping

from app.resume.evidence.case import Case
from app.resume.evidence.groups import goes_further, groups_of
from app.resume.evidence.lexicon import Keys, comparable, is_light, listed, verb
from app.resume.evidence.names import is_name
from app.resume.evidence.passage import Passage
from app.resume.evidence.persons import is_person

Spot = tuple[int, int]
Matches = Mapping[int, Spot]
_ONE_PHRASE = 3
_BEFORE_OTHERS = frozenset({"with", "for", "by", "to", "under", "from", "of"})
_BEFORE_AN_AIM = frozenset({"for", "before", "after", "until", "about", "regarding"})
_LISTS = frozenset({"skills", "languages", "certifications", "education", "summary", "headline"})


def match_words(case: Case) -> Matches:
    """For each telling token of the candidate the line and token of the source that it rests on, where there is one.

    Its own words are paired first, so that a word of the source that is already said cannot bear out a second one by likeness;
    words that are alike count only in the lines that are rewritten, and before its own words in other lines.
    """
    found: dict[int, Spot] = {}
    spent: set[Spot] = set()
    for wide, elsewhere in ((False, False), (True, False), (False, True)):
        for place in _places(case):
            if place not in found and not (wide and case.candidate.tokens[place].low in listed("light")):
                lines = _elsewhere(case, place) if elsewhere else _nearby(case, place)
                spot = _spot(case, place, lines, spent, found, wide=wide)
                if spot:
                    found[place] = spot
                    spent.add(spot)
    held = ((place, _held(case, place, spot, found)) for place, spot in found.items() if not _is_aim(case, place, spot))
    return {place: spot for place, spot in held if spot}


def _held(case: Case, place: int, spot: Spot, found: Mapping[int, Spot]) -> Spot | None:
    """The spot of a word, or where it is of another deed's line that of a like word in the line that is rewritten."""
    if not _is_swapped(case, place, spot, found):
        return spot
    near, spent = case.near(place), set(found.values())
    return next((each for line in near for each in _free(case, place, line) if each not in spent and line != spot[0]), None)


def _free(case: Case, place: int, line: int) -> Iterator[Spot]:
    return ((line, at) for at in _alike(case.candidate, place, case.source.passages[line], wide=True))


def _is_aim(case: Case, place: int, spot: Spot) -> bool:
    """Whether a deed rests on what the source's deed was only done for: `signed counts` on `counts for the signature`."""
    passage, at = case.source.passages[spot[0]], spot[1]
    if not case.candidate.tokens[place].opens or not case.candidate.is_deed(place) or passage.is_deed(at):
        return False
    if _is_doer(passage, at) and case.candidate.tokens[place].low != passage.tokens[at].low:
        return True
    return (
        bool(passage.deeds)
        and not case.candidate.joins_on(place)
        and any(_is_before_an_aim(passage, each) for each in range(max(0, at - _ONE_PHRASE), at))
    )


def _is_before_an_aim(passage: Passage, at: int) -> bool:
    """A word that says what a deed was for or about; the `about` of `about five demos` counts."""
    counts = any(each.bound == "about" and 0 < each.first - at <= _ONE_PHRASE for each in passage.quantities)
    return passage.tokens[at].low in _BEFORE_AN_AIM and not counts


def _is_doer(passage: Passage, at: int) -> bool:
    """Whether a word of a line names somebody else, who does a deed: the `inspector` of `went with the inspector`."""
    before = {token.low for token in passage.tokens[max(0, at - _ONE_PHRASE) : at]}
    return is_person(passage.tokens[at].low) and not before.isdisjoint(_BEFORE_OTHERS)


def _is_swapped(case: Case, place: int, spot: Spot, found: Mapping[int, Spot]) -> bool:
    """Whether a noun of another deed of the entry stands in the place of one of the line: `reviewed grants` for `manuscripts`."""
    line, _ = spot
    rewritten = next((each for each in case.near(place) if not case.source.lines[each].head), line)
    if line == rewritten or not _is_entry_of_deeds(case) or _is_told(case, line, found):
        return False
    if (case.candidate.is_deed(place) and not _describes(case.candidate, place)) or is_light(case.candidate.tokens[place].low):
        return False
    if case.source.lines[line].head and not case.candidate.is_deed(place - 1):
        return False
    if case.candidate.tokens[place].low in listed("persons") | listed("people"):
        told, spent = case.source.passages[rewritten], set(found.values())
        return any((rewritten, each) not in spent for each in told.content if not told.is_deed(each))
    return True


def _describes(candidate: Passage, place: int) -> bool:
    """The `dosing` of `dosing errors`: a form in -ing right before the noun that it describes."""
    named = candidate.tokens[place].low.endswith("ing") and place + 1 in candidate.content
    return named and place > 0 and candidate.is_deed(place - 1) and not candidate.is_deed(place + 1)


def _is_told(case: Case, line: int, found: Mapping[int, Spot]) -> bool:
    """Whether the candidate tells a deed of a line, or most of what it says: then it rewrites that line too."""
    passage = case.source.passages[line]
    told = {at for where, at in found.values() if where == line}
    return bool(told & passage.deed_places) or len(told) * 2 > len(passage.content)


def _is_entry_of_deeds(case: Case) -> bool:
    """Whether the evidence is one entry of deeds; lines of skills may be put together in any way."""
    return len({each.entry for each in case.source.lines}) == 1 and not any(each.section in _LISTS for each in case.source.lines)


def _places(case: Case) -> tuple[int, ...]:
    return tuple(place for place in case.candidate.content if not is_name(case.candidate.tokens[place]))


def _nearby(case: Case, place: int) -> tuple[int, ...]:
    near = case.near(place)
    return (*near, *(line for line in case.around if line not in near))


def _elsewhere(case: Case, place: int) -> tuple[int, ...]:
    if _is_strict(case.candidate, place):
        return ()
    near = _nearby(case, place)
    return tuple(line for line in range(len(case.source.lines)) if line not in near)


def _spot(
    case: Case, place: int, lines: tuple[int, ...], spent: set[Spot], found: Mapping[int, Spot], *, wide: bool
) -> Spot | None:
    for line in lines:
        for at in _alike(case.candidate, place, case.source.passages[line], wide=wide):
            free = (line, at) not in spent
            if free or (wide and (_says_again(case, place, (line, at)) or _shares_phrase(case, place, (line, at), found))):
                return line, at
    return None


def _alike(candidate: Passage, place: int, passage: Passage, *, wide: bool) -> Iterator[int]:
    keys, known, rows = (
        (candidate.wide[place], passage.all_wide, passage.wide)
        if wide
        else (candidate.exact[place], passage.all_exact, passage.exact)
    )
    if keys & known:
        yield from (
            at for at, theirs in enumerate(rows) if keys & theirs and not (wide and _goes_further(candidate, place, passage, at))
        )


def _goes_further(candidate: Passage, place: int, passage: Passage, at: int) -> bool:
    """Whether one verb stands beside another that it may not be said for, though lists of likeness have both."""
    mine, theirs = candidate.bases.get(place), passage.bases.get(at)
    return candidate.is_deed(place) and mine is not None and theirs is not None and goes_further(mine, theirs)


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


def _says_again(case: Case, place: int, spot: Spot) -> bool:
    """A second word for one thing claims nothing: `a clientele of regulars`; a second deed does, but under another word."""
    mine, theirs = case.candidate, case.source.passages[spot[0]]
    if comparable(mine.tokens[place].low) == comparable(theirs.tokens[spot[1]].low) and not (
        mine.is_deed(place) or theirs.is_deed(spot[1])
    ):
        return True
    return place not in mine.bases and spot[1] not in theirs.bases


def _groups(keys: Keys) -> Keys:
    return frozenset(key for key in keys if key[:2] in {"s:", "a:"})


def _is_strict(candidate: Passage, place: int) -> bool:
    """Whether a word must stand in the very lines that are rewritten: outcomes and reach do, one deed's are not another's."""
    word = candidate.tokens[place].low
    known = verb(word)
    return word in listed("outcome") | listed("scope") or bool(known and known[1] == "result" and candidate.is_deed(place))
