"""Writes or mends a summary: the person's own sentences where they hold, and others of titles, years, terms and one deed."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from app.resume.analysis.checks.pronouns import personal_word
from app.resume.analysis.language.phrases import buzzwords, objective_cliche
from app.resume.analysis.language.quantities import has_quantity
from app.resume.analysis.language.verbs import opening_verb
from app.resume.words import count_words, fold, sentences
from app.resume.writing.questions import Deed, WriteProfile
from app.resume.writing.rules import wording
from app.resume.writing.rules.inflect import capital
from app.resume.writing.rules.praise import without_praise, without_wish
from app.resume.writing.rules.pronouns import without_writer
from app.resume.writing.rules.tense import in_the_third_person

_WISHED, _LONG, _MOST, _MOST_SENTENCES = 40, 60, 100, 4
"""Words: what a summary should come to, up to where it stays as long as it was, and the most; and sentences."""

_CONTACT = re.compile(
    r"(?:phone|tel|telephone|mobile|cell|e-?mail|linked-?in|github|website|portfolio|address) ?:", re.IGNORECASE
)
_LEAST_WORTH = 12
_FEWEST_WORDS = 4
_LONGEST_INITIALS = 4


def write_summary(question: WriteProfile) -> str | None:
    """A summary that is better than the one that stands, or None."""
    if question.summary and not question.summary_findings:
        return None
    kept = [better for sentence in _told(question.summary or "") if (better := _kept(sentence, question))]
    text = " ".join(_filled_up(kept, question))
    good = count_words(text) >= _LEAST_WORTH and text != question.summary
    return text if good else None


def _kept(sentence: str, question: WriteProfile) -> str | None:
    """The person's own sentence, mended; None for one that says what everybody says, or more than the dates show, and for
    contact data.

    One with a figure stays though it praises: the figure is worth more than the praise costs.
    """
    if any(claim in sentence for claim in question.unfounded) or _CONTACT.match(sentence):
        return None
    tells = sentence == _first_of(question) or has_quantity(sentence)
    if tells and objective_cliche(sentence):
        sentence = without_wish(sentence) or sentence
    for mend in (*_MENDS, without_praise) if tells else _MENDS:
        sentence = mend(sentence) or sentence
    empty = any(buzzwords(sentence, summary=True)) and not has_quantity(sentence)
    if empty or personal_word(sentence) or objective_cliche(sentence):
        return None
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _without_writer(sentence: str) -> str | None:
    """The sentence without its first person, or as much of it as stands without it: `I keep the books` as `Keeps the books`."""
    parts = sentence.rstrip(".").split(", and ")
    for most in range(len(parts), 0, -1):
        better = without_writer(", and ".join(parts[:most]))
        if better and opening_verb(better):
            return in_the_third_person(better) or better
    return None


_MENDS = (wording.one_space, wording.spelled_right, _without_writer, wording.without_fillers, wording.without_buzz)


def _filled_up(kept: Sequence[str], question: WriteProfile) -> list[str]:
    """The sentences kept, after who the person is where none of them tells it, and of ours those that are wanting, while there
    is room."""
    told = [*(() if _tells_who(kept, question) else _who(question)), *kept]
    wished = _wished(kept, question)
    for sentence, wanted in sorted(_ours(question, told), key=lambda each: not each[1]):
        whole = count_words(" ".join((*told, sentence)))
        short = count_words(" ".join(told)) < wished
        if (wanted or short) and _whole_ones(told) < _MOST_SENTENCES and whole <= _MOST:
            told.append(sentence)
    return told


def _wished(kept: Sequence[str], question: WriteProfile) -> int:
    """Words that the summary should come to; none where all of it stays and its length has no finding."""
    stood = count_words(question.summary or "")
    if count_words(" ".join(kept)) >= stood and not question.missing & {"summary", "summary_length"}:
        return 0
    return max(_WISHED, min(stood, _LONG))


def _whole_ones(told: Sequence[str]) -> int:
    """How many of the sentences are more than a title."""
    return sum(len(sentence.split()) >= _FEWEST_WORDS for sentence in told)


def _first_of(question: WriteProfile) -> str:
    """The sentence that the summary opens with."""
    return next(iter(_told(question.summary or "")), "")


def _told(summary: str) -> list[str]:
    """The sentences; what goes on in small letters, after `B.Sc.` or a line's end, belongs to the one before."""
    told: list[str] = []
    for sentence in sentences(summary):
        if told and sentence[:1].islower():
            told[-1] = f"{told[-1]} {sentence}"
        else:
            told.append(sentence)
    return told


def _tells_who(kept: Sequence[str], question: WriteProfile) -> bool:
    """Whether a summary opens as it did, or names a title."""
    opens = bool(kept) and _kept(_first_of(question), question) == kept[0]
    return opens or any(fold(title) in fold(" ".join(kept)) for title in question.titles)


def _ours(question: WriteProfile, told: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Sentences that may be added, each with whether it is wanted however long the rest is."""
    said = fold(" ".join(told))
    people = _patterns()["people"]["terms"]
    terms = [term for term in question.terms if fold(term) not in said and fold(term) not in people][:3]
    lacks = question.missing
    if len(terms) >= 2:
        kind = "terms" if question.in_work else "terms_past"
        yield _filled(kind, question, terms=_listed(terms)), bool(lacks & {"summary", "summary_terms"})
    measured = _first(deed for deed in question.deeds if deed.measured)
    if measured and lacks & {"summary", "summary_achievement"}:
        yield measured, True
    tools = [tool for tool in question.tools if fold(tool) not in said]
    if len(tools) >= 2:
        yield _filled("tools", question, tools=_listed(tools)), False
    yield from ((plain, False) for deed in question.deeds if (plain := _as_sentence(deed)) and plain != measured)
    if question.degree and fold(question.degree) not in said:
        yield _filled("degree", question, degree=question.degree), False


def _first(deeds: Iterable[Deed]) -> str | None:
    """The first of the lines that stands as a sentence."""
    return next((told for deed in deeds if (told := _as_sentence(deed))), None)


def _who(question: WriteProfile) -> Iterator[str]:
    if not question.title:
        return
    earlier = [title for title in question.titles[1:] if fold(title) != fold(question.title)][:2]
    others = " and ".join(map(_in_a_sentence, earlier))
    kind = "with_years" if question.years else ""
    kind = (f"{kind}_and_others" if kind else "with_others") if others else kind or "alone"
    yield _filled(kind, question, title=_as_title(question.title), years=_spelled(question.years or 0), others=others)


def _as_title(title: str) -> str:
    """The title with a capital first; one set in capitals throughout in plain letters, but for its short words."""
    plain = " ".join(word.capitalize() if len(word) > _LONGEST_INITIALS else word for word in title.split())
    return plain if title.isupper() else capital(title)


def _in_a_sentence(title: str) -> str:
    """A title without its capitals; one with capitals inside its words (`QA`, `HR`) as it is."""
    title = _as_title(title)
    return title.lower() if all(word[1:].islower() or len(word) == 1 for word in title.split()) else title


def _as_sentence(deed: Deed) -> str | None:
    """A line of the work as a sentence: past as it is, a present deed of a current job in the third person."""
    verb = opening_verb(deed.text)
    bare = deed.text.rstrip(". ")
    if verb is None or verb.tense != "present":
        return f"{bare}."
    told = in_the_third_person(bare) if deed.current else None
    return f"{told}." if told else None


def _filled(kind: str, question: WriteProfile, **words: str) -> str:
    """One of the patterns of a kind, chosen by what the résumé says, so that it is the same each time."""
    patterns = _patterns()[kind]
    seed = hashlib.sha256(f"{kind}|{question.titles}|{question.deeds}".encode()).digest()
    return str(patterns[seed[0] % len(patterns)]).format(**words)


def _spelled(years: int) -> str:
    numbers = _patterns()["spelled"]["numbers"]
    return str(numbers[years]) if years < len(numbers) else str(years)


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


@cache
def _patterns() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("summary.toml").read_text(encoding="utf-8"))
