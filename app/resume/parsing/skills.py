"""Reads skills, flat and in the groups that the résumé puts them in, without the marks and levels beside them."""

import re
from collections.abc import Sequence

from app.resume.model import SkillGroup
from app.resume.parsing.line import Line, Look, source
from app.resume.parsing.lists import any_of, table
from app.resume.parsing.segments import clean

_MARKS = "|•·●▪◦‣∙⋅│¦⎸"
_SEPARATOR = re.compile(
    rf" {{0,2}}[,;/{_MARKS}](?: {{1,2}}|$)| {{0,2}}[;{_MARKS}○★☆]{{1,5}} {{0,2}}| {{1,2}}[–—] {{1,2}}|\t|, ?(?=[^\W\d])"
)
_LEVEL = re.compile(
    rf" ?(?:\(|[-–—:] ?)?(?:\b(?:{any_of(table('skills')['levels']['words'])})\b"
    rf"|\d{{1,2}}\+? ?(?:{any_of(table('skills')['levels']['years'])})\b|\d{{1,3}} ?%|\d ?/ ?(?:5|10)\b)\)?$",
    re.IGNORECASE,
)
_LONGEST_NAME = 5


def read_skills(lines: Sequence[Line]) -> tuple[SkillGroup, ...]:
    """The groups of a skills section in order; one without a name for skills that stand in no group."""
    groups: list[SkillGroup] = []
    for name, members in _grouped(lines):
        skills = split_skills(_without_name(members, name))
        if skills or name:
            groups.append(SkillGroup(name=name, skills=skills, source=source(members), confidence=0.9))
    return _merged(groups)


def flat(groups: Sequence[SkillGroup]) -> tuple[str, ...]:
    """Every skill of the groups in order; a group that has only a name is itself a skill."""
    return tuple(skill for group in groups for skill in (group.skills or ((group.name,) if group.name else ())))


def split_skills(text: str) -> tuple[str, ...]:
    """The skills of a list in one text; commas inside brackets do not part them."""
    return tuple(skill for part in _parts(text) if (skill := _bare(part)))


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
    if line.bulleted or before.text.rstrip().endswith((",", "&", "/")) or line.text[:1].islower():
        return not line.bulleted
    return _open_bracket(before.text)


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
    looks = {line.look for line in lines if line.size}
    if len(looks) < 2:
        return frozenset()
    weakest = min(looks, key=lambda look: (look.bold, look.size))
    return frozenset(look for look in looks if (look.bold and not weakest.bold) or look.size > weakest.size + 0.4)


def _own_line_name(line: Line, following: Sequence[Line], names: frozenset[Look]) -> str | None:
    if line.bulleted or "," in line.text or len(line.text.split()) > _LONGEST_NAME + 1:
        return None
    if line.look in names:
        return clean(line.text)
    return None


def _without_name(members: Sequence[Line], name: str | None) -> str:
    text = _listed(members)
    if name and text.startswith(name):
        text = text[len(name) :]
    return text.lstrip(" :–—-")


def _listed(members: Sequence[Line]) -> str:
    """The lines as one list: what a line break parts is parted, unless the list runs on over it."""
    text = ""
    for line in members:
        cells = [cell for cell in line.block.cells if cell.strip()]
        words = " | ".join(cells) if len(cells) > 2 else line.text
        text = f"{text} {words}" if text and _runs_over(text, words) else f"{text} | {words}" if text else words
    return text


def _runs_over(text: str, words: str) -> bool:
    last = text.rsplit(" | ", 1)[-1]
    return (
        last.endswith((",", "&", "/", "-", ":"))
        or _open_bracket(last)
        or words[:1].islower()
        or ("," in last and "," in words)
        or ("," in last and len(last) > 50)
    )


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
