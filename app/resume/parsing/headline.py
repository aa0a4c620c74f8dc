"""Reads what stands at the top beside the person's name and address: a headline, and sentences of introduction."""

from collections.abc import Sequence

from app.resume.parsing.contact import Found, is_label, without_contact
from app.resume.parsing.line import Line
from app.resume.parsing.names import Named
from app.resume.parsing.places import is_place, is_street
from app.resume.parsing.prose import items
from app.resume.parsing.roles import role_weight
from app.resume.parsing.sections import is_title
from app.resume.parsing.segments import clean, strong_parts

_LONGEST = 14
_SENTENCE = 12
_DEPTH = 4


def find_headline(lines: Sequence[Line], name: Named | None, location: Found | None) -> Found | None:
    """The short text near the name that says what the person is; only words that name a role are more than a guess."""
    if name is None:
        return None
    at = next((place for place, line in enumerate(lines) if line is name.line), 0)
    candidates = [found for line in lines[at : at + _DEPTH] for found in _candidates(line, name, location)]
    return max(candidates, key=lambda each: each.confidence, default=None)


def find_introduction(lines: Sequence[Line]) -> tuple[str, ...]:
    """The paragraphs at the top that are long enough to be sentences."""
    return tuple(item.text for item in items(lines) if len(item.text.split()) >= _SENTENCE and not _is_contact(item.text))


def _is_contact(text: str) -> bool:
    return len(without_contact(text).split()) < len(text.split())


def _candidates(line: Line, name: Named, location: Found | None) -> list[Found]:
    text = without_contact(line.text)
    if line is name.line and text.lower().startswith(name.text.lower()):
        text = clean(text[len(name.text) :])
    parts = [text] if not _mixed(text) else strong_parts(text)
    return [Found(part, line, _confidence(part)) for part in parts if _may_be(part, name, location)]


def _mixed(text: str) -> bool:
    return any(is_place(part) for part in strong_parts(text))


def _may_be(text: str, name: Named, location: Found | None) -> bool:
    if not text or len(text.split()) > _LONGEST or is_title(text) or is_label(text.rstrip(":")):
        return False
    if text in name.text or name.text in text or (location and (text in location.text or location.text in text)):
        return False
    return any(letter.isalpha() for letter in text) and not is_place(text) and not is_street(text) and ":" not in text


def _confidence(text: str) -> float:
    return 0.9 if role_weight(text) > 0.5 else 0.4
