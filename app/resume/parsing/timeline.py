"""Reads the time line of an account page: under each month a sentence such as `Joined Harbor Clinic`, no headings.

Such a page prints the month in which a job began, and of a school the one in which it ended; it never prints the other end.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.resume.model import Bullet, Education, Experience
from app.resume.parsing.dates import find_period
from app.resume.parsing.entry_lines import only_dates
from app.resume.parsing.line import Line, source
from app.resume.parsing.lists import any_of, table
from app.resume.parsing.prose import items
from app.resume.parsing.segments import strong_parts

_EVENT = re.compile(
    rf"(?:(?P<joined>{any_of(table('timeline')['events']['joined'])})|{any_of(table('timeline')['events']['finished'])}) "
    r"(?P<where>[^ ].*)",
    re.IGNORECASE,
)
_LEAST = 2
_CONFIDENCE = 0.7


@dataclass(frozen=True)
class Timeline:
    """The jobs and schools of a time line, and the lines that are none of it."""

    jobs: tuple[Experience, ...]
    schools: tuple[Education, ...]
    others: tuple[Line, ...]


def read_timeline(lines: Sequence[Line]) -> Timeline:
    """The time line among these lines, in the order printed; two events at least, each right under its month, make one."""
    starts = [at - 1 for at, line in enumerate(lines) if at and _EVENT.fullmatch(line.text) and _only_month(lines[at - 1])]
    if len(starts) < _LEAST:
        return Timeline((), (), tuple(lines))
    parts = [_block(lines[first:until]) for first, until in pairwise([*starts, len(lines)])]
    taken = {line.number for part in parts for line in part}
    jobs = tuple(_job(part) for part in parts if _joined(part))
    schools = tuple(_school(part) for part in parts if not _joined(part))
    return Timeline(jobs, schools, tuple(line for line in lines if line.number not in taken))


def _only_month(line: Line) -> bool:
    period = find_period(line.text)
    return bool(period and not period.ranged and only_dates(line, period))


def _joined(part: Sequence[Line]) -> bool:
    found = _EVENT.fullmatch(part[1].text)
    return bool(found and found["joined"])


def _where(part: Sequence[Line]) -> str | None:
    found = _EVENT.fullmatch(part[1].text)
    return found["where"] if found else None


def _block(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of one event: up to one that stands further left than its sentence."""
    end = next((at for at, line in enumerate(lines) if at > 1 and line.left < lines[1].left - 2), len(lines))
    return lines[:end]


def _job(part: Sequence[Line]) -> Experience:
    period = find_period(part[0].text)
    told = items(part[3:])
    return Experience(
        role=part[2].text if len(part) > 2 else None,
        company=_where(part),
        start_date=period.end if period else None,
        start_text=period.end_text if period else None,
        responsibilities=tuple(item.text for item in told),
        bullets=tuple(Bullet(text=item.text, prose=not item.bulleted, source=source(item.lines)) for item in told),
        source=source(list(part)),
        confidence=_CONFIDENCE,
    )


def _school(part: Sequence[Line]) -> Education:
    period = find_period(part[0].text)
    said = strong_parts(part[2].text) if len(part) > 2 else []
    return Education(
        degree=said[0] if said else None,
        field=said[1] if len(said) > 1 else None,
        institution=_where(part),
        end_date=period.end if period else None,
        end_text=period.end_text if period else None,
        details=(*said[2:], *(line.text for line in part[3:])),
        source=source(list(part)),
        confidence=_CONFIDENCE,
    )
