"""Judges verbs as words: whether a verb of the candidate tells a deed of the source by another name."""

from app.resume.evidence.case import Case
from app.resume.evidence.groups import are_alike, goes_further, tell_one_deed
from app.resume.evidence.lexicon import HEIGHT, Keys, comparable, is_light, listed, table, verb
from app.resume.evidence.matching import Matches, Spot
from app.resume.evidence.passage import Deed, Passage
from app.resume.evidence.tokens import low_at

_CARRIED_WITHIN, _PLAIN_WITHIN = 10, 6
_THINGS, _JOINED = 2, 3


def verbs_to_spare(case: Case, matches: Matches) -> list[Spot]:
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
    """A form in -ing that a preposition or a verb before it makes a noun of: `installed wiring`."""
    joints = {"to", "for", "with", "by", "in", "through", "of"}
    named = candidate.tokens[place - 1].low in joints or (place > 0 and place - 1 in candidate.content)
    return candidate.tokens[place].low.endswith("ing") and named


def stands_in(case: Case, place: int, matches: Matches, spare: list[Spot]) -> bool:
    """Whether a verb tells a deed of the source, of one sort with it, that is not told otherwise; each is spent once."""
    deed = next((each for each in case.candidate.deeds if each.place == place), None)
    base = case.candidate.bases.get(place)
    if any(rule(case, place, deed) for rule in _NEEDS_NO_DEED):
        return True
    if base is None or (deed is None and _is_what_changed(case.candidate, place)):
        return False
    lines = _lines_of(case, place, deed, matches)
    spot = _told_otherwise(case, place, deed, [each for each in spare if each[0] in lines])
    if spot is None and base in listed("carriers") | listed("answers") and not any(_tells_deeds(case, line) for line in lines):
        return True
    spot = (
        spot
        or _carried(case, place, matches, spare)
        or _twice_told(case, place, lines)
        or _in_its_place(case, deed, matches, spare)
    )
    if spot in spare:
        spare.remove(spot)
    return spot is not None


def _is_joint(case: Case, place: int, deed: Deed | None) -> bool:
    """A participle or a verb of use that only joins words: `bugs reported through the queue`, `a tool to run it`."""
    plain = deed is not None and deed.rung == "did"
    return plain and (_joins_on(case.candidate, place) or _puts_to_use(case.candidate, place))


def _is_share(case: Case, place: int, _deed: Deed | None) -> bool:
    """A share in what others do, which is less than the deed; to have been there is less only than to have had a share."""
    base = case.candidate.bases.get(place)
    if base in listed("presences"):
        return _is_there(case, place)
    return base in listed("shares") or (base in listed("works_with") and _is_done_together(case, place))


def _is_learned(case: Case, place: int, _deed: Deed | None) -> bool:
    """`Four cooks learned it from me` for `taught four cooks`, `was trained in splicing` for `learned to splice`."""
    base, before = case.candidate.bases.get(place), low_at(case.candidate.tokens, place - 1)
    told = {base for passage in case.passages(case.near(place)) for base in passage.bases.values()}
    if base == "train" and before in {"was", "were", "been"}:
        return bool(told & {"learn", "study"})
    from_me = [token.low for token in case.candidate.tokens[-2:]] == ["from", "me"]
    return from_me and base == "learn" and "teach" in told


def _is_more(case: Case, place: int, deed: Deed | None) -> bool:
    """`Increased ticket sales by 40%` for `sold 40% more tickets`: of a deed that opens its line, and of its own things."""
    base = deed.base if deed else ""
    words = next((table("moves")[way] for way in ("more", "less") if base in table("moves")[f"brings_{way}"]), None)
    return words is not None and any(_tells_more(passage, words) for passage in case.passages(case.near(place)))


def _tells_more(passage: Passage, words: Keys) -> bool:
    first = next((each for each in passage.quantities if each.kind == "plain"), None)
    if first is None or passage.bases.get(0) not in table("moves")["of_things_told"]:
        return False
    return first.first == 1 and low_at(passage.tokens, first.last + 1) in words


_NEEDS_NO_DEED = (_is_more, _is_joint, _is_share, _is_learned)


def _lines_of(case: Case, place: int, deed: Deed | None, matches: Matches) -> set[int]:
    """The lines whose deeds a verb may tell."""
    lines = {matches[at][0] for at in case.candidate.clause_of(place) if at in matches} or set(case.near(place))
    return (_object_lines(case, place, matches) or lines) if deed and deed.rung == "result" else lines


def _told_otherwise(case: Case, place: int, deed: Deed | None, spare: list[Spot]) -> Spot | None:
    """The deed that a verb tells by another name: one like it, a plain one for a general verb, or by what it is done to."""
    spot = next((each for each in spare if _tells_no_more(case, place, each)), None)
    if spot is None and deed and deed.base in listed("general_deeds"):
        spot = next((each for each in spare if _is_told_as_deed(case, each)), None)
    if spot is None and deed:
        spot = next((each for each in spare if _is_told_plainly(case, place, each)), None)
    return spot


def _in_its_place(case: Case, deed: Deed | None, matches: Matches, spare: list[Spot]) -> Spot | None:
    """The deed of a like kind that is done to the same thing: the `decided` of `decided liability` for `determined liability`."""
    if deed is None or deed.rung != "did":
        return None
    things = {matches[at] for at in _things_after(case.candidate, deed.place)[:_THINGS] if at in matches}
    return next(
        (
            (line, at)
            for line, at in spare
            if are_alike(deed.base, case.source.passages[line].bases[at])
            and not things.isdisjoint((line, each) for each in _things_after(case.source.passages[line], at))
        ),
        None,
    )


def _things_after(passage: Passage, place: int) -> list[int]:
    """The first words that say something behind a verb in its clause; behind the next verb where the two share them."""
    things = [at for at in passage.clause_of(place) if at > place and at in passage.content][: _THINGS + 1]
    follows = next((at for at in passage.deed_places if place < at <= place + _JOINED), None)
    return things or (_things_after(passage, follows) if follows else [])


def _is_told_as_deed(case: Case, spot: Spot) -> bool:
    """Whether a deed to spare is a plain one, which a general verb may stand for: `obtained permits` for `pulled permits`."""
    return any(deed.place == spot[1] and deed.rung != "took_part" for deed in case.source.passages[spot[0]].deeds)


def _is_told_plainly(case: Case, place: int, spot: Spot) -> bool:
    """`Delivered lessons` for `taught lessons`: a verb of results that is none with what it is done to."""
    base, theirs = case.candidate.bases[place], case.source.passages[spot[0]].bases[spot[1]]
    if theirs not in table("plainly").get(base, frozenset()):
        return False
    after = {comparable(token.low) for token in case.candidate.tokens[place + 1 : place + 1 + _PLAIN_WITHIN]}
    return not after.isdisjoint(table("plainly_done_to")[base])


def _is_there(case: Case, place: int) -> bool:
    """`Attended meetings` for `sat in on meetings`, and not for `booked meetings`."""
    return any(deed.rung == "took_part" for passage in case.passages(case.near(place)) for deed in passage.deeds)


def _is_done_together(case: Case, place: int) -> bool:
    """`Collaborated with the chef on menus` for `planned menus with the chef`."""
    return any(not passage.words.isdisjoint(listed("together")) for passage in case.passages(case.near(place)))


def _is_what_changed(candidate: Passage, place: int) -> bool:
    """The `attendance` of `raised attendance`: a thing, and no other name for a deed."""
    return any(deed.rung == "result" and deed.place in {place - 1, place - 2} for deed in candidate.deeds)


def _object_lines(case: Case, place: int, matches: Matches) -> set[int]:
    """The line of the first word after a verb that the source has: what was raised must be what the line says was raised."""
    after = (matches[at][0] for at in range(place + 1, min(place + 5, len(case.candidate.tokens))) if at in matches)
    return set(list(after)[:1])


def _tells_deeds(case: Case, line: int) -> bool:
    """Whether a line opens with a verb: `winter road calls` does not, and whoever answered them says no more."""
    passage = case.source.passages[line]
    return any(deed.place == passage.clauses[0][0] for deed in passage.deeds)


def _carried(case: Case, place: int, matches: Matches, spare: list[Spot]) -> Spot | None:
    """The deed whose name follows a verb that only carries it: the `summarized` of `wrote summaries`."""
    if case.candidate.bases[place] not in listed("carriers"):
        return None
    following = [at for at in range(place + 1, min(place + _CARRIED_WITHIN, len(case.candidate.tokens))) if at in matches]
    named = next((matches[at] for at in following if matches[at] in spare and _is_deed(case, matches[at])), None)
    base = case.candidate.bases[place]
    return named or next((matches[at] for at in following if _is_done_lightly(case, base, matches[at][0])), None)


def _twice_told(case: Case, place: int, lines: set[int]) -> Spot | None:
    """A deed that is spent already, where the candidate tells no more deeds than the lines: which stands for which is open."""
    known = [(line, at) for line in lines for at in _places(case.source.passages[line])]
    if len(_places(case.candidate)) > len(known):
        return None
    return next((spot for spot in known if _tells_no_more(case, place, spot)), None)


def _places(passage: Passage) -> list[int]:
    return [deed.place for deed in passage.deeds if deed.place in passage.content]


def _is_deed(case: Case, spot: Spot) -> bool:
    return case.source.passages[spot[0]].is_deed(spot[1])


def _is_done_lightly(case: Case, base: str, line: int) -> bool:
    """Whether a line tells its deed by a verb that says nothing of itself, and as much as this one: `made 70 calls`."""
    told = case.source.passages[line].bases.values()
    return any(base in table("for_colorless")[each] for each in told if each in table("for_colorless"))


def _tells_no_more(case: Case, place: int, spot: Spot) -> bool:
    """Whether two verbs tell one deed; to lead, run and manage are one, and which of them claims more is judged elsewhere."""
    mine, theirs = case.candidate.bases[place], case.source.passages[spot[0]].bases[spot[1]]
    if goes_further(mine, theirs):
        return False
    ranks = [verb(base) for base in (mine, theirs)]
    return tell_one_deed(mine, theirs) or all(rank is not None and HEIGHT[rank[1]] > HEIGHT["did"] for rank in ranks)


def _joins_on(candidate: Passage, place: int) -> bool:
    """A participle between a noun and what is said of it: `bugs reported through the queue`."""
    tokens = candidate.tokens
    if not 0 < place < len(tokens) - 1 or not tokens[place].low.endswith(("ed", "en")):
        return False
    named = place - 1 in candidate.content and not is_light(tokens[place - 1].low)
    return named and not candidate.is_deed(place - 1) and tokens[place + 1].low in listed("ends_a_count")


def _puts_to_use(candidate: Passage, place: int) -> bool:
    return place > 0 and candidate.tokens[place - 1].low == "to" and candidate.bases.get(place) in listed("uses")
