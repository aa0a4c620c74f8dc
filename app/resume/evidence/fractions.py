"""Reads parts of a whole: `a third`, `one-half`, `three quarters`, `2/3`, each as percent, so that `half` and `50%` are one."""

from collections.abc import Sequence

from app.resume.evidence.lexicon import listed
from app.resume.evidence.measures import data, units
from app.resume.evidence.tokens import Token, low_at

_WHOLE = 100.0
_MOST_PARTS = 10
_BEFORE_A_QUARTER = frozenset({"by", "than", "nearly", "almost", "about", "over"})


def fraction_at(tokens: Sequence[Token], place: int) -> tuple[float, int] | None:
    """The percent that a fraction at a token makes, and its last token; None where none stands there."""
    if tokens[place].low == "half" and low_at(tokens, place + 1) in {"of", "the", "my"}:
        return _WHOLE / 2, place
    share = _one_in_so_many(tokens, place)
    if share or tokens[place].text.isdigit():
        return share or _in_digits(tokens, place)
    if (
        low_at(tokens, place + 1) in data()["fractions"] and low_at(tokens, place + 2) == "-"
    ):  # `a half-hour`, `a fourth-grade class`
        return None
    count = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}.get(tokens[place].low, 0)
    glued = low_at(tokens, place + 1) == "-"
    last = place + (2 if glued else 1)
    part = data()["fractions"].get(low_at(tokens, last))
    if not count or part is None or not (glued or count > 1 or _ends_there(tokens, place, last)):
        return None
    return _WHOLE * count / float(part), last


def _one_in_so_many(tokens: Sequence[Token], place: int) -> tuple[float, int] | None:
    """`one in three`, `2 in 5`, but no `one in three weeks`, and no `2 in 2021`."""
    if low_at(tokens, place + 1) != "in":
        return None
    count, whole = (_small(tokens, at) for at in (place, place + 2))
    if not 0 < count < whole or units().get(low_at(tokens, place + 3)):
        return None
    return _WHOLE * count / whole, place + 2


def _small(tokens: Sequence[Token], place: int) -> int:
    """The whole number up to ten at a token; 0 for anything else."""
    word = low_at(tokens, place)
    value = int(word) if word.isdigit() and len(word) <= len(str(_MOST_PARTS)) else data()["words"].get(word, 0)
    return value if value <= _MOST_PARTS else 0


def _in_digits(tokens: Sequence[Token], place: int) -> tuple[float, int] | None:
    """`2/3`, but no date and no `24/7`."""
    count, part = tokens[place].text, low_at(tokens, place + 2)
    if low_at(tokens, place + 1) != "/" or not part.isdigit() or low_at(tokens, place + 3) == "/":
        return None
    if not 0 < int(count) < int(part) or _MOST_PARTS < int(part) != _WHOLE:
        return None
    return _WHOLE * int(count) / int(part), place + 2


def _ends_there(tokens: Sequence[Token], place: int, last: int) -> bool:
    """Whether no thing follows that would make it a rank or a span: `a third of it`; not `a third shift`, `$5 a quarter`."""
    follows = tokens[last + 1] if last + 1 < len(tokens) else None
    if tokens[last].low == "quarter" and low_at(tokens, place - 1) not in _BEFORE_A_QUARTER:
        return follows is not None and follows.low == "of"
    return follows is None or follows.kind == "sign" or follows.low in listed("after_a_part")
