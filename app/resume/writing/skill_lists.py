"""A skills section as text and back: a line for each group, its name before a colon."""

import re
from collections.abc import Sequence

from app.resume.model import Resume, SkillGroup

_SKILL = re.compile(r"(?:[^,(]|\([^()]*\)|\()+")
"""What stands between two commas; one within brackets parts nothing."""
_LONGEST_NAME = 40


def written_groups(groups: Sequence[SkillGroup]) -> str:
    """The groups as lines; a semicolon parts the skills of a group where one of them holds a comma."""
    return "\n".join(_written(group) for group in groups if group.skills)


def _written(group: SkillGroup) -> str:
    holds_comma = any(len(_SKILL.findall(skill)) > 1 for skill in group.skills)
    listed = ("; " if holds_comma else ", ").join(group.skills) + (";" if holds_comma and len(group.skills) == 1 else "")
    return f"{group.name}: {listed}" if group.name else listed


def read_groups(text: str) -> tuple[SkillGroup, ...]:
    """The groups of a text as `written_groups` writes it, or as a person does."""
    return tuple(group for line in text.splitlines() if (group := _read(line.strip())).skills)


def _read(line: str) -> SkillGroup:
    name, colon, rest = line.partition(":")
    named = bool(colon) and len(name) <= _LONGEST_NAME and "," not in name
    listed = rest if named else line
    parts = listed.split(";") if ";" in listed else _SKILL.findall(listed)
    return SkillGroup(name=name.strip() if named else None, skills=tuple(part.strip() for part in parts if part.strip()))


def groups_of(resume: Resume) -> tuple[SkillGroup, ...]:
    """The résumé's skills in its own groups; in one without a name where the groups do not hold all of them."""
    grouped = tuple(skill for group in resume.skill_groups for skill in group.skills)
    if resume.skill_groups and grouped == resume.skills:
        return resume.skill_groups
    return (SkillGroup(skills=resume.skills),) if resume.skills else ()
