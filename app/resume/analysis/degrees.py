"""How high a degree stands, so that a master's meets the call for a bachelor's."""

import re

_RANKS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (rank, re.compile(pattern, re.IGNORECASE))
    for rank, pattern in (
        (5, r"\b(?:doctor\w{0,5}|ph\.? ?d|j\.?d\b|m\.?d\b|ed\.?d)"),
        (4, r"\bmaster\b|\bmaster['’]?s|\bmba\b|\bm\.?(?:s|a|sc|ed)\b\.?|\b(?<!under)graduate degree\b|\badvanced degree\b"),
        (
            3,
            r"\bbachelor|\bb\.?(?:s|a|sc|sn|ed|fa|ba)\b\.?|\bbsn\b|\bundergraduate"
            r"|\b(?:four|4)-year\b|\b(?:college|university) degree\b",
        ),
        (2, r"\bassociate|\ba\.?(?:s|a|as)\b\.?|\b(?:two|2)-year\b"),
        (1, r"\bhigh school\b|\bged\b|\bsecondary\b"),
    )
)


def rank_of(degree: str) -> int:
    """5 for a doctorate, 4 master's, 3 bachelor's, 2 associate's, 1 high school, 0 for what names none of them."""
    return next((rank for rank, pattern in _RANKS if pattern.search(degree)), 0)
