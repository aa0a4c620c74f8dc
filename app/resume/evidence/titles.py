"""Judges titles: a rank counts only as the résumé gives it, and a rank that limits a title stays with it."""

from collections.abc import Iterator
from itertools import pairwise

from app.resume.evidence.case import Case, Finding
from app.resume.evidence.lexicon import Keys, listed
from app.resume.evidence.names import alias_keys, is_part_of_a_name
from app.resume.evidence.passage import Passage
from app.resume.evidence.persons import is_person

_DOERS = {"adviser": "advise", "advisor": "advise", "lecturer": "lecture", "supervisor": "supervise", "coordinator": "coordinate"}
_TITLE_WITHIN = 5
_DESCRIBED_WITHIN = 3


def judge_titles(case: Case) -> Iterator[Finding]:
    """A finding for each word of rank that is not the person's own, and for each limiting rank left out."""
    candidate = case.candidate
    deeds = {deed.place for deed in candidate.deeds}
    for place, token in enumerate(candidate.tokens):
        if _is_degree(case, place) or _is_no_rank(case, place):
            continue
        if token.low in listed("seniority") and (place not in deeds or (token.capital and not token.opens)):
            if not _held(case, place):
                yield Finding("title_seniority", place, place, "rank_not_in_source")
            elif _is_another_title(case, place):
                yield Finding("title_seniority", place - 1, place, "title_not_in_source")
        elif _takes_a_role(case, place):
            yield Finding("title_seniority", place, place, "role_not_in_source")
        elif _is_another_title(case, place):
            yield Finding("title_seniority", place - 1, place, "title_not_in_source")
        elif _limited(case, place):
            yield Finding("title_seniority", place, place, "limiting_rank_dropped")


def _is_another_title(case: Case, place: int) -> bool:
    """`Project Engineer` of a civil engineer, `a preschool teacher` of a preschool assistant: words of two titles in one."""
    candidate = case.candidate
    if place == 0 or not is_person(candidate.tokens[place].low) or place - 1 not in candidate.content:
        return False
    written = _is_written_as_title(candidate, place)
    if not (written or (_as_before(candidate, place) and not candidate.is_deed(place - 1))):
        return False
    described, named = candidate.exact[place - 1], candidate.exact[place]
    pairs = [pair for passage in case.source.passages for pair in _titles(passage)]
    if any(described & before and named & title for before, title in pairs):
        return False
    return any(named & title for _, title in pairs) and (written or any(described & before for before, _ in pairs))


def _is_written_as_title(candidate: Passage, place: int) -> bool:
    """`Project Engineer designing ...`, and no participle: `Named Employee of the Month`."""
    first, second = candidate.tokens[:2]
    return place == 1 and first.capital and second.capital and not first.low.endswith(("ed", "ing"))


def _titles(passage: Passage) -> list[tuple[Keys, Keys]]:
    """Each word for a person with the words right before it: what describes them, and what they are."""
    spots = [at for at in passage.content if is_person(passage.tokens[at].low)]
    return [(passage.keys_at(tuple(range(max(0, at - _DESCRIBED_WITHIN), at))), passage.exact[at]) for at in spots]


def _takes_a_role(case: Case, place: int) -> bool:
    """`Drew plans as the engineer` where the line draws them for the engineer."""
    word, before = case.candidate.tokens[place].low, case.candidate.tokens[place - 1].low
    if not is_person(word) or before not in {"as", "a", "an", "the"} or not _as_before(case.candidate, place):
        return False
    known = case.candidate.exact[place]
    for line, passage in zip(case.source.lines, case.source.passages, strict=True):
        spots = [at for at, keys in enumerate(passage.exact) if keys & known]
        if spots and (line.head or line.section not in {"experience", ""} or any(not _is_another(passage, at) for at in spots)):
            return False
    return any(known & passage.all_exact for passage in case.source.passages)


def _is_another(passage: Passage, place: int) -> bool:
    """Whether a person stands in a line as somebody else: `for the engineer`, `with two teachers`."""
    before = {token.low for token in passage.tokens[max(0, place - 4) : place]}
    return not before.isdisjoint({"for", "with", "to", "under", "by", "from", "of"}) and "as" not in before


def _is_degree(case: Case, place: int) -> bool:
    """`Associate of Science` for `A.S.`: no rank, but a name under its alias."""
    word = case.candidate.tokens[place].low
    return word in listed("degree_levels") and bool(alias_keys(case.candidate.wide[place]) & case.source.wide)


def _is_no_rank(case: Case, place: int) -> bool:
    """Whether a word of rank names no rank of the person's."""
    return any(rule(case, place) for rule in (_is_another_name, _is_of_somebody_else, _tells_a_deed, _is_no_title))


def _is_another_name(case: Case, place: int) -> bool:
    """The `Chief` of `Chief Financial Officer` for another's `CFO`."""
    return not _in_title(case.candidate, place) and bool(alias_keys(case.candidate.wide[place]) & case.source.wide)


def _is_of_somebody_else(case: Case, place: int) -> bool:
    """The `foreman's` of `in the foreman's absence`, the `owner` of `property owner` for a landlord."""
    token = case.candidate.tokens[place]
    known = any(case.candidate.exact[place] & passage.all_exact for passage in case.passages(case.near(place)))
    return (known and token.text.endswith(("'s", "’s"))) or (token.low in {"owner", "owners"} and is_part_of_a_name(case, place))


def _tells_a_deed(case: Case, place: int) -> bool:
    """The `adviser` of one who advised."""
    deed = _DOERS.get(case.candidate.tokens[place].low)
    return bool(deed) and any(deed in passage.bases.values() for passage in case.passages(case.near(place)))


def _is_no_title(case: Case, place: int) -> bool:
    """The `charge` of `at no charge`, the `fellow` of `fellow students`, the `chair` of `my chair`."""
    tokens = case.candidate.tokens
    word, after = tokens[place].low, [token.low for token in tokens[place + 1 : place + 2]]
    if word == "fellow":
        return any(is_person(token.low) for token in tokens[place + 1 : place + 1 + _TITLE_WITHIN])
    if word == "chair":
        return tokens[place - 1].low in {"my", "a", "the"}
    return word == "charge" and tokens[place - 1].text != "-" and not set(after) & {"nurse", "rn", "person", "technologist"}


def _held(case: Case, place: int) -> bool:
    rank = _rank(case.candidate.tokens[place].low)
    claimed = _in_title(case.candidate, place)
    for index, passage in enumerate(case.source.passages):
        own = (
            not claimed
            or case.source.lines[index].head
            or case.source.lines[index].section in {"summary", "headline"}
            or (case.source.lines[index].section in {"education", "certifications"} and index in case.near(place))
        )
        for at, token in enumerate(passage.tokens):
            if _rank(token.low) == rank and (own or _as_before(passage, at)):
                return True
    return False


def _rank(word: str) -> str:
    return {"sr": "senior", "jr": "junior", "vp": "vice", "advisor": "adviser", "founders": "founder"}.get(
        word, word.removesuffix("s")
    )


def _in_title(candidate: Passage, place: int) -> bool:
    """Whether the rank names the person: near the start before any deed, or after `as`."""
    if place >= _TITLE_WITHIN or any(token.low in listed("ends_a_count") for token in candidate.tokens[:place]):
        return _as_before(candidate, place)
    return _as_before(candidate, place) or not any(
        at < place for at in candidate.deed_places if not _is_of_title(candidate, at, place)
    )


def _is_of_title(candidate: Passage, deed: int, place: int) -> bool:
    """The `estimating` of `estimating manager`: a part of the title, and no deed."""
    return deed == place - 1 and candidate.tokens[deed].low.endswith("ing")


def _as_before(passage: Passage, place: int) -> bool:
    return any(token.low == "as" for token in passage.tokens[max(0, place - 4) : place])


def _limited(case: Case, place: int) -> bool:
    """Whether the source knows this word of a title only after a rank that limits it, and the candidate leaves that out."""
    token = case.candidate.tokens[place]
    if (
        not _in_title(case.candidate, place)
        or token.kind != "word"
        or token.low in listed("lesser")
        or token.low in listed("grammar")
    ):
        return False
    if place and case.candidate.tokens[place - 1].low in listed("lesser"):
        return False
    found = [
        _limit_before(passage, at)
        for passage in case.source.passages
        for at, each in enumerate(passage.tokens)
        if each.low == token.low
    ]
    return bool(found) and all(found)


def _limit_before(passage: Passage, place: int) -> bool:
    if place > 0 and passage.tokens[place - 1].low in listed("lesser"):
        return True
    after = passage.tokens[place : place + 3]
    return any(left.text.endswith(("'s", "’s")) and right.low in listed("lesser") for left, right in pairwise(after))
