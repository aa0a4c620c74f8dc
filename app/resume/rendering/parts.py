"""The small values that content is made of, and how they come from a résumé's strings."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.resume.model import Link, Resume
from app.resume.reading.hygiene import clean, is_odd

_LEADING = re.compile(r"(?:https://|mailto:|tel:)", re.IGNORECASE)
_SHOWN_WITHOUT = re.compile(r"^(?:https?://(?:www\.)?|mailto:|tel:)", re.IGNORECASE)
_HOST = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\.[a-z0-9-]{2,63}(?::\d{1,5})?(?:[/?#][!-~]*)?", re.IGNORECASE)
_BARE = re.compile(r"(?:www\.)?[a-z0-9](?:[a-z0-9-]{0,62}\.){1,4}[a-z]{2,24}(?:/[!-~]*)?", re.IGNORECASE)
_MAIL = re.compile(r"[a-z0-9.!#$&'*+/=?^_`{|}~-]{1,64}@[a-z0-9.-]{1,253}", re.IGNORECASE)
_DIALLED = re.compile(r"\+?\d{4,15}")
_NOT_DIALLED = re.compile(r"[\s().\-/]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a line. `url` is https, mailto or tel and nothing else; `iso` is the point in time that the words say."""

    text: str
    url: str | None = None
    iso: str | None = None


Part = tuple[Run, ...]
"""The runs of one part of a line, printed without anything between them."""


@dataclass(frozen=True, slots=True)
class Point:
    """A bullet, or a paragraph where `prose`."""

    text: str
    prose: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Short items printed in one line, after the group's name where it has one."""

    name: str | None
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A job, school, project or the like: its title, the line under it, lines of details, then bullets and paragraphs.

    `one_line` entries (a certificate, an award) print title and parts in one line.
    """

    title: str | None
    under: tuple[Part, ...] = ()
    details: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    one_line: bool = False


Block = Paragraph | Group | Entry


def said(text: str | None) -> str | None:
    """The text in one line without invisible or private characters; None when nothing is left."""
    return " ".join(_visible(text).split()) or None if text else None


def all_said(texts: Iterable[str | None]) -> tuple[str, ...]:
    """The texts that say something, cleaned."""
    return tuple(words for text in texts if (words := said(text)))


def paragraphs(text: str | None) -> Iterator[Paragraph]:
    """A paragraph for each line of the text that says something."""
    for line in _visible(text or "").splitlines():
        if words := said(line):
            yield Paragraph(words)


def plain(text: str | None) -> Iterator[Part]:
    """A part of these words alone, if any."""
    if words := said(text):
        yield (Run(words),)


def address(url: str | None, label: str | None = None) -> Iterator[Part]:
    """A link with its address spelled out, after its label where that says more; what is no safe link is printed as words."""
    shown = said(url)
    name = said(label)
    if not shown:
        yield from plain(name)
        return
    words = _SHOWN_WITHOUT.sub("", shown).removesuffix("/") or shown
    before = (Run(f"{name}: "),) if name and _letters(name) not in _letters(shown) else ()
    yield (*before, Run(words, url=safe_url(shown)))


def safe_url(text: str) -> str | None:
    """The address in full if it is https, mailto or tel and of sound form; an address without a scheme is taken for https."""
    if not _LEADING.match(text):
        return f"https://{text}" if _BARE.fullmatch(text) else None
    scheme, _, rest = text.partition(":")
    sound = {"https": _HOST.fullmatch(text), "mailto": _MAIL.fullmatch(rest), "tel": _DIALLED.fullmatch(rest)}
    return f"{scheme.lower()}:{rest}" if sound[scheme.lower()] else None


def contact_parts(resume: Resume) -> tuple[Part, ...]:
    """Place, mail, telephone, then each link that does not say one of these again."""
    mail, phone = said(resume.email), said(resume.phone)
    dialled = _NOT_DIALLED.sub("", phone or "")
    first = [
        *plain(resume.location),
        *([(Run(mail, url=safe_url(f"mailto:{mail}")),)] if mail else []),
        *([(Run(phone, url=safe_url(f"tel:{dialled}")),)] if phone else []),
    ]
    known = {_shown(run.text) for part in first for run in part}
    links = [part for link in resume.links for part in _link(link) if _shown(part[-1].text) not in known]
    return (*first, *dict.fromkeys(links))


def _link(link: Link) -> Iterator[Part]:
    label = link.label if link.label and not _SHOWN_WITHOUT.match(link.label) else None
    yield from address(link.url, label or link.network)


def _shown(text: str) -> str:
    """An address as it is shown; a telephone by its figures."""
    dialled = _NOT_DIALLED.sub("", text)
    return dialled if _DIALLED.fullmatch(dialled) else _SHOWN_WITHOUT.sub("", text).casefold().rstrip("/")


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _visible(text: str) -> str:
    return "".join(letter for letter in clean(text) if not is_odd(letter))
