"""Tells a place from other words: `Mesa, AZ`, `Lyon, France`, `Remote`, `60311 Frankfurt am Main`."""

import re
from collections.abc import Sequence
from functools import cache

from app.resume.parsing.letters import key, plain
from app.resume.parsing.lists import keys, table

_POSTCODE = re.compile(
    r"(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3,4})?|"
    r"[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{3} ?\d{2}(?= [A-Z])"
)
_STREET = re.compile(
    r"\b(?:street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|way|place|pl|square|suite|apt|unit|rue|calle|via|piazza|rua|"
    r"avenida|av|straat|laan|weg|plein)\b|stra(?:ße|sse)\b|str\.",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r" \((?P<inside>[^()]{2,60})\)$")
_NUMBER = re.compile(r"\d{1,5}[a-zA-Z]?\b")
_LONGEST = 60
_PARTS = 5
_SURE = 0.9


def is_place(text: str) -> bool:
    """Whether the whole text names a place: ends in a region or country, or is a known city, or says that it is anywhere."""
    return place_confidence(text) > 0


def place_confidence(text: str) -> float:
    """How sure it is that a text is a place and nothing else: 0.95 with its region, 0.8 for a known city, else 0."""
    words = _trimmed(text)
    if not words or len(words) > _LONGEST or not (words[0].isalnum()):
        return 0.0
    if key(words) in _anywhere():
        return 0.9
    if "(" in words and "," in words:
        return 0.0
    parts = [part.strip() for part in words.split(",")]
    if len(parts) > _PARTS or not all(_place_like(part) for part in parts):
        return 0.0
    if len(parts) == 1:
        return _single(parts[0])
    count = place_tail(parts)
    return 0.95 if count and all(is_street(part) or _is_city(part) or part[0].isdigit() for part in parts[:-count]) else 0.0


def place_tail(parts: Sequence[str]) -> int:
    """How many of the last parts of a text cut at its commas name a place: `Clinic, Mesa, AZ` → 2; 0 when none do."""
    if not parts or not _place_like(parts[-1]):
        return 0
    if key(parts[-1]) in _anywhere() or (len(parts) == 1 and _single(parts[-1])):
        return 1
    if _is_region(parts[-1]):
        more = len(parts) > 2 and _is_region(parts[-2]) and (not _is_city(parts[-2]) or _is_city(parts[-3]))
        count = 3 if more else 2
        whole = len(parts) >= count and _place_like(parts[-count])
        return count if whole else 1 if _is_country(parts[-1]) else 0
    return 1 if _single(parts[-1]) else 0


def place_behind_dash(text: str) -> tuple[str, str] | None:
    """`Harbor Clinic-Mesa, AZ` → the clinic and the place; None for `Winston-Salem, NC`, and where no known city follows."""
    first, *rest = text.split(",")
    name, dash, city = first.rpartition("-")
    known = (
        bool(dash)
        and bool(rest)
        and _is_region(rest[-1].strip())
        and _is_city(city)
        and not _is_city(first)
        and not name.endswith(" ")
    )
    place = ",".join([city, *rest]).strip()
    return (name.strip(), place) if known and name.strip() and place_confidence(place) >= _SURE else None


def place_in_brackets(text: str) -> tuple[str, str] | None:
    """`Harbor Clinic (Mesa, AZ)` → the clinic and the place; in `Harbor Clinic, Valencia (España)` the bracket is the town's."""
    found = _BRACKETED.search(text)
    if not found or not is_place(found["inside"]) or is_place(text.rsplit(", ", 1)[-1]):
        return None
    return text[: found.start()].rstrip(), found["inside"]


def is_anywhere(text: str) -> bool:
    """Whether a text says that a place does not matter: `Remote`, `Online`."""
    return key(text) in _anywhere()


def is_street(text: str) -> bool:
    """Whether a text reads as a street with a number."""
    return len(text) < _LONGEST and bool(_STREET.search(text)) and bool(_NUMBER.search(text))


def is_region_code(text: str) -> bool:
    """Whether a text is the short form of a state or country."""
    return text in _codes()


def _trimmed(text: str) -> str:
    words = text.strip(" .,;|()[]–—-•·")
    for ending in ("(or remote)", "(remote)", "(hybrid)", "(on-site)", "(onsite)"):
        if words.lower().endswith(ending.rstrip(")")) or words.lower().endswith(ending):
            words = words[: words.lower().rindex(ending.rstrip(")"))].strip(" ,")
    return words


def _single(part: str) -> float:
    bare = _POSTCODE.sub("", part).strip()
    if bare != part and bare and (_is_city(bare) or _ends_in_code(bare)):
        return 0.9
    if _is_city(bare):
        return 0.8
    if _is_country(bare):
        return 0.75
    if _is_bracketed(bare):
        return 0.9
    if _ends_in_code(bare):
        return 0.9
    return 0.6 if _is_region(bare) and len(bare) > 3 else 0.0


def _place_like(part: str) -> bool:
    words = part.split()
    if not words or len(words) > 5:
        return False
    return is_street(part) or all(_place_word(word) for word in words)


def _place_word(word: str) -> bool:
    word = word.lstrip("(") or word
    return word[0].isupper() or word[0].isdigit() or plain(word) in _small() or not word[0].isascii()


def _is_region(part: str) -> bool:
    bare = _POSTCODE.sub("", part).strip(" .")
    if " " in bare and all(code in _codes() for code in bare.split()):
        return True
    return bare in _codes() or key(bare) in _regions() or key(bare) in _countries()


def _ends_in_code(part: str) -> bool:
    """`Austin TX`, `Austin TX US`, `Austin Texas`: a known city and its state or country without a comma."""
    words = part.split()
    if any(_is_city(" ".join(words[:-size])) and key(" ".join(words[-size:])) in _regions() for size in (1, 2)):
        return True
    while len(words) > 1 and (words[-1] in _codes() or key(words[-1]) in _countries()):
        words.pop()
        if _is_city(" ".join(words)):
            return True
    return False


def _is_bracketed(part: str) -> bool:
    """`Valencia (España)`."""
    city, bracket, region = part.removesuffix(")").partition(" (")
    return bool(bracket) and _is_region(region) and all(_place_word(word) for word in city.split())


def _is_city(part: str) -> bool:
    bare = _POSTCODE.sub("", part).strip()
    return key(bare) in keys("cities")


def _is_country(part: str) -> bool:
    return key(part) in _countries()


@cache
def _codes() -> frozenset[str]:
    return frozenset(table("places")["places"]["codes"])


@cache
def _regions() -> frozenset[str]:
    return frozenset(key(name) for name in table("places")["places"]["regions"])


@cache
def _countries() -> frozenset[str]:
    return frozenset(key(name) for name in table("places")["places"]["countries"])


@cache
def _anywhere() -> frozenset[str]:
    return frozenset(key(name) for name in table("places")["places"]["anywhere"])


@cache
def _small() -> frozenset[str]:
    return frozenset(table("places")["places"]["small"])
