"""Words that need no word of the source beside them: they carry a sentence, or say in general what the source says."""

from collections.abc import Sequence

from app.resume.evidence import names
from app.resume.evidence.beside import BESIDE_FIGURES
from app.resume.evidence.case import Case
from app.resume.evidence.groups import said_by_deed, says_less
from app.resume.evidence.lexicon import Keys, any_listed, comparable, is_light, listed, table
from app.resume.evidence.limits import hedged_places, hedges_in, limits_in
from app.resume.evidence.passage import Passage
from app.resume.evidence.persons import names_a_body, names_persons, names_those_present

_SHORTEST = 4
_PER = frozenset({"s", "sec", "min", "h", "hr"})
_PARTICLES = frozenset({"ins", "ups", "outs", "offs", "ons"})
_SHOWS = frozenset({"showing", "listing", "containing"})
_MEANS = frozenset({"by", "with", "through", "via", "using", "after"})


def needs_none(case: Case, place: int) -> bool:
    """Words that carry a sentence, and general words for persons, tools and customers that the source names."""
    word = case.candidate.tokens[place].low
    near = [*case.passages(case.near(place))]
    if _is_finding(case, place, near):
        return True
    if word in listed("praise") | listed("scope") | listed("outcome"):
        return False
    return (
        _carries_a_sentence(case.candidate, place)
        or (place in hedged_places(case.candidate) and not _opens_as_deed(case.candidate, place))
        or any(rule(case, place, near) for rule in _RULES)
    )


def _opens_as_deed(candidate: Passage, place: int) -> bool:
    """The `Cancelled` of `Cancelled 300 policies`: a deed of its own, and no limit of another."""
    return candidate.tokens[place].opens and candidate.bases.get(place) in listed("undoes")


def _carries_a_sentence(candidate: Passage, place: int) -> bool:
    """A light word, but not a noun of that kind where a verb stands: `a sort of report`, and not `sort reports`."""
    word = candidate.tokens[place].low
    if word in {"set", "sets", "setting", "settings"}:
        return not candidate.is_deed(place)
    return is_light(word) and not (candidate.tokens[place].opens and comparable(word) in listed("light_as_nouns"))


def _is_finding(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """The `results` of who tested or counted, where they are no outcome: `logged the results`."""
    before = case.candidate.tokens[place - 1].low if place else ""
    word = case.candidate.tokens[place].low
    named = word in listed("findings") and (
        word.startswith("reading") or before in {"the", "its", "their", "test", "all", "and"} or case.candidate.is_deed(place - 1)
    )
    return named and any(_bears(passage, "measures") for passage in near)


def _is_small_word(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """The `co` of `co-wrote`, the `date` of `to date`; `new` of what was built or changed, `experienced` of who did it."""
    word, before = case.candidate.tokens[place].low, case.candidate.tokens[place - 1].low
    if any(said_by_deed(word, passage.bases.values()) for passage in near):
        return True
    follows = next((token.low for token in case.candidate.tokens[place + 1 : place + 2]), "")
    if (word == "compared" and follows in {"with", "to"}) or (word == "user" and follows == "of"):
        return True
    if word in {"alternate", "alternating"}:
        return any(passage.alternates for passage in near)
    if word == "experienced":
        return not any(_bears(passage, "looked_on") for passage in near)
    if word in {"discuss", "discussing"}:
        return any("about" in {token.low for token in passage.tokens} for passage in near)
    return _is_prefix(case.candidate, place, near) or (word == "date" and before == "to")


def _denies(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """The `unable` of `unable to eat` where they could not, the `halfway` of `halfway through` what is not done."""
    said = {name for name, first, last in hedges_in(case.candidate) if first <= place <= last}
    known = {limit.name for passage in near for limit in limits_in(passage)}
    denied = any(limit.name == "negation" and place in limit.limits for limit in limits_in(case.candidate))
    return (
        ("said_negation" in said and "negation" in known)
        or ("said" in said and "progress" in known)
        or (denied and "ended" in known)
    )


def _joins_words(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """The `s` of `requests/s` and `2022's`, the `ins` of `check-ins`, the `showing` of `a dashboard showing sales`."""
    word, before = case.candidate.tokens[place].low, case.candidate.tokens[place - 1].low
    per = (before == "/" and word in _PER) or (before in {"'", "’"} and word == "s")
    if word in {"currently", "completion"}:
        return any(limit.name == "progress" for passage in near for limit in limits_in(passage))
    if word in _PARTICLES and before == "-":
        return True
    if word in {"electronic", "electronically"}:
        return any(token.low == "e" and passage.joins_on(at) for passage in near for at, token in enumerate(passage.tokens))
    return per or (word == "recently" and before == "most") or (word in _SHOWS and _names_before(case.candidate, place))


def _names_before(candidate: Passage, place: int) -> bool:
    """Whether a thing stands right before a word: the `dashboard` of `a dashboard showing sales`."""
    return place > 0 and place - 1 in candidate.content and not candidate.is_deed(place - 1)


def _is_general(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """A general word for what a line names in particular, or a compound of one of its words."""
    word = case.candidate.tokens[place].low
    if case.candidate.is_deed(place) and not word.endswith("ing"):
        return False
    if any(says_less(word, passage.words) or _is_part_of(word, passage) for passage in near):
        return True
    if word in listed("tools_in_general"):
        return any(_names_a_thing(passage) for passage in near)
    return word in listed("clients_in_general") and any(_names_clients(passage) for passage in near)


def _bears(passage: Passage, name: str) -> bool:
    """Whether a line tells one of the deeds of a list."""
    return not listed(name).isdisjoint(passage.bases.values())


def _is_sort_of_thing(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """The `team` of `engineering team`, the `phone` of `phone calls`, where the line has engineering and calls."""
    candidate, word = case.candidate, case.candidate.tokens[place].low
    if word in listed("sorts_of_thing") and _told_before(case, place, near):
        return True
    follows = place + 1
    return word in listed("sorts_before") and follows in candidate.content and _is_told(case, follows, near)


def _told_before(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """Whether the word right before is a noun of the source that no other noun follows there, and no figure counts this one."""
    candidate, before = case.candidate, place - 1
    counted = any(place in each.ahead and before not in each.ahead for each in candidate.quantities)
    if counted or before not in candidate.content or candidate.is_deed(before):
        return False
    keys = candidate.exact[before]
    return any(keys & theirs and at + 1 not in passage.content for passage in near for at, theirs in enumerate(passage.exact))


def _is_told(case: Case, place: int, near: Sequence[Passage]) -> bool:
    keys = case.candidate.exact[place]
    return any(keys & passage.all_exact for passage in near)


def _is_part_of(word: str, passage: Passage) -> bool:
    """`nighttime` for `night`, `workplace` for `work`."""
    return any(
        len(known) >= _SHORTEST and known != word and word.startswith(known) and word[len(known) :] in listed("after_a_word")
        for known in passage.words
    )


def _brings_about(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """`by sending reminders` for `with reminders`."""
    tokens = case.candidate.tokens
    if place == 0 or not tokens[place].low.endswith("ing") or tokens[place - 1].low not in _MEANS:
        return False
    base = case.candidate.bases.get(place)
    if base not in listed("carriers") | listed("means"):
        return False
    after = [at for at in range(place + 1, min(place + 5, len(tokens))) if at in case.candidate.content]
    named = case.candidate.keys_at(tuple(after[:1]))
    return any(
        named & passage.keys_at(tuple(range(at + 1, min(at + 5, len(passage.tokens)))))
        for passage in near
        for at, token in enumerate(passage.tokens)
        if token.low in _MEANS
    )


def _spells_out(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """The `protective` of `personal protective equipment`, where the line has `PPE`."""
    return any(names.spells_out(case.candidate, place, passage) for passage in near)


def _under_somebody(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """The `supervision` of `under the supervision of a journeyman`."""
    before = {token.low for token in case.candidate.tokens[max(0, place - 3) : place]}
    return case.candidate.tokens[place].low in {"supervision", "guidance", "direction", "oversight", "eye"} and "under" in before


def _is_prefix(candidate: Passage, place: int, near: Sequence[Passage]) -> bool:
    """The `co` of `co-wrote`, the `re` of `re-organized`; `pre` where the line says before, `multi` where it counts several."""
    word = candidate.tokens[place].low
    if not candidate.joins_on(place) or place + 2 >= len(candidate.tokens):
        return False
    said = {token.low for passage in near for token in passage.tokens}
    if word == "multi" and any(_counts_several(passage, candidate.exact[place + 2]) for passage in near):
        return True
    return word in {"co", "re"} or not table("prefixes").get(word, frozenset()).isdisjoint(said)


def _counts_several(passage: Passage, keys: Keys) -> bool:
    return any(each.low > 1 and each.ahead and keys & passage.exact[each.ahead[0]] for each in passage.quantities)


def _says_people(case: Case, place: int, near: Sequence[Passage]) -> bool:
    """A general word for persons that the lines name; a word for many of them needs more than one."""
    word = case.candidate.tokens[place].low
    if any(names_those_present(word, passage) for passage in near):
        return True
    if word not in listed("people") or case.candidate.is_deed(place) or _describes(case.candidate, place):
        return False
    if word in {"person", "people", "member", "members"} and any(names_a_body(passage) for passage in near):
        return True
    return _one_of(case.candidate, place) or any(
        names_persons(passage, many=word in listed("collectives"), word=word) for passage in near
    )


def _describes(candidate: Passage, place: int) -> bool:
    """Whether a word stands before a noun of its own: the `staff` of `staff laptops`."""
    counted = place > 1 and candidate.tokens[place - 1].text == "-" and candidate.tokens[place].glued
    if counted or place + 1 not in candidate.content or candidate.is_deed(place + 1):
        return False
    return candidate.tokens[place + 1].low not in listed("people") | listed("light")


def is_implied(case: Case, place: int, _near: Sequence[Passage] = ()) -> bool:
    """`certified` of a certificate: the section says it of all its lines."""
    word = case.candidate.tokens[place].low
    return any(word in table("implied").get(case.source.lines[line].section, ()) for line in case.near(place))


def _one_of(candidate: Passage, place: int) -> bool:
    return [token.low for token in candidate.tokens[max(0, place - 3) : place]] in (
        ["one", "of", "the"],
        ["member", "of", "the"],
        ["part", "of", "the"],
    ) or candidate.tokens[place - 1].low in {"sole", "only"}


def _names_a_thing(passage: Passage) -> bool:
    return any(names.is_name(passage.tokens[place]) for place in passage.content)


def _names_clients(passage: Passage) -> bool:
    return any_listed((passage.tokens[place].low for place in passage.content), "clients_in_particular")


_RULES = (
    *BESIDE_FIGURES,
    is_implied,
    _is_small_word,
    _joins_words,
    _denies,
    _is_general,
    _says_people,
    _is_sort_of_thing,
    _brings_about,
    _under_somebody,
    _spells_out,
)
