"""Reads the schools of a résumé: degree, field, school, grade. Here the words say which is which: degrees name themselves."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from app.resume.model import Education
from app.resume.parsing.entries import Entry, find_entries, without_dates
from app.resume.parsing.letters import key
from app.resume.parsing.line import Line, source
from app.resume.parsing.lists import any_of, table
from app.resume.parsing.places import is_anywhere, is_place, place_confidence, place_in_brackets
from app.resume.parsing.segments import Piece, by_comma, by_dash, clean, pieces, place_apart, without_labels

_GRADE = re.compile(
    rf"(?<!\w)(?:{any_of(table('education')['grades']['labels'])})(?: ?[:=] ?| (?:of )?)"
    r"(?P<grade>\d{1,3}(?:[.,]\d{1,3})? ?%?(?: ?(?:/|out of) ?\d{1,3}(?:[.,]\d{1,2})?)?)",
    re.IGNORECASE,
)
_ENDINGS = {which: tuple(table("education")[which]["endings"]) for which in ("schools", "degrees")}
_LONGEST_TOLD, _LABEL_EMS = 14, 0.5
_LEAST_COMPOUND = 9
_BRACKETS = re.compile(r"\([^()]{0,60}\)")
_RANK = re.compile(rf"(?:{any_of(table('education')['degrees']['ranks'])}) [\dIVX]", re.IGNORECASE)
_OF = frozenset(table("education")["schools"]["followed_by"])
_FIELD = re.compile(rf"(?P<join>{any_of(table('education')['degrees']['into_field'])})", re.IGNORECASE)
_WRITTEN_OUT = re.compile(rf"(?P<degree>(?i:{any_of(table('education')['degrees']['written_out'])})) (?P<field>[^\W\d_a-zß-ÿ].*)")
_ABBREVIATED = re.compile(r"(?P<degree>(?:[A-Z][A-Za-z]{0,4}\.? ?){1,4}(?:\([A-Za-z. ]{1,12}\))?) (?P<field>[A-Z][a-z].*)")


def read_education(lines: Sequence[Line]) -> tuple[Education, ...]:
    """The entries of an education section in order."""
    heads = [_head(entry) for entry in find_entries(lines, _mark, repeats=True)]
    degree_first = _degree_stands_first(heads)
    return tuple(_education(head, degree_first) for head in heads)


def _mark(line: Line) -> str | None:
    """Whether a line speaks of a school or of a degree."""
    school, degree = _school_weight(line.text), _degree_weight(line.text)
    if school == degree:
        return None
    return "school" if school > degree else "degree"


@dataclass(frozen=True)
class _Head:
    """What an entry's head says beside its dates and its place. Which pieces are the school and the degree, their words say."""

    entry: Entry
    pieces: tuple[Piece, ...]
    location: str | None
    school: Piece | None
    degree: Piece | None

    @property
    def rest(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece is not self.school and piece is not self.degree]


def _head(entry: Entry) -> _Head:
    location, found = _place_taken(_pieces(entry))
    said = {piece.said: piece for piece in reversed(found)}
    school = said.get("school") or _best(found, lambda text: _school_weight(text) - _degree_weight(text))
    degree = said.get("degree") or _best([piece for piece in found if piece is not school], _degree_weight)
    return _Head(entry, tuple(found), location, school, degree)


def _degree_stands_first(heads: Sequence[_Head]) -> bool | None:
    """Whether degrees stand before schools where the words tell both; None where they never do."""
    known = [head.pieces.index(head.degree) < head.pieces.index(head.school) for head in heads if head.degree and head.school]
    return sum(known) * 2 >= len(known) if known else None


def _told_by_habit(head: _Head, degree_first: bool | None) -> _Head:
    """The head with a school that no list of words knows: a piece apart from the degree, on the side where schools stand."""
    if head.school is not None:
        return head
    others = _apart_from(head.degree, head.rest) or head.rest
    after = [piece for piece in others if head.degree and _stands_after(head, piece, head.degree)]
    return replace(head, school=next(iter((degree_first and after) or others), None))


def _apart_from(known: Piece | None, found: Sequence[Piece]) -> list[Piece]:
    """The pieces that stand in another line or cell than a known one, or in a look of their own."""
    return [piece for piece in found if known is None or piece.whole != known.whole]


def _stands_after(head: _Head, piece: Piece, other: Piece) -> bool:
    return head.pieces.index(piece) > head.pieces.index(other)


def _education(head: _Head, degree_first: bool | None) -> Education:
    told = _told_by_habit(head, degree_first)
    rest = told.rest
    name, field = _degree_and_field(told.degree.text if told.degree else None)
    if field is None and rest and told.degree is not None and not _says_more(rest[0].text):
        field = rest.pop(0).text
    period, entry = head.entry.period, head.entry
    return Education(
        degree=name,
        field=field,
        institution=told.school.text if told.school else None,
        location=head.location,
        start_date=period.start if period else None,
        end_date=period.end if period else None,
        start_text=period.start_text if period else None,
        end_text=period.end_text if period else None,
        gpa=_grade(entry),
        details=(
            *(piece.text for piece in rest),
            *_printed_grades(entry),
            *(line.text for line in entry.labels),
            *(item.text for item in entry.body),
        ),
        source=source(entry.lines),
        confidence=0.95
        if head.school and head.degree
        else 0.45
        if told.school is not head.school
        else 0.6
        if head.school
        else 0.4,
    )


def _pieces(entry: Entry) -> list[Piece]:
    """The pieces of the head; where it names no school or no degree, those of the first line that is told about it as well."""
    found = _cut_lines(entry.head)
    weights = [(_school_weight(piece.text), _degree_weight(piece.text)) for piece in found]
    if any(school > 0 for school, _ in weights) and any(degree > 0 for _, degree in weights):
        return found
    told = [line for item in entry.body[:2] for line in item.lines if len(item.text.split()) <= _LONGEST_TOLD]
    more = _cut_lines(told)
    names = any(_school_weight(piece.text) > 1 or _degree_weight(piece.text) > 1 for piece in more)
    return found + more if names else found


def _cut_lines(lines: Sequence[Line]) -> list[Piece]:
    texts = [_without_grade(without_dates(line)).removeprefix("in ") for line in lines]
    found = [
        each
        for line, text in zip(lines, texts, strict=True)
        for piece in pieces(line, text, at=False)
        for each in _by_label(piece)
    ]
    found = without_labels(found)
    whole = [part for piece in found for each in by_dash(piece) for part in place_apart(each)]
    return _fewer_commas([replace(piece, whole=at) for at, piece in enumerate(whole)])


def _by_label(piece: Piece) -> list[Piece]:
    """A degree that stands in a narrow column of its own before the school is a piece by itself."""
    label, *more = [span for span in piece.line.block.spans if span.text.strip()]
    degree, school = clean(label.text), clean(piece.text.removeprefix(clean(label.text)))
    gap = more[0].box[0] - label.box[2] if more and more[0].box and label.box else 0.0
    if gap < _LABEL_EMS * piece.size or key(degree) not in _words("degrees") or not piece.text.startswith(degree) or not school:
        return [piece]
    return [replace(piece, text=degree), replace(piece, text=school)]


def _place_taken(found: list[Piece]) -> tuple[str | None, list[Piece]]:
    found = [part for piece in found for part in _bracket_apart(piece)]
    places = [piece for piece in found if is_place(piece.text) and _school_weight(piece.text) <= 0]
    if not places or len(found) == 1:
        return None, found
    place = max(places, key=lambda piece: place_confidence(piece.text))
    return place.text, [piece for piece in found if piece is not place]


def _bracket_apart(piece: Piece) -> list[Piece]:
    """`Mill College (Mesa, AZ)` → the school and its town; `Mill College (Online)` says how one studies there."""
    parted = place_in_brackets(piece.text)
    return [replace(piece, text=part) for part in parted] if parted and not is_anywhere(parted[1]) else [piece]


def _says_more(text: str) -> bool:
    return len(text.split()) > 7 or ":" in text


def _grade(entry: Entry) -> str | None:
    for text in [line.text for line in entry.head] + [item.text for item in entry.body]:
        found = _GRADE.search(text)
        if found:
            return found["grade"].strip()
    return None


def _printed_grades(entry: Entry) -> list[str]:
    """The grades of the head with their labels: `GPA: 3.8`."""
    return [found.group() for line in entry.head if (found := _GRADE.search(line.text))]


def _without_grade(text: str) -> str:
    found = _GRADE.search(text)
    return f"{text[: found.start()].rstrip(' (')} | {text[found.end() :].lstrip(' )')}" if found else text


def _best(found: Sequence[Piece], weight: Callable[[str], float]) -> Piece | None:
    """The piece that weighs most; the first of equals."""
    weighed = [(weight(piece.text), -at, piece) for at, piece in enumerate(found)]
    best = max(weighed, key=lambda each: each[:2], default=None)
    return best[2] if best and best[0] > 0 else None


def _fewer_commas(found: list[Piece]) -> list[Piece]:
    """Pieces cut at commas where a degree and a school, or a place, stand in one of them."""
    cut: list[Piece] = []
    for piece in found:
        cut.extend(_regrouped(piece))
    return cut


def _regrouped(piece: Piece) -> list[Piece]:
    parts = by_comma(piece)
    if len(parts) < 2 or is_place(piece.text):
        return [piece]
    groups: list[list[Piece]] = []
    for part in parts:
        if groups and _belongs(groups[-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    return _places_apart(piece, [", ".join(part.text for part in group) for group in groups])


def _belongs(group: list[Piece], part: Piece) -> bool:
    """`University of California, Berkeley` stays one; a degree, a school or a field opens a new piece."""
    before = group[-1].text
    if _says_nothing(before) and _says_nothing(part.text):
        return True
    if _school_weight(before) > 0 and _school_weight(part.text) <= 0 and _degree_weight(part.text) <= 0:
        return place_confidence(part.text) > 0 or _campus(before, part.text)
    return place_confidence(before) > 0 and (place_confidence(part.text) > 0 or len(part.text) == 2)


def _says_nothing(text: str) -> bool:
    """Whether the words are those of no school, degree or place: `Comptabilité, contrôle, audit` is one field."""
    return _school_weight(text) <= 0 and _degree_weight(text) <= 0 and not is_place(text)


def _campus(school: str, part: str) -> bool:
    return key(school).startswith(("university of", "california state", "universite de")) and len(part.split()) < 3


def _places_apart(piece: Piece, texts: list[str]) -> list[Piece]:
    """A school's town is its place, but for the campus of a university named for its state."""
    found: list[Piece] = []
    for text in texts:
        parts = text.split(", ")
        place = next(
            (
                at
                for at in range(1, len(parts))
                if is_place(", ".join(parts[at:])) and not (at == len(parts) - 1 and _campus(parts[0], parts[at]))
            ),
            None,
        )
        halves = [text] if place is None else [", ".join(parts[:place]), ", ".join(parts[place:])]
        found.extend(replace(piece, text=half) for half in halves)
    return found


def _degree_and_field(text: str | None) -> tuple[str | None, str | None]:
    """`Bachelor of Science in Biology` → the degree and its field."""
    if not text:
        return None, None
    join = _FIELD.search(text)
    if join:
        return clean(text[: join.start()]), clean(text[join.end() :])
    whole = _WRITTEN_OUT.fullmatch(text)
    if whole and key(whole["field"]) not in _words("degrees"):
        return whole["degree"], clean(whole["field"])
    short = _ABBREVIATED.fullmatch(text)
    if short and _is_degree_before(short["degree"], short["field"]):
        return clean(short["degree"]), clean(short["field"])
    return text, None


def _is_degree_before(degree: str, field: str) -> bool:
    """Whether a degree ends before its field; in `NVQ Level 3` and `HBO Bachelor` it goes on."""
    words = _words("degrees")
    return key(degree) in words and key(field).split()[0] not in words and not _RANK.match(field)


def _degree_weight(text: str) -> float:
    return _weight(text, _words("degrees")) if len(text.split()) < 16 else 0.0


def _school_weight(text: str) -> float:
    """A school's word closes its name or is followed by `of`; elsewhere, as in `College Credits`, it says less."""
    tokens = key(_BRACKETS.sub("", text)).split()
    words = _words("schools")
    closing = any(token in words and (at == len(tokens) - 1 or tokens[at + 1] in _OF) for at, token in enumerate(tokens))
    weight = _weight(text, words) + 0.5 * closing
    return weight - 1.5 if key(text).startswith(("high school diploma", "school leaving")) else weight


def _weight(text: str, words: frozenset[str]) -> float:
    """How many of the words of one to three are in the list, the first counting more."""
    tokens = key(text.replace("'", " ").replace("’", " ")).split()
    hits = sum(" ".join(tokens[at : at + length]) in words for length in (1, 2, 3) for at in range(len(tokens)))
    first = any(" ".join(tokens[:length]) in words for length in (1, 2, 3))
    return hits + 0.5 * first + sum(_compound(token, words) for token in tokens)


def _compound(token: str, words: frozenset[str]) -> bool:
    """German and Dutch write one word: `Landesberufsschule`, `Meisterprüfung`."""
    which = "schools" if words is _words("schools") else "degrees"
    return token not in words and token.endswith(_ENDINGS[which]) and len(token) > _LEAST_COMPOUND


@cache
def _words(which: str) -> frozenset[str]:
    return frozenset(key(word) for word in table("education")[which]["words"])
