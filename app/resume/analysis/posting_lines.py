"""The lines of a posting that ask for something: by the heading that they are listed under, or by their own words."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.resume.analysis.posting_groups import Asked, Kind, settled
from app.resume.analysis.posting_prose import asked_in_prose, things_of_list
from app.resume.reading.bullets import split_marker
from app.resume.words import fold, sentences

_NUMBERED = re.compile(
    r"^\s{0,8}(?:(?:\[[xX✓ ]?\]|--|[-=]>|\*(?!\*)|[-–—•>~+»→])\s{0,4}|o\s{1,4}"
    r"|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s{1,4})(?=\S)"
)
_LABEL = re.compile(r"^([A-Za-z][^:.]{2,38}):\s+(\S[^:]{4,})$")
_PART_OF_IT = re.compile(
    r"\brequired\b|(?:degree|diploma|GED|(?:bachelor|associate|master)['’]s)\b[^,]{0,40},.{0,60}\bpreferred", re.IGNORECASE
)
_LEADERS = re.compile(r"\.{4,}")  # `Hours ........ four shifts`
_LONGEST_HEADING = 60


@dataclass(frozen=True)
class _Words:
    required: re.Pattern[str]
    surely_required: re.Pattern[str]
    preferred: re.Pattern[str]
    other: re.Pattern[str]
    said_preferred: re.Pattern[str]


@dataclass
class _Reader:
    """Where the reading stands: the kind of the section, `unsaid` where no heading tells, and whether lines may lack a glyph."""

    kind: Kind = "other"
    unsaid: bool = True
    bare_list: bool = False
    after_blank: bool = True
    last: str = ""
    group: int = 0


def asking_lines(text: str) -> tuple[tuple[Kind, str], ...]:
    """The lines that are required, preferred, or listed as something other, in order, without glyphs and wrapped ones joined.

    Of a kind that no list holds, what running text asks for is taken: `A clean record is a must`.
    """
    listed = tuple((line.kind, line.text) for line in settled(tuple(_listed(text))))
    kinds = {kind for kind, _ in listed}
    told = ((kind, thing) for kind, thing in asked_in_prose(tuple(_paragraphs(text))) if kind not in kinds)
    return (*listed, *told)


def _listed(text: str) -> Iterator[Asked]:
    reader = _Reader()
    lines = tuple(_unwrapped(text))
    for line, below in zip(lines, (*lines[1:], ""), strict=True):
        if not line.strip():
            reader.after_blank = True
            continue
        over_a_list = _without_glyph(below) is not None
        for kind, item in _line(line, reader, over_a_list=over_a_list):
            yield Asked(kind, item, reader.group, reader.unsaid)
        reader.after_blank = False


def _line(line: str, reader: _Reader, *, over_a_list: bool) -> Iterator[tuple[Kind, str]]:
    """What one line asks for; a heading asks for nothing and changes what the lines below are."""
    item = _without_glyph(line)
    if _LEADERS.search(line):
        return
    label = _LABEL.match(line.strip()) if item is None else None
    if item is not None:
        reader.bare_list = False
        yield _own_kind(item, reader), item
    elif label and (kind := _heading_kind(label[1])) in {"required", "preferred"}:
        under = reader.kind if kind == "required" and reader.kind != "other" else kind
        parts = (thing for part in label[2].split(";") for thing in things_of_list(part.strip()))
        yield from ((under, thing) for thing in parts if under and thing)
    elif not over_a_list and _is_item(line, reader):
        reader.last = line.strip()
        yield from ((_own_kind(sentence, reader), sentence) for sentence in sentences(line))
    else:
        heads = len(line.strip()) <= _LONGEST_HEADING and not line.strip().endswith(".")
        kind = _heading_kind(line) if heads else None
        reader.kind, reader.unsaid = kind or "other", kind is None
        reader.bare_list, reader.last = heads and reader.group > 0, ""
        reader.group += 1


def _is_item(line: str, reader: _Reader) -> bool:
    """Whether a line without a glyph is one of a list: under a heading, and neither a heading itself nor a closing sentence."""
    if not reader.bare_list or reader.kind == "other":
        return False
    bare = line.strip()
    heads = _heading_kind(line) is not None and len(bare) <= _LONGEST_HEADING
    if heads and not bare.endswith(".") and (reader.after_blank or bare.endswith(":") or bare.isupper()):
        return False
    closes = reader.after_blank and bool(reader.last) and bare.endswith(".") and not reader.last.endswith(".")
    return not closes


def _unwrapped(text: str) -> Iterator[str]:
    """The lines, those that begin small put behind the item that they go on with."""
    lines: list[str] = []
    for line in text.splitlines():
        goes_on = line.strip()[:1].islower() and bool(lines) and _without_glyph(lines[-1]) is not None
        if goes_on and _without_glyph(line) is None:
            lines[-1] = f"{lines[-1]} {line.strip()}"
        else:
            lines.append(line)
    yield from lines


def _without_glyph(line: str) -> str | None:
    """The line's words behind its glyph or number; None for a line without one."""
    marker, rest = split_marker(line)
    if marker is not None:
        return rest.strip()
    bare = _NUMBERED.sub("", line)
    return bare.strip() if bare != line else None


def _own_kind(line: str, reader: _Reader) -> Kind:
    """The kind that the line itself says, `CPA preferred`: it goes before a required heading, and helps where none tells."""
    label, first = _LABEL.match(line), line.partition(";")[0]
    said = (_heading_kind(label[1]) or "other") if label and len(label[1].split()) == 1 else _said_at_end(first)
    heard = reader.kind == "required" and said == "preferred"
    return said if heard or reader.unsaid else reader.kind


def _said_at_end(line: str) -> Kind:
    """What a line says of itself; `Bachelor's degree, master's preferred` prefers a part of it alone."""
    if _words().said_preferred.search(line) and not _PART_OF_IT.search(line):
        return "preferred"
    return (
        "required" if re.search(r"\b(?:required|mandatory|a must)\b(?: [a-z]+){0,4}[).]{0,2}$", line, re.IGNORECASE) else "other"
    )


def _paragraphs(text: str) -> Iterator[str]:
    """The running text between blank lines, without what is listed and what does not end as a sentence does."""
    for paragraph in re.split(r"\n\s*\n", text):
        bare = " ".join(line.strip() for line in paragraph.splitlines() if _without_glyph(line) is None)
        yield " ".join(sentence for sentence in sentences(bare) if sentence[-1:] in ".!?")


def _heading_kind(line: str) -> Kind | None:
    words = _words()
    folded = fold(line.strip(" #*_:"))
    if words.preferred.search(folded):
        return "preferred"
    if words.surely_required.search(folded):
        return "required"
    if words.other.search(folded):
        return "other"
    return "required" if words.required.search(folded) else None


@cache
def _words() -> _Words:
    data = tomllib.loads(Path(__file__).with_name("posting.toml").read_text(encoding="utf-8"))
    return _Words(
        required=re.compile("|".join(data["required"])),
        surely_required=re.compile("|".join(data["surely_required"])),
        preferred=re.compile("|".join(data["preferred"])),
        other=re.compile("|".join(data["other"])),
        said_preferred=re.compile("|".join(data["said_preferred"]), re.IGNORECASE),
    )
