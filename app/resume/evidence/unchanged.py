"""What stands in the résumé as it is: a line, or sentences that each are a line, in whatever language."""

from collections.abc import Sequence

from app.resume.evidence.claims import Claim, EvidenceLine, Quote
from app.resume.words import sentences


def unchanged(candidate: str, lines: Sequence[EvidenceLine]) -> tuple[Claim, ...] | None:
    """One supported claim a sentence, where each is a whole line of the résumé; None for any other text.

    A sentence out of a line is no such line: the next one may limit it. An empty text is unchanged, and claims nothing.
    """
    said = [candidate.strip(), *sentences(candidate)] if candidate.strip() else []
    if not said:
        return ()
    known = {_bare(line.text): line for line in reversed(lines)}
    for parts in (said[:1], said[1:]):
        if parts and all(_bare(part) in known for part in parts):
            return tuple(_claim(candidate, part, known[_bare(part)]) for part in parts)
    return None


def _bare(text: str) -> str:
    """The text without a stop at its end and without doubled spaces."""
    return " ".join(text.split()).rstrip(".")


def _claim(candidate: str, part: str, line: EvidenceLine) -> Claim:
    start = candidate.find(part)
    quote = Quote(line.text, line.line, line.page, line.entry, line.user_attested)
    return Claim("generic_addition", part, start, start + len(part), "supported", "", (quote,))
