"""Judges how much of a deed is claimed: a rewriting stays on the rung of its source or goes down."""

from collections.abc import Iterator

from app.resume.evidence.case import Case, Finding
from app.resume.evidence.lexicon import HEIGHT, ambiguous_verbs, listed
from app.resume.evidence.passage import Deed, Passage
from app.resume.evidence.tokens import low_at

_DID = HEIGHT["did"]
_CALLS_WITHIN, _SHOWN_WITHIN = 6, 7
_BEFORE_A_THING = frozenset({"in", "for", "with", "of", "on", "at", "the", "a", "an"})


def judge_verbs(case: Case) -> Iterator[Finding]:
    """A finding for each deed that claims more than the source, and for each share in a deed told as the deed."""
    for deed in case.candidate.deeds:
        higher = _claims(case.candidate, deed) and _height(case.candidate, deed) > _allowed(case, deed)
        if higher or _claims_cause(case, deed):
            yield Finding("responsibility_climb", deed.place, deed.place, "climbs")
        if _turns_calls_round(case, deed):
            yield Finding("generic_addition", deed.place, deed.place, "other_deed")
    yield from _shares_forgotten(case)


def _turns_calls_round(case: Case, deed: Deed) -> bool:
    """`Made 40 calls a day` where the line answers them, `made deliveries` where it receives them."""
    after = {token.low for token in case.candidate.tokens[deed.place + 1 : deed.place + _CALLS_WITHIN]}
    if deed.base not in {"make", "place"} or after.isdisjoint(listed("two_way")):
        return False
    told = {base for passage in case.passages(case.near(deed.place)[:1]) for base in passage.bases.values()}
    return bool(told & listed("incoming_deeds")) and told.isdisjoint(listed("outgoing_deeds"))


def _claims(candidate: Passage, deed: Deed) -> bool:
    if deed.base == "lead" and [token.low for token in candidate.tokens[deed.place + 1 : deed.place + 2]] == ["to"]:
        return False
    if deed.base == "run" and (
        _kept_running(candidate, deed.place)
        or {token.low for token in candidate.tokens[deed.place + 1 : deed.place + 4]} & listed("ran_on")
    ):
        return False
    if _is_plain(candidate, deed) or low_at(candidate.tokens, deed.place + 1) == "by":
        return False
    if deed.rung in {"ran", "led", "owned"}:
        return not _describes_a_thing(candidate, deed.place)
    return (
        deed.base not in listed("befalls")
        and candidate.tokens[deed.place].low not in listed("light")
        and _begins_clause(candidate, deed.place)
    )


def _describes_a_thing(candidate: Passage, place: int) -> bool:
    """The `controlled` of `counted controlled substances`, the `chair` of `from bed to chair with a lift`: no deed at all."""
    written, after = candidate.tokens[place].low, low_at(candidate.tokens, place + 1)
    if written.endswith("ed"):
        return place > 0 and candidate.is_deed(place - 1) and place + 1 in candidate.content
    to_nothing = place + 1 == len(candidate.tokens) or after in _BEFORE_A_THING - {"the", "a", "an"} or not after.isalpha()
    return low_at(candidate.tokens, place - 1) == "to" and to_nothing


def _is_plain(candidate: Passage, deed: Deed) -> bool:
    """`Coordinated with two printers`, `directed callers to the right desk`: work with others, and the way shown to them."""
    after = [token.low for token in candidate.tokens[deed.place + 1 : candidate.clause_of(deed.place).stop]]
    if deed.base == "coordinate":
        return after[:1] == ["with"]
    return deed.base == "direct" and "to" in after[1:_SHOWN_WITHIN]


def _kept_running(candidate: Passage, place: int) -> bool:
    before = {token.low for token in candidate.tokens[max(0, place - 5) : place]}
    return candidate.tokens[place].low == "running" and not before.isdisjoint(
        {"keep", "kept", "keeps", "keeping", "get", "got", "gets", "getting"}
    )


def _claims_cause(case: Case, deed: Deed) -> bool:
    """`Cut breakdowns from 22 to 13`, or `which cut breakdowns`, where the line only says that they fell."""
    if deed.base not in listed("causes") or not _has_doer(case.candidate, deed.place):
        return False
    line = next((line for line in case.near(deed.place) if _tells_deeds(case, line)), None)
    if line is None or f"v:{deed.base}" in case.source.passages[line].all_exact:
        return False
    return _only_befell(case.source.passages[line])


def _has_doer(candidate: Passage, place: int) -> bool:
    """Whether a verb is done to what follows it: where it opens a clause, in -ing behind a stop, or after `which`."""
    before = candidate.tokens[place - 1].low if place else ""
    return _begins_clause(candidate, place) or before in {"which", "that", "and"}


def _only_befell(passage: Passage) -> bool:
    """Whether a line tells of figures that moved, and of nobody who moved them."""
    told = {each.base for each in passage.deeds}
    causes = {each.base for each in passage.deeds if each.rung == "result" or each.base in listed("causes")}
    return not told.isdisjoint(listed("moves_of_itself")) and causes <= listed("befalls") - listed("causes")


def _begins_clause(passage: Passage, place: int) -> bool:
    if low_at(passage.tokens, place - 1) in _BEFORE_A_THING:
        return False
    first = passage.clause_of(place).start
    return not any(each in passage.content for each in range(first, place) if not passage.tokens[each].low.endswith("ly"))


def _height(passage: Passage, deed: Deed) -> int:
    """The height of a deed, no more than a share where it hangs on `helped`, `took part` or the like."""
    governor = _governor(passage, deed.place)
    if deed.base == "join" and not _joins_others(passage, deed.place):
        return HEIGHT["did"]
    return min(HEIGHT[deed.rung], HEIGHT[governor.rung]) if governor and governor.rung == "took_part" else HEIGHT[deed.rung]


def _joins_others(passage: Passage, place: int) -> bool:
    """Whether somebody joined others, where who joins tables or pipes has made something."""
    after = passage.tokens[place + 1 : place + 6]
    return any(token.low in listed("joined") for token in after) or not any(
        token.low in listed("put_together") for token in after
    )


def _governor(passage: Passage, place: int) -> Deed | None:
    """The deed that opens the part of the sentence that a token stands in."""
    start = 0
    for at in range(place, 0, -1):
        if passage.tokens[at - 1].text in {";", ".", "\n", "!", "?", ":"}:
            start = at
            break
    opening = [deed for deed in passage.deeds if start <= deed.place <= place]
    for deed in reversed(opening):
        if deed.rung == "took_part":
            return None if _new_deed_between(passage, deed.place, place) else deed
    return None


def _new_deed_between(passage: Passage, first: int, last: int) -> bool:
    """`Helped with X and wrote Y`: the writing is no longer helped; `helped plan and write Y` is."""
    for at in range(first + 1, last):
        follows = next((deed for deed in passage.deeds if deed.place == at + 1), None)
        written = passage.tokens[at + 1].low
        if passage.tokens[at].low in {"and", ","} and follows and written != follows.base and not written.endswith("ing"):
            return True
    return False


def _allowed(case: Case, deed: Deed) -> int:
    """How high the source goes for what this deed is done to."""
    line = next((line for line in case.near(deed.place) if _tells_deeds(case, line)), None)
    return _DID if line is None else _height_in(case.source.passages[line], case.candidate, deed)


def _tells_deeds(case: Case, line: int) -> bool:
    """Whether a line tells what was done, and does not name a role, a degree or a skill."""
    return not case.source.lines[line].head and case.source.lines[line].section not in {"education", "certifications", "skills"}


def _height_in(passage: Passage, candidate: Passage, deed: Deed) -> int:
    same = [each for each in passage.deeds if each.base == deed.base]
    if same:
        return max(_height(passage, each) for each in same)
    if deed.base in ambiguous_verbs() and candidate.wide[deed.place] & passage.keys_at(
        tuple(each.place for each in passage.deeds)
    ):
        return HEIGHT[deed.rung]
    if _is_run_or_taught(passage, candidate, deed) or _names_doer(passage, deed.base):
        return HEIGHT[deed.rung]
    if f"v:{deed.base}" in passage.all_exact and HEIGHT[deed.rung] > _DID:
        return HEIGHT[deed.rung]
    objects = _objects(candidate, deed.place)
    main = [each for each in passage.deeds if each.base not in listed("befalls") or each.rung != "did"]
    touching = [each for each in main if objects & _objects(passage, each.place)]
    return max((_height(passage, each) for each in touching or main), default=_DID)


def _names_doer(passage: Passage, base: str) -> bool:
    """`Event coordinator` coordinates."""
    stem = base.removesuffix("e")
    return not passage.words.isdisjoint({stem + "or", stem + "er"})


def _is_run_or_taught(passage: Passage, candidate: Passage, deed: Deed) -> bool:
    """`ran tests`, `ran a backup` make nobody a manager; nor does `led a class` of one who taught it."""
    following = {token.low for token in candidate.tokens[deed.place + 1 : deed.place + 6]}
    if deed.base == "run":
        return bool(following & listed("runs"))
    return deed.base == "lead" and bool(following & listed("led")) and not listed("teaching").isdisjoint(passage.bases.values())


def _objects(passage: Passage, place: int) -> frozenset[str]:
    """What the words of a deed's clause are known by, the deed itself left out."""
    return passage.keys_at(tuple(at for at in passage.clause_of(place) if at in passage.content and at != place))


def _shares_forgotten(case: Case) -> Iterator[Finding]:
    """The whole line tells of a share in a deed, and nothing in the candidate says that it was a share."""
    if any(deed.rung == "took_part" for deed in case.candidate.deeds) or _says_share(case.candidate):
        return
    for line in [line for line in case.around[:1] if _tells_deeds(case, line)]:
        passage = case.source.passages[line]
        opening = passage.deeds[0] if passage.deeds else None
        stood_in = opening is not None and opening.base in {"fill", "stand"} and "cover" in case.candidate.bases.values()
        if (
            opening
            and opening.rung == "took_part"
            and opening.place <= 2
            and not (stood_in or opening.base in listed("presences"))
        ):
            yield Finding("responsibility_climb", 0, len(case.candidate.tokens) - 1, "share_dropped")


def _says_share(passage: Passage) -> bool:
    return any(f"v:{base}" in passage.all_exact for base in listed("shares"))
