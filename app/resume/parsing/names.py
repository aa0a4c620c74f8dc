"""Finds the person's name: by where it stands and how it is set, by the shape of a name, and by what the mail address says."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from app.resume.parsing.contact import is_label
from app.resume.parsing.letters import bare, key, plain, shouted
from app.resume.parsing.line import Line, rejoined
from app.resume.parsing.lists import table
from app.resume.parsing.places import is_place, is_region_code
from app.resume.parsing.roles import is_role
from app.resume.parsing.sections import heading_kind, is_title
from app.resume.parsing.segments import clean, strong_parts

_WORD = re.compile(r"[^\W\d_][^\W\d_.’'‘`-]*(?:[.’'‘`-][^\W\d_]{1,20})*\.?")
_CREDENTIAL = re.compile(r"(?:[A-Z][A-Za-z]{0,3}\.?){1,4}(?:-[A-Z]{1,3})?")
_INITIAL = re.compile(r"[A-Z]\.")
_LONGEST = 6
_DEPTH = 40
_PARTICLES = frozenset(table("names")["names"]["particles"])
_LABELS = frozenset(table("names")["names"]["labels"])


class Named(NamedTuple):
    """A name as read, its line, and how sure we are."""

    text: str
    line: Line
    confidence: float


def find_name(lines: Sequence[Line], email: str | None) -> Named | None:
    """The likeliest name among the lines at the top of a document; None when no line has a name's shape."""
    candidates = [
        Named(name, line, _score(name, line, order, lines, email))
        for order, line in enumerate(lines[:_DEPTH])
        if not line.bulleted
        for name in _names_in(_with_wrapped_credentials(line, lines[order + 1 : order + 2]))
    ]
    best = max(candidates, key=lambda each: each.confidence, default=None)
    if best is None or best.confidence < 0.2:
        return None
    return best._replace(text=_second_line(best, lines, email), confidence=round(min(best.confidence, 0.99), 2))


def _with_wrapped_credentials(line: Line, following: Sequence[Line]) -> Line:
    """`Ann Lee, RN,` over `BSN, CCRN` is one line, and so is `Ann Lee-` over `Park`."""
    if line.text.endswith("-") and all(each.look == line.look and name_shaped(each.text) for each in following):
        whole = [f"{line.text}{each.text}" for each in following]
        spans = tuple(line.block.spans[0].model_copy(update={"text": text}) for text in whole)
        return replace(line, block=line.block.model_copy(update={"spans": spans, "cells": ()})) if spans else line
    if not line.text.endswith(",") or not all(
        _is_credential(part.strip()) for each in following for part in each.text.split(",")
    ):
        return line
    return next(iter(rejoined([line, *following], lambda above, below: True)), line)


def is_name_of(line: Line, email: str) -> bool:
    """Whether a line is nothing but the name that a mail address spells."""
    text = clean(line.text)
    return not line.bulleted and len(text.split()) > 1 and _may_be_name(text) and _shared_with_mail(text, email) == 1


def name_shaped(text: str) -> bool:
    """Whether a text has the shape of a person's name: one to six words of letters, each with a capital."""
    words = text.split()
    if not 1 <= len(words) <= _LONGEST or len(text) > 60:
        return False
    return (all(_name_word(word) for word in words) and words[0][0].isupper()) or _caseless(text)


def _name_word(word: str) -> bool:
    if plain(word) in _PARTICLES:
        return True
    return bool(_WORD.fullmatch(word)) and (word[0].isupper() or word == word.lower() == word.upper())


def _caseless(text: str) -> bool:
    letters = [letter for letter in text if not letter.isspace()]
    return 2 <= len(letters) <= 12 and all(letter.isalpha() and letter.upper() == letter.lower() for letter in letters)


def _names_in(line: Line) -> list[str]:
    """The texts of a line that may be a name: the whole, the part before a separator or a comma, what stands after a label."""
    text = clean(line.text)
    label, colon, value = text.partition(":")
    if colon and key(label) in _LABELS:
        text = clean(value)
    parts = [*strong_parts(text)[:2], *[cell.strip() for cell in line.block.cells[:2]], *_by_span(line)]
    found = [text, *parts, *(_with_credentials(part) for part in (text, *parts))]
    return [name for name in dict.fromkeys(filter(None, found)) if _may_be_name(name)]


def _by_span(line: Line) -> list[str]:
    spans = [span for span in line.block.spans if span.text.strip()]
    largest = [span.text for span in spans if span.size >= line.size - 0.5]
    whole = [clean(" ".join("".join(largest).split()))] if len(largest) < len(spans) else []
    return whole + ([clean(spans[0].text)] if len(spans) > 1 else [])


def _with_credentials(text: str) -> str:
    """`Ann Lee, RN, BSN, Registered Nurse` → `Ann Lee, RN, BSN`."""
    first, *rest = [part.strip() for part in text.split(",")]
    kept = [first]
    for part in rest:
        if not _is_credential(part):
            break
        kept.append(part)
    return ", ".join(kept)


def _is_credential(text: str) -> bool:
    capitals = sum(letter.isupper() for letter in text)
    return len(text) <= 9 and bool(_CREDENTIAL.fullmatch(text)) and capitals >= 2 and not is_region_code(text)


def _may_be_name(text: str) -> bool:
    first, *credentials = [part.strip() for part in text.split(",")]
    if not name_shaped(first) or not all(_is_credential(part) for part in credentials):
        return False
    return not (
        is_title(text)
        or heading_kind(text)
        or "@" in text
        or any(is_label(word) for word in first.split() if not _INITIAL.fullmatch(word))
    )


def _score(name: str, line: Line, order: int, lines: Sequence[Line], email: str | None) -> float:
    largest = max((each.size for each in lines), default=0.0)
    words = len(name.split(",", maxsplit=1)[0].split())
    shared = _shared_with_mail(name, email)
    score = 0.55 - (0.015 if largest else 0.04) * order
    score += 0.3 if largest and line.size >= largest - 0.5 else 0.0
    score -= 0.25 if largest and line.size < largest * 0.75 else 0.0
    score += 0.15 if 2 <= words <= 4 else -0.1
    score += 0.45 * shared
    score += 0.02 * min(name.count(","), 2)
    score -= 0.5 if is_role(name.split(",", maxsplit=1)[0]) and shared < 0.5 else 0.0
    return score - (0.35 if is_place(name) else 0.0)


def _shared_with_mail(name: str, email: str | None) -> float:
    """The share of the name's words that the mail address holds before its `@`."""
    if not email:
        return 0.0
    local = plain(bare(email.split("@")[0]))
    words = [plain(bare(word)) for word in name.split(",", maxsplit=1)[0].split()]
    longer = [word for word in words if len(word) > 2]
    return sum(word in local for word in longer) / len(longer) if longer else 0.0


def _second_line(best: Named, lines: Sequence[Line], email: str | None) -> str:
    """A name set over two lines of one large look, first name above surname, is one name."""
    if "," in best.text or len(best.text.split()) > 2 or not best.line.size or clean(best.line.text) != best.text:
        return _in_title_case(best.text)
    for at, line in enumerate(lines[:-1]):
        following = lines[at + 1]
        if line is best.line and following.size == line.size and _continues(best.text, following, email):
            return _in_title_case(f"{best.text} {clean(following.text)}")
        if following is best.line and line.size == best.line.size and _continues(best.text, line, email):
            return _in_title_case(f"{clean(line.text)} {best.text}")
    return _in_title_case(best.text)


def _continues(name: str, line: Line, email: str | None) -> bool:
    other = clean(line.text)
    first, _, surname = other.partition(" ")
    other = surname if first in _PARTICLES and surname else other
    if not _may_be_name(other) or is_role(other) or len(other.split()) > 2 or line.look.capitals != shouted(name):
        return False
    return len(name.split()) == 1 or _shared_with_mail(other, email) > 0


def _in_title_case(name: str) -> str:
    """A name printed in capitals, in the case a letter would be addressed to."""
    first, *rest = name.split(",")
    if not shouted(first) or len(first) < 4:
        return name
    words = [word if word.count(".") else _titled(word) for word in first.split()]
    return ",".join([" ".join(words), *rest])


def _titled(word: str) -> str:
    return "-".join("’".join(_mc(each) for each in part.split("’")) for part in word.split("-"))


def _mc(word: str) -> str:
    titled = word[:1] + word[1:].lower()
    return titled if not titled.startswith("Mc") or len(titled) < 4 else f"Mc{titled[2].upper()}{titled[3:]}"
