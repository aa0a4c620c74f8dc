"""Weighs whether a text names a role or an employer, by its words. A weight, never a verdict: the document's habit decides."""

from functools import cache

from app.resume.parsing.letters import key
from app.resume.parsing.lists import table

_LONGEST_ROLE = 12
_LEAST_BEFORE, _FIRST_WORDS = 3, 3


def is_role(text: str) -> bool:
    """Whether the words speak for a role and not for an employer."""
    return role_weight(text) > 0.5


def role_weight(text: str) -> float:
    """From -2 (surely an employer) to 2 (surely a role); 0 when the words say nothing."""
    words = key(text).split()
    if not words:
        return 0.0
    return _role_side(words) - _company_side(_without_subject(words))


def _without_subject(words: list[str]) -> list[str]:
    """`Lecturer in Marine Ecology`: what follows the first words of a role behind a joint says what it is about."""
    people = _roles("people")
    head = next((at for at, word in enumerate(words[:_FIRST_WORDS]) if _person(word, people)), None)
    return words[: head + 1] if head is not None and words[head + 1 : head + 2] and words[head + 1] in _JOINTS else words


def is_company_form(text: str) -> bool:
    """Whether a text is nothing but a legal form, such as `Inc.` after a comma."""
    return key(text) in _companies("forms")


def _role_side(words: list[str]) -> float:
    """A person's word at the end of the text, or before `of` or `for`, is the head of a role; elsewhere perhaps a name's part."""
    people = _roles("people")
    heads = [at for at, word in enumerate(words) if _person(word, people)]
    if not heads or len(words) > _LONGEST_ROLE:
        return 0.4 if words[0] in _roles("levels") and len(words) > 1 else 0.0
    head = heads[-1]
    closes = head == len(words) - 1 or words[head + 1] in _LINKS or words[head + 1] in _roles("levels")
    return 2.0 if closes or head == 0 else 1.2


_JOINTS = frozenset(table("roles")["roles"]["joints"])
_LINKS = frozenset(table("roles")["roles"]["links"])


def _person(word: str, people: frozenset[str]) -> bool:
    return word in people or (word.endswith("s") and word[:-1] in people and len(word) > 5) or _compound(word)


def _compound(word: str) -> bool:
    """German and Dutch roles are written in one word: `Softwareentwicklerin`, `Busfahrer`."""
    return any(word.endswith(head) and len(word) >= len(head) + _LEAST_BEFORE for head in _COMPOUND_HEADS)


_COMPOUND_HEADS = tuple(table("roles")["roles"]["compound"])


def _company_side(words: list[str]) -> float:
    if words[-1] in _companies("forms") or " ".join(words[-2:]) in _companies("forms"):
        return 2.0
    if words[-1] in _companies("kinds") or " ".join(words) in _companies("kinds"):
        return 1.6
    return 1.0 if any(word in _companies("kinds") for word in words) else 0.0


def is_department(text: str) -> bool:
    """Whether a text is nothing but a part of a house that a role is set over: `Operations` in `Vice President, Operations`."""
    return key(text) in _roles("departments")


@cache
def _roles(name: str) -> frozenset[str]:
    return frozenset(key(word) for word in table("roles")["roles"][name])


@cache
def _companies(name: str) -> frozenset[str]:
    return frozenset(key(word) for word in table("roles")["companies"][name])
