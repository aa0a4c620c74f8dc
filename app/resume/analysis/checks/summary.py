"""The summary: there, of a good length, in the terms of the trade, with a result, and nothing that cannot be checked."""

import re
from collections import Counter
from collections.abc import Iterator

from app.resume.analysis.case import Case
from app.resume.analysis.checks.pronouns import personal_word
from app.resume.analysis.keywords import find, index
from app.resume.analysis.language.phrases import buzzwords, objective_cliche
from app.resume.analysis.language.quantities import quantities
from app.resume.analysis.rubric import Limits, rubric
from app.resume.analysis.subject import Passage, Subject
from app.resume.analysis.verdict import Advice, Found, Verdict, between, counted, listed
from app.resume.words import count_words, sentences, stem, tokens

_AROUND_TERMS = 3
_CROWDS = 2
_LONG_WORD = 5
_NO_SUMMARY = "there is no summary"
_CONTACT = re.compile(r"@|\d{3}[-. )]{1,2}\d{4}|\bphone\b|https?:", re.IGNORECASE)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SPELLED = {
    word: str(number)
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
}


def present(case: Case, limits: Limits) -> Verdict:
    """A summary of its own; without one the whole category has no points."""
    if _summary(case):
        return Verdict(1, "a summary of its own")
    advice = Advice(
        "Write a summary of two to four sentences: what you are, for how long, your strongest result, and the tools you use.",
        "The whole category waits for it; the résumé opens with nothing that says who you are.",
    )
    return Verdict(0, _NO_SUMMARY, (), advice)


def length(case: Case, limits: Limits) -> Verdict:
    """Two to four sentences, 30 to 100 words; none of the points under 10 words or over 160."""
    text = _summary(case)
    if not text:
        return Verdict(0, _NO_SUMMARY)
    words, said = count_words(text), len(sentences(text))
    liked = f"two to four sentences of {limits['fewest_words']:.0f} to {limits['most_words']:.0f} words read best"
    why = f"{counted(said, 'sentence')}, {words} words; {liked}"
    points = _share_of_length(words, said, limits)
    return Verdict(points, why, (), _advice_length(case, words, said, limits) if points < 1 else None)


def _share_of_length(words: int, said: int, limits: Limits) -> float:
    share = min(
        between(words, limits["zero_words_under"], limits["fewest_words"]),
        between(words, limits["zero_words_over"], limits["most_words"]),
    )
    fitting = limits["fewest_sentences"] <= said <= limits["most_sentences"]
    return share if fitting else share * 0.75


def _advice_length(case: Case, words: int, said: int, limits: Limits) -> Advice:
    if words < limits["fewest_words"] or said < limits["fewest_sentences"]:
        least = f"{limits['fewest_words']:.0f} words"
        what = f"Bring the summary to two to four sentences and at least {least}: add what you do best and a result."
    else:
        what = (
            f"Bring the summary down to four sentences and {limits['most_words']:.0f} words at most; the rest belongs in bullets."
        )
    return Advice(what, f"It has {counted(said, 'sentence')} and {words} words.", costs=_cost_of_cutting(case, limits))


def _cost_of_cutting(case: Case, limits: Limits) -> float:
    """What the terms are worth that stand beyond the words and sentences that a summary may have, as a share of the category."""
    kept = " ".join(" ".join(sentences(_summary(case))[: int(limits["most_sentences"])]).split()[: int(limits["most_words"]) - 1])
    return _cost_in_terms(case, kept)


def _cost_in_terms(case: Case, left: str) -> float:
    """What the terms are worth that are in the summary and no longer in what is left of it, as a share of the category."""
    terms = rubric().checks["summary_keywords"]
    named, kept = _terms_in(_summary(case), case), _terms_in(left, case)
    before, after = (between(len(each), 0, terms["full"]) for each in (named, kept))
    here_alone = {each.term.name for each in case.shown if not each.context} & set(named) - set(kept)
    everywhere = rubric().checks["keywords"]
    lost = (before - after) * terms.points + len(here_alone) * everywhere.points / everywhere["expected_terms"]
    return lost / rubric().category_points


def _cost_of_adding(case: Case, words: int) -> float:
    """What a sentence more of so many words costs a summary that is long already, as a share of the category."""
    limits, text = rubric().checks["length"], _summary(case)
    before = _share_of_length(count_words(text), len(sentences(text)), limits)
    after = _share_of_length(count_words(text) + words, len(sentences(text)) + 1, limits)
    return max(0.0, before - after) * limits.points / rubric().category_points


def summary_keywords(case: Case, limits: Limits) -> Verdict | None:
    """Three terms of the profile or posting stand in the summary."""
    if not case.target.terms:
        return None
    text = _summary(case)
    if not text:
        return Verdict(0, _NO_SUMMARY)
    named = _terms_in(text, case)
    share = between(len(named), 0, limits["full"])
    why = f"{counted(len(named), 'term')} of {case.trade} in the summary; {limits['full']:.0f} would be full marks"
    return Verdict(share, why, (), _advice_terms(case, named, int(limits["full"])) if share < 1 else None)


def _terms_in(text: str, case: Case) -> list[str]:
    where = index((Passage("summary", "Summary", text),))
    return [term.name for term in case.target.terms if find(term, where)]


def _advice_terms(case: Case, named: list[str], wanted: int) -> Advice:
    borne = [each.term.name for each in case.shown if each.context and each.term.name not in named][: wanted - len(named)]
    reason = f"{counted(len(named), 'term')} of {case.trade} in the summary so far."
    if not borne:
        return Advice(f"Name in the summary three things that {case.trade} asks for and your work shows.", reason)
    text = f"Name in the summary what your bullets show: {listed(borne)}."
    costs = _cost_of_adding(case, sum(count_words(term) for term in borne) + _AROUND_TERMS)
    return Advice(text, reason, tuple(borne), reaches=(len(named) + len(borne)) / wanted, costs=costs)


def achievement(case: Case, limits: Limits) -> Verdict:
    """One result with a quantity that a bullet bears out; half for a quantity that no bullet repeats."""
    text = _summary(case)
    if not text:
        return Verdict(0, _NO_SUMMARY)
    stated = [figure for sentence in sentences(text) for figure in _results(sentence)]
    borne = [figure for figure in stated if _borne_out(figure, case.subject)]
    share = 1.0 if borne else 0.5 if stated else 0.0
    why = (
        f"“{borne[0]}” is borne out by a bullet"
        if borne
        else "a figure that no bullet bears out"
        if stated
        else "no result with a figure"
    )
    return Verdict(share, why, (), _advice_achievement(case, stated) if share < 1 else None)


def _advice_achievement(case: Case, stated: list[str]) -> Advice:
    told = [line.text for line in case.subject.statements if _figures(line.text)]
    measured = tuple(sorted(told, key=lambda text: not _fits(text, _summary(case))))[:3]
    what = (
        "Take your best figure up into the summary"
        if measured
        else "Give the summary one result with a figure that a bullet bears out"
    )
    hint = f", from this bullet for one: “{measured[0].rstrip('.')}”." if measured else "."
    reason = (
        f"The figure {stated[0]} in the summary stands in no bullet."
        if stated
        else "The summary names no result that can be checked."
    )
    costs = _cost_of_adding(case, count_words(measured[0])) if measured else 0.0
    if measured and not _fits(measured[0], _summary(case)):
        costs += rubric().checks["keyword_density"].points / rubric().category_points
    return Advice(what + hint, reason, measured, costs=costs)


def _fits(line: str, summary: str) -> bool:
    """Whether a bullet can go up into the summary as it stands: without a person, and no word for the third time."""
    said = Counter(stem(word) for word in tokens(summary))
    crowds = any(said[stem(word)] >= _CROWDS for word in tokens(line) if len(word) >= _LONG_WORD)
    return personal_word(line) is None and not crowds


def specific(case: Case, limits: Limits) -> Verdict:
    """No cliché, no goal of one's own, every figure found again below; none of the points at three."""
    text = _summary(case)
    if not text:
        return Verdict(0, _NO_SUMMARY)
    found = (*_goal(text), *_buzz(case.subject))
    loose = tuple(_loose(text, case.subject))
    here = [each for each in (*found, *loose) if each.place in {"Summary", "Headline"}]
    why = f"{counted(len(here), 'phrase')} that everybody writes or nobody can check"
    return Verdict(
        max(0, 1 - len(here) / limits["zero_at"]), why, (*found, *loose), _advice_specific(case, here) if here else None
    )


def _goal(text: str) -> Iterator[Found]:
    sentence = objective_cliche(text)
    if sentence:
        fix = "Say what you bring instead of what you look for: your trade, your years, and one result."
        yield Found("objective_cliche", "Summary", "The summary says what you want, not what you bring", sentence, fix)


def _buzz(subject: Subject) -> Iterator[Found]:
    for passage in subject.passages:
        if passage.section in {"headline", "summary", "experience"}:
            for phrase in buzzwords(passage.text, summary=passage.section != "experience"):
                issue = f"“{phrase}” is what everybody writes and nobody can check"
                yield Found(
                    "buzzword", passage.place, issue, phrase, f"Leave out “{phrase}”, or put a fact in its place that shows it."
                )


def _loose(text: str, subject: Subject) -> Iterator[Found]:
    for sentence in (each for each in sentences(text) if not _CONTACT.search(each)):
        for figure in _results(sentence):
            if not _borne_out(figure, subject):
                issue = f"“{figure}” in the summary is found nowhere below"
                yield Found(
                    "unsupported_summary_fact",
                    "Summary",
                    issue,
                    sentence,
                    f"Add a bullet that bears out “{figure}”, or take it out.",
                )


def _advice_specific(case: Case, here: list[Found]) -> Advice:
    left = _summary(case)
    named = (each.example for each in here if each.example)
    goals = (sentence for sentence in sentences(left) if objective_cliche(sentence))  # a second goal is one still, the first gone
    phrases = tuple(dict.fromkeys((*named, *goals)))
    for phrase in sorted(phrases, key=len, reverse=True):
        left = left.replace(phrase, "")
    figures = rubric().checks["achievement"].points / rubric().category_points
    loses = any(_results(sentence) for sentence in sentences(_summary(case))) and not any(map(_results, sentences(left)))
    return Advice(
        f"Put facts in place of {listed([f'“{phrase}”' for phrase in phrases], len(phrases))}.",
        "These words fit anybody; what only you can write is what a reader remembers (Penn State).",
        phrases[:4],
        costs=_cost_in_terms(case, left) + figures * loses,
    )


def _summary(case: Case) -> str:
    return (case.subject.resume.summary or "").strip()


def _figures(text: str) -> list[str]:
    return [quantity.text for quantity in quantities(text)]


def _results(sentence: str) -> list[str]:
    """The figures of a sentence that tell of work: neither years of it, nor praise such as `gives 110%`."""
    praised = " ".join(buzzwords(sentence))
    return [figure for figure in _figures(sentence) if figure not in praised and not _years_claim(sentence, figure)]


_YEARS = "years?|decades?|jahren?|ans|années|años|anni|anos|jaar|jaren"


def _years_claim(sentence: str, figure: str) -> bool:
    return bool(re.search(rf"{re.escape(figure)}\+?\s(?:or more\s)?(?:{_YEARS})\b", sentence, re.IGNORECASE))


def _borne_out(figure: str, subject: Subject) -> bool:
    """Whether the figure stands below the summary, in figures or in words."""
    wanted = _plain(figure)
    told = (passage.text for passage in subject.passages if passage.section not in {"summary", "headline"})
    return any(wanted in {_plain(each) for each in _figures(text)} for text in told)


def _plain(figure: str) -> str:
    digits = _DIGITS.search(figure)
    return digits.group().replace(",", "") if digits else _SPELLED.get(figure.lower(), figure.lower())
