"""Tells what a list of a posting asks for where its heading does not: by its own lines, and by the lists before and behind it.

Postings go from tasks to what is needed, then to what would be nice, whatever they call them.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from app.resume.analysis.language.verbs import opening_verb

Kind = Literal["required", "preferred", "other"]
_FEWEST = 2


@dataclass(frozen=True)
class Asked:
    """A line that a posting lists: its kind, its words, the number of its list, and whether that list's heading says nothing."""

    kind: Kind
    text: str
    group: int
    unsaid: bool


def settled(lines: Sequence[Asked]) -> tuple[Asked, ...]:
    """The lines, those of lists without a telling heading by what the lists around them ask for.

    Of what is neither a list of tasks nor of what the firm gives, the first is required where nothing else is, and the next
    preferred.
    """
    said = {line.group: line.kind for line in lines if not line.unsaid}
    open_groups = [number for number in dict.fromkeys(line.group for line in lines if line.unsaid) if _asks(lines, number)]
    kinds: dict[int, Kind] = {}
    for number in open_groups:
        known = {**said, **kinds}
        if "required" not in known.values():
            kinds[number] = "required"
        elif "preferred" not in known.values() and any(kind == "required" for at, kind in known.items() if at < number):
            kinds[number] = "preferred"
    return tuple(replace(line, kind=kinds.get(line.group, line.kind)) if line.kind == "other" else line for line in lines)


def _asks(lines: Sequence[Asked], number: int) -> bool:
    """Whether a list names what a person has, and neither what is done nor what is given."""
    texts = [line.text for line in lines if line.group == number]
    tasks = sum(_is_task(text) for text in texts)
    given = sum(bool(_given().search(text)) for text in texts)
    return len(texts) >= _FEWEST and 2 * max(tasks, given) < len(texts)


def _is_task(text: str) -> bool:
    verb = opening_verb(text)
    return verb is not None and (verb.sure or text[:1].islower())


@cache
def _given() -> re.Pattern[str]:
    data = tomllib.loads(Path(__file__).with_name("posting.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(data["given"]), re.IGNORECASE)
