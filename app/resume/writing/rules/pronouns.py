"""Takes the writer out of a line: `I answer emails for my clients` is `Answer emails for clients`. `We` is asked about."""

import re

from app.resume.analysis.checks.pronouns import personal_word
from app.resume.analysis.language.verbs import opening_verb
from app.resume.words import count_words, fold
from app.resume.writing.rules.inflect import capital

_OPENING = re.compile(
    r"\W{0,3}(?:(?:Also|Then|Later|Afterwards),? |(?P<how>Sometimes|Often|Usually|Occasionally),? )?"
    r"I(?: have|['’]ve| had| also)?(?: also)? (?=[a-z])"
)
_HERE = re.compile(
    r"(?:(?:In|For|On|During) (?:this|the|that) (?:project|role|position|job|work|assignment)|(?:While )?t?here),? (?=I\b)",
    re.IGNORECASE,
)
"""Says where the line stands, which its place says already."""
_PHRASE = re.compile(
    r"(?P<phrase>(?:With|Using|During|On|As|In|At|After|Before) [^,.;:]{2,40}?),? (?P<rest>I .{3,200})", re.DOTALL
)
_JOINED = re.compile(r"(?P<join>, and|,| and|;) I (?:also )?(?=[a-z])")
_OWN = re.compile(r"(?<![\w'’-])(?:my|our) (?P<noun>[\w'’-]+(?: [\w'’-]+)?)", re.IGNORECASE)
_OWNED_SUBJECT = re.compile(r"\W{0,3}(?:both )?(?:my|our) .{0,80}? (?:was|is|were|are|has|have|and I) ", re.IGNORECASE)
_CLOSE = re.compile(
    r"(?<![\w'’-])(?:my|our) (?:own|best|(?:free |spare )?time|life|way|hand|hands|self|knowledge|skills?|experience|passion|love"
    r"|heart|faith|talents?|wife|husband|partner|mother|father|parents?|mom|dad|brothers?|sisters?|son|daughter|family|friends?|cousins?)\b",
    re.IGNORECASE,
)
"""What is the writer's own and nobody else's: without the word nobody would know whose it is."""
_PLURAL = re.compile(r"(?:[^s]s|ren|men|ople)$")
_NEEDED = re.compile(
    r"when(?:ever)? (?:they|(?:the|my) \w+)(?: needed| need| needs| wanted| want| asked| ask) me\b(?! to)", re.IGNORECASE
)
_WE = re.compile(r"(?<![\w'’-])(?:we|us|ourselves|myself|me|mine|ours)(?![\w-])", re.IGNORECASE)
_MOST_TO_MOVE = 25


def without_writer(text: str) -> str | None:
    """The line without its first person; None where there is none, or where the sentence does not stand without it."""
    if personal_word(text) is None:
        return None
    text = _opened(_NEEDED.sub("when needed", text))
    if _WE.search(text) or _OWNED_SUBJECT.match(text) or _CLOSE.search(text):
        return None
    opening = _OPENING.match(text)
    rest = text[opening.end() :] if opening else text
    if opening and opening_verb(rest) is None and fold(rest.split()[0]) not in {"was", "am", "were"}:
        return None
    better = _JOINED.sub(lambda found: f"{found['join']} ", rest) if opening or opening_verb(rest) else rest
    better = _OWN.sub(_owned, better)
    better = f"{opening['how']} {better}" if opening and opening["how"] else better
    better = capital(better.strip())
    return better if personal_word(better) is None and not better.lower().startswith(("was ", "am ", "were ")) else None


def without_place(text: str) -> str | None:
    """`In this project I built an app` begins with its writer."""
    found = _HERE.match(text)
    return text[found.end() :] if found else None


def _opened(text: str) -> str:
    """The line with its writer first: `Using React I built an app` is `I built an app using React`."""
    found = _PHRASE.fullmatch(text)
    if not found or count_words(text) > _MOST_TO_MOVE or any(mark in found["rest"].rstrip(".") for mark in ",.;:("):
        return text
    rest = found["rest"].rstrip(".")
    if any(join in rest for join in (" and ", " that ", " which ", " who ", " when ")) or opening_verb(rest[2:]) is None:
        return text
    return f"{rest} {found['phrase'][:1].lower()}{found['phrase'][1:]}{text[len(text.rstrip('.')) :]}"


def _owned(found: re.Match[str]) -> str:
    noun = found["noun"]
    plural = any(_PLURAL.search(word.lower().removesuffix("'s")) for word in noun.split()[:2])
    return noun if plural else f"the {noun}"
