"""Reads quantities out of tokens: each figure with its unit, its bound, its period, and the words that say what is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from app.resume.evidence.figures import CURRENCIES, Quantity, is_code, read_figures
from app.resume.evidence.lexicon import listed, table, verb
from app.resume.evidence.measures import data, units
from app.resume.evidence.tokens import Token, low_at

_REACH = 6
_STANCES = frozenset({"sit", "come", "stay", "go", "use", "see", "get", "have", "need", "ask", "hear", "learn", "eat", "buy"})
_DENIALS = frozenset({"no", "never", "none", "nobody", "not", "nothing"})
_THINGS_TOO = frozenset(
    {"meter", "foot", "pound", "yard", "quarter", "second", "degree", "degrees", "term", "terms", "minute", "ton"}
)
_LASTING = frozenset({"within", "in", "over", "after", "under", "than", "for", "during", "inside"})
HOURS = frozenset({"a.m", "p.m", "am", "pm"})
"""What stands behind the hour of a day."""
_MARKS = frozenset("'′\"″")
_PREFIXED = {"pre": "before", "post": "after"}
_LONGEST_BOUND = 4
_BREAKS = frozenset(".;!?:|•(),–—\n")


@cache
def _bounds() -> Mapping[tuple[str, ...], str]:
    return {tuple(phrase.split()): name for name, ways in data()["bounds"].items() for phrase in ways}


@cache
def _period_words() -> Mapping[str, str]:
    return {word: name for name, words in table("periods").items() for word in words}


@cache
def words_of_bounds() -> frozenset[str]:
    """The words that a bound may be made of, `large` of `as large as`."""
    return frozenset(word for phrase in _bounds() for word in phrase)


def period_of(word: str) -> str:
    """The span of time a word names (`weekly` -> `week`); empty for other words."""
    return _period_words().get(word, "")


def read_quantities(tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """The quantities of a row of tokens, in order."""
    bare = read_figures(tokens)
    taken = {place for each in bare for place in range(each.first, each.last + 1)}
    return tuple(_placed(tokens, each, taken) for each in bare)


def _placed(tokens: Sequence[Token], quantity: Quantity, taken: set[int]) -> Quantity:
    unit, last = _unit(tokens, quantity)
    if not unit and low_at(tokens, quantity.first - 1) in {"aged", "age", "ages"}:
        unit = "year"
    quantity = replace(quantity, unit=unit, last=last)
    ahead = _ahead(tokens, quantity, taken)
    bound, first = _bound(tokens, quantity)
    plus = last + 1 < len(tokens) and tokens[last + 1].text == "+" and tokens[last + 1].glued
    return replace(
        quantity,
        ahead=ahead,
        behind=_behind(tokens, first, taken),
        bound="plus" if plus and not bound else bound,
        lead="by" if _is_step(tokens, quantity) else _lead(tokens, first),
        period=quantity.period or _period(tokens, quantity, taken),
    )


def _unit(tokens: Sequence[Token], quantity: Quantity) -> tuple[str, int]:
    if quantity.unit or quantity.kind in {"year", "code", "times", "vague", "multiple"}:
        return quantity.unit, quantity.last
    place = quantity.last + 1
    while place < len(tokens) and place <= quantity.last + 4:
        token = tokens[place]
        written = token.text if token.kind == "sign" else token.low
        long = _long_unit(tokens, place)
        if long:
            return long
        if token.text in CURRENCIES or token.kind == "number" or token.low in data()["words"] or _is_sort_of_shift(tokens, place):
            break
        if place + 2 < len(tokens) and is_code(tokens, place + 2):
            break
        hyphened = place == quantity.last + 2 and tokens[place - 1].text == "-"
        if written in units() and _stands_as_unit(token, place == quantity.last + 1 or hyphened):
            scale = low_at(tokens, place + 1) if written == "°" else ""
            return (units()[scale], place + 1) if scale in {"c", "f"} else (units()[written], place)
        if (
            token.low in listed("ends_a_count")
            or token.low in {"a", "an", "the", "of", "in", "and", "each", "every", "per"}
            or (token.kind == "sign" and token.text not in "-+")
        ):
            return "", quantity.last
        place += 1
    return "", quantity.last


def _is_sort_of_shift(tokens: Sequence[Token], place: int) -> bool:
    """The `night` of `three night shifts`, the `day` of `14 day-shift pickers`."""
    hyphened = low_at(tokens, place + 1) == "-"
    return tokens[place].low in {"day", "night"} and low_at(tokens, place + 1 + hyphened) in {"shift", "shifts"}


def _stands_as_unit(token: Token, next_to_number: bool) -> bool:
    """A single small letter is a unit only where it is glued on, a quotation mark where it follows the number."""
    if token.kind == "sign":
        return token.text not in _MARKS or (token.glued and next_to_number)
    if not next_to_number and token.low in _THINGS_TOO:
        return False
    return len(token.low) > 1 or token.glued or token.text.isupper() or (next_to_number and token.low in {"s", "h"})


@cache
def _long_units() -> Mapping[str, tuple[tuple[list[str], str], ...]]:
    """The units of several words by their first: all their words, and the unit's name."""
    found: dict[str, list[tuple[list[str], str]]] = {}
    for words, name in data()["long_units"].items():
        found.setdefault(words.split()[0], []).append((words.split(), str(name)))
    return {first: tuple(rows) for first, rows in found.items()}


def _long_unit(tokens: Sequence[Token], place: int) -> tuple[str, int] | None:
    for wanted, name in _long_units().get(tokens[place].low, ()):
        spots = [at for at in range(place, min(place + 2 * len(wanted), len(tokens))) if tokens[at].text != "-"][: len(wanted)]
        if [tokens[at].low for at in spots] == wanted:
            return name, spots[-1]
    return None


def _ahead(tokens: Sequence[Token], quantity: Quantity, taken: set[int]) -> tuple[int, ...]:
    found: list[int] = []
    if low_at(tokens, quantity.last + 1) in HOURS:
        return ()
    for place in range(quantity.last + 1, min(len(tokens), quantity.last + 12)):
        token = tokens[place]
        if place in taken and not _counts_on(tokens, place):
            break
        if (
            token.text in _BREAKS
            or token.low in listed("ends_a_count")
            or (found and token.low in {"in", "a", "an", "the"} and low_at(tokens, place + 1) != "-")
        ):
            break
        if token.low in {"and", "or", "&"} and (_verb_next(tokens, place) or low_at(tokens, place + 1) in {"a", "an"}):
            break
        if (found or low_at(tokens, place + 1) in {"a", "an", "the"}) and _ends_a_name(token):
            break
        if token.low in {"a", "an", "each", "every"} and period_of(low_at(tokens, place + 1)):
            break
        if token.kind == "word" and token.low not in listed("grammar") and not period_of(token.low):
            found.append(place)
        if len(found) == _REACH:
            break
    return tuple(place for place in found if place == found[0] or tokens[place].low not in listed("light"))


def _ends_a_name(token: Token) -> bool:
    """A participle or a verb in the past after the words that name a thing: the `found` of `38 repairs found`."""
    known = verb(token.low)
    if known is None or token.glued:
        return False
    return token.low in _STANCES if token.low == known[0] else not token.low.endswith("s")


def _counts_on(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place].low in data()["ordinals"]


def _verb_next(tokens: Sequence[Token], place: int) -> bool:
    word = low_at(tokens, place + 1)
    known = verb(word)
    return known is not None and word != known[0] and not word.endswith(("s", "ing"))


def _behind(tokens: Sequence[Token], first: int, taken: set[int]) -> tuple[int, ...]:
    found: list[int] = []
    for place in range(first - 1, max(-1, first - 14), -1):
        token = tokens[place]
        if place in taken or token.text in {".", ";", "!", "?", "|", "•", "\n"}:
            break
        if token.kind == "word" and token.low not in listed("grammar"):
            found.append(place)
        if len(found) == _REACH:
            break
    return tuple(found)


def _bound(tokens: Sequence[Token], quantity: Quantity) -> tuple[str, int]:
    """The bound of a figure and where it starts; an article may part the two: `up to a 30-mile radius`."""
    found = _bound_before(tokens, quantity, quantity.first)
    if not found[0] and low_at(tokens, quantity.first - 1) in {"a", "an"} and quantity.unit:
        parted = _bound_before(tokens, quantity, quantity.first - 1)
        if parted[0] and quantity.first - 1 - parted[1] > 1:
            return parted
    return found if found[0] else (_afterwards(tokens, quantity), quantity.first)


def _bound_before(tokens: Sequence[Token], quantity: Quantity, start: int) -> tuple[str, int]:
    for length in range(_LONGEST_BOUND, 0, -1):
        if start >= length:
            words = tuple(each.low for each in tokens[start - length : start])
            name = _bounds().get(words)
            if name and not (words == ("over",) and _spreads_over(tokens, quantity)):
                denied = name == "over" and {each.low for each in tokens[max(0, start - length - 6) : start - length]} & _DENIALS
                return "most" if denied else name, start - length
    return "", start


def _spreads_over(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether `over` says how long or of how many, and not more than: `over ten weeks`, `a rate of 2% over 640 joints`."""
    before = low_at(tokens, quantity.first - 2)
    if before in listed("before_over") | listed("spreads") or before in {"%", "percent"}:
        return True
    spans = quantity.unit in {"week", "month", "day", "year", "quarter", "semester"} or _lasts(tokens, quantity)
    return spans and not _of_tenure(tokens, quantity) and low_at(tokens, quantity.last + 1) != "old"


def _lasts(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`over one weekend`."""
    return bool(period_of(low_at(tokens, quantity.last + 1))) or low_at(tokens, quantity.last + 1) in listed("seasons")


def _of_tenure(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`over ten weeks` lasts ten weeks; `with over 8 years of`, `for over 8 years` is more than that."""
    return low_at(tokens, quantity.first - 2) in {
        "with",
        "for",
        "of",
        "brings",
        "bringing",
        "has",
        "have",
        "offers",
        "spanning",
    } or low_at(tokens, quantity.last + 1) in {"of", "as", "experience"}


def _afterwards(tokens: Sequence[Token], quantity: Quantity) -> str:
    """The bound that words around a number set without standing right before it: `9 a week on average`, `60 or so`."""
    words = " ".join(each.low for each in tokens[quantity.last + 1 : quantity.last + 9])
    if _is_typical([each.low for each in tokens[max(0, quantity.first - 5) : quantity.first]]):
        return "about"
    for phrase, name in data()["bounds_after"].items():
        if f" {phrase} " in f" {words} " and (phrase == "on average" or words.startswith(phrase)):
            return str(name)
    return ""


def _is_typical(before: Sequence[str]) -> bool:
    """`averaged some 40`; not `on a typical shift at a hotel of 140 rooms`."""
    at = next((place for place, word in enumerate(before) if word in listed("typical")), None)
    return at is not None and not listed("ends_a_count").intersection(before[at + 1 :])


def _is_step(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`up 12% from 2021`, `took 90 minutes off`: how far something moved, and not to where."""
    after = low_at(tokens, quantity.last + 1)
    taken = after == "off" or (after == "out" and low_at(tokens, quantity.last + 2) == "of" and bool(quantity.unit))
    return taken or low_at(tokens, quantity.first - 1) in {"up", "down"}


def _lead(tokens: Sequence[Token], first: int) -> str:
    word = low_at(tokens, first - 1)
    if word in listed("seasons") or word in listed("months"):
        return _lead(tokens, first - 1)
    if word == "-" and low_at(tokens, first - 2) in _PREFIXED:
        return _PREFIXED[low_at(tokens, first - 2)]
    return low_at(tokens, first - 2) if word in {"the", "a", "an"} else word


def _period(tokens: Sequence[Token], quantity: Quantity, taken: set[int]) -> str:
    if low_at(tokens, quantity.last + 1) in {"each", "apiece"} and not period_of(low_at(tokens, quantity.last + 2)):
        return "each"
    if quantity.unit and low_at(tokens, quantity.first - 1) == "of" and low_at(tokens, quantity.first - 3).endswith("ly"):
        return period_of(low_at(tokens, quantity.first - 3))
    for place in range(quantity.last + 1, min(len(tokens), quantity.last + 10)):
        word = tokens[place].low
        if (place in taken and tokens[place].kind != "word") or tokens[place].text in {";", ".", "(", ":"}:
            return ""
        span = "second" if word in {"s", "sec"} and low_at(tokens, place - 1) == "/" else period_of(word)
        if span and (
            word.endswith("ly")
            or word == "daily"
            or low_at(tokens, place - 1) in {"per", "each", "every", "/"}
            or (low_at(tokens, place - 1) in {"a", "an"} and low_at(tokens, place - 2) not in _LASTING)
        ):
            return span
    return ""
