"""Judges what figures count: whether two of one value are counted of one thing."""

from app.resume.evidence.case import Case
from app.resume.evidence.figures import Quantity
from app.resume.evidence.groups import said_by_deed, says_less
from app.resume.evidence.lexicon import comparable, is_light, listed
from app.resume.evidence.miscounted import counts_another, is_general
from app.resume.evidence.names import spells_out, stands_for
from app.resume.evidence.passage import Passage
from app.resume.evidence.persons import names_a_body, names_persons, names_those_present

SPANS = frozenset({"minute", "hour", "day", "night", "week", "month", "quarter", "semester", "year", "second", "millisecond"})
"""Units of time."""
_COMPOUND = 2


def compare_things(case: Case, mine: Quantity, line: int, other: Quantity) -> str:
    """Why two quantities of one value do not count one thing in one span of time; empty when they do."""
    named = case.source.passages[line].periods
    told_otherwise = other.period not in {"", *listed("weekdays")} or mine.period not in named
    if mine.period not in {"", "each"} and mine.period != other.period and told_otherwise:
        return "other_period"
    if is_span(mine) and is_span(other) and not rival(case, mine, line, other):
        return "other_thing" if mine.lead == "from" and not _is_of_line(case.candidate, mine, case.source.passages[line]) else ""
    if _strays(case.candidate, mine, case.source.passages[line]) or counts_another(case, mine, line, other):
        return "other_thing"
    return "" if _same_thing(case, mine, line, other) else "other_thing"


def _strays(candidate: Passage, mine: Quantity, passage: Passage) -> bool:
    """Whether a word that tells what is counted stands in no word of the figure's own line, though the entry may know it."""
    glued = mine.last + 1 < len(candidate.tokens) and candidate.tokens[mine.last + 1].glued
    return mine.kind != "ordinal" and any(
        not candidate.wide[at] & passage.all_wide
        and not is_general(candidate.tokens[at].low)
        and candidate.tokens[at].low != "fellow"
        and not (candidate.is_deed(at) and candidate.bases[at] in listed("carriers"))
        and not said_by_deed(candidate.tokens[at].low, passage.bases.values())
        and not names_those_present(candidate.tokens[at].low, passage)
        and not says_less(candidate.tokens[at].low, passage.words)
        and candidate.tokens[at - 1].text != "/"
        and not (spells_out(candidate, at, passage) or stands_for(candidate, at, passage))
        for at in mine.ahead[: 1 if glued else 2]
    )


def is_span(quantity: Quantity) -> bool:
    """Whether a quantity is a length of time."""
    return quantity.unit in SPANS


def _same_thing(case: Case, mine: Quantity, line: int, other: Quantity) -> bool:
    """Whether two quantities count one thing: what follows them agrees, or what stands before where nothing follows."""
    candidate, passage = case.candidate, case.source.passages[line]
    ahead, theirs = candidate.keys_at(mine.ahead), passage.keys_at(other.ahead)
    if ahead & theirs:
        return True
    rivalled = rival(case, mine, line, other)
    if rivalled or _one_list(candidate, mine, passage, other):
        return not rivalled
    if all(is_general(candidate.tokens[at].low) for at in mine.ahead):
        return _stands_behind(candidate, mine, passage, other) or _are_same_people(candidate, mine, passage, other)
    if mine.kind == "times" or any(rule(candidate, mine, passage, other) for rule in _CALLED_OTHERWISE):
        return True
    if mine.unit or all(is_light(passage.tokens[at].low) for at in other.ahead):
        return bool(ahead & passage.all_wide)
    return _names_it_before(candidate, mine, passage, other)


def _names_its_deed(candidate: Passage, mine: Quantity, passage: Passage, other: Quantity) -> bool:
    """`300 renewals` for `renewed 300 policies`: the deed itself, which was done once to each."""
    if not mine.ahead or mine.unit or candidate.is_deed(mine.ahead[0]):
        return False
    before = [at for at in passage.content if at < other.first]
    return bool(before) and passage.is_deed(before[-1]) and f"v:{passage.bases[before[-1]]}" in candidate.exact[mine.ahead[0]]


def _one_list(candidate: Passage, mine: Quantity, passage: Passage, other: Quantity) -> bool:
    """Whether two figures count the same things in another order: `110 schools, cafes and homes` for `110 homes, schools ...`."""
    listed_here, listed_there = _listed(candidate, mine), _listed(passage, other)
    if not (mine.ahead and other.ahead) or min(len(listed_here), len(listed_there)) < _COMPOUND:
        return False
    mine_there = candidate.keys_at(mine.ahead) & passage.keys_at(listed_there)
    return bool(mine_there) and bool(passage.keys_at(other.ahead) & candidate.keys_at(listed_here))


def _listed(passage: Passage, quantity: Quantity) -> tuple[int, ...]:
    """The words behind a figure up to the end of their list."""
    found: list[int] = []
    for place in range(quantity.last + 1, len(passage.tokens)):
        token = passage.tokens[place]
        if token.kind == "number" or token.text in ".;:!?" or token.low in listed("ends_a_count"):
            break
        if place in passage.content:
            found.append(place)
    return tuple(found)


def _names_it_before(candidate: Passage, mine: Quantity, passage: Passage, other: Quantity) -> bool:
    """Whether one of two figures is told before it what the other is told after: `repairs: 38`, `case studies, 16 published`."""
    if candidate.keys_at(mine.behind) & passage.keys_at(other.ahead) and not _counts_another(candidate, mine, passage, other):
        return True
    published = other.ahead[0] in passage.bases
    return published and bool(candidate.keys_at(mine.ahead) & passage.keys_at(other.behind[:2]))


def _stands_behind(candidate: Passage, mine: Quantity, passage: Passage, other: Quantity) -> bool:
    """Whether the words before two figures agree, where none after mine says what it counts."""
    if mine.behind and _is_class(candidate.tokens[mine.behind[0]].low) and names_persons(passage):
        return True
    named = tuple(at for at in mine.behind if not is_light(candidate.tokens[at].low))
    behind, theirs = candidate.keys_at(named), passage.keys_at((*other.behind, *other.ahead))
    agrees = mine.kind == "times" or not named or not other.behind or not other.ahead or bool(behind & theirs)
    return agrees and (mine.kind == "times" or _is_of_line(candidate, mine, passage))


def _are_same_people(candidate: Passage, mine: Quantity, passage: Passage, other: Quantity) -> bool:
    """`a 600-person workforce` for `600 employees`: of both figures it is said that they count people, and no more."""
    both = (candidate.tokens[mine.ahead[0]].low, passage.tokens[other.ahead[0]].low) if mine.ahead and other.ahead else ("",)
    return all(word in listed("anybody") for word in both)


def _is_class(word: str) -> bool:
    """`a class of 24` counts persons."""
    return word in listed("collectives") or word in {"class", "classroom"}


def _is_of_line(candidate: Passage, mine: Quantity, passage: Passage) -> bool:
    """Whether the nearest word before a figure, which it may be the figure of, stands in the line that the figure is from."""
    nearest = next((at for at in mine.behind if at in candidate.content and at not in candidate.bases), None)
    if nearest is not None and mine.lead == "from" and is_light(candidate.tokens[nearest].low):
        nearest = next((at for at in mine.behind if at < nearest and not is_light(candidate.tokens[at].low)), None)
    if nearest is None or is_general(candidate.tokens[nearest].low):
        return True
    known = bool(candidate.wide[nearest] & passage.all_wide) or says_less(candidate.tokens[nearest].low, passage.words)
    saved = candidate.tokens[nearest].low in listed("names_of_what_is_saved") and "save" in passage.bases.values()
    known = known or saved or said_by_deed(candidate.tokens[nearest].low, passage.bases.values())
    return known or not _is_plain(candidate, nearest)


def _is_plain(candidate: Passage, place: int) -> bool:
    return not candidate.tokens[place].capital or candidate.tokens[place].opens


def _counts_another(candidate: Passage, mine: Quantity, passage: Passage, other: Quantity) -> bool:
    """Whether what mine counts is a thing of the source that its figure is not of: `38 culverts` for `culverts, 38 repairs`."""
    named = passage.keys_at(tuple(at for at in passage.content if at not in other.ahead))
    return any(candidate.wide[at] & named for at in mine.ahead)


def _says_less(candidate: Passage, mine: Quantity, passage: Passage, other: Quantity) -> bool:
    """`32 properties` for `32 homes`."""
    if not len(mine.ahead) == len(other.ahead) == 1:
        return False
    return says_less(candidate.tokens[mine.ahead[0]].low, frozenset({comparable(passage.tokens[other.ahead[0]].low)}))


def _says_people(candidate: Passage, mine: Quantity, passage: Passage, _other: Quantity) -> bool:
    """`15 employees` for `15 pickers`: a general word for persons named in the source."""
    words = {candidate.tokens[place].low for place in mine.ahead}
    if any(names_those_present(word, passage) for word in words):
        return True
    general = words & listed("people")
    return bool(general) and (names_persons(passage) or names_a_body(passage))


def rival(case: Case, mine: Quantity, line: int, other: Quantity) -> bool:
    """Whether another value of the line is counted of what mine counts, and the value of mine is not."""
    passage = case.source.passages[line]
    ahead = case.candidate.keys_at(mine.ahead)
    if not ahead or (other is not mine and not other.ahead and other.unit == mine.unit):
        return False
    return any(
        each is not other
        and each.kind == mine.kind
        and not (each.low == mine.low and each.high == mine.high)
        and ahead & passage.keys_at(each.ahead)
        for each in passage.quantities
    ) and not (ahead & passage.keys_at(other.ahead) if other is not mine else False)


def _says_initials(candidate: Passage, mine: Quantity, passage: Passage, other: Quantity) -> bool:
    """`12 ABGs` for `12 arterial blood gases`."""
    letters = candidate.tokens[mine.ahead[0]].text.rstrip("s").lower() if mine.ahead else ""
    words = (passage.tokens[at].low for at in range(other.last + 1, min(other.last + 1 + len(letters), len(passage.tokens))))
    return len(letters) > 1 and "".join(word[0] for word in words) == letters


_CALLED_OTHERWISE = (_says_initials, _says_people, _names_its_deed, _says_less)
