"""Reads skills, flat and in the groups that the résumé puts them in, without the marks and levels beside them."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from app.resume.model import SkillGroup
from app.resume.parsing.letters import key
from app.resume.parsing.line import Line, Look, hung, rejoined, source
from app.resume.parsing.lists import any_of, table
from app.resume.parsing.segments import clean

_MARKS = "|•·●▪◦‣∙⋅│¦⎸"
_SEPARATOR = re.compile(
    rf" {{0,2}}[,;/{_MARKS}](?: {{1,2}}|$)| {{0,2}}[;{_MARKS}○★☆]{{1,5}} {{0,2}}| {{1,2}}[–—] {{1,2}}|\t|, ?(?=[^\W\d])"
)
_LEVEL = re.compile(
    rf" ?(?:\(|[-–—:] ?)(?:{any_of(table('skills')['levels']['words'])})\)?$"
    rf"| ?(?:\(|[-–—:] ?)?(?:"
    rf"\d{{1,2}}\+? ?(?:{any_of(table('skills')['levels']['years'])})\b|\d{{1,3}} ?%|\d ?/ ?(?:5|10)\b)\)?$",
    re.IGNORECASE,
)
_LONGEST_NAME = 5
_GAP, _FLUSH = 0.15, 2.0
_CLEAR, _NO_WHITE, _OFTEN = 0.15, 0.08, 0.4


def read_skills(lines: Sequence[Line]) -> tuple[SkillGroup, ...]:
    """The groups of a skills section in order; one without a name for skills that stand in no group."""
    groups: list[SkillGroup] = []
    for name, members in _grouped(_rejoined(_bullets_whole(lines))):
        skills = split_skills(_without_name(members, name))
        if skills or name:
            groups.append(SkillGroup(name=_bare(name) if name else None, skills=skills, source=source(members), confidence=0.9))
    return _merged(groups)


def flat(groups: Sequence[SkillGroup]) -> tuple[str, ...]:
    """Every skill of the groups in order; a group that has only a name is itself a skill."""
    return tuple(skill for group in groups for skill in (group.skills or ((group.name,) if group.name else ())))


def split_skills(text: str) -> tuple[str, ...]:
    """The skills of a list in one text; commas inside brackets do not part them."""
    skills = tuple(skill for part in _parts(text) if (skill := _bare(part)))
    return tuple(skill for skill in skills if key(skill) not in _levels() or len(skills) == 1)


def _bullets_whole(lines: Sequence[Line]) -> list[Line]:
    """The lines, each bullet one with the lines that hang under its text."""
    marked = hung(lines)
    return rejoined(marked, lambda above, line: line.hanging and line.look == above.look)


def _rejoined(lines: Sequence[Line]) -> list[Line]:
    """Where lines of one look stand apart, one without white above it goes on with the line before."""
    apart: dict[Look, list[bool]] = {}
    for line in lines[1:]:  # the white above the first belongs to the heading
        apart.setdefault(line.look, []).append(line.block.space_before >= _CLEAR)
    airy = {look for look, whites in apart.items() if look.size and sum(whites) >= _OFTEN * len(whites)}

    def belongs(above: Line, line: Line) -> bool:
        if _set_apart(line) or _set_apart(above) or (_leading_name(line) and not above.text.endswith(",")):
            return False
        flush = abs(line.left - above.left) < _FLUSH or (line.size > 0 and abs(line.end - above.end) < _FLUSH)
        same = line.look == above.look and flush and not line.bulleted
        return same and above.block.page == line.block.page and line.look in airy and line.block.space_before < _NO_WHITE

    return rejoined(lines, belongs)


@cache
def _levels() -> frozenset[str]:
    return frozenset(key(word) for word in table("skills")["levels"]["words"])


def _grouped(lines: Sequence[Line]) -> list[tuple[str | None, list[Line]]]:
    """The lines of each group with its name, where a line opens with one or is one."""
    found: list[tuple[str | None, list[Line]]] = []
    names = _name_looks(lines)
    for at, line in enumerate(lines):
        name = _leading_name(line) or _own_line_name(line, lines[at + 1 : at + 2], names)
        if name:
            found.append((name, [line]))
        elif (found and ((found[-1][0] and not line.bulleted) or _wrapped(found[-1][1][-1], line))) or (
            found and found[-1][0] and names
        ):
            found[-1][1].append(line)
        else:
            found.append((None, [line]))
    return found


def _wrapped(before: Line, line: Line) -> bool:
    if line.bulleted:
        return False
    full = not before.leaves_room_for(line.text.split(" ", 1)[0], before.edge)
    goes_on = line.text[:1].islower() or ("," in line.text and "," in before.text)
    return before.text.endswith((",", "&", "/")) or (goes_on and full) or _open_bracket(before.text)


def _open_bracket(text: str) -> bool:
    return text.count("(") > text.count(")")


def _leading_name(line: Line) -> str | None:
    """`Tools: Git, Docker`, or a bold name before plain skills, or a table's first cell."""
    name, colon, _ = line.text.partition(":")
    if colon and len(name.split()) <= _LONGEST_NAME and not name.endswith(("http", "https")):
        return clean(name)
    cells = [cell for cell in line.block.cells if cell.strip()]
    if len(cells) == 2 and "," in cells[1] and "," not in cells[0]:
        return clean(cells[0])
    return _bold_opening(line)


def _bold_opening(line: Line) -> str | None:
    spans = [span for span in line.block.spans if span.text.strip()]
    if len(spans) < 2 or not spans[0].bold or spans[1].bold or len(spans[0].text.split()) > _LONGEST_NAME:
        return None
    return clean(spans[0].text)


def _name_looks(lines: Sequence[Line]) -> frozenset[Look]:
    """The looks of lines that name groups: stronger than those of the skills under them."""
    looks = Counter(line.look for line in lines if line.size)
    if len(looks) < 2:
        return frozenset()
    weakest = min(looks, key=lambda look: (look.bold, look.size))
    strong = frozenset(look for look in looks if (look.bold and not weakest.bold) or look.size > weakest.size + 0.4)
    others = sum(count for look, count in looks.items() if look not in strong)
    return strong if others * 3 >= sum(looks.values()) else frozenset()


def _own_line_name(line: Line, following: Sequence[Line], names: frozenset[Look]) -> str | None:
    if line.bulleted or "," in line.text or len(line.text.split()) > _LONGEST_NAME + 1:
        return None
    if line.look in names or any(_under(line, each) for each in following):
        return clean(line.text)
    return None


def _under(line: Line, following: Line) -> bool:
    """Whether the next line is a list under this one's name: set further in, or a list with commas under a few words."""
    flush = abs(following.end - line.end) < _FLUSH  # the left edges of lines set at a right edge say nothing
    further = bool(line.size) and not flush and following.left > line.left + 3 and following.left < line.left + 40
    return further or (following.text.count(",") > 1 and len(line.text.split()) < 4 and not following.bulleted)


def _without_name(members: Sequence[Line], name: str | None) -> str:
    text = _listed(members)
    if name and text.startswith(name):
        text = text[len(name) :]
    return text.lstrip(" :–—-")


def _listed(members: Sequence[Line]) -> str:
    """The lines as one list: what a line break parts is parted, unless the list runs on over it."""
    text = ""
    above: Line | None = None
    for line in members:
        words = " | ".join(_set_apart(line)) or line.text
        joined = above is not None and not line.bulleted and _runs_over(above, line, words)
        text = f"{text} {words}" if joined else f"{text} | {words}" if text else words
        above = line
    return text


def _set_apart(line: Line) -> list[str]:
    """The skills of a line that are cells, or spans with a gap between them: chips beside each other."""
    if "," in line.text:
        return []
    cells = [cell for cell in line.block.cells if cell.strip()]
    spans = [span for span in line.block.spans if span.text.strip()]
    gaps = [b.box[0] - a.box[2] for a, b in pairwise(spans) if a.box and b.box]
    if len(cells) > 1 and len(cells) >= len(spans):
        return cells
    return [span.text for span in spans] if gaps and min(gaps) > _GAP * line.size else cells


def _runs_over(above: Line, line: Line, words: str) -> bool:
    """Whether a list goes on: it was broken after a comma or a joint, inside brackets, or where the line was full."""
    last = above.text
    if last.endswith((",", "&", "/", "-", ":")) or _open_bracket(last):
        return True
    full = not above.leaves_room_for(words.split(" ", 1)[0], above.edge)
    return ("," in last and ("," in words or len(last) > 50)) or (words[:1].islower() and full)


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    at = 0
    for found in _SEPARATOR.finditer(text):
        if not _open_bracket(text[at : found.start()]):
            parts.append(text[at : found.start()])
            at = found.end()
    return [*parts, text[at:]]


def _bare(part: str) -> str:
    words = clean(part)
    if words.endswith(".") and words.count(".") == 1:
        words = words[:-1]
    return clean(_LEVEL.sub("", words)) or words


def _merged(groups: list[SkillGroup]) -> tuple[SkillGroup, ...]:
    """Neighbouring skills without a group's name are one group."""
    merged: list[SkillGroup] = []
    for group in groups:
        last = merged[-1] if merged else None
        if last and last.name is None and group.name is None and last.source and group.source:
            joint = last.source.model_copy(update={"last_line": max(last.source.last_line, group.source.last_line)})
            merged[-1] = last.model_copy(update={"skills": last.skills + group.skills, "source": joint})
        else:
            merged.append(group)
    return tuple(merged)
