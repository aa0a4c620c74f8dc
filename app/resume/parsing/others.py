"""Reads the smaller sections: certifications, projects, languages, awards, publications."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from app.resume.model import Award, Certification, Language, Project, Publication
from app.resume.parsing.contact import urls_in
from app.resume.parsing.dates import find_period
from app.resume.parsing.entries import Entry, find_entries, without_dates
from app.resume.parsing.entry_lines import is_label
from app.resume.parsing.letters import key
from app.resume.parsing.line import Line, source
from app.resume.parsing.lists import table
from app.resume.parsing.names import name_shaped
from app.resume.parsing.prose import Item, items
from app.resume.parsing.segments import by_dash, clean, pieces, strong_parts

_TECHNOLOGIES = re.compile(
    r"(?:technologies|tech stack|tools|stack|built with|technologien|outils|tecnologías|tecnologias|tecnologie)(?: used)? ?:",
    re.IGNORECASE,
)
_LANGUAGE_PART = re.compile(r" {0,2}[|•·;●\t]{1,3} {0,2}|, (?=[^\W\d_])|/ ")
_BETWEEN_NAMES = re.compile(r", | & | and |; ")
_INITIALED = re.compile(r"(?:[^\W\d_]\.[ -]?){1,4}[^\W\d_][\w’'-]{1,30}|[^\W\d_][\w’'-]{1,30} (?:[^\W\d_]\.[ -]?){1,4}")
_NUMBER = re.compile(r"\s{0,9}\[?(\d{1,3})(?:[.)]|\])\s{1,9}")
_SURNAME_FIRST = re.compile(r"[^\W\d_][\w’'-]{1,30}(?: [^\W\d_][\w’'-]{1,30})? [A-ZÀ-Þ]{1,2}")
"""One author as medicine and the sciences write it, `Vik A`: read so where a publisher stands behind it."""
_WIDTH = 72
"""Characters that people set in a line of plain text before they wrap it."""
_LEVEL_JOIN = re.compile(r" ?[:–—(] ?| - |-(?= )")


def read_certifications(lines: Sequence[Line]) -> tuple[Certification, ...]:
    """One for each bullet, line or dated entry: its name, who gave it, when."""
    return tuple(_certification(entry) for entry in _listed(lines, unwrapped=_unwrapped(lines)))


def read_awards(lines: Sequence[Line]) -> tuple[Award, ...]:
    """One for each bullet, line or dated entry: its title, who gave it, when."""
    return tuple(
        Award(
            title=each.name,
            awarder=each.issuer,
            date=each.date,
            details=each.details,
            source=each.source,
            confidence=each.confidence,
        )
        for each in read_certifications(lines)
    )


def read_publications(lines: Sequence[Line]) -> tuple[Publication, ...]:
    """One for each bullet, paragraph or dated entry; its first words are the title, unless a title stands in quotes."""
    return tuple(_publication(entry) for entry in _listed(lines))


def read_projects(lines: Sequence[Line]) -> tuple[Project, ...]:
    """The entries of a projects section in order."""
    return tuple(_project(entry) for part in _under_names(lines) for entry in find_entries(part))


def _under_names(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """In text without looks, what stands under each name: dates cannot tell where projects open, since few have them, and a name
    may be in small letters."""
    opens = [at for at in range(len(lines)) if _is_name(lines, at)]
    if 0 not in opens or any(line.size for line in lines):
        return [lines]
    return [lines[first:last] for first, last in pairwise([*opens, len(lines)])]


def _is_name(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a heading below the section's: one that is marked as the first line is, or one with more right below."""
    line, first = lines[at], lines[0]
    if line.block.role != "heading" or is_label(line.text):
        return False
    marked = first.block.level > 1
    return line.block.level == first.block.level if marked else at + 1 < len(lines) and not lines[at + 1].block.space_before


def read_languages(lines: Sequence[Line]) -> tuple[Language, ...]:
    """The languages with the level beside or below each."""
    found: list[Language] = []
    for line in lines:
        for part in _language_parts(line):
            name, level = _leveled(part)
            last = found[-1] if found else None
            if last and last.level is None and not is_language(name) and _may_be_level(part, line, last):
                found[-1] = last.model_copy(update={"level": clean(part)})
            else:
                found.append(
                    Language(name=name, level=level, source=source([line]), confidence=0.95 if is_language(name) else 0.5)
                )
    return tuple(found)


def _may_be_level(part: str, line: Line, last: Language) -> bool:
    """Whether words after a language say how well it is known: by a word of level, or by standing below it on their own."""
    below = last.source is not None and last.source.last_line < line.number
    return below or any(word in _levels() or word[:1].isdigit() for word in key(part).split()) or not key(part)


def is_language(text: str) -> bool:
    """Whether a text is, or opens with, the name of a language."""
    words = key(text).split()
    return any(" ".join(words[:count]) in _languages() for count in (1, 2, 3))


def _language_parts(line: Line) -> list[str]:
    parts = [part for cell in (line.block.cells or (line.text,)) for part in _LANGUAGE_PART.split(cell)]
    return [part for part in parts if part and clean(part)]


def _leveled(part: str) -> tuple[str, str | None]:
    words = clean(part)
    cut = _LEVEL_JOIN.search(words)
    if cut and cut.start():
        return clean(words[: cut.start()]), clean(words[cut.end() :].removesuffix(")")) or None
    tokens = words.split()
    if len(tokens) > 1 and key(tokens[0]) in _languages() and key(words) not in _languages():
        return tokens[0], " ".join(tokens[1:])
    return words, None


def _listed(lines: Sequence[Line], *, unwrapped: bool = False) -> tuple[Entry, ...]:
    """A bullet each, or dated entries, or a paragraph each; a line each where none of them is wrapped."""
    lines = _counted_off(lines)
    bulleted = sum(line.bulleted for line in lines)
    dated = sum(
        1
        for line in lines
        if not line.bulleted and (period := find_period(line.text)) and len(line.text) - (period.last - period.first) < 4
    )
    if (dated and not bulleted) or _headed(lines):
        return find_entries(lines)
    told = items(lines)
    if any(not item.bulleted and item.lines[0].bold for item in told) and not all(line.bold for line in lines):
        return find_entries(lines)
    if unwrapped and not bulleted:
        return tuple(_from_item(Item(line.text, (line,), bulleted=False)) for line in lines)
    return tuple(_from_item(item) for item in told)


def _counted_off(lines: Sequence[Line]) -> list[Line]:
    """The lines with those as bullets that numbers count up or down, `1. …`, `[2] …`."""
    found = {at: number for at, line in enumerate(lines) if not line.bulleted and (number := _NUMBER.match(line.block.text))}
    counts = [int(number[1]) for number in found.values()]
    steps = {after - before for before, after in pairwise(counts)}
    if 0 not in found or not (steps in ({1}, {-1}) or (not steps and counts == [1])):
        return list(lines)
    return [_without_number(line) if at in found else line for at, line in enumerate(lines)]


def _without_number(line: Line) -> Line:
    number = _NUMBER.match(line.block.text)
    left, spans = len(number[0]) if number else 0, []
    for span in line.block.spans:
        cut = min(left, len(span.text))
        left -= cut
        spans.append(span.model_copy(update={"text": span.text[cut:]}))
    told = {"spans": tuple(span for span in spans if span.text), "marker": number and number[0].strip(), "role": "bullet"}
    return replace(line, block=line.block.model_copy(update=told))


def _headed(lines: Sequence[Line]) -> bool:
    """Whether each thing has its name in a line and giver and date in the one below, parted by a bar: `Ministry | May 2021`."""
    opens = bool(lines) and not lines[0].bulleted and not find_period(lines[0].text)
    return opens and any(_ends_in_date(line) for line in lines[1:])


def _ends_in_date(line: Line) -> bool:
    period = find_period(line.text)
    if period is None or line.bulleted:
        return False
    return line.text[: period.first].endswith("| ") and period.last == len(line.text)


def _unwrapped(lines: Sequence[Line]) -> bool:
    """Whether each line is a thing of its own: short lines of a form without places, none of which begins small."""
    return all(line.block.box is None and len(line.text) < _WIDTH and not line.text[:1].islower() for line in lines)


def _from_item(item: Item) -> Entry:
    dated = next((line for line in item.lines if find_period(line.text)), None)
    return Entry(item.lines, (), find_period(dated.text) if dated else None, dated)


def _head_parts(entry: Entry) -> list[str]:
    """The head's words without dates, in pieces; a bullet's wrapped lines are one text first."""
    if len(entry.head) > 1 and entry.head[0].bulleted and (_plain(entry) or len(items(entry.head)) == 1):
        return [part for each in items(entry.head) for part in strong_parts(_undated(each.text))]
    found = [piece for line in entry.head for piece in pieces(line, _without_dates(line))]
    return [part.text for piece in found for part in by_dash(piece)]


def _plain(entry: Entry) -> bool:
    return all(not line.bold for line in entry.head)


def _without_dates(line: Line) -> str:
    """As of any head; a bullet, which is none, gives up the date that stands between bars or ends it."""
    period = find_period(line.text) if line.bulleted else None
    if period is None:
        return without_dates(line)
    before, behind = line.text[: period.first].rstrip(), line.text[period.last :].lstrip()
    apart = before.endswith("|") and (not behind or behind.startswith("|"))
    return f"{before} {behind}".strip(" |") if apart else line.text


def _undated(text: str) -> str:
    period = find_period(text)
    if not period:
        return text
    return f"{text[: period.first].rstrip(' (,')} {text[period.last :].lstrip(' ),')}".strip()


def _when(entry: Entry) -> str | None:
    period = entry.period
    if not period:
        return None
    parts = [text for text in (period.start_text, period.end_text) if text]
    return " – ".join(parts) or None


def _certification(entry: Entry) -> Certification:
    parts = _head_parts(entry) or [line.text for line in entry.lines] or [""]
    addresses = [url for line in entry.lines for url in (*urls_in(line.text), *line.urls)]
    body = tuple(item.text for item in entry.body)
    return Certification(
        name=parts[0],
        issuer=parts[1] if len(parts) > 1 else None,
        date=_when(entry),
        url=addresses[0] if addresses else None,
        details=tuple(parts[2:]) + body,
        source=source(entry.lines),
        confidence=0.85,
    )


def _publication(entry: Entry) -> Publication:
    each = _certification(entry)
    authors, publisher, details = None, each.issuer, each.details
    if publisher and (_are_authors(publisher) or (details and _SURNAME_FIRST.fullmatch(publisher))):
        authors, publisher, details = publisher, next(iter(details), None), details[1:]
    return Publication(
        title=each.name,
        authors=authors,
        publisher=publisher,
        date=each.date,
        url=each.url,
        details=details,
        source=each.source,
        confidence=0.7,
    )


def _are_authors(text: str) -> bool:
    """Whether it lists people: names with initials, or several names of two or three words."""
    names = [name for name in _BETWEEN_NAMES.split(text.removesuffix("et al.").rstrip(" ,")) if name]
    if all(_INITIALED.fullmatch(name) for name in names):
        return bool(names)
    return len(names) > 1 and all(2 <= len(name.split()) <= 3 and name_shaped(name) for name in names)


def _project(entry: Entry) -> Project:
    parts = [part for part in _head_parts(entry) if not urls_in(part) or len(part.split()) > 3]
    addresses = [url for line in entry.head for url in (*urls_in(line.text), *line.urls)]
    told = [item.text for item in entry.body if not item.bulleted]
    period = entry.period
    return Project(
        name=parts[0] if parts else None,
        description=told[0] if told else None,
        url=addresses[0] if addresses else None,
        start_date=period.start if period else None,
        end_date=period.end if period else None,
        start_text=period.start_text if period else None,
        end_text=period.end_text if period else None,
        technologies=_technologies(entry),
        details=tuple(parts[1:]) + tuple(item.text for item in entry.body if not told or item.text != told[0]),
        source=source(entry.lines),
        confidence=0.85 if parts else 0.4,
    )


def _technologies(entry: Entry) -> tuple[str, ...]:
    for item in entry.body:
        label = _TECHNOLOGIES.match(item.text)
        if label:
            return tuple(clean(part) for part in item.text[label.end() :].split(",") if clean(part))
    return ()


@cache
def _languages() -> frozenset[str]:
    return frozenset(table("languages")["languages"]["names"])


@cache
def _levels() -> frozenset[str]:
    return frozenset(table("languages")["levels"]["words"])
