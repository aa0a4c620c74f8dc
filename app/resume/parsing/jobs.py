"""Reads the jobs of a résumé. Which words are the role and which the employer is the habit of the document, learned from it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.resume.model import Bullet, Experience, Volunteering
from app.resume.parsing.contact import is_place_label, urls_in
from app.resume.parsing.dates import Period, find_duration
from app.resume.parsing.entries import Entry, find_entries, without_dates
from app.resume.parsing.line import Line, source
from app.resume.parsing.places import is_place, is_street, place_confidence, place_in_brackets, place_tail
from app.resume.parsing.roles import is_company_form, is_department, is_role, role_weight
from app.resume.parsing.segments import Piece, by_comma, by_dash, pieces, place_apart, without_labels

_BRACKETED = re.compile(r" \((?P<inside>[^()]{2,60})\)$")
_STATE = re.compile(r", [A-Z]{2}$")
"""Of a town. The letters of some states are short for roles elsewhere: VA for a virtual assistant."""
_ROLE_FIRST_PRIOR = 0.2
_SURE, _CLEAR_HABIT = 0.8, 0.5


@dataclass(frozen=True)
class _Head:
    """What an entry's head says beside its dates: its pieces in order and the place it names.

    `seat`: the place ended the piece of this number; `slot`: it was a piece by itself, the one of this number.
    """

    entry: Entry
    pieces: tuple[Piece, ...]
    location: str | None
    seat: int | None = None
    slot: int | None = None


@dataclass(frozen=True)
class Named:
    """A role and an employer as the habit tells them, what else the head says, and how sure we are."""

    role: str | None
    company: str | None
    details: tuple[str, ...]
    confidence: float


def read_jobs(lines: Sequence[Line]) -> tuple[Experience, ...]:
    """The jobs of a section in order."""
    heads = _places_by_habit([_head(entry) for entry in find_entries(lines, _side)])
    named = _name_all(heads)
    return tuple(_experience(head, name) for head, name in zip(heads, named, strict=True))


def _side(line: Line) -> str | None:
    """Whether a line speaks of a role or of an employer."""
    weight = role_weight(without_dates(line))
    return None if abs(weight) < 1 else "role" if weight > 0 else "employer"


def read_volunteering(lines: Sequence[Line]) -> tuple[Volunteering, ...]:
    """Unpaid work, written as jobs are."""
    return tuple(_volunteering(job) for job in read_jobs(lines))


def _volunteering(job: Experience) -> Volunteering:
    return Volunteering(
        role=job.role,
        organization=job.company,
        location=job.location,
        start_date=job.start_date,
        end_date=job.end_date,
        start_text=job.start_text,
        end_text=job.end_text,
        current=job.current,
        details=(*job.details, *job.responsibilities),
        source=job.source,
        confidence=job.confidence,
    )


def _experience(head: _Head, name: Named) -> Experience:
    period = head.entry.period
    return Experience(
        role=name.role,
        company=name.company,
        location=head.location,
        start_date=period.start if period else None,
        end_date=period.end if period else None,
        start_text=period.start_text if period else None,
        end_text=period.end_text if period else None,
        current=bool(period and period.current),
        duration=_printed_duration(head.entry) or _length(period),
        responsibilities=tuple(item.text for item in head.entry.body),
        bullets=tuple(Bullet(text=item.text, prose=not item.bulleted, source=source(item.lines)) for item in head.entry.body),
        details=(*name.details, *(line.text for line in head.entry.labels)),
        url=next((url for line in head.entry.head for url in (*urls_in(line.text), *line.urls)), None),
        source=source(head.entry.lines),
        confidence=name.confidence,
    )


def _printed_duration(entry: Entry) -> str | None:
    for line in entry.head:
        found = find_duration(line.text)
        if found:
            return line.text[found[0] : found[1]].strip("()")
    return None


def _length(period: Period | None) -> str | None:
    """The time between two printed months, both counted, as `2 years 3 months`."""
    if not period or not period.start or not period.end or len(period.start) < 7 or len(period.end) < 7:
        return None
    months = (int(period.end[:4]) - int(period.start[:4])) * 12 + int(period.end[5:]) - int(period.start[5:]) + 1
    parts = [(months // 12, "year"), (months % 12, "month")]
    return " ".join(f"{count} {unit}{'s' if count > 1 else ''}" for count, unit in parts if count) or None


def _head(entry: Entry) -> _Head:
    found = without_labels([piece for line in entry.head for piece in pieces(line, _without_links(line))])
    found = _dashes_cut([part for piece in found for part in place_apart(_without_label(piece))])
    places = [piece for piece in found if _is_place_piece(piece, found)]
    rest = [piece for piece in found if piece not in places]
    location = max(places, key=lambda piece: place_confidence(piece.text)).text if places else None
    town, seat = None, None
    if location is None:
        rest, town, seat = _cut_place(rest)
    elif len(rest) == 1 and role_weight(rest[0].text) > 1:
        rest, location = _employer_apart(rest[0], next(piece for piece in places if piece.text == location), found)
    if location is None and town is None:
        rest, location = _town_between(rest)
    slot = next((at for at, piece in enumerate(found) if piece in places and piece.text == location), None)
    return _Head(entry, tuple(_split_single(rest)), location or town or _inner_place(rest), seat, slot)


def _employer_apart(role: Piece, place: Piece, found: list[Piece]) -> tuple[list[Piece], str]:
    """`Jacaranda House, Victoria` beside a role alone: what stands before a known town that is none itself is the employer."""
    first, *town = [part.text for part in by_comma(place)]
    if len(town) != 1 or is_street(first) or place_confidence(first) or not place_confidence(town[0]):
        return [role], place.text
    employer = _again(place, [first])
    return [employer, role] if found.index(place) < found.index(role) else [role, employer], town[0]


def _town_between(found: list[Piece]) -> tuple[list[Piece], str | None]:
    """`University of St Andrews | St Andrews | Lecturer`: a name that says nothing between an employer and a role."""
    if len(found) == 3 and role_weight(found[0].text) <= 0 and role_weight(found[2].text) >= 1 and _may_be_town(found[1].text):
        return [found[0], found[2]], found[1].text
    return found, None


def _places_by_habit(heads: list[_Head]) -> list[_Head]:
    """Where most employers are followed by their town, a last part that no list knows is a town as well."""
    heads = _places_by_slot(heads)
    seats = Counter(head.seat for head in heads if head.seat is not None)
    towns = sum(seats.values())
    if not towns or towns * 2 < sum(len(head.pieces) > 1 for head in heads):
        return heads
    seat, times = seats.most_common(1)[0]
    usual = seat if times == towns and towns > 1 else None
    return [head if head.location else _town_taken(head, usual) for head in heads]


def _places_by_slot(heads: list[_Head]) -> list[_Head]:
    """Where the place stands as the same piece of most heads that have one, so does a name that no list knows."""
    slots = Counter((head.slot, len(head.pieces)) for head in heads if head.slot is not None)
    (slot, others), times = slots.most_common(1)[0] if slots else ((None, 0), 0)
    if slot is None or times * 2 < len(heads):
        return heads
    return [_slot_taken(head, slot) if head.location is None and len(head.pieces) == others + 1 else head for head in heads]


def _slot_taken(head: _Head, slot: int) -> _Head:
    piece = head.pieces[slot]
    if not _may_be_town(piece.text):
        return head
    return _Head(head.entry, (*head.pieces[:slot], *head.pieces[slot + 1 :]), piece.text)


def _town_taken(head: _Head, seat: int | None) -> _Head:
    for at, piece in enumerate(head.pieces):
        inside = _BRACKETED.search(piece.text)
        parts = [piece.text[: inside.start()], inside["inside"]] if inside else [part.text for part in by_comma(piece)]
        if len(parts) == 2 and _may_be_town(parts[1]) and (at == seat or role_weight(piece.text) <= 0):
            kept = (*head.pieces[:at], _again(piece, parts[:1]), *head.pieces[at + 1 :])
            return _Head(head.entry, kept, parts[1])
    return head


def _may_be_town(text: str) -> bool:
    return len(text.split()) <= 2 and text[:1].isupper() and not is_company_form(text) and role_weight(text) == 0


def _without_links(line: Line) -> str:
    text = without_dates(line)
    for url in urls_in(text):
        text = text.replace(f"({url})", " ").replace(url, " ")
    return text


def _dashes_cut(found: list[Piece]) -> list[Piece]:
    """A dash parts role and employer only where nothing stronger does; a place behind a dash is always a piece of its own."""
    cut: list[Piece] = []
    for piece in found:
        parts = by_dash(piece)
        if len(parts) > 1 and len(found) > 1 and is_place(parts[-1].text):
            cut.extend([_again(piece, [" – ".join(part.text for part in parts[:-1])]), parts[-1]])
        elif len(parts) > 1 and (len(found) == 1 or is_place(parts[0].text) or _one_role(parts)):
            cut.extend(parts)
        else:
            cut.append(piece)
    return cut


def _without_label(piece: Piece) -> Piece:
    """`City: Puebla` → the town."""
    label, _, value = piece.text.partition(":")
    return replace(piece, text=value.strip()) if value.strip() and is_place_label(label) else piece


def _one_role(parts: Sequence[Piece]) -> bool:
    """Whether of two parts the words of the second say that it is a role, and those of the first nothing of the kind."""
    return len(parts) == 2 and role_weight(parts[1].text) >= 1 and role_weight(parts[0].text) == 0


def _is_place_piece(piece: Piece, among: Sequence[Piece]) -> bool:
    return piece.said == "place" or (
        len(among) > 1 and not piece.said and is_place(piece.text) and role_weight(_STATE.sub("", piece.text)) <= 0.5
    )


def _cut_place(found: list[Piece]) -> tuple[list[Piece], str | None, int | None]:
    """`Harbor Clinic, Mesa, AZ` → the clinic, the place that ends it, and the number of the piece that it ended."""
    for at, piece in enumerate(found):
        kept, place = place_in_brackets(piece.text) or _last_place(piece) or ("", None)
        if place:
            return [*found[:at], _again(piece, [kept]), *found[at + 1 :]], place, at
    return found, None, None


def _last_place(piece: Piece) -> tuple[str, str] | None:
    parts = [part.text for part in by_comma(piece)]
    count = place_tail(parts)
    return (", ".join(parts[:-count]), ", ".join(parts[-count:])) if 0 < count < len(parts) else None


def _inner_place(found: Sequence[Piece]) -> str | None:
    """`Corner Foods, Memphis, stocker`: a place between two others."""
    parts = [part.text for piece in found if len(found) == 1 for part in by_comma(piece)]
    return next((part for part in parts if len(parts) > 2 and is_place(part)), None)


def _again(piece: Piece, texts: list[str]) -> Piece:
    return Piece(", ".join(texts), piece.bold, piece.italic, piece.size, piece.line, piece.at)


def _split_single(found: list[Piece]) -> list[Piece]:
    """A head of one piece with commas is cut where role and employer differ most."""
    if len(found) != 1:
        return found
    parts = _rejoined(by_comma(found[0]))
    if len(parts) > 2:
        parts = [part for part in parts if not is_place(part)]
    if len(parts) < 2:
        return found
    cuts = [(_again(found[0], parts[:at]), _again(found[0], parts[at:])) for at in range(1, len(parts))]
    best = max(cuts, key=lambda cut: abs(role_weight(cut[0].text) - role_weight(cut[1].text)))
    return list(best)


def _rejoined(parts: list[Piece]) -> list[str]:
    """The texts between commas, where those that belong together are one."""
    texts: list[str] = []
    for part in parts:
        if texts and _belongs(part.text, texts[-1]):
            texts[-1] = f"{texts[-1]}, {part.text}"
        else:
            texts.append(part.text)
    return texts


def _belongs(text: str, before: str) -> bool:
    """`Acme, Inc.` is one name, and `Vice President, Operations` one role."""
    return is_company_form(text) or (is_department(text) and is_role(before))


def _name_all(heads: Sequence[_Head]) -> list[Named]:
    habit = _habit(heads)
    role_first = habit >= 0
    grouped = not role_first and any(len(head.pieces) > 1 for head in heads)
    named: list[Named] = []
    for head in heads:
        first = role_first if abs(habit) >= _CLEAR_HABIT else _own_order(head, role_first)
        name = _name(head, first, grouped and bool(named))
        if name.company is None and name.role and named and grouped:
            name = Named(name.role, named[-1].company, name.details, 0.7)
        named.append(name)
    return named


def _habit(heads: Sequence[_Head]) -> float:
    """Scores both habits over all entries: the words of the first piece against those of the second. Positive: roles first."""
    pairs = [head.pieces[:2] for head in heads if len(head.pieces) > 1]
    return sum((role_weight(first.text) - role_weight(second.text) for first, second in pairs), _ROLE_FIRST_PRIOR)


def _own_order(head: _Head, role_first: bool) -> bool:
    """Whether the role stands first in an entry of a document without a habit: its own words say, or else the others'."""
    weights = [role_weight(piece.text) for piece in head.pieces[:2]]
    return role_first if len(weights) < 2 or abs(weights[0] - weights[1]) < 1 else weights[0] > weights[1]


def _name(head: _Head, role_first: bool, grouped: bool) -> Named:
    found = head.pieces
    if not found:
        return Named(None, None, (), 0.3)
    if len(found) == 1:
        return _single(found[0], grouped)
    said = {piece.said: piece for piece in reversed(found)}
    if "role" in said and "employer" in said:
        return _as_named(said["role"], said["employer"], found, 0.95)
    behind = next((piece for piece in found if piece.at), None)
    if behind:
        role = found[max(0, found.index(behind) - 1)]
        return _as_named(role, behind, found, 0.95)
    first, second = found[0], found[1]
    role, company = (first, second) if role_first else (second, first)
    if role_weight(role.text) <= -1 and role_weight(company.text) >= 1:
        role, company = company, role
    weight = role_weight(role.text) - role_weight(company.text)
    return _as_named(role, company, found, _SURE + 0.15 if weight > 1 else _SURE - 0.1 if weight >= 0 else 0.45)


def _single(piece: Piece, grouped: bool) -> Named:
    """A name alone: a role where its words say so or roles stand grouped under their employer, else an employer."""
    weight = role_weight(piece.text)
    if weight > 0.3 or (grouped and weight >= 0):
        return Named(piece.text, None, (), 0.7 if weight > 0.3 else 0.45)
    return Named(None, piece.text, (), 0.7 if weight < 0 else 0.45)


def _as_named(role: Piece, company: Piece, found: Sequence[Piece], confidence: float) -> Named:
    details = tuple(piece.text for piece in found if piece is not role and piece is not company)
    return Named(role.text, company.text, details, confidence)
