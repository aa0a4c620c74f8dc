"""The words we know: their forms, what may stand for them, and what kind of word they are. The lists stand beside this file."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, TypeVar

T = TypeVar("T")
Rung = Literal["took_part", "did", "result", "ran", "led", "owned"]
Keys = frozenset[str]
HEIGHT: Mapping[str, int] = {"took_part": 0, "did": 1, "result": 1, "ran": 2, "led": 3, "owned": 4}
_VERBAL = (
    "iations", "iation", "ations", "ation", "itions", "ition", "ions", "ion", "ments", "ment", "ances", "ance",
    "als", "al", "ures", "ure", "ers", "er", "ors", "or", "able", "y", "ies",
)  # fmt: skip
_DERIVED = (
    "ization",
    "isation",
    "ize",
    "ise",
    "istration",
    "istrative",
    "ation",
    "ator",
    "istical",
    "ically",
    "ical",
    "ness",
    "ship",
    "ance",
    "ence",
    "ancy",
    "ency",
    "ary",
    "ist",
    "ism",
    "ity",
    "ial",
    "acy",
    "ate",
    "ant",
    "ent",
    "ic",
    "al",
    "ty",
)
_AGENTS = ("ers", "er", "ors", "or", "able", "y", "ies")
_SHORTEST = 3
_NEVER_IN_IZE = frozenset(
    {
        "fundraise",
        "appraise",
        "surprise",
        "supervise",
        "exercise",
        "improvise",
        "televise",
        "merchandise",
        "advertise",
        "franchise",
        "compromise",
    }
)
_LONGEST_IN_ISE = 7  # `advise`, `revise`, `promise` are written so everywhere
_SHORTEST_ROOT = 5
_VOWELS = re.compile("[aeiouy]+")


@cache
def _toml(name: str) -> dict[str, object]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


@cache
def listed(name: str) -> frozenset[str]:
    """A list of single words of `words.toml`, by its name."""
    return frozenset(str(_toml("words.toml")[name]).split())


@cache
def table(name: str) -> Mapping[str, frozenset[str]]:
    """A table of `words.toml`, each of its rows as a set of words."""
    rows = _toml("words.toml")[name]
    if not isinstance(rows, dict):
        raise TypeError(name)
    return {key: frozenset(row.split() if isinstance(row, str) else row) for key, row in rows.items()}


@cache
def verb_forms() -> Mapping[str, tuple[str, Rung]]:
    """Each form of each verb: its base and rung. Where one form belongs to two verbs (`found`), the plainer one has it."""
    forms: dict[str, tuple[str, Rung]] = {}
    rungs: tuple[Rung, ...] = ("did", "result", "took_part", "ran", "led", "owned")
    for rung in rungs:
        for row in _rows("verbs.toml", rung):
            base, *irregular = row.split()
            for form in _forms_of(base, irregular):
                forms.setdefault(form, (_in_one_spelling(base), rung))
    for row in _listed_in("verbs.toml", "nouns_too", "did"):
        base, *irregular = row.split()
        for form in _forms_of(base, irregular)[2:]:
            forms.setdefault(form, (base, "did"))
    return forms


def _in_one_spelling(base: str) -> str:
    """`summarise` as `summarize`, `analyse` as `analyze`."""
    if base.endswith("ise") and len(base) > _LONGEST_IN_ISE and base not in _NEVER_IN_IZE:
        return base[:-3] + "ize"
    return base[:-2] + "ze" if base.endswith("lyse") else base


def _rows(file: str, name: str) -> list[str]:
    rows = _toml(file)[name]
    if not isinstance(rows, list):
        raise TypeError(name)
    return [str(row) for row in rows]


def _listed_in(file: str, name: str, key: str) -> list[str]:
    rows = _toml(file)[name]
    if not isinstance(rows, dict):
        raise TypeError(name)
    return [str(row) for row in rows[key]]


def lines_of_file(name: str) -> list[str]:
    """The lines of a list of ours that stands beside this file, comments left out."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _forms_of(base: str, irregular: Sequence[str]) -> list[str]:
    present = base + "es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else _y(base, "ies", "s")
    stemmed = base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else base
    doubled = (
        base + base[-1]
        if len(base) > 2 and base[-1] in "bdgklmnprt" and base[-2] in "aeiou" and base[-3] not in "aeiou"
        else base
    )
    if doubled != base and len(_VOWELS.findall(base)) == 1:  # `tapped`, where `taped` is of `tape`
        stemmed = doubled
    past = list(irregular) or [stemmed + "ed" if stemmed != base else _y(base, "ied", "ed"), doubled + "ed"]
    ing = base[:-2] + "ying" if base.endswith("ie") else stemmed + "ing"
    return [base, present, *past, ing, doubled + "ing"]


def _y(base: str, changed: str, plain: str) -> str:
    return base[:-1] + changed if base.endswith("y") and base[-2:-1] not in "aeiou" else base + plain


def verb(word: str) -> tuple[str, Rung] | None:
    """The base and rung of a verb form; None for a word that is no verb we know."""
    return verb_forms().get(word)


@cache
def nouns_too() -> frozenset[str]:
    """Bases of verbs that are nouns as often; only their forms in -ed and -ing are in `verb_forms`."""
    return frozenset(row.split()[0] for row in _listed_in("verbs.toml", "nouns_too", "did"))


@lru_cache(maxsize=50_000)
def forms(word: str) -> Keys:
    """What a folded word is known by: its stem, and the verb it is made from (`reconciliation` -> `reconcile`)."""
    found = {_stem(word)}
    if word in listed("months"):
        found.add(f"m:{word[:3]}")
    known = verb_forms().get(word) or verb_forms().get(_stem(word))
    base = known[0] if known else _verb_inside(word) or _done_again(word)
    if base:
        found |= {f"v:{base}", _stem(base)}
    else:
        found |= _without_ending(word)
    root = _root(_stem(word))
    return frozenset(found | ({root} if root else set()) | _families().get(comparable(word), set()))


@cache
def _families() -> Mapping[str, set[str]]:
    """For each comparable word the keys of the families that it belongs to: `f:12` for `signature` and `sign`."""
    found: dict[str, set[str]] = {}
    for number, line in enumerate(lines_of_file("families.txt")):
        for word in line.split():
            found.setdefault(comparable(word), set()).add(f"f:{number}")
    return found


def _done_again(word: str) -> str | None:
    """The verb of a deed that is done again: `shelve` of `reshelved`, but nothing of `resources`."""
    inner = word.removeprefix("re").removeprefix("-")
    known = verb_forms().get(inner) if inner != word and len(inner) >= _SHORTEST else None
    return known[0] if known and inner != known[0] and not inner.endswith("s") else None


@lru_cache(maxsize=50_000)
def action_in(word: str) -> str | None:
    """The verb whose deed a noun names (`reconciliation` -> `reconcile`); None for other words, those for the doer among them."""
    if verb_forms().get(word) or any(word.endswith(ending) for ending in _AGENTS):
        return None
    return _verb_inside(word)


def _without_ending(word: str) -> set[str]:
    """What an unlisted form in -ing or -ed may be a form of: `spanning` of `span`."""
    rest = next((word.removesuffix(ending) for ending in ("ing", "ed") if word.endswith(ending)), "")
    if len(rest) < _SHORTEST:
        return set()
    return {rest, rest + "e", rest[:-1] if rest[-1] == rest[-2] else rest}


def _root(stem: str) -> str:
    """What is left without the ending that makes an adjective or noun: `accuracy` and `accurate` share `r:accur`."""
    for ending in _DERIVED:
        rest = stem.removesuffix(ending)
        if rest != stem and len(rest) >= _SHORTEST_ROOT:
            return f"r:{rest}"
    return f"r:{stem}" if len(stem) >= _SHORTEST_ROOT else ""


def _verb_inside(word: str) -> str | None:
    if word in listed("seniority") | listed("no_deeds"):
        return None
    for ending in _VERBAL:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST:
            for tail in ("", "e", "ate", "y", "ise", "ize", "ile"):
                known = verb_forms().get(rest + tail)
                if known and known[0] == _in_one_spelling(rest + tail):
                    return known[0]
            if rest[-1] == rest[-2] and verb_forms().get(rest[:-1]):
                return verb_forms()[rest[:-1]][0]
    return None


@cache
def _plurals() -> Mapping[str, str]:
    """Plurals that no ending makes, each with its singular: `children` of `child`."""
    rows = _toml("words.toml")["plurals"]
    if not isinstance(rows, dict):
        raise TypeError("plurals")
    return {str(plural): str(singular) for plural, singular in rows.items()}


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    if len(word) <= _SHORTEST or not word.isalpha():
        return word
    if word in _plurals():
        return _plurals()[word]
    for ending, put in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
        if word.endswith(ending) and len(word) > 4:
            return word[: -len(ending)] + put
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return _without_ly(word)


def _without_ly(word: str) -> str:
    adverb = word.endswith("ly") and len(word) > 5 and word not in listed("no_adverbs")
    return word[:-2] if adverb else word


@lru_cache(maxsize=20_000)
def parts(phrase: str) -> tuple[str, ...]:
    """The comparable words of a phrase: verbs by their base, all else by their stems."""
    split = phrase.replace("-", " ").replace("/", " ").split()
    return tuple(comparable(word.rstrip(".")) for word in split)


@lru_cache(maxsize=50_000)
def comparable(word: str) -> str:
    """One form for all forms of a word: the base of a verb, else the stem."""
    stem = _stem(word)
    known = verb_forms().get(word) or verb_forms().get(stem)
    return known[0] if known else stem


@cache
def ambiguous_verbs() -> frozenset[str]:
    """Verbs that claim more or less by what they are done to."""
    return frozenset(_rows("verbs.toml", "ambiguous"))


@cache
def rung_phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], Rung], ...]]:
    """Phrases that set a rung, by their first word: their comparable words, and the rung."""
    rungs: tuple[Rung, ...] = ("took_part", "ran", "led", "owned")
    return _by_first((parts(phrase), rung) for rung in rungs for phrase in _listed_in("verbs.toml", "phrases", rung))


@cache
def hedge_phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The phrases that limit a claim, by their first word as it is written: all their words, and the class."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, row in table("hedges").items():
        for phrase in sorted(row):
            words = tuple(phrase.replace("-", " - ").split())
            found.setdefault(words[0], []).append((words, name))
    return {first: tuple(rows) for first, rows in found.items()}


@cache
def telling_phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Phrases of reach, outcome and praise by their first word: their comparable words, and their kind."""
    return _by_first((parts(phrase), kind) for kind, row in table("phrases").items() for phrase in sorted(row))


def _by_first(rows: Iterable[tuple[tuple[str, ...], T]]) -> dict[str, tuple[tuple[tuple[str, ...], T], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], T]]] = {}
    for words, value in rows:
        found.setdefault(words[0], []).append((words, value))
    return {first: tuple(each) for first, each in found.items()}


def is_light(word: str) -> bool:
    """Whether a word carries a sentence and claims nothing of its own, in any of its forms."""
    return word in listed("light") or comparable(word) in listed("light")


def any_listed(words: Iterable[str], name: str) -> bool:
    """Whether one of the words stands in a list of `words.toml`."""
    known = listed(name)
    return any(word in known for word in words)
