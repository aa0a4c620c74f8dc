"""Tidies a list of skills: doubles once, ratings left out, what the work shows added, a long plain list in groups."""

import re

from app.resume.analysis.aliases import same_skill
from app.resume.analysis.language.phrases import is_soft
from app.resume.model import SkillGroup
from app.resume.writing.questions import NamedSkills, WriteProfile

_RATING = re.compile(r" ?[(:–-]? ?(?:[★☆●○■□▪█░]{2,}|\d{1,2} ?/ ?(?:5|10)|\d{1,3} ?%)\)?")
_LONG, _LONGEST = 8, 4
_FEWEST_IN_A_GROUP = 2


def tidy_skills(question: WriteProfile) -> tuple[NamedSkills, ...]:
    """The groups as they should stand; none where they stand well."""
    seen: set[str] = set()
    groups = [SkillGroup(name=group.name, skills=tuple(_once(group, seen))) for group in question.skills]
    added = tuple(_cased(skill, question) for skill in question.shown if same_skill(skill) not in seen)
    groups = _with(groups, added)
    flat = tuple(skill for group in groups for skill in group.skills)
    before = [(group.name, group.skills) for group in question.skills]
    if [(group.name, group.skills) for group in groups] == before or not flat:
        return ()
    if len(groups) == 1 and groups[0].name is None and len(flat) >= _LONG:
        groups = _grouped(flat, question)
    return tuple(NamedSkills(name=group.name, skills=group.skills) for group in groups if group.skills)


def _once(group: SkillGroup, seen: set[str]) -> list[str]:
    kept = []
    for skill in group.skills:
        bare = _RATING.sub("", skill).strip() or skill
        if same_skill(bare) not in seen:
            kept.append(bare)
        seen.add(same_skill(bare))
    return kept


def _cased(skill: str, question: WriteProfile) -> str:
    """The skill with a capital where most of the list has them; names, and the first of a group, have one anyway."""
    listed = [each for group in question.skills for each in group.skills]
    plain = [each for group in question.skills for each in group.skills[1:] if _is_plain(each, question)] or listed
    capitals = sum(each[:1].isupper() for each in plain)
    return skill[:1].upper() + skill[1:] if 2 * capitals >= len(plain) else skill


def _is_plain(skill: str, question: WriteProfile) -> bool:
    return skill not in question.tool_names and skill[1:] == skill[1:].lower()


def _with(groups: list[SkillGroup], added: tuple[str, ...]) -> list[SkillGroup]:
    if not added:
        return groups
    plain = next((at for at, group in enumerate(groups) if group.name is None), None)
    if plain is None:
        return [*groups, SkillGroup(name="Shown at work" if groups else None, skills=added)]
    groups[plain] = SkillGroup(skills=(*groups[plain].skills, *added))
    return groups


def _grouped(flat: tuple[str, ...], question: WriteProfile) -> list[SkillGroup]:
    """Tools apart from tasks, traits last; as it was where a group would hold next to nothing."""
    if any(len(skill.split()) > _LONGEST or skill in {"Tools", "Skills", "Languages"} for skill in flat):
        return [SkillGroup(skills=flat)]
    tools = tuple(skill for skill in flat if skill in question.tool_names)
    traits = tuple(skill for skill in flat if skill not in tools and is_soft(skill))
    tasks = tuple(skill for skill in flat if skill not in tools and skill not in traits)
    named = [("Core skills", tasks), ("Tools", tools), ("Strengths", traits)]
    filled = [SkillGroup(name=name, skills=skills) for name, skills in named if skills]
    small = any(len(group.skills) < _FEWEST_IN_A_GROUP for group in filled)
    return filled if len(filled) > 1 and not small else [SkillGroup(skills=flat)]
