"""Finds quantities that measure something. A year, a phone number or the figure in a product's name measures nothing."""

import re
from dataclasses import dataclass

_NUMBER = re.compile(
    r"(?<![\w.#/])(?:[$€£¥]\s?)?\d{1,3}(?:[,.]?\d{1,3}){0,5}(?:\+|\s?%|\s?(?:percent|k|m|bn|million|billion|thousand)\b)?",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|dozens?"
    r"|twice|doubled|doubling|tripled|tripling|quadrupled|halved|halving)\b",
    re.IGNORECASE,
)
_ABROAD = re.compile(
    r"\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|hundert|tausend|verdoppelte?|halbierte?"
    r"|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|dizaines?|centaines?|milliers?|doublé|triplé"
    r"|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cientos|duplic[óo]"
    r"|quattro|cinque|sette|otto|nove|dieci|dodici|trenta|decine|centinaia|migliaia"
    r"|dois|duas|três|quatro|oito|dez|doze|vinte|dezenas|centenas|twee|drie|vijf|zes|zeven|negen|tien|twaalf|twintig)\b"
)
"""Numbers in the other languages whose résumés are read, in small letters; those that are words of English are left out."""
_ONE = re.compile(r"\bone (?:hour|day|week|month|minute|business day|quarter|year|point)s?\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(
    r"\b(?:windows|office|iso|osha|asc|ifrs|ias|rule|title|form|section|levels?|tier|phase|types?|grades?|ages?|covid|http|ipv|python"
    r"|java|angular|vue|es|php|html|css|web|sap|s|schedule|part|version|v|chapter|article|cfr|route|room|suite|building|unit|box"
    r"|model|series|class|act|step|top|highway|apt|no|pm|usc|nfpa|aws|k|w|i|p)[\s.-]{1,2}(?:\d{1,2}\s?[-–]\s?)?$",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(
    r"^(?:\(k\)|[a-z]{2,}|[dg]\b|s forms?\b| forms?\b|-forms?\b|/7\b|/24\b| ?(?:st|nd|rd|th) (?:grade|floor)\b)", re.IGNORECASE
)
_JOINED_NAME = re.compile(r"\b[A-Z]{1,5}-$")
_NO_NAME_BEFORE = re.compile(
    r"\b(?:of|in|on|with|for|to|by|from|over|about|at|than|and|or|the|a|all|around|nearly|i|usd|eur|gbp|aud|cad|chf|inr|rs|gpa|nps|csat"
    r"|jan|january|feb|february|mar|march|apr|april|may|june|july|aug|august|sept?|september|oct|october|nov|november|dec|december"
    r"|\w+ed)\.?\s$",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(r"^\s(?:times|hours|days|nights|weeks|months|years|percent|people|hires)\b", re.IGNORECASE)
_UNIT_AFTER = re.compile(r"^(?:k|m|mm|bn|b|x|pt|ms|s|gb|tb|mb|kg|lb|lbs|mph|hrs?|min|sqft|ft|in|cm|km|mg|ml)\b", re.IGNORECASE)
_FAR = 60
_WORDS_BEFORE_A_NAME = 2
_FIRST_YEAR, _LAST_YEAR = 1950, 2099
_FORMS = frozenset({"1099", "1040", "1120", "990", "941", "940", "1098", "1065", "365", "911", "360"})


@dataclass(frozen=True)
class Quantity:
    """A quantity as written and where it begins in its text."""

    text: str
    start: int


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text in order: figures and spelled numbers from two up that count or measure."""
    numbers = [Quantity(found.group().strip(), found.start()) for found in _NUMBER.finditer(text) if _measures(found, text)]
    words = [Quantity(found.group(), found.start()) for pattern in (_SPELLED, _ABROAD, _ONE) for found in pattern.finditer(text)]
    return tuple(sorted([*numbers, *words], key=lambda each: each.start))


def has_quantity(text: str) -> bool:
    """Whether the text measures anything."""
    return bool(quantities(text))


def _measures(found: re.Match[str], text: str) -> bool:
    if found.group()[0] in "$€£¥" or found.group().endswith(("%", "+")):
        return True
    before, after = text[max(0, found.start() - 20) : found.start()], text[found.end() : found.end() + 12]
    bare = re.sub(r"\D", "", found.group())
    if bare in _FORMS or _NAME_BEFORE.search(before) or (_NAME_AFTER.match(after) and not _UNIT_AFTER.match(after)):
        return False
    return not _is_year(found.group()) and not _in_a_name(found, text)


def _in_a_name(found: re.Match[str], text: str) -> bool:
    """`UH-60` and `Boeing 737` name a thing; where a capital follows as in a heading, nobody can tell."""
    before, after = text[max(0, found.start() - _FAR) : found.start()], text[found.end() : found.end() + _FAR]
    if _JOINED_NAME.search(before):
        return True
    words = before.split() if before[-1:].isspace() else []
    if len(words) < _WORDS_BEFORE_A_NAME or not words[-1][-1].isalnum() or words[-2][-1] in ".!?:;":
        return False
    named = any(letter.isupper() for letter in words[-1]) and not _NO_NAME_BEFORE.search(before)
    return named and not _COUNTED_AFTER.match(after) and not after.lstrip()[:1].isupper()


def _is_year(number: str) -> bool:
    return number.isdigit() and len(number) == 4 and _FIRST_YEAR <= int(number) <= _LAST_YEAR
