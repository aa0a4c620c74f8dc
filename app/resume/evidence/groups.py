"""What may stand for what: words of one meaning, names of one thing, deeds of one sort, general words for particular things."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from app.resume.evidence.lexicon import Keys, comparable, lines_of_file, table, verb_forms
from app.resume.evidence.phrases import Phrases, by_first_word, keys_of_phrases, keys_of_word, plain_words


@cache
def fields(name: str = "fields.txt") -> Mapping[str, frozenset[int]]:
    """The numbers of the lines of a list that each verb stands in, by its base form: of its fields, or of its kinds."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines_of_file(name)):
        for word in line.split():
            found.setdefault(_base(word), set()).add(number)
    return {base: frozenset(numbers) for base, numbers in found.items()}


@cache
def deeds() -> Mapping[str, Keys]:
    """For each verb, by its base form, those that may tell its deed."""
    found: dict[str, set[str]] = {}
    for line in lines_of_file("deeds.txt"):
        first, *others = map(_base, line.split())
        for other in others:
            found.setdefault(first, set()).add(other)
            found.setdefault(other, set()).add(first)
    return {base: frozenset(others) for base, others in found.items()}


def _base(word: str) -> str:
    known = verb_forms().get(word)
    return known[0] if known else word


@lru_cache(maxsize=20_000)
def tell_one_deed(base: str, other: str) -> bool:
    """Whether two verbs, by their base forms, may tell the same deed."""
    none: Keys = frozenset()
    return (
        base == other
        or other in deeds().get(base, none)
        or not fields().get(base, frozenset()).isdisjoint(fields().get(other, frozenset()))
        or _again(base) == other
        or _again(other) == base
    )


@cache
def further() -> Mapping[str, Keys]:
    """For each verb, by its base form, those that it may not be said for."""
    split = (line.partition(":") for line in lines_of_file("further.txt"))
    return {_base(verb): frozenset(map(_base, others.split())) for verb, _, others in split}


def goes_further(base: str, other: str) -> bool:
    """Whether a verb, by its base form, claims more than another one, or something else: `published` for `wrote`."""
    return other in further().get(base, frozenset())


def are_alike(base: str, other: str) -> bool:
    """Whether two verbs, by their base forms, are of one kind: with the same object either may stand for the other."""
    kinds, none = fields("kinds.txt"), frozenset[int]()
    return not goes_further(base, other) and not kinds.get(base, none).isdisjoint(kinds.get(other, none))


def _again(base: str) -> str:
    """The deed that is done again: `paint` of `repaint`."""
    return base.removeprefix("re")


@cache
def phrases() -> Phrases:
    """The phrases of our groups by the stem of their first word: their stems, and the keys of their groups."""
    found: dict[tuple[str, ...], set[str]] = {}
    for number, members in enumerate(_groups("synonyms.txt")):
        for member in members:
            found.setdefault(plain_words(member), set()).add(f"s:{number}")
    for number, members in enumerate(_groups("aliases.txt")):
        for member in members:
            found.setdefault(plain_words(member), set()).add(f"a:{number}")
    return by_first_word((words, frozenset(keys)) for words, keys in found.items())


def _groups(name: str) -> list[list[str]]:
    return [[each.strip() for each in line.split(",") if each.strip()] for line in lines_of_file(name)]


@cache
def general() -> Mapping[str, Keys]:
    """The general words, each with the particular ones that it may stand for, all of them comparable."""
    found: dict[str, set[str]] = {}
    for line in lines_of_file("general.txt"):
        words, _, particular = line.partition(":")
        for word in words.split(","):
            found.setdefault(comparable(word.strip()), set()).update(map(comparable, particular.split()))
    return {word: frozenset(particular) for word, particular in found.items()}


@lru_cache(maxsize=20_000)
def groups_of(word: str) -> Keys:
    """The groups that a comparable word stands in by itself."""
    return keys_of_word(word, phrases())


@lru_cache(maxsize=20_000)
def aliases_of(word: str) -> Keys:
    """Of the groups of a comparable word those that are other names of one thing."""
    return frozenset(key for key in groups_of(word) if key.startswith("a:"))


def group_keys(words: Sequence[str]) -> tuple[Keys, ...]:
    """For each word of a row of comparable words, the groups of the phrases that it is part of, whatever articles part them."""
    return keys_of_phrases(words, phrases())


def said_by_deed(word: str, bases: Iterable[str]) -> bool:
    """Whether a word says of a thing what a verb says of it already: `new` of what was built, `inbound` of calls answered."""
    return not table("said_by_deed").get(word, frozenset()).isdisjoint(bases)


def says_less(word: str, words: Keys) -> bool:
    """Whether a word is a general one for one of some comparable words: `vehicles` for `van`."""
    particular = general().get(comparable(word))
    return particular is not None and bool(particular & words)
