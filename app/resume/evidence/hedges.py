"""Judges limits: a negation, a condition or a hedge of the source survives the rewriting of what it limits."""

from collections.abc import Iterator
from functools import lru_cache

from app.resume.evidence.case import Case, Finding
from app.resume.evidence.given import is_implied
from app.resume.evidence.lexicon import Keys, comparable, listed
from app.resume.evidence.limits import (
    DENIALS,
    LIST_COMMAS,
    SAID,
    STOPS,
    Limit,
    hedged_places,
    in_brackets,
    limits_in,
    status_of,
    telling,
)
from app.resume.evidence.names import alias_keys
from app.resume.evidence.passage import Passage, read_passage
from app.resume.evidence.tokens import low_at

_STUDIES = frozenset({"certifications", "education", "skills", "languages", "summary"})
_NAME = 2
_UNDONE = frozenset({"progress", "negation", "weak"})
_ANSWERS: dict[str, frozenset[str]] = {
    "exposure": frozenset({"exposure", "progress", "weak", "said_exposure"}),
    "working": frozenset({"working", "exposure", "progress", "weak", "said_exposure"}),
    "weak": frozenset({"exposure", "progress", "weak", "negation"}),
    "progress": frozenset({"progress", "negation", "weak", "said"}),
    "negation": frozenset({"negation", "progress", "ended", "said_negation"}),
    "ended": frozenset({"negation", "ended"}),
    "past": frozenset({"past", "negation"}),
    "others": frozenset({"others", "negation"}),
    "minor": frozenset({"minor", "said_minor"}),
}


def judge_hedges(case: Case) -> Iterator[Finding]:
    """A finding for each hedge of the source whose words the candidate takes up without it, and for each end that it claims."""
    free = _free_words(tuple(passage.text for passage in case.source.passages))
    for line, passage in enumerate(case.source.passages):
        for limit in limits_in(passage):
            if limit.name in SAID or (limit.name in DENIALS and line not in case.around):
                continue
            if limit.name == "past" and _describes_a_thing(case.source.passages[line], limit):
                continue
            place = _without_hedge(case, line, limit, free)
            if place is not None:
                quote = case.source.quote(line, limit.first, limit.last)
                yield Finding("negation_or_hedge_dropped", place, place, "hedge_dropped", (quote,))
    yield from _said_done(case, free)


def _describes_a_thing(passage: Passage, limit: Limit) -> bool:
    """The `expired` of `expired stock`, where a deed is told of it: what is thrown out lapses for nobody."""
    plain = low_at(passage.tokens, limit.last + 1).islower() and limit.last + 1 in passage.content
    named = {token.low for token in passage.tokens} & listed("credentials")
    return plain and not named and any(deed.place < limit.first for deed in passage.deeds)


def _without_hedge(case: Case, line: int, limit: Limit, free: Keys) -> int | None:
    """The first word of the candidate that the source knows only under this limit, and that no hedge of the candidate limits."""
    taken = _taken_up(case, case.source.passages[line], limit, free)
    if not taken:
        return _whole_name(case, line, limit)
    if line not in case.around:
        taken = [place for place in taken if not _is_of_other_lines(case, place)]
    return next((place for place in taken if not _survives(case, line, limit, place)), None)


def _is_of_other_lines(case: Case, place: int) -> bool:
    """Whether a word is of the very lines that are rewritten, whose own limits are judged: `digital` of two lines."""
    return any(case.candidate.exact[place] & passage.all_exact for passage in case.passages(case.around))


def _said_done(case: Case, free: Keys) -> Iterator[Finding]:
    """`coursework completed` of a course that has begun: each word of an end that no line says, or says only under a limit."""
    open_lines = tuple(line for line in case.around if case.source.lines[line].section in _STUDIES and _is_begun(case, line))
    for place, token in enumerate(case.candidate.tokens):
        ended = token.low in listed("ends") and not case.candidate.exact[place] & free
        ended = ended and not _ends_a_course(case, place, open_lines)
        if open_lines and (ended or _is_earned(case, place, open_lines)) and not _is_denied(case, place):
            yield Finding("negation_or_hedge_dropped", place, place, "hedge_dropped", (case.source.quote(open_lines[0]),))


def _ends_a_course(case: Case, place: int, lines: tuple[int, ...]) -> bool:
    """`Finished the course; exam still to be taken` where a line says as much: the end of the course alone."""
    said = any(limit.name in _UNDONE | SAID for limit in limits_in(case.candidate))
    mine = _course_at(case.candidate, place)
    ended = (_course_at(passage, at) for passage in case.passages(lines) for at in range(len(passage.tokens)))
    return said and any(mine & theirs for theirs in ended)


def _course_at(passage: Passage, place: int) -> Keys:
    """What a word tells the end of: the `course` of `completed the course`; nothing of `exam not taken`."""
    before = {token.low for token in passage.tokens[max(0, place - _NAME) : place]}
    if passage.tokens[place].low not in listed("ends") | {"done", "taken"} or before & {"not", "never", "yet", "be"}:
        return frozenset()
    near = [at for at in range(max(0, place - _NAME), min(place + _NAME + 2, len(passage.tokens))) if _is_course(passage, at)]
    return passage.exact[min(near, key=lambda at: abs(at - place))] if near else frozenset()


def _is_course(passage: Passage, place: int) -> bool:
    return passage.tokens[place].low in listed("courses")


def _is_earned(case: Case, place: int, lines: tuple[int, ...]) -> bool:
    """`Graduate of the program` of one that the lines say is not completed."""
    known = any(case.candidate.exact[place] & passage.all_exact for passage in case.passages(lines))
    return case.candidate.tokens[place].low in listed("earned") and not known


def _is_begun(case: Case, line: int) -> bool:
    """Whether a line says of a course or an examination that it is not done."""
    return any(limit.name in _UNDONE for limit in limits_in(case.source.passages[line]))


def _is_denied(case: Case, place: int) -> bool:
    """Whether the candidate itself says in the same clause that the end is not there yet, or only of a part."""
    clause = case.candidate.clause_of(place)
    return any(limit.name in _UNDONE | SAID and limit.first in clause for limit in limits_in(case.candidate))


@lru_cache(maxsize=256)
def _free_words(texts: tuple[str, ...]) -> Keys:
    """What stands in the source without a limit."""
    keys: set[str] = set()
    for passage in map(read_passage, texts):
        bound = {at for limit in limits_in(passage) for at in (*limit.limits, *range(limit.first, limit.last + 1))}
        for at in telling(passage):
            if at not in bound:
                keys |= passage.exact[at] | alias_keys(passage.wide[at])
    return frozenset(keys)


def _taken_up(case: Case, passage: Passage, limit: Limit, free: Keys) -> list[int]:
    """The words of the candidate that the source knows only under this limit."""
    limited: Keys = frozenset(key for at in limit.limits for key in passage.wide[at] if key[:2] not in {"s:", "i:"})
    return [
        place
        for place in telling(case.candidate)
        if case.candidate.wide[place] & limited
        and not (case.candidate.exact[place] | alias_keys(case.candidate.wide[place])) & free
        and not is_implied(case, place)
        and (limit.name in DENIALS or place not in hedged_places(case.candidate))
        and case.candidate.tokens[place].low not in listed("credentials")
    ]


def _whole_name(case: Case, line: int, limit: Limit) -> int | None:
    """Where the candidate has all that stands before the colon of a limited line, without a hedge: its words may be free."""
    passage = case.source.passages[line]
    name = [token.low for token in passage.tokens[: status_of(passage, limit.first)]]
    words = [token.low for token in case.candidate.tokens]
    if len(name) < _NAME or case.source.lines[line].section not in _STUDIES or limits_in(case.candidate):
        return None
    return next((at for at in range(len(words) - len(name) + 1) if words[at : at + len(name)] == name), None)


def _survives(case: Case, line: int, limit: Limit, place: int) -> bool:
    """Whether the candidate says the hedge itself, or one of its class, of the same item."""
    candidate, passage = case.candidate, case.source.passages[line]
    if _is_short_for(passage, limit, candidate.tokens[place].text) or _is_said_again(candidate, passage, limit):
        return True
    said_of = limits_in(candidate)
    if limit.name == "ended" and any(each.name == "ended" for each in said_of):
        return True
    item = _items(candidate.text)[place]
    hedge = {comparable(token.low) for token in passage.tokens[limit.first : limit.last + 1]}
    if hedge <= _said_in(candidate.text, item.start, item.stop):
        return True
    if limit.name == "ended" and any(
        candidate.exact[at] & passage.exact[limit.first] for at in item
    ):  # `rejections` of `rejected`
        return True
    denied = limit.name in DENIALS and bool(candidate.exact[place] & passage.keys_at(limit.limits[:1]))
    answers = _ANSWERS[limit.name] | ({"said"} if case.source.lines[line].section in _STUDIES else frozenset())
    return any(each.name in answers and _is_of(candidate, each, place, item, denied=denied) for each in said_of)


def _is_of(candidate: Passage, limit: Limit, place: int, item: range, *, denied: bool) -> bool:
    """Whether a hedge of the candidate is said of a token: in its item, within brackets of what stands right before them."""
    if limit.first not in item or ((denied or limit.name == "said") and limit.first <= place <= limit.last):
        return False
    between = candidate.tokens[min(place, limit.first) : max(place, limit.first)]
    return not in_brackets(candidate, limit.first) or all(token.text != "," for token in between)


def _is_said_again(candidate: Passage, passage: Passage, limit: Limit) -> bool:
    """Whether the candidate denies the same thing anywhere: `...; it was not built`."""
    denied = [at for at in passage.content if at > limit.last][:1]
    hedge = {token.low for token in passage.tokens[limit.first : limit.last + 1]}
    said = {token.low for token in candidate.tokens}
    return limit.name == "negation" and bool(denied) and hedge <= said and passage.tokens[denied[0]].low in said


def _is_short_for(passage: Passage, limit: Limit, text: str) -> bool:
    """Whether initials hold the hedge: the `EIT` of `Engineer in Training`."""
    words = [at for at, token in enumerate(passage.tokens) if token.kind == "word"]
    runs = (words[start : start + len(text)] for start in range(len(words) - len(text) + 1))
    return text.isupper() and any(
        limit.first in run and "".join(passage.tokens[at].low[0] for at in run) == text.lower() for run in runs
    )


@lru_cache(maxsize=64)
def _items(text: str) -> tuple[range, ...]:
    """For each token of a text the item that it stands in; the same text is cut once."""
    passage = read_passage(text)
    found: list[range] = []
    for place in range(len(passage.tokens)):
        goes_on = found and place < found[-1].stop and place > found[-1].start
        found.append(found[-1] if goes_on else _item(passage, place))
    return tuple(found)


@lru_cache(maxsize=256)
def _said_in(text: str, start: int, stop: int) -> Keys:
    """The comparable words of a text from one token to another."""
    return frozenset(comparable(token.low) for token in read_passage(text).tokens[start:stop])


def _item(passage: Passage, place: int) -> range:
    """The tokens of the item of a list, or of the sentence, that a token stands in."""
    commas = sum(token.text == "," for token in passage.tokens)
    ends = STOPS | {","} if commas >= LIST_COMMAS and not passage.deeds else STOPS
    start, stop = place, place
    while start > 0 and not _ends_item(passage, start - 1, ends):
        start -= 1
    while stop < len(passage.tokens) and not _ends_item(passage, stop, ends):
        stop += 1
    return range(start, stop)


def _ends_item(passage: Passage, place: int, ends: frozenset[str]) -> bool:
    """Whether a sign parts two items; the stop of `M.Ed. in Reading` does not, nor that before `; exam not taken`."""
    sign, follows = passage.tokens[place].text, low_at(passage.tokens, place + 1)
    status = {token.low for token in passage.tokens[place + 1 : place + 1 + _NAME]} & listed("of_a_status")
    goes_on = (sign == "." and follows in {"in", "of", "from", "at", "degree"}) or (sign == ";" and bool(status))
    return sign in ends and not goes_on
