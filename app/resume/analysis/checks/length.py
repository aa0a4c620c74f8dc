"""How many words the résumé has."""

from app.resume.analysis.case import Case
from app.resume.analysis.rubric import Limits, rubric
from app.resume.analysis.verdict import Advice, Found, Verdict, between


def word_count(case: Case, limits: Limits) -> Verdict:
    """Full marks from 350 to 600 words, to 800 with eight years and more; none under 100 or over 1,200."""
    words = int(case.subject.counted_words // limits["step"] * limits["step"])
    ceiling = limits["full_to_senior"] if case.subject.years >= limits["senior_years"] else limits["full_to"]
    share = min(between(words, limits["zero_under"], limits["full_from"]), between(words, limits["zero_over"], ceiling))
    why = f"about {words} words of work and skills; {limits['full_from']:.0f} to {ceiling:.0f} read best"
    if share == 1:
        return Verdict(1, why)
    found = _found(words, ceiling, limits) if share < limits["worth_an_issue"] else ()
    return Verdict(share, why, found, _advice(words, ceiling, limits))


def cost_of_cutting(case: Case, words: int) -> float:
    """What so many words fewer cost a résumé that is short already, as a share of a category's points."""
    limits, now = rubric().checks["word_count"], case.subject.counted_words
    counted = (max(0, each) // limits["step"] * limits["step"] for each in (now, now - words))
    before, after = (between(each, limits["zero_under"], limits["full_from"]) for each in counted)
    return (before - after) * limits.points / rubric().category_points


def _found(words: int, ceiling: float, limits: Limits) -> tuple[Found, ...]:
    short = words < limits["full_from"]
    issue = f"The résumé is {'short' if short else 'long'}: about {words} words of work and skills"
    return (Found("word_count", "Overall", issue, None, _what_to_do(words, ceiling, limits)),)


def _what_to_do(words: int, ceiling: float, limits: Limits) -> str:
    if words < limits["full_from"]:
        missing = int(limits["full_from"]) - words
        return f"Add about {missing} words: more bullets for the latest jobs, each with what you did, for whom and how much."
    return f"Cut about {words - int(ceiling)} words, the oldest jobs first: two bullets are enough for work of ten years ago."


def _advice(words: int, ceiling: float, limits: Limits) -> Advice:
    return Advice(
        _what_to_do(words, ceiling, limits),
        f"The résumé has about {words} words of work and skills; {limits['full_from']:.0f} to {ceiling:.0f} leave room for"
        " the work and are still read to the end.",
    )
