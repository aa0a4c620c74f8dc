"""First and third person in the text of a résumé."""

import re
from collections.abc import Iterator

from app.resume.analysis.case import Case
from app.resume.analysis.language.verbs import opening_verb
from app.resume.analysis.prose import prose
from app.resume.analysis.rubric import Limits, rubric
from app.resume.analysis.subject import Subject
from app.resume.analysis.verdict import Advice, Found, Verdict, between, counted
from app.resume.words import beginning, count_words, sentences

_I = re.compile(r"(?<![\w/&.'’-])I(?:['’](?:m|ve|d|ll|am))?(?![\w/&.-]|['’](?!m|ve|d|ll))")
_BEFORE_A_NUMERAL = re.compile(
    r"\b(?:phase|type|level|tier|class|part|title|grade|stage|division|act|volume|war|category|calculus|chemistry|physics|algebra"
    r"|biology|spanish|accounting|series|schedule|model)\s$",
    re.IGNORECASE,
)
_AFTER_A_TITLE = re.compile(
    r"\b(?:engineer|analyst|technician|manager|specialist|developer|associate|nurse|clerk|teacher)\s$", re.IGNORECASE
)
_VERB_AFTER = re.compile(r"\s(?!(?:at|in|with|for|and|or|to|of|on|by|from)\b)[a-z]")
_OTHERS = re.compile(r"(?<![\w'’-])(?:me|my|(?<=of )mine|myself|we|our|ours|ourselves)(?![\w-])")
_OPENING = re.compile(r"^\W{0,3}(?:My|We|Our|Me|Myself|He|She|His|Her)\s(?![A-Z])")
_PERSON = re.compile(r"\W{0,3}(?:I|We|My|Our|He|She)\b")
_WORDS_OF_A_PERSON = 2
_US = re.compile(r"(?<![\w.'’-])us(?![\w.-])")


def pronouns(case: Case, limits: Limits) -> Verdict:
    """No first or third person; none of the points at four clauses."""
    found = tuple(_found(case.subject))
    why = f"{counted(len(found), 'sentence')} in the first or third person"
    return Verdict(max(0, 1 - len(found) / limits["zero_at"]), why, found, _advice(case, found) if found else None)


def _found(subject: Subject) -> Iterator[Found]:
    for passage in prose(subject):
        for sentence in sentences(passage.text):
            word = personal_word(sentence)
            if word:
                issue = f"“{word}”: résumés are written without the person, whose name stands above"
                yield Found("personal_pronoun", passage.place, issue, sentence, _fix(sentence, word))


def personal_word(sentence: str) -> str | None:
    """The first word of the sentence that names the writer, or None. `Phase I` and `My Health Clinic` do not."""
    for found in _I.finditer(sentence):
        if not _is_numeral(sentence, found):
            return found.group()
    others = (pattern.search(sentence) for pattern in (_OTHERS, _OPENING, _US))
    return next((found.group().strip() for found in others if found), None)


def _is_numeral(sentence: str, found: re.Match[str]) -> bool:
    """`Level I trauma center`; and `Engineer I`, where no verb makes the word the writer."""
    before, after = sentence[: found.start()], sentence[found.end() :]
    return bool(_BEFORE_A_NUMERAL.search(before) or (_AFTER_A_TITLE.search(before) and not _VERB_AFTER.match(after)))


def _fix(sentence: str, word: str) -> str:
    """The sentence's own beginning without the word, where a verb of action follows it."""
    rest = sentence.strip().removeprefix(f"{word} ")
    if rest != sentence.strip() and opening_verb(rest):
        return f"Leave out “{word}” and begin with the verb: “{beginning(rest[:1].upper() + rest[1:], 5).rstrip('.')}”."
    return f"Say it without “{word}”: name what was done, or leave the sentence out."


def _advice(case: Case, found: tuple[Found, ...]) -> Advice:
    return Advice(
        f"Take the first person out of {counted(len(found), 'sentence')}; begin with the verb instead.",
        "Résumés are written without I, my and we, which leaves the room for the work (NC State, Illinois).",
        tuple(each.example for each in found[:3] if each.example),
        costs=_shortening(case, found) + _tenses(case, found),
    )


def _shortening(case: Case, found: tuple[Found, ...]) -> float:
    """What the summary loses by its length when the words of the person leave it, as a share of a category."""
    limits, words = rubric().checks["length"], count_words(case.subject.resume.summary or "")
    cut = _WORDS_OF_A_PERSON * sum(each.place == "Summary" for each in found)
    before, after = (between(number, limits["zero_words_under"], limits["fewest_words"]) for number in (words, words - cut))
    return (before - after) * limits.points / rubric().category_points


def _tenses(case: Case, found: tuple[Found, ...]) -> float:
    """What the lines may lose that begin with the person: the verb then opens them, and may be in the wrong tense."""
    limits = rubric().checks["tense"]
    opening = sum(bool(_PERSON.match(each.example or "")) for each in found if each.place != "Summary")
    return min(1.0, opening / limits["zero_at"]) * limits.points / rubric().category_points if case.subject.bullets else 0.0
