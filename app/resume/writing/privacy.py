"""What of a résumé no model needs to see: the person's name, addresses, numbers and links. A text that holds any stays here."""

import re
from collections.abc import Iterator, Sequence

from app.resume.model import Resume
from app.resume.words import fold

_CONTACT = re.compile(
    r"\S@\S|https?:|www\.|(?<![\w-])[\w-]{2,63}\.(?:com|org|net|edu|io|me|dev|co)\b|\+?\d(?:[ ().-]{0,2}\d){8,}", re.IGNORECASE
)
_BETWEEN = re.compile(r"[^\w@.+/-]+")
_SHORTEST_NAME = 3
_SHORTEST_PLACE = 6


def private_words(resume: Resume) -> tuple[str, ...]:
    """The words that tell who and where the person is, folded."""
    return tuple(dict.fromkeys(fold(word) for word in _words(resume)))


def _words(resume: Resume) -> Iterator[str]:
    yield from (part.strip(",.") for part in (resume.name or "").split() if len(part.strip(",.")) >= _SHORTEST_NAME)
    yield from filter(None, (resume.email, resume.phone, *(link.url for link in resume.links)))
    address = resume.address
    places = (resume.location, address.street if address else None, address.postal_code if address else None)
    yield from (place for place in places if place and len(place) >= _SHORTEST_PLACE)


def is_private(text: str, words: Sequence[str]) -> bool:
    """Whether the text holds an address, a number or a link, or one of these words as a word of its own."""
    if _CONTACT.search(text):
        return True
    told = _spaced(text)
    return any(_spaced(word) in told for word in words)


def _spaced(text: str) -> str:
    return f" {' '.join(_BETWEEN.split(fold(text)))} "
