"""Reads figures out of tokens: digits, number words, ordinals and ranges, with the value each has."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from app.resume.evidence.fractions import fraction_at
from app.resume.evidence.lexicon import listed, table, verb
from app.resume.evidence.measures import data, units
from app.resume.evidence.tokens import Token, low_at

Kind = Literal["plain", "ordinal", "year", "code", "times", "multiple", "vague"]
CURRENCIES = frozenset("$€£¥")
"""Signs of money, which stand before their number."""
_CODE, _LONGEST_CODE = 2, 5
_FIRST_YEAR, _LAST_YEAR = 1940, 2040


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a row of tokens. `low` and `high` differ in a range; `unit` is empty for bare counts.

    `first` and `last` are its tokens; `ahead` and `behind` the tokens of the words that say what is counted; `lead` the
    preposition before it; `bound` whether the value itself is meant (empty) or a limit (`over`, `least`, `most` ...).
    """

    low: float
    high: float
    kind: Kind
    unit: str
    bound: str
    lead: str
    period: str
    first: int
    last: int
    ahead: tuple[int, ...] = ()
    behind: tuple[int, ...] = ()


def read_figures(tokens: Sequence[Token]) -> list[Quantity]:
    """The figures of a row of tokens in order, ranges joined; what they count is not told yet."""
    return _ranges(tokens, _values(tokens))


def _values(tokens: Sequence[Token]) -> list[Quantity]:
    found: list[Quantity] = []
    place = 0
    while place < len(tokens):
        quantity = _value_at(tokens, place)
        if quantity:
            found.append(quantity)
            place = quantity.last
        place += 1
    return found


def _value_at(tokens: Sequence[Token], place: int) -> Quantity | None:
    token = tokens[place]
    part = fraction_at(tokens, place)
    if part:
        return _bare(part[0], "plain", place, part[1], "percent")
    if is_code(tokens, place):
        value = _parse(token.text)
        return None if value is None else _bare(value, "code", place, place + (_glued_word(tokens, place + 1) == "s"))
    if token.kind == "number":
        return _figure(tokens, place)
    if token.kind == "word":
        return _spelled(tokens, place)
    return None


def _figure(tokens: Sequence[Token], place: int) -> Quantity | None:
    value = _parse(tokens[place].text)
    if value is None or (tokens[place].text == "00" and low_at(tokens, place - 1) == ":"):  # the `00` of `6:00`
        return None
    kind: Kind = "plain"
    last = place
    after = _glued_word(tokens, place + 1)
    if after == "s":  # `1099s`, `the 1990s`: a name made of a number, as a year is
        return _bare(value, "year", place, place + 1)
    if after in {"st", "nd", "rd", "th"}:
        return _bare(value, "ordinal", place, place + 1)
    if _ends_season(tokens, place):
        return _bare(_century(tokens, place) + value, "year", place, place)
    counted = _counted(tokens, value, place, place)
    if counted:
        return counted
    before = tokens[place - 1] if place else None
    unit = units().get(before.text, "") if before and before.text in CURRENCIES else ""
    scaled = _scale(tokens, place + 1, glued_only=False)
    if scaled:
        value, last = value * scaled, place + 1
    elif not unit and _is_year(tokens[place].text, value) and not after:
        kind = "year"
    value, last = _half(tokens, value, last)
    if before and before.text in {"-", "−"} and not before.glued and tokens[place].glued:
        value = -value
    return _with_unit(tokens, _bare(value, kind, place, last, unit), place)


def is_code(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number counts nothing and ends a name: the `2` of `W-2`, the `130` of `C-130`."""
    if place < _CODE or not (tokens[place].kind == "number" and tokens[place].glued and tokens[place - 1].text == "-"):
        return False
    letters = tokens[place - 2]
    value = tokens[place].text
    if letters.low in listed("before_a_figure") or (value.isdigit() and _is_year(value, float(value))):
        return False
    return tokens[place - 1].glued and letters.kind == "word" and len(letters.text) <= _LONGEST_CODE and letters.text.isupper()


def _ends_season(tokens: Sequence[Token], place: int) -> bool:
    """The `23` of `2022-23`."""
    year = low_at(tokens, place - 2)
    joined = tokens[place].glued and low_at(tokens, place - 1) in {"-", "–", "/"} and tokens[place - 1].glued
    if not joined or not year.isdigit() or not _is_year(year, float(year)) or len(tokens[place].text) != 2:
        return False
    return tokens[place].text == f"{(int(year) + 1) % 100:02d}"


def _century(tokens: Sequence[Token], place: int) -> float:
    return float(int(low_at(tokens, place - 2)) // 100 * 100)


def _of_a_hundred(tokens: Sequence[Token], last: int) -> int:
    """The last token of `94 of every 100`, `94 in 100`; 0 where it reads on otherwise."""
    last += low_at(tokens, last + 1) == "times"
    for words in (("of", "every"), ("out", "of", "every"), ("out", "of"), ("in", "every"), ("in",)):
        follows = tuple(each.low for each in tokens[last + 1 : last + 1 + len(words)])
        if follows == words and low_at(tokens, last + 1 + len(words)) == "100":
            return last + 1 + len(words)
    return 0


def _in_seconds(tokens: Sequence[Token], place: int) -> bool:
    """`30-second spots`, where `second` is no rank."""
    return low_at(tokens, place + 1) == "-" and tokens[place + 1].glued and low_at(tokens, place + 2) == "second"


def _with_unit(tokens: Sequence[Token], quantity: Quantity, place: int) -> Quantity:
    if place and tokens[place - 1].text in CURRENCIES:
        return replace(quantity, first=place - 1)
    if place and tokens[place - 1].text == "#":
        return replace(quantity, kind="ordinal", first=place - 1)
    return quantity


def _parse(text: str) -> float | None:
    if text.count(".") > 1:
        return None
    whole, _, rest = text.replace(",", "").partition(".")
    return float(f"{whole}.{rest or 0}")


def _is_year(text: str, value: float) -> bool:
    return text.isdigit() and len(text) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR


def _glued_word(tokens: Sequence[Token], place: int) -> str:
    if place < len(tokens) and tokens[place].glued and tokens[place].kind == "word":
        return tokens[place].low
    return ""


def _scale(tokens: Sequence[Token], place: int, *, glued_only: bool) -> float:
    if place >= len(tokens) or tokens[place].kind != "word":
        return 0.0
    word = tokens[place].low
    if len(word) <= 2 and not tokens[place].glued and (word != "k" and not tokens[place].text.isupper()):
        return 0.0
    return float(data()["scales"].get(word, 0)) if tokens[place].glued or not glued_only else 0.0


def _half(tokens: Sequence[Token], value: float, last: int) -> tuple[float, int]:
    """`two and a half`, `two-and-a-half`, `2½`."""
    if last + 1 < len(tokens) and tokens[last + 1].text == "½":
        return value + 0.5, last + 1
    for size in (3, 6):
        words = [each.low for each in tokens[last + 1 : last + 1 + size] if each.text != "-"]
        if words == ["and", "a", "half"]:
            return value + 0.5, last + size
    return value, last


def _bare(value: float, kind: Kind, first: int, last: int, unit: str = "") -> Quantity:
    return Quantity(value, value, kind, unit, "", "", "", first, last)


def _spelled(tokens: Sequence[Token], place: int) -> Quantity | None:
    word = tokens[place].low
    known = data()
    for name in ("ordinals", "times"):
        if word in known[name]:
            kind: Kind = "ordinal" if name == "ordinals" else "times"
            if word == "once" and not _how_often(tokens, place):
                return None
            return _bare(float(known[name][word]), kind, place, place)
    if word in known["multiples"]:
        return _bare(float(known["multiples"][word]), "multiple", place, place)
    if word in known["vague"]["words"]:
        return _bare(-1.0, "vague", place, place)
    if [each.low for each in tokens[place : place + 3]] == ["half", "a", "dozen"]:
        return _bare(6.0, "plain", place, place + 2)
    return _half_a_unit(tokens, place) or _often(tokens, place) or _number_words(tokens, place)


def _half_a_unit(tokens: Sequence[Token], place: int) -> Quantity | None:
    """`half an hour`, `half-hour`, `half a degree`."""
    unit = units().get(low_at(tokens, place + 2), "")
    if tokens[place].low != "half" or low_at(tokens, place + 1) not in {"-", "a", "an"} or not unit:
        return None
    return _bare(0.5, "plain", place, place + 2, unit)


def _often(tokens: Sequence[Token], place: int) -> Quantity | None:
    """`semimonthly` and `semi-monthly`: twice a month."""
    apart = low_at(tokens, place + 1) == "-"
    written = tokens[place].low + (low_at(tokens, place + 2) if apart else "")
    row = data()["often"].get(written)
    if row is None:
        return None
    return replace(_bare(float(row["times"]), "times", place, place + 2 * apart), period=str(row["period"]))


def _how_often(tokens: Sequence[Token], place: int) -> bool:
    """`once a week`, where `once` alone joins sentences."""
    return low_at(tokens, place + 1) in {"a", "an", "per", "each", "every"} and _spans(tokens, place + 2)


def _spans(tokens: Sequence[Token], place: int) -> bool:
    """Whether a span of time is named at a token, or behind its article: `weekly`, `a week`."""
    spans = frozenset().union(*table("periods").values())
    return low_at(tokens, place + (low_at(tokens, place) in {"a", "an", "per", "each", "every", "/"})) in spans


def _number_words(tokens: Sequence[Token], place: int) -> Quantity | None:
    """`twenty-five`, `two hundred`, `one hundred and ten`, `a dozen`; a `one` that counts nothing is left to grammar."""
    words, scales = data()["words"], data()["scales"]
    word = tokens[place].low
    if (
        word in {"a", "an"}
        and place + 1 < len(tokens)
        and tokens[place + 1].low in {"hundred", "thousand", "million", "billion", "dozen", "decade"}
    ):
        total, last = (10.0 if tokens[place + 1].low == "decade" else float(scales[tokens[place + 1].low])), place + 1
        unit = "year" if tokens[place + 1].low == "decade" else ""
        return _bare(total, "plain", place, last, unit)
    if word not in words or (word == "one" and low_at(tokens, place - 1) in {"every", "each"}):
        return None
    if word == "one" and low_at(tokens, place + 1 + (low_at(tokens, place + 1) == "-")) in {
        *data()["ordinals"],
        "half",
        "quarter",
    }:
        return None
    total, current, last, at = 0.0, 0.0, place, place
    while at < len(tokens):
        low = tokens[at].low
        if (
            low in words
            and low not in {"dozen", "decade"}
            and (current == 0 or (20 <= current % 100 < 100 and words[low] < 10) or current % 100 == 0)
        ):
            current, last = current + float(words[low]), at
        elif low in scales and len(low) > 2 and current:
            current, last = current * float(scales[low]), at
            if scales[low] >= 1000:
                total, current = total + current, 0.0
        elif not (low in {"-", "and"} and at == last + 1 and at + 1 < len(tokens) and _goes_on(tokens, at, current)):
            break
        at += 1
    if last == place and word in {"dozen", "decade"}:
        return _bare(float(words[word]), "plain", place, place, "year" if word == "decade" else "")
    value, last = _half(tokens, total + current, last)
    return _counted(tokens, value, place, last) or _bare(value, "plain", place, last)


def _counted(tokens: Sequence[Token], value: float, first: int, last: int) -> Quantity | None:
    """`nine times` and `thirty-second spots`, whose next word is part of the figure."""
    hundred = _of_a_hundred(tokens, last)
    if hundred:
        return _bare(value, "plain", first, hundred, "percent")
    if low_at(tokens, last + 1) == "times" or (low_at(tokens, last + 1) == "x" and _spans(tokens, last + 2)):
        return _bare(value, "times", first, last + 1)
    return _bare(value, "plain", first, last + 2, "second") if _in_seconds(tokens, last) else None


def _goes_on(tokens: Sequence[Token], at: int, current: float) -> bool:
    follows = tokens[at + 1].low in data()["words"]
    tens = tokens[at].text == "-" and tokens[at].glued and current % 100 >= 20
    return follows and (tens or (tokens[at].low == "and" and current >= 100))


def _ranges(tokens: Sequence[Token], values: list[Quantity]) -> list[Quantity]:
    joined: list[Quantity] = []
    for each in values:
        if joined and _joins(tokens, joined[-1], each):
            left = joined.pop()
            unit = each.unit or left.unit
            low = left.low * _shared_scale(left, each)
            joined.append(replace(left, low=low, high=each.high, kind=each.kind, unit=unit, last=each.last))
        else:
            joined.append(each)
    return joined


def _shared_scale(left: Quantity, right: Quantity) -> float:
    """`1 to 2 million` counts millions on both sides; `1-2K` thousands."""
    for scale in (1_000_000_000.0, 1_000_000.0, 1_000.0):
        if right.last > right.first and right.high >= scale > left.low and left.unit == right.unit:
            return scale if left.low * scale <= right.high else 1.0
    return 1.0


def _ends_a_verb(tokens: Sequence[Token], place: int) -> bool:
    """The `up` of `set up 70 to 80 products`, which says of nothing that it rose."""
    known = verb(low_at(tokens, place - 1))
    return known is not None and known[0] not in listed("goes_up_or_down")


def _joins(tokens: Sequence[Token], left: Quantity, right: Quantity) -> bool:
    between = tokens[left.last + 1 : right.first]
    kinds = (left.kind, right.kind)
    if kinds not in {("plain", "plain"), ("ordinal", "ordinal"), ("plain", "times")} or len(between) not in {1, 2}:
        return False
    words = [each.low for each in between if each.low not in {"%", "$", "percent", "dollars"}]
    before = tokens[left.first - 1].low if left.first else ""
    if words == ["and"]:
        return before == "between"
    return (
        words in (["to"], ["-"], ["–"], ["—"], ["or"], ["-", "to"])
        and not (before == "from" or (before in {"down", "up"} and not _ends_a_verb(tokens, left.first - 1)))
        and left.low < right.high
    )
