"""Finds figures of one thing that are told of another: `50 pets` for `50 pet owners`, `five teams` for `a team of five`."""

from app.resume.evidence.case import Case
from app.resume.evidence.figures import Quantity
from app.resume.evidence.lexicon import comparable, is_light, listed
from app.resume.evidence.passage import Passage
from app.resume.evidence.persons import is_person, names_a_body
from app.resume.evidence.tokens import low_at

_COMPOUND = 2


def counts_another(case: Case, mine: Quantity, line: int, other: Quantity) -> bool:
    """Whether a figure of the candidate is told of something else of the line, or of a part of what the line counts."""
    return any(rule(case, mine, line, other) for rule in _RULES)


def is_general(word: str) -> bool:
    """Whether a word tells nothing of what is counted: `people`, `items`, `a total`."""
    return is_light(word) or any(
        word in listed(name) for name in ("people", "names_of_money", "names_of_a_part", "names_of_length", "names_of_speed")
    )


def _counts_bodies(case: Case, mine: Quantity, line: int, other: Quantity) -> bool:
    """`five teams` for `a team of five`."""
    if not mine.ahead or other.lead != "of" or not other.behind:
        return False
    counted = case.candidate.tokens[mine.ahead[0]].low
    bodies = listed("collectives") | listed("bodies")
    same = case.candidate.exact[mine.ahead[0]] & case.source.passages[line].exact[other.behind[0]]
    return counted in bodies and counted.endswith("s") and bool(same)


def _counts_other_persons(case: Case, mine: Quantity, line: int, _other: Quantity) -> bool:
    """`92% of new hires` for `92% of employees`, where another line has new hires; `260 members` for `260 employees`."""
    tokens, passage = case.candidate.tokens, case.source.passages[line]
    place = next((at for at in mine.ahead if tokens[at].low in listed("people") - listed("anybody")), None)
    if place is None or case.candidate.exact[place] & passage.all_exact or tokens[place - 1].low in listed("collectives"):
        return False
    if tokens[place].low in {"member", "members"}:
        return not names_a_body(passage)
    lines = case.source.lines
    return any(
        case.candidate.exact[place] & case.source.passages[at].all_exact
        and not lines[at].head
        and lines[at].entry == lines[line].entry
        for at in range(len(lines))
    )


def _counts_heads(case: Case, mine: Quantity, line: int, other: Quantity) -> bool:
    """`340 individuals` for `340 households`."""
    ours, theirs = _head(case.candidate, mine), _head(case.source.passages[line], other)
    households = listed("households")
    return theirs in households and ours not in households and (ours in listed("people") or is_person(ours))


def _head(passage: Passage, quantity: Quantity) -> str:
    """The noun that a figure counts, in one form for all; empty where none follows it."""
    name = _name(passage, quantity)
    return comparable(passage.tokens[name[-1]].low) if name else ""


def _counts_its_neighbor(case: Case, mine: Quantity, line: int, other: Quantity) -> bool:
    """`Drove 45 clients to appointments` for `drove clients to 45 appointments`: two things of a line, and the figure of one."""
    candidate, passage = case.candidate, case.source.passages[line]
    named, theirs = _name(candidate, mine), _name(passage, other)
    if not (_is_whole(candidate, named) and _is_whole(passage, theirs)):
        return False
    head, counted = candidate.wide[named[-1]], passage.wide[theirs[-1]]
    beside = passage.keys_at(tuple(at for at in passage.content if at not in theirs))
    told_apart = any(counted & candidate.wide[at] for at in candidate.content if at not in named)
    done = passage.keys_at(tuple(passage.bases))  # `25 screenings of applicants` for `screened 25 applicants`
    return bool(head & beside) and not head & (passage.keys_at(theirs) | done) and told_apart


def _is_whole(passage: Passage, name: tuple[int, ...]) -> bool:
    """Whether nothing goes on behind the words of a name: no `and`, no hyphen, no word that may be a verb."""
    if not name:
        return False
    after = name[-1] + 1
    return low_at(passage.tokens, after) not in {"and", "or", "&", ",", "-", "/"} and after not in passage.content


def _counts_what_describes(case: Case, mine: Quantity, line: int, other: Quantity) -> bool:
    """`50 pets` for `50 pet owners`: what is counted is the last noun of the name, and it is told nowhere."""
    passage = case.source.passages[line]
    named, theirs = _name(case.candidate, mine), _name(passage, other)
    if not named or len(theirs) < _COMPOUND or is_general(passage.tokens[theirs[-1]].low):
        return False
    if is_person(case.candidate.tokens[named[-1]].low) and is_person(passage.tokens[theirs[-1]].low):
        return False
    keys, head = case.candidate.wide[named[-1]], passage.wide[theirs[-1]]
    return bool(keys & passage.keys_at(theirs[:-1])) and not any(head & each for each in case.candidate.wide)


def _forgets_compound(case: Case, _mine: Quantity, line: int, other: Quantity) -> bool:
    """`90 sources` for `a 90-page reader of sources`: the figure is of the word that it is glued to."""
    passage, place = case.source.passages[line], other.last + 2
    if other.unit or other.kind != "plain" or low_at(passage.tokens, place - 1) != "-" or not passage.tokens[place].glued:
        return False
    word = passage.tokens[place]
    if word.kind != "word" or is_general(word.low) or is_person(word.low):
        return False
    return not any(passage.wide[place] & each for each in case.candidate.wide)


def _name(passage: Passage, quantity: Quantity) -> tuple[int, ...]:
    """The words right behind a figure that name what it counts: `pet owners`."""
    found: list[int] = []
    for at in quantity.ahead:
        if at != (found[-1] if found else quantity.last) + 1 or passage.is_deed(at):
            break
        found.append(at)
    return tuple(found)


def _is_worth(case: Case, mine: Quantity, line: int, other: Quantity) -> bool:
    """`a contract worth $6,500` for `a contract that saves $6,500`."""
    passage = case.source.passages[line]
    return mine.lead == "worth" and bool(other.behind) and passage.bases.get(other.behind[0]) in {"save", "lose"}


_RULES = (
    _is_worth,
    _counts_bodies,
    _counts_other_persons,
    _counts_heads,
    _counts_its_neighbor,
    _counts_what_describes,
    _forgets_compound,
)
