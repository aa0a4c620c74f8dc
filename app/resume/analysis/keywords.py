"""Terms of a profile or posting, and where a résumé shows them: stem and alias aware, always with the place as evidence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from app.resume.analysis.subject import Passage, Subject
from app.resume.words import stems, tokens

Kind = Literal["skill", "tool", "term", "credential"]
_WINDOW = 7
_SILENT = frozenset({"and", "or", "of", "the", "a", "an", "for", "in", "with", "to"})


@dataclass(frozen=True)
class Term:
    """A keyword with its weight and everything it is also called. `cased`: a common word that counts with its capital alone."""

    name: str
    kind: Kind
    weight: float = 1.0
    aliases: tuple[str, ...] = ()
    must: bool = False
    cased: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Target:
    """What a résumé is measured against: a profile, or a posting."""

    name: str
    title: str
    terms: tuple[Term, ...]
    verbs: tuple[str, ...] = ()
    posting: bool = False


@dataclass(frozen=True)
class Shown:
    """A term that the résumé shows: the place of its first telling, and whether one place tells of work done."""

    term: Term
    place: str
    quote: str
    context: bool
    sections: frozenset[str]


@dataclass(frozen=True)
class Index:
    """The passages of a résumé cut into stems once, so that many terms are looked up fast."""

    passages: tuple[Passage, ...]
    stems: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]
    words: tuple[frozenset[str], ...]
    holding: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def index(passages: tuple[Passage, ...]) -> Index:
    """The passages made ready for `find`."""
    cut = tuple(stems(passage.text) for passage in passages)
    holding: dict[str, list[int]] = {}
    for at, words in enumerate(cut):
        for word in dict.fromkeys(words):
            holding.setdefault(word, []).append(at)
    return Index(
        passages,
        cut,
        tuple(f" {' '.join(words)} " for words in cut),
        tuple(frozenset(tokens(passage.text)) for passage in passages),
        {word: tuple(places) for word, places in holding.items()},
    )


def find(term: Term, where: Index) -> tuple[Passage, ...]:
    """The passages that show the term, in order."""
    hits = {at for form in term.forms for at in _holders(form, term, where)}
    return tuple(where.passages[at] for at in sorted(hits))


def shown(target: Target, subject: Subject) -> tuple[Shown, ...]:
    """The terms of the target that the résumé shows, in the target's order."""
    where = index(subject.passages)
    found = ((term, find(term, where)) for term in target.terms)
    return tuple(_shown(term, passages) for term, passages in found if passages)


def _shown(term: Term, passages: tuple[Passage, ...]) -> Shown:
    best = next((passage for passage in passages if passage.context), passages[0])
    return Shown(term, best.place, best.text, best.context, frozenset(passage.section for passage in passages))


def _holders(form: str, term: Term, where: Index) -> Iterator[int]:
    wanted, joined = _wanted(form)
    if not wanted:
        return
    places = set(where.holding.get(wanted[0], ()))
    for word in wanted[1:]:
        places &= set(where.holding.get(word, ()))
    for at in places:
        if (joined in where.lines[at] or _near(wanted, term, where.stems[at])) and _cased(form, term, where.words[at]):
            yield at


@lru_cache(maxsize=10_000)
def _wanted(form: str) -> tuple[tuple[str, ...], str]:
    wanted = stems(form)
    return wanted, f" {' '.join(wanted)} "


def _near(wanted: tuple[str, ...], term: Term, words: tuple[str, ...]) -> bool:
    """`managed calendars` shows `calendar management`: the words of a skill may stand apart in one line, in any order."""
    heavy = [word for word in wanted if word not in _SILENT]
    if term.kind != "skill" or len(heavy) < 2:
        return False
    spots = [at for at, word in enumerate(words) if word in heavy]
    return any(_all_within(heavy, words[at : at + _WINDOW]) for at in spots)


def _all_within(heavy: list[str], window: tuple[str, ...]) -> bool:
    return all(word in window for word in heavy)


def _cased(form: str, term: Term, words: frozenset[str]) -> bool:
    return not term.cased or " " in form or form in words
