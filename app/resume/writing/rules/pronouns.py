"""Takes the writer out of a line: `I answer emails for my clients` is `Answer emails for clients`. `We` is asked about."""

import re

from app.resume.analysis.checks.pronouns import personal_word
from app.resume.analysis.language.verbs import opening_verb
from app.resume.words import fold
from app.resume.writing.rules.inflect import capital

_OPENING = re.compile(
    r"\W{0,3}(?:Also,? |(?P<how>Sometimes|Often|Usually|Occasionally),? )?I(?: have|['’]ve| had| also)?(?: also)? (?=[a-z])"
)
_JOINED = re.compile(r"(?P<join>, and|,| and|;) I (?:also )?(?=[a-z])")
_OWN = re.compile(r"(?<![\w'’-])(?:my|our) (?P<own>own )?(?P<noun>[\w'’-]+(?: [\w'’-]+)?)", re.IGNORECASE)
_OWNED_SUBJECT = re.compile(r"\W{0,3}(?:my|our) .{0,80}? (?:was|is|were|are|has|have) ", re.IGNORECASE)
_PLURAL = re.compile(r"(?:[^s]s|ren|men|ople)$")
_NEEDED = re.compile(
    r"when(?:ever)? (?:they|(?:the|my) \w+)(?: needed| need| needs| wanted| want| asked| ask) me\b(?! to)", re.IGNORECASE
)
_WE = re.compile(r"(?<![\w'’-])(?:we|us|ourselves|myself|me|mine|ours)(?![\w-])", re.IGNORECASE)


def without_writer(text: str) -> str | None:
    """The line without its first person; None where there is none, or where the sentence does not stand without it."""
    if personal_word(text) is None:
        return None
    text = _NEEDED.sub("when needed", text)
    if _WE.search(text) or _OWNED_SUBJECT.match(text):
        return None
    opening = _OPENING.match(text)
    rest = text[opening.end() :] if opening else text
    if opening and opening_verb(rest) is None and fold(rest.split()[0]) not in {"was", "am", "were"}:
        return None
    better = _OWN.sub(_owned, _JOINED.sub(lambda found: f"{found['join']} ", rest))
    better = f"{opening['how']} {better}" if opening and opening["how"] else better
    better = capital(better.strip())
    return better if personal_word(better) is None and not better.lower().startswith(("was ", "am ", "were ")) else None


def _owned(found: re.Match[str]) -> str:
    noun = found["noun"]
    plural = any(_PLURAL.search(word.lower().removesuffix("'s")) for word in noun.split()[:2])
    return noun if plural else f"the {noun}"
