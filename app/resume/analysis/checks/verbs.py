"""How the lines of the work begin: with a verb of action, not with a duty, not always the same."""

import re
from collections import Counter
from collections.abc import Iterator

from app.resume.analysis.case import Case
from app.resume.analysis.checks.length import cost_of_cutting
from app.resume.analysis.language.phrases import weak_opening
from app.resume.analysis.language.verbs import base_of, opening_verb, past_of
from app.resume.analysis.rubric import Limits, rubric
from app.resume.analysis.subject import Job, Line, Subject, statements
from app.resume.analysis.verdict import Advice, Found, Verdict, between, counted
from app.resume.words import beginning, count_words, fold

_PERSON = re.compile(r"(?:I|We) (?=[a-z])")
_SHARES = re.compile(
    r"(?:was |were |been |being |am |is |are |have |has )?"
    r"(?:help|assist|support|aid|participat|contribut|part|tak(?:e|ing) part|took part|involved|lent|pitched|chipped)",
    re.IGNORECASE,
)
WEAK_VERBS = frozenset(
    {"help", "work", "assist", "participate", "try", "attempt", "have", "do", "get", "go", "deal", "learn", "attend"}
)

_WORDS_OF_A_DUTY = 2


def action_verbs(case: Case, limits: Limits) -> Verdict | None:
    """80% of the bullets open with an action verb; none of the points at 20%. Without bullets the sentences are judged."""
    lines = case.subject.statements
    if not lines:
        return Verdict(0, "no line tells of work done", advice=None) if case.subject.jobs else None
    weak = tuple(line for line in lines if not opens_with_action(line.text))
    good = 1 - len(weak) / len(lines)
    liked = f"{limits['full']:.0%} would be full marks"
    why = f"{len(lines) - len(weak)} of {counted(len(lines), 'line')} open with an action verb; {liked}"
    share = between(good, limits["zero"], limits["full"])
    return Verdict(share, why, (), _advice_action(weak, case) if share < 1 else None)


def opens_with_action(text: str) -> bool:
    """Whether the line opens with a verb that says what was done."""
    verb = opening_verb(text)
    return verb is not None and verb.base not in WEAK_VERBS and weak_opening(text) is None


def _advice_action(weak: tuple[Line, ...], case: Case) -> Advice:
    verbs = ", ".join(case.target.verbs[:4]) or "led, built, prepared, cut"
    return Advice(
        f"Open {counted(len(weak), 'more line')} with what you did, in verbs such as {verbs}.",
        "A line that begins with a verb says at once what you did; the guides of Dartmouth and NC State both ask for it.",
        tuple(line.text for line in weak[:3]),
    )


def weak_phrases(case: Case, limits: Limits) -> Verdict | None:
    """No line opens with a duty ("responsible for", "helped with"); none of the points at four."""
    if not case.subject.statements:
        return None
    found = tuple(_weak(case.subject))
    why = f"{counted(len(found), 'line')} opening with a duty instead of a deed"
    return Verdict(max(0, 1 - len(found) / limits["zero_at"]), why, found, _advice_weak(case, found) if found else None)


def _weak(subject: Subject) -> Iterator[Found]:
    for job in subject.jobs:
        for line in statements(job):
            phrase = weak_opening(line.text)
            if phrase:
                issue = f"“{phrase}” names a duty, not what you did"
                yield Found("weak_opening", line.place, issue, line.text, _stronger(line.text, phrase, job))


def _stronger(text: str, phrase: str, job: Job) -> str:
    """`Duties included answering` has its verb in it; where none is, the line's own words ask for one.

    Who had a share in a deed is asked for that share, and never told to claim the whole.
    """
    rest = text[text.index(phrase) + len(phrase) :].strip(" .:,")
    words, about = rest.split(), f"“{beginning(rest, 5)}”"
    if _SHARES.match(phrase):
        return (
            f"Say which part was yours: begin with the verb for what you did yourself of {about}, and say how much or how often."
        )
    verb = opening_verb(base_of(words[0])) if words and words[0].endswith("ing") else None
    if verb:
        wanted = verb.base if job.entry.current else past_of(verb.base)
        return f"Begin with “{wanted.capitalize()}” instead of “{phrase} {words[0]}”, and say how much or how often."
    return f"Begin with the verb for what you did with {about}, and say how much or how often."


def _advice_weak(case: Case, found: tuple[Found, ...]) -> Advice:
    return Advice(
        f"Rewrite {counted(len(found), 'line that opens', 'lines that open')} with a duty, to open with a deed instead.",
        "“Responsible for” says what you were meant to do; the reader wants to know what you did (Dartmouth, NC State).",
        tuple(each.example for each in found[:3] if each.example),
        costs=_left_short(case, found) + cost_of_cutting(case, _WORDS_OF_A_DUTY * len(found)),
    )


def _left_short(case: Case, found: tuple[Found, ...]) -> float:
    """What bullets may lose by their length that say little when the phrase is gone, as a share of the category."""
    limits, bullets = rubric().checks["bullet_length"], case.subject.bullets
    texts = (each.example or "" for each in found)
    short = sum(limits["shortest"] <= len(text) < limits["shortest"] + len(weak_opening(text) or "") for text in texts)
    wordless = sum(limits["fewest_words"] <= count_words(each.example or "") < limits["fewest_words"] + 3 for each in found)
    share = max(short, wordless) / max(1, len(bullets)) / (limits["full"] - limits["zero"])
    return min(1.0, share) * limits.points / rubric().category_points


def repetition(case: Case, limits: Limits) -> Verdict | None:
    """No verb opens more than two bullets of a job or four in all; no bullet stands twice. Left out without bullets."""
    if not case.subject.bullets:
        return None
    found = (*_repeated(case.subject, limits), *_overused(case.subject, limits), *_twice(case.subject))
    why = f"{counted(len(found), 'repetition')} of opening verbs or bullets"
    return Verdict(max(0, 1 - len(found) / limits["zero_at"]), why, found, _advice_repetition(found) if found else None)


def _repeated(subject: Subject, limits: Limits) -> Iterator[Found]:
    for job in subject.jobs:
        opened = [(line, base) for line in job.bullets if (base := _opening(line.text))]
        often = {base for base, number in Counter(base for _, base in opened).items() if number > limits["most_in_job"]}
        for base in sorted(often):
            for line, _ in [pair for pair in opened if pair[1] == base][1:]:
                issue = f"“{_PERSON.sub('', line.text).split()[0]}” opens more than two bullets of this job"
                yield Found(
                    "repeated_verb",
                    line.place,
                    issue,
                    line.text,
                    f"Open with another verb than {base}: what exactly did you do here?",
                )


def _opening(text: str) -> str | None:
    """The base of the verb that opens a line, `I` passed over; `re-stock` and `restock` are one, and so are `-ise` and `-ize`."""
    verb = opening_verb(_PERSON.sub("", text))
    return re.sub(r"(?<=[a-z]{4})ise$", "ize", verb.base.replace("-", "")) if verb else None


def _overused(subject: Subject, limits: Limits) -> Iterator[Found]:
    bases = Counter(verb.base for line in subject.bullets if (verb := opening_verb(line.text)))
    in_jobs = Counter(_most_in_a_job(subject))
    for base, number in sorted(bases.items()):
        if number > limits["most_in_all"] and in_jobs[base] <= limits["most_in_job"]:
            issue = f"“{base}” opens {number} bullets"
            yield Found("overused_verb", "Experience", issue, base, f"Keep {base} where it fits best and vary the others.")


def _most_in_a_job(subject: Subject) -> dict[str, int]:
    most: dict[str, int] = {}
    for job in subject.jobs:
        for base, number in Counter(verb.base for line in job.bullets if (verb := opening_verb(line.text))).items():
            most[base] = max(number, most.get(base, 0))
    return most


def _twice(subject: Subject) -> Iterator[Found]:
    seen: dict[str, str] = {}
    for line in subject.bullets:
        key = " ".join(fold(line.text).strip(" .").split())
        if key in seen:
            yield Found("repeated_bullet", line.place, f"The bullet stands already at {seen[key]}", line.text, "Keep it once.")
        seen.setdefault(key, line.place)


def _advice_repetition(found: tuple[Found, ...]) -> Advice:
    return Advice(
        f"Vary the openings: {counted(len(found), 'line')} begin as others do.",
        "The same verb again and again hides how different the tasks were.",
        tuple(each.example for each in found[:3] if each.example),
    )
