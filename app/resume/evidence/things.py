"""Judges what a deed is done to: a verb of the source told of a thing that the source has another deed done to."""

from collections.abc import Iterator

from app.resume.evidence.case import Case, Finding
from app.resume.evidence.groups import are_alike, goes_further, tell_one_deed
from app.resume.evidence.lexicon import comparable, is_light, listed
from app.resume.evidence.matching import Matches
from app.resume.evidence.passage import Deed, Passage
from app.resume.evidence.persons import is_person
from app.resume.evidence.tokens import low_at

_JOINTS = frozenset({"and", "&", "then", ";", ","})
_ENDS = frozenset({"in", "of", ".", ":", "("})
_WAY = 6
_MAKES = frozenset({"make", "give"})


def judge_things(case: Case, matches: Matches) -> Iterator[Finding]:
    """A finding for each deed of the candidate whose thing has another deed done to it: `wrote 80 papers` for `read 80 papers`.

    Only what is plain is judged: verbs that open a clause, each with its thing right behind it.
    """
    for deed in _told(case.candidate):
        things = _things(case.candidate, deed.place)
        if (
            things
            and things[-1] in matches
            and (_is_turned(case, deed, things, matches) or _is_made(case, deed, things, matches))
        ):
            yield Finding("generic_addition", deed.place, deed.place, "other_deed")


def judge_ways(case: Case) -> Iterator[Finding]:
    """A finding for each way turned round: `from Postgres to MySQL` for `from MySQL to Postgres`."""
    for place in case.candidate.content:
        turned = {"from": "to", "to": "from"}.get(_lead(case.candidate, place))
        near = [*case.passages(case.near(place))] if turned else []
        leads = {
            _lead(passage, at) for passage in near for at in passage.content if case.candidate.exact[place] & passage.exact[at]
        }
        if turned in leads and len(leads) == 1:
            yield Finding("number_direction_or_period", place, place, "turned_round")


def _lead(passage: Passage, place: int) -> str:
    """The `from` or `to` right before a thing that is one end of a way, of which the text names both; else empty."""
    before = place - 1 - (low_at(passage.tokens, place - 1) in listed("articles"))
    lead = low_at(passage.tokens, before)
    other = {"from": "to", "to": "from"}.get(lead)
    near = {token.low for token in passage.tokens[max(0, place - _WAY) : place + _WAY]}
    return lead if other in near else ""


def _told(passage: Passage) -> list[Deed]:
    """The deeds of a text that open a sentence, and those joined on in the past: a bare form behind `and` may be a noun."""
    return [
        deed
        for deed in passage.deeds
        if not passage.tokens[deed.place].low.endswith("ing")
        and (passage.tokens[deed.place].opens or (low_at(passage.tokens, deed.place - 1) in _JOINTS and _is_past(passage, deed)))
    ]


def _is_past(passage: Passage, deed: Deed) -> bool:
    written = passage.tokens[deed.place].low
    return written != deed.base and not written.endswith("s")


def _things(passage: Passage, place: int) -> tuple[int, ...]:
    """The words of the thing that a verb is told of, its head last; of `scanned and bound reports` both are told of reports."""
    found = _behind(passage, place)
    joined = place + 2 if low_at(passage.tokens, place + 1) in _JOINTS else place
    return found or (_things(passage, joined) if joined > place and passage.is_deed(joined) else ())


def _behind(passage: Passage, place: int) -> tuple[int, ...]:
    """The words right behind a verb, up to a preposition, a joint or the next verb."""
    found: list[int] = []
    for at in range(place + 1, len(passage.tokens)):
        low = passage.tokens[at].low
        if passage.is_deed(at) or low in listed("ends_a_count") | _JOINTS | _ENDS:
            break
        if at in passage.content and not is_light(low):
            found.append(at)
    return tuple(found)


def _says_little(candidate: Passage, deed: Deed) -> bool:
    """Whether a verb may be told of any thing of a line."""
    general = listed("shares") | listed("works_with") | listed("presences") | listed("general_deeds") | listed("colorless")
    return is_light(candidate.tokens[deed.place].low) or deed.base in general


def _is_turned(case: Case, deed: Deed, things: tuple[int, ...], matches: Matches) -> bool:
    """Whether the line tells this deed of another thing, and another deed of this one."""
    line, at = matches[things[-1]]
    passage, keys = case.source.passages[line], case.candidate.keys_at(things)
    mine = [each for each in _told(passage) if not is_light(each.base) and _is_one(case.candidate, deed, passage, each)]
    if not mine or _says_little(case.candidate, deed):
        return False
    if any(not _things(passage, each.place) or keys & passage.keys_at(_things(passage, each.place)) for each in mine):
        return False
    return any(not is_light(each.base) for each in _doers(passage, at))


def _is_made(case: Case, deed: Deed, things: tuple[int, ...], matches: Matches) -> bool:
    """`Made drawings` for `checked drawings`, `gave speeches` for `wrote speeches`: what another deed was done to."""
    line, at = matches[things[-1]]
    passage, thing = case.source.passages[line], case.candidate.tokens[things[-1]].low
    if deed.base not in _MAKES or is_person(thing) or comparable(thing) != comparable(passage.tokens[at].low):
        return False
    doers = _doers(passage, at)
    told = any(is_light(each.base) or _is_one(case.candidate, deed, passage, each) for each in doers)
    return bool(doers) and not told


def _doers(passage: Passage, place: int) -> list[Deed]:
    """The deeds that are told of a thing."""
    return [each for each in _told(passage) if place in _things(passage, each.place)[-1:]]


def _is_one(candidate: Passage, deed: Deed, passage: Passage, other: Deed) -> bool:
    if goes_further(deed.base, other.base):
        return False
    return (
        bool(candidate.wide[deed.place] & passage.wide[other.place])
        or tell_one_deed(deed.base, other.base)
        or are_alike(deed.base, other.base)
    )
