"""Which of the listed skills are one and the same under several names."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.resume.analysis.aliases import also_called, initials, release, same_skill
from app.resume.analysis.checks.tools import names_tool
from app.resume.analysis.language.spelling import is_word
from app.resume.analysis.verdict import Found
from app.resume.words import fold, tokens

_LEVEL = re.compile(
    r"^(?:(?:advanced|basic|intermediate|proficient|fluent|conversational|expert|beginner|native|working|good|strong|excellent)"
    r"(?: knowledge of| in)? ){1,3}|[ ,-]{1,3}(?:certified|certification|certificate|proficiency|fluency)$",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"^[A-Z]\w*(?:ish|an|ese|ench|ic|in|eek|utch|erman|rdu|ali|ili|og|ai|zech|ebrew|indi|arsi)$")
"""A single capital word that ends as names of languages do: a level says how well it is known, and makes no other skill of it."""
_KIND = re.compile(
    r"(?: (?:systems?|software|machines?|databases?|spreadsheets?|programs?|platforms?|tools?|applications?|apps?|suite))+$",
    re.IGNORECASE,
)
_TURNED = re.compile(r"^(\w+(?: \w+)?) of (?:the )?(\w+(?: \w+)?)$", re.IGNORECASE)
_HUMP = re.compile(r"[A-Z][a-z]+")
_HUMPS = 2
_ACRONYM = re.compile(r"^[A-Z][A-Z0-9/&.-]{1,6}$")
_SHORTEST_NAME = 4


def doubles(skills: tuple[str, ...]) -> Iterator[Found]:
    """The skills that stand in the list a second time, under whatever name."""
    seen: dict[str, str] = {}
    for skill, key in zip(skills, keys(skills), strict=True):
        if key in seen and not _two_releases(skill, seen[key]):
            issue = f"“{skill}” and “{seen[key]}” are the same skill"
            yield Found("skill_duplicate", "Skills", issue, f"{seen[key]}, {skill}", f"Keep one of “{seen[key]}” and “{skill}”.")
        seen.setdefault(key, skill)


def keys(skills: tuple[str, ...]) -> list[str]:
    """What each skill is known by, whatever it is called here: `NEC` is known by the `National Electrical Code` beside it."""
    listed = frozenset(same_skill(skill) for skill in skills)
    short = {letters: same_skill(skill) for skill in reversed(skills) for letters in _shortened(skill)}
    return [_key(skill.strip(), listed, short) for skill in skills]


def _key(skill: str, listed: frozenset[str], short: dict[str, str]) -> str:
    """A name that our lists know stands for itself; initials and longer names are known by the skill beside them."""
    plainer = next((key for name in _plainer(skill) if (key := same_skill(name)) in listed), None)
    if plainer is not None:
        return plainer
    return same_skill(skill) if also_called(skill) else short.get(skill, same_skill(skill))


def _shortened(skill: str) -> tuple[str, ...]:
    """The initials of a name of three words and more, and those of the humps in one like `WordPress`."""
    humps = _HUMP.findall(skill)
    joined = len(humps) >= _HUMPS and "".join(humps) == skill
    return tuple(
        letters for letters in (initials(skill), _of_two(skill), "".join(hump[0] for hump in humps) if joined else "") if letters
    )


def _of_two(skill: str) -> str:
    """The initials of two plain words, `CI` of `continuous integration`; empty for names."""
    words = skill.split()
    plain = len(words) == _HUMPS and all(word.islower() and word.isalpha() for word in words)
    return "".join(word[0].upper() for word in words) if plain else ""


def _plainer(skill: str) -> Iterator[str]:
    """The names that say as much as the skill: without its level, its maker, the kind of thing it is, or turned about."""
    known = _LEVEL.sub("", skill)
    if known and known != skill and (names_tool(known) or _LANGUAGE.match(known)):
        yield known
    turned = _TURNED.match(skill)
    if turned:
        yield f"{turned[2]} {turned[1]}"
    kind = _KIND.sub("", skill)
    if kind != skill and (_ACRONYM.match(kind) or names_tool(kind)):
        yield kind
    yield from _without_maker(skill)


def _without_maker(skill: str) -> Iterator[str]:
    """The product's name behind that of its maker, if it is a name: `routers` of `Cisco routers` is none."""
    words = skill.split()
    for at in (1, 2):
        product = " ".join(words[at:])
        if product and fold(" ".join(words[:at])) in _makers() and _is_name(product):
            yield product


def _is_name(product: str) -> bool:
    plain = any(is_word(word.lower()) for word in tokens(product))
    return names_tool(product) or (len(product) >= _SHORTEST_NAME and product[0].isupper() and not plain)


def _two_releases(one: str, other: str) -> bool:
    """`Windows 10` and `Windows 11` are two skills; `JavaScript` and `JavaScript ES6` are one."""
    return bool(release(one) and release(other)) and release(one) != release(other)


@cache
def _makers() -> frozenset[str]:
    lines = Path(__file__).with_name("makers.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line and not line.startswith("#"))
