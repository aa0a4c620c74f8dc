"""Judges named things: a tool, employer, certificate or school counts only under its own name or a listed alias."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from app.resume.evidence.case import Case
from app.resume.evidence.claims import Kind
from app.resume.evidence.groups import groups_of
from app.resume.evidence.lexicon import Keys, comparable, listed
from app.resume.evidence.passage import Passage
from app.resume.evidence.tokens import Token, low_at, tokenize

_AROUND = 4
_SHORTEST_ACRONYM = 3  # two letters are the initials of any two words, and count only in the lines that are rewritten
_PAIR = 2


def is_name(token: Token) -> bool:
    """Whether a word is written as a name: a capital that no start of a sentence explains, or a form like `JS` or `C++`."""
    return token.kind == "word" and ((token.capital and not token.opens) or token.marked)


def alias_keys(keys: Keys) -> Keys:
    """Of the keys of a word those of its listed aliases."""
    return frozenset(key for key in keys if key.startswith("a:"))


def is_borne_out(case: Case, place: int) -> bool:
    """Whether the name at a token stands in the source, under itself, an alias or its initials."""
    candidate, source = case.candidate, case.source
    if candidate.exact[place] & source.exact or alias_keys(candidate.wide[place]) & source.wide:
        return True
    near = {*case.near(place)}
    return any(_initials_agree(candidate, place, passage, near=at in near) for at, passage in enumerate(source.passages))


def _pairs(passage: Passage) -> frozenset[str]:
    """The initials of each two words that say something, side by side or joined: `access points`, `certificates of deposit`."""
    tokens = passage.tokens
    sides = (
        (left, right)
        for left, right in pairwise(passage.content)
        if right - left == 1 or (right - left == 2 and tokens[left + 1].low in {"of", "-"})
    )
    return frozenset(passage.tokens[left].low[0] + passage.tokens[right].low[0] for left, right in sides)


def stands_for(candidate: Passage, place: int, passage: Passage) -> bool:
    """Whether a word is the initials of words of a text, or one of the words that its initials stand for."""
    return _initials_agree(candidate, place, passage, near=True)


def _initials_agree(candidate: Passage, place: int, passage: Passage, *, near: bool = False) -> bool:
    """`IEP` for `individual education plan`, and the other way round."""
    token = candidate.tokens[place]
    letters = token.text.rstrip("s").replace("/", "")
    if letters.isupper() and len(letters) == _PAIR:
        return near and letters.lower() in _pairs(passage)
    if letters.isupper() and len(letters) >= _SHORTEST_ACRONYM:
        return letters.lower() in _initials(passage.text)
    return token.capital and spells_out(candidate, place, passage)


def spells_out(candidate: Passage, place: int, passage: Passage) -> bool:
    """Whether a word is one of those that initials of the source stand for: `protective` for `PPE`."""
    acronyms = _acronyms(passage.text)
    return bool(acronyms) and any(letters in acronyms for letters in _runs_through(candidate, place))


@lru_cache(maxsize=4096)
def _acronyms(text: str) -> frozenset[str]:
    tokens = tokenize(text)
    written = (each.text.rstrip("s") for each in tokens)
    return frozenset(text.lower().replace("/", "") for text in written if text.isupper() and len(text) >= _SHORTEST_ACRONYM)


@lru_cache(maxsize=4096)
def _initials(text: str) -> frozenset[str]:
    """The initials of each run of three to five words of a text."""
    words = [token for token in tokenize(text) if token.kind == "word"]
    rows = ("".join(token.low[0] for token in words if _may_be_initial(token)), "".join(token.low[0] for token in words))
    sizes = range(_SHORTEST_ACRONYM, 6)
    return frozenset(row[start : start + size] for row in rows for size in sizes for start in range(len(row) - size + 1))


def _runs_through(passage: Passage, place: int) -> Iterator[str]:
    words = [at for at in range(max(0, place - 8), min(len(passage.tokens), place + 9)) if _may_be_initial(passage.tokens[at])]
    here = words.index(place) if place in words else -1
    for size in range(_PAIR, 6):
        for start in range(max(0, here - size + 1), here + 1):
            if start + size <= len(words):
                yield "".join(passage.tokens[at].low[0] for at in words[start : start + size])


def _may_be_initial(token: Token) -> bool:
    return token.kind == "word" and token.low not in {"of", "and", "the", "in", "for"}


def broken_runs(case: Case) -> Iterator[tuple[int, int]]:
    """Names whose words all stand in the source, but never together: `Google Sheets` of `Google Ads` and `balance sheets`."""
    tokens = case.candidate.tokens
    for place in range(1, len(tokens)):
        before = tokens[place - 1]
        if not is_name(tokens[place]) or before.kind != "word" or not before.capital or case.candidate.is_deed(place - 1):
            continue
        if _parted(case, place) and not any(_initials_agree(case.candidate, place, passage) for passage in case.source.passages):
            yield place - 1, place


def is_part_of_a_name(case: Case, place: int) -> bool:
    """Whether a word is part of what the lines near it call by another name: the `annual` of `annual leave` for vacation days,
    the `skilled` of `skilled nursing facility`, the `owner` of `property owner`."""
    phrase = case.candidate.wide[place] - groups_of(comparable(case.candidate.tokens[place].low))
    shared = frozenset(key for key in phrase if key[:2] in {"s:", "a:", "i:"})
    return any(shared & passage.all_wide for passage in case.passages(case.near(place)))


def swapped(case: Case) -> Iterator[int]:
    """Names of other lines in the place of one of the line that is rewritten: `the rate for CT` for `the rate for MRI`."""
    tokens = case.candidate.tokens
    for place in (at for at in case.candidate.content if at and is_name(tokens[at])):
        line = next((each for each in case.near(place) if not case.source.lines[each].head), None)
        passage = None if line is None else case.source.passages[line]
        if (
            passage is None
            or case.candidate.exact[place] & passage.all_exact
            or alias_keys(case.candidate.wide[place]) & passage.all_wide
        ):
            continue
        if any(_stands_there(case, place, passage, at) for at in range(1, len(passage.tokens))):
            yield place


def _stands_there(case: Case, place: int, passage: Passage, at: int) -> bool:
    """Whether another name, which the candidate leaves out, stands between the same two words in a line."""
    ours, theirs = case.candidate.tokens, passage.tokens
    around = [(low_at(ours, place + step), low_at(theirs, at + step)) for step in (-1, 1)]
    alike = all(mine == other and mine.isalpha() for mine, other in around)
    return alike and is_name(theirs[at]) and not passage.exact[at] & case.candidate.all_exact


def _parted(case: Case, place: int) -> bool:
    left, right = case.candidate.wide[place - 1], case.candidate.wide[place]
    if not (left & case.source.wide and right & case.source.wide):
        return False
    return not any(left & passage.all_wide and right & passage.all_wide for passage in case.source.passages)


def kind_of(candidate: Passage, place: int) -> Kind:
    """What sort of name it is, by the words around it."""
    span = candidate.tokens[max(0, place - _AROUND) : place + _AROUND + 1]
    words = {token.low for token in span}
    if words & listed("degree_levels") or words & listed("schools"):
        return "degree_or_school"
    if words & listed("credentials"):
        return "credential"
    return "named_org" if words & listed("organisations") else "named_tool"
