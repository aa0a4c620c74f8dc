"""What a check says: the share of its points it gives, why, what it found, and what to do about it."""

from dataclasses import dataclass

from app.resume.analysis.report import Severity


@dataclass(frozen=True)
class Found:
    """One breach of a rule: where it stands, the words it is about, and a fix for these very words.

    `severity` is that of the rule unless this breach is of another weight.
    """

    rule: str
    place: str
    issue: str
    example: str | None
    fix: str
    severity: Severity | None = None


@dataclass(frozen=True)
class Advice:
    """What to do, with examples from this résumé, and the ground for it.

    `reaches` is the share of the check's points that doing just this brings at least; `costs` the share of the category's points
    that it may cost in other checks, at worst.
    """

    text: str
    reasoning: str
    examples: tuple[str, ...] = ()
    reaches: float = 1.0
    costs: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """`share` is 0 to 1 of the check's points; `why` says what was seen and what would have been liked."""

    share: float
    why: str
    found: tuple[Found, ...] = ()
    advice: Advice | None = None


def between(value: float, zero: float, full: float) -> float:
    """The share of the way from `zero` to `full`, 0 to 1; the two may stand in either order."""
    return min(1.0, max(0.0, (value - zero) / (full - zero)))


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 bullet`, `3 bullets`, `no bullets`."""
    return f"{number or 'no'} {noun if number == 1 else plural or noun + 's'}"


def listed(names: tuple[str, ...] | list[str], most: int = 5) -> str:
    """`a, b and c`; past `most` names the rest is counted."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names))
