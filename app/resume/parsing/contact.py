"""Reads how to reach the person: mail, phone, place and links, from the lines at the top and those under a contact heading."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from app.resume.model import Link
from app.resume.parsing.dates import find_period
from app.resume.parsing.letters import key
from app.resume.parsing.line import Line, source
from app.resume.parsing.lists import any_of, table
from app.resume.parsing.places import is_street, place_confidence
from app.resume.parsing.segments import clean, strong_parts

_MAIL = re.compile(r"(?<![\w.%+-])[\w.%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})(?:\.[A-Za-z0-9-]{1,63}){1,6}")
_TLDS = any_of(table("contact")["tlds"]["all"])
_URL = re.compile(
    r"https?://[^\s<>|,;()\[\]]{3,300}"
    rf"|(?<![\w@.-])(?:[A-Za-z0-9-]{{1,63}}\.){{1,5}}(?:{_TLDS})(?![\w@-])(?:\.(?![A-Za-z]))?(?:/[^\s<>|,;()\[\]]{{0,300}})?",
    re.IGNORECASE,
)
_SYMBOL = re.compile(r" ?[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f? ?")
"""Arrows and small pictures that stand before a value: `✉`, `☎`, `⌂`."""

_PATH = re.compile(r"[a-z0-9][a-z0-9%/._?=&-]{0,100}")
_PHONE_SHAPE = re.compile(r"[+(]?\d[\d ().\-/\u2010-\u2015\u00a0]{5,24}\d(?: ?(?:x|ext\.?) ?\d{1,5})?")
_PART_END = re.compile(r"[|,;•·]| [-–—] |\d(?= )")
_PAPERS = re.compile(rf"\b(?:{any_of(table('contact')['papers']['all'])})\b")
_ZIP4 = re.compile(r"\d{5}-\d{4}")
_DIGITS = range(7, 16)
_MOST_STEPS = 8


class Found(NamedTuple):
    """A value, the line it stands in, and how sure we are."""

    text: str
    line: Line
    confidence: float


def find_mail(lines: Iterable[Line], elsewhere: Iterable[Line]) -> Found | None:
    """The first mail address at the top, or else in the rest; or one that a link carries."""
    for group, confidence in ((lines, 0.99), (elsewhere, 0.7)):
        for line in group:
            address = _MAIL.search(line.text.replace(" @ ", "@"))
            if address:
                return Found(address.group().rstrip("."), line, confidence)
            linked = [url[7:].split("?")[0] for url in line.urls if url.lower().startswith("mailto:")]
            if linked and _MAIL.fullmatch(linked[0]):
                return Found(linked[0], line, 0.9)
    return None


def find_phone(lines: Iterable[Line], elsewhere: Iterable[Line]) -> Found | None:
    """The first phone number at the top; elsewhere only one that is labelled or stands alone."""
    for line in lines:
        number = _phone_in(line.text)
        if number:
            return Found(number, line, 0.97)
    for line in elsewhere:
        number = _phone_in(line.text)
        if number and (_labelled(line.text, "phone") or len(line.text) - len(number) < 3):
            return Found(number, line, 0.7)
    return None


def find_location(lines: Sequence[Line]) -> Found | None:
    """The surest place among the pieces of these lines; what a label calls the address is taken as it stands."""
    found = [each for at, line in enumerate(lines) for each in _places_in(line, lines[at + 1 : at + 2])]
    return max(found, key=lambda each: each.confidence, default=None)


def find_links(lines: Iterable[Line], annotated: Sequence[str]) -> tuple[Link, ...]:
    """Every link printed in these lines or laid under their words, each once, then the document's links to profiles."""
    found: dict[str, Link] = {}
    for line, text in _with_whole_addresses(list(lines)):
        for url in _printed(text):
            found.setdefault(_same(url), Link(url=url, kind=link_kind(url), source=source([line]), confidence=0.95))
        for url in line.urls:
            if not url.lower().startswith(("mailto:", "tel:")):
                found.setdefault(
                    _same(url), Link(url=url, kind=link_kind(url), label=line.text, source=source([line]), confidence=0.95)
                )
    for url in annotated:
        if link_kind(url) in ("linkedin", "github") and urlsplit(url).path.strip("/"):
            found.setdefault(_same(url), Link(url=url, kind=link_kind(url), confidence=0.6))
    return tuple(found.values())


def _with_whole_addresses(lines: Sequence[Line]) -> list[tuple[Line, str]]:
    """Each line with its text; an address that was broken at the line's end is whole in the first of its lines."""
    texts = [(line, line.text) for line in lines]
    for at in range(len(lines) - 1, 0, -1):
        above, rest = lines[at - 1], texts[at][1]
        word, _, more = rest.partition(" ")
        if _goes_on_with(above, word) and above.look == lines[at].look:
            texts[at - 1 : at + 1] = [(above, above.text + word), (lines[at], more)]
    return texts


def _goes_on_with(above: Line, word: str) -> bool:
    """Whether a line ends inside an address: after a slash, a hyphen or a dot in it, and the next begins in small letters.

    A line that is nothing but a word with a hyphen is the first half of the address below it.
    """
    last = above.text.rsplit(" ", 1)[-1]
    open_ended = last.endswith(("/", "-", ".", "_")) and bool(_URL.match(last.rstrip("/-._") + "/"))
    opens = last == above.text and last.endswith("-") and bool(_URL.fullmatch(word))
    return (open_ended or opens) and bool(_PATH.fullmatch(word))


def link_kind(url: str) -> str:
    """Which kind of place an address leads to; a person's own site is a portfolio."""
    host = _host(url)
    for kind, hosts in table("contact")["hosts"].items():
        if any(host == each or host.endswith("." + each) for each in hosts):
            return kind
    return "portfolio" if urlsplit(_with_scheme(url)).path.count("/") < 3 else "other"


def urls_in(text: str) -> list[str]:
    """The addresses printed in a text."""
    return _printed(text)


def without_contact(text: str) -> str:
    """What a line says beside mail, phone and links."""
    words = _MAIL.sub(" ", text.replace(" @ ", "@"))
    words = _URL.sub(" ", words)
    number = _phone_in(words)
    return " ".join((words.replace(number, " ") if number else words).split())


def is_label(text: str) -> bool:
    """Whether a text is only the label of a contact value."""
    return key(text) in _labels("all")


def is_place_label(text: str) -> bool:
    """Whether a text is a label before a place, such as `City`."""
    return key(text) in _labels("location")


def _printed(text: str) -> list[str]:
    without_mail = _MAIL.sub(" ", text)
    return [url.rstrip(".:!?'\"") for url in _URL.findall(_closed(without_mail)) if not _abbreviation(url)]


def _closed(text: str) -> str:
    """`https://example.com/ in/ ann`: an address alone on its line that was set with white behind its slashes, without it."""
    first, *more = text.split()[:_MOST_STEPS] or [""]
    steps = [first, *more]
    alone = len(text.split()) == len(steps) and first.lower().startswith(("http://", "https://"))
    return "".join(steps) if alone and all(step.endswith("/") for step in steps[:-1]) else text


def _abbreviation(url: str) -> bool:
    """`Node.js`, `B.Sc`, `e.g`: a dot alone makes no address."""
    host = _host(url)
    return "/" not in url and (
        len(host) < 5 or host.split(".")[0] in ("node", "asp", "socket") or host in ("socket.io", "asp.net")
    )


def _host(url: str) -> str:
    try:
        host = urlsplit(_with_scheme(url)).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _with_scheme(url: str) -> str:
    return url if "://" in url else f"https://{url}"


def _same(url: str) -> str:
    return url.lower().split("://")[-1].removeprefix("www.").rstrip("/")


def _phone_in(text: str) -> str | None:
    for found in _PHONE_SHAPE.finditer(text):
        number = _from_area_code(found.group().strip())
        before, after = text[: found.start()], text[found.end() : found.end() + 1]
        if _is_phone(number) and before[-1:] not in {*"/@_="} and not _of_papers(before, number, after):
            return _balanced(number)
    return None


def _of_papers(before: str, number: str, after: str) -> bool:
    """Whether it is the number of a licence, passport or the like: named right before it, or with a letter joined to it."""
    if number.isdigit() and (before[-1:].isalpha() or after.isalpha()):
        return True
    return bool(_PAPERS.search(key(_PART_END.split(before)[-1])))


def _from_area_code(number: str) -> str:
    """`94588 (555) 010-0123`: what stands before the area code's bracket is a postcode, but for a country's code."""
    at = number.find("(")
    return number[at:] if at > 4 and not number.startswith("+") else number


def _is_phone(number: str) -> bool:
    digits = sum(letter.isdigit() for letter in number.split("x", maxsplit=1)[0])
    if digits not in _DIGITS or find_period(number) or _ZIP4.fullmatch(number):
        return False
    return _possible(number)


@cache
def _possible(number: str) -> bool:
    # 22 ms to import, and only a document with a number needs it
    import phonenumbers  # noqa: PLC0415

    try:
        parsed = phonenumbers.parse(number, "US")
    except phonenumbers.NumberParseException:
        return False
    return bool(phonenumbers.is_possible_number(parsed)) or not number.startswith("+")


def _balanced(number: str) -> str:
    return number.lstrip("(") if number.count("(") > number.count(")") else number


def _places_in(line: Line, following: Sequence[Line]) -> list[Found]:
    text = line.text
    if _labelled(text, "location"):
        value = clean(text.partition(":")[2])
        if value:
            return [Found(value, line, 0.97)]
    text = _after_label(text)
    joint = ", " if text.rstrip().endswith(",") else " "
    broken = joint == ", " or is_street(text)
    wrapped = [
        f"{clean(text)}{joint}{clean(more.text)}"
        for more in following
        if more.look == line.look and (broken or not place_confidence(clean(more.text)))
    ]
    parts = [clean(part) for part in _pieces(text, line)]
    return [Found(part, line, confidence + 0.01 * part.count(",")) for part in (*parts, *wrapped) if (confidence := _place(part))]


def _after_label(text: str) -> str:
    """`Address 920 Lavender Street` → the street: a label that stands before its value without a colon."""
    label, _, rest = text.partition(" ")
    return rest if rest and key(label) in _labels("location") else text


def _pieces(text: str, line: Line) -> list[str]:
    cells = [cell for cell in line.block.cells if cell.strip()] if len(line.block.cells) > 1 else [text]
    spans = [" ".join(span.text.split()) for span in line.block.spans] if len(line.block.spans) > 1 else []
    parts = [part for piece in (*cells, *spans) for part in strong_parts(without_contact(_SYMBOL.sub(" | ", piece)))]
    parts = [part for part in parts if not is_label(part)]
    return [part.partition(":")[2] if is_label(part.partition(":")[0]) and ":" in part else part for part in parts]


def _place(part: str) -> float:
    if is_street(part) and len(part) > 8:
        return 0.96 if "," in part else 0.7
    return place_confidence(part)


def _labelled(text: str, which: str) -> bool:
    label = text.partition(":")[0]
    if key(label) in _labels(which):
        return ":" in text
    return which == "phone" and any(sign in text for sign in "☎✆📞📱")


@cache
def _labels(which: str) -> frozenset[str]:
    return frozenset(key(label) for label in table("contact")["labels"][which])
