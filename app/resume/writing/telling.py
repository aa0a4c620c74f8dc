"""What the person affirmed, as it is told to a model: the newest words on each line, work or the whole, and few of them."""

from collections.abc import Sequence

from app.resume.stored import Attested
from app.resume.words import count_words

_MOST = 2
"""Of one line or work."""
_MOST_IN_ALL = 6
_LONGEST = 200
_BARE = 3


def affirmed_of(place: str, attested: Sequence[Attested]) -> tuple[str, ...]:
    """What was affirmed of the line or work at this very place."""
    return tuple(_told(each) for each in attested if each.location == place)[-_MOST:]


def affirmed_of_all(attested: Sequence[Attested]) -> tuple[str, ...]:
    """What was affirmed of anything, that of the whole first."""
    whole = [each for each in attested if each.location is None]
    parts = [each for each in attested if each.location is not None]
    return tuple(_told(each) for each in (*reversed(whole), *reversed(parts)))[:_MOST_IN_ALL]


def _told(each: Attested) -> str:
    """The answer; a short one with its question, which alone says what was counted."""
    answer = _cut(each.answer)
    return f"{answer} (asked: {_cut(each.question)})" if count_words(answer) <= _BARE else answer


def _cut(text: str) -> str:
    one = " ".join(text.split())
    return one if len(one) <= _LONGEST else f"{one[:_LONGEST].rsplit(' ', 1)[0]} …"
