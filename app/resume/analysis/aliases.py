"""Names of one and the same skill or tool. The groups stand in `aliases.txt`."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from app.resume.words import stems

_VENDORS = frozenset({"microsoft", "ms", "adobe", "google", "apple", "amazon", "apache", "oracl", "atlassian"})
_KINDS = frozenset(
    {"webdriver", "medstation", "softwar", "suit", "platform", "app", "program", "framework", "crm", "erp", "emr", "ehr"}
)
"""Words behind a product's name that only say what kind of thing it is, as stems."""
_SILENT = frozenset({"and", "of", "for", "the", "in", "to", "&"})
_WORDS_OF_INITIALS = 3
_VERSION = re.compile(r"^(?:v?\d+(?:\.\d+){0,3}|es\d{1,4}|cs\d|x)$")


def also_called(skill: str) -> tuple[str, ...]:
    """The other names of a skill."""
    return tuple(name for name in _groups().get(_key(skill), ()) if name != skill)


def same_skill(skill: str) -> str:
    """One key for every name of a skill: `JS`, `JavaScript ES6` and `javascript` have the same."""
    key = _key(skill)
    return _key(_groups()[key][0]) if key in _groups() else key


def release(skill: str) -> tuple[str, ...]:
    """The words of a skill that tell which release of a product it is: `10` of `Windows 10`."""
    return tuple(word for word in stems(skill.partition(" (")[0]) if _VERSION.match(word))


def initials(skill: str) -> str:
    """The first letters of a name of three words and more, as it may be shortened; empty for other names."""
    words = [word for word in re.split(r"[\s-]+", skill.partition(" (")[0]) if word[:1].isalpha() and word.lower() not in _SILENT]
    return "".join(word[0].upper() for word in words) if len(words) >= _WORDS_OF_INITIALS else ""


def _key(skill: str) -> str:
    words = [word for word in stems(skill.partition(" (")[0]) if not _VERSION.match(word)] or list(stems(skill))
    bare = words[1:] if len(words) > 1 and words[0] in _VENDORS else words
    return "".join(bare[:-1] if len(bare) > 1 and bare[-1] in _KINDS else bare)


@cache
def _groups() -> Mapping[str, tuple[str, ...]]:
    lines = Path(__file__).with_name("aliases.txt").read_text(encoding="utf-8").splitlines()
    groups = [tuple(name.strip() for name in line.split("|")) for line in lines if line and not line.startswith("#")]
    return {_key(name): group for group in groups for name in group}
