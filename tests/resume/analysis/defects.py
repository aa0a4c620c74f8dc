"""Defects that can be planted in anybody's résumé, and what else must move with each of them.

A defect answers None where the résumé has no room for it. Lines are changed one for one, so that nothing else moves.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from app.resume.analysis.language.phrases import weak_opening
from app.resume.analysis.language.quantities import has_quantity
from app.resume.analysis.language.verbs import opening_verb, past_of
from app.resume.model import Experience, Resume

Plant = Callable[[Resume], Resume | None]
_LONG_WORD = re.compile(r"\b[a-z]{6,}\b")
_SPACE = re.compile(r"(?<=[a-z]{2}) (?=[a-z]{2})")
_SLIPS = {" and ": " adn ", " the ": " teh ", " with ": " wiht "}
_FEWEST, _MOST = 3, 30
"""The words of a line that is taken for a bullet whether its glyph is known or not."""


@dataclass(frozen=True)
class Defect:
    """`check` is the one it lowers, `follow` those that its words cannot but touch as well.

    `once`: its part of the check is lost whole by one such defect, so that it shows in résumés alone that have none yet.
    """

    check: str
    plant: Plant
    follow: frozenset[str] = frozenset()
    once: bool = False


def with_job(resume: Resume, at: int, **changed: object) -> Resume:
    jobs = tuple(job.model_copy(update=changed) if at == number else job for number, job in enumerate(resume.experiences))
    return resume.model_copy(update={"experiences": jobs})


def with_line(resume: Resume, at: int, number: int, text: str) -> Resume:
    lines = list(resume.experiences[at].responsibilities)
    lines[number] = text
    return with_job(resume, at, responsibilities=tuple(lines))


def a_line(resume: Resume, fits: Callable[[Experience, str], bool]) -> tuple[int, int, str] | None:
    """The first line that fits: the number of its job, its own, and its text."""
    for at, job in enumerate(resume.experiences):
        for number, line in enumerate(job.responsibilities):
            if len(job.responsibilities) > 1 and _FEWEST < len(line.split()) <= _MOST and fits(job, line):
                return at, number, line
    return None


def reworded(change: Callable[[str], str], fits: Callable[[Experience, str], bool] = lambda job, line: True) -> Plant:
    """A defect of one line: the first that fits is written as `change` has it."""

    def plant(resume: Resume) -> Resume | None:
        found = a_line(resume, fits)
        return with_line(resume, found[0], found[1], change(found[2])) if found else None

    return plant


def everywhere(change: Callable[[str], str], fits: Callable[[Experience, str], bool]) -> Plant:
    """A defect of every line that fits: a share of the lines is what the check goes by."""

    def plant(resume: Resume) -> Resume | None:
        if a_line(resume, fits) is None:
            return None
        told = [
            job.model_copy(
                update={"responsibilities": tuple(change(each) if fits(job, each) else each for each in job.responsibilities)}
            )
            for job in resume.experiences
        ]
        return resume.model_copy(update={"experiences": tuple(told)})

    return plant


def lowered(line: str) -> str:
    return line[:1].lower() + line[1:]


def opens_with_deed(job: Experience, line: str) -> bool:
    return bool(opening_verb(line)) and line.split(maxsplit=1)[0].isalpha()


def in_other_tense(resume: Resume) -> Resume | None:
    """The opening verb of an ended job's line put in the present, where its past is a form of its own."""

    def past(job: Experience, line: str) -> bool:
        base = base_of(line)
        return not job.current and job.end_date is not None and base is not None

    found = a_line(resume, past)
    if not found:
        return None
    at, number, line = found
    return with_line(resume, at, number, f"{(base_of(line) or '').capitalize()} {line.partition(' ')[2]}")


def base_of(line: str) -> str | None:
    """The base form of a line's opening verb in the past, where adding `ed` or `d` makes it."""
    word = line.split(maxsplit=1)[0].lower()
    bases = (word[:-cut] for cut in (1, 2) if word.endswith("ed"))
    return next((base for base in bases if past_of(base) == word and opening_verb(base)), None)


def unmeasured(line: str) -> str:
    return re.sub(r"\S*\d\S*", "many", line)


def has_figure(job: Experience, line: str) -> bool:
    return has_quantity(line) and not has_quantity(unmeasured(line))


def misspelled(line: str) -> str:
    right = next(word for word in _SLIPS if word in line)
    return line.replace(right, _SLIPS[right], 1)


def dated_otherwise(resume: Resume) -> Resume | None:
    dated = [at for at, job in enumerate(resume.experiences) if job.start_date and len(job.start_date) == 7 and job.start_text]
    forms = {re.sub(r"\d", "0", re.sub(r"[A-Za-z]+", "a", resume.experiences[at].start_text or "")) for at in dated}
    if len(dated) < 3 or len(dated) < len(resume.experiences) or len(forms) > 1:
        return None
    job = resume.experiences[dated[-1]]
    iso = bool(re.match(r"\d{4}-\d", job.start_text or ""))
    form = (lambda date: f"{date[5:]}/{date[:4]}") if iso else (lambda date: date)
    text = form(job.end_date) if job.end_date and len(job.end_date) == 7 else job.end_text
    return with_job(resume, dated[-1], start_text=form(job.start_date or ""), end_text=text)


def undated(resume: Resume) -> Resume | None:
    at = len(resume.experiences) - 1
    dated = at >= 0 and resume.experiences[at].start_date
    gone = {"start_date": None, "end_date": None, "start_text": None, "end_text": None, "current": False}
    return with_job(resume, at, **gone) if dated else None


def oldest_first(resume: Resume) -> Resume | None:
    starts = [job.start_date or "" for job in resume.experiences]
    ends = ["9999" if job.current else job.end_date or "" for job in resume.experiences]
    falling = len(starts) > 1 and all(map(falls, (starts, ends)))
    return resume.model_copy(update={"experiences": tuple(reversed(resume.experiences))}) if falling else None


def falls(dates: list[str]) -> bool:
    """Whether each date is there and of an earlier year than the one before it."""
    return all(dates) and all(one[:4] > other[:4] for one, other in pairwise(dates))


def skill_twice(resume: Resume) -> Resume | None:
    return resume.model_copy(update={"skills": (*resume.skills, resume.skills[0].upper())}) if resume.skills else None


def skill_rated(resume: Resume) -> Resume | None:
    if not resume.skills:
        return None
    return resume.model_copy(update={"skills": (f"{resume.skills[0]} ★★★☆☆", *resume.skills[1:])})


def without(field: str) -> Plant:
    return lambda resume: resume.model_copy(update={field: None}) if getattr(resume, field) else None


def praised(resume: Resume) -> Resume | None:
    if not resume.summary:
        return None
    return resume.model_copy(update={"summary": f"Results-driven, {lowered(resume.summary)}"})


def without_skills(resume: Resume) -> Resume | None:
    found = tuple(name for name in resume.sections_found if name != "skills")
    return resume.model_copy(update={"skills": (), "skill_groups": (), "sections_found": found}) if resume.skills else None


def tells_a_bare_deed(job: Experience, line: str) -> bool:
    return opens_with_deed(job, line) and not weak_opening(line) and is_sound(job, line) and not has_quantity(line)


def said_twice(resume: Resume) -> Resume | None:
    """A line that tells a deed without a figure put in the place of another such line, of the same job."""
    for at, job in enumerate(resume.experiences):
        bare = [number for number, line in enumerate(job.responsibilities) if tells_a_bare_deed(job, line)]
        if len(bare) > 1 and job.responsibilities[bare[0]] != job.responsibilities[bare[1]]:
            return with_line(resume, at, bare[1], job.responsibilities[bare[0]])
    return None


def crowded(line: str) -> str:
    word = max(_LONG_WORD.findall(line), key=len)
    return " ".join([line.rstrip("."), *[f"and {word}"] * 12])


def has_long_word(job: Experience, line: str) -> bool:
    return bool(_LONG_WORD.search(line))


def passive(line: str) -> str:
    return f"Was told to {lowered(line)}"


def may_slip(job: Experience, line: str) -> bool:
    return any(word in line for word in _SLIPS)


def spaced(line: str) -> str:
    return _SPACE.sub("  ", line, count=1)


def has_room(job: Experience, line: str) -> bool:
    return bool(_SPACE.search(line))


def first_words(line: str) -> str:
    return " ".join(line.split()[:_FEWEST])


def is_sound(job: Experience, line: str) -> bool:
    """Whether the bullet's length is one that costs nothing."""
    return 50 <= len(line) <= 190 and 9 < len(line.split()) <= _MOST


OPENING = frozenset({"action_verbs", "tense", "repetition", "weak_phrases", "bullet_length", "word_count", "spelling"})
TERMS = frozenset({"keywords", "keyword_context", "keyword_density", "evidenced", "relevance"})
TOLD = frozenset({"achievement", "specific", "bullet_length", "word_count"})

DEFECTS: dict[str, Defect] = {
    "first person": Defect("pronouns", reworded(lambda line: f"I {lowered(line)}"), OPENING),
    "a duty": Defect("weak_phrases", reworded(lambda line: f"Responsible for {lowered(line)}"), OPENING),
    "the passive": Defect("action_verbs", everywhere(passive, opens_with_deed), OPENING | {"bullets"}),
    "a misspelling": Defect("spelling", reworded(misspelled, may_slip), TERMS),
    "two spaces": Defect("spelling", reworded(spaced, has_room), frozenset({"bullet_length"})),
    "no figures": Defect("quantified", everywhere(unmeasured, has_figure), TERMS | TOLD | {"spelling", "repetition"}),
    "the other tense": Defect("tense", in_other_tense, TERMS | {"repetition", "bullet_length"}, once=True),
    "a line said twice": Defect("repetition", said_twice, TERMS | OPENING | {"bullets"}),
    "three words": Defect("bullet_length", reworded(first_words, is_sound), TERMS | OPENING | TOLD | {"quantified", "bullets"}),
    "a word again and again": Defect("keyword_density", reworded(crowded, has_long_word), TERMS | TOLD | {"bullets", "spelling"}),
    "another form of date": Defect("dates", dated_otherwise, once=True),
    "a job without dates": Defect("dates", undated, frozenset({"word_count", "layout", "tense"}), once=True),
    "the oldest job first": Defect("dates", oldest_first, once=True),
    "a skill twice": Defect("tidy", skill_twice, TERMS | {"count"}),
    "a skill with stars": Defect("tidy", skill_rated, TERMS),
    "no skills": Defect("count", without_skills, TERMS | {"tools", "tidy", "sections", "word_count", "machine_readable"}),
    "no mail address": Defect("contact", without("email"), frozenset({"sections"})),
    "no telephone": Defect("contact", without("phone"), frozenset({"sections"})),
    "no place": Defect("contact", without("location")),
    "no summary": Defect("present", without("summary"), TERMS | TOLD | {"length", "pronouns", "spelling"}),
    "praise": Defect("specific", praised, frozenset({"length", "word_count"})),
}
