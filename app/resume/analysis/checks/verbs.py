"""How the lines of the work begin: with a verb of action, in the right tense, not with a duty, not always the same."""

import re
from collections import Counter
from collections.abc import Iterator

from app.resume.analysis.case import Case
from app.resume.analysis.checks.length import cost_of_cutting
from app.resume.analysis.language.phrases import weak_opening
from app.resume.analysis.language.verbs import Verb, base_of, opening_verb, past_of
from app.resume.analysis.rubric import Limits, rubric
from app.resume.analysis.subject import Job, Line, Subject, statements
from app.resume.analysis.verdict import Advice, Found, Verdict, between, counted
from app.resume.words import count_words, fold

_A_HABIT = 3
_MOST_SLIPS = 2
_PASSIVE = re.compile(r"(?:involved|tasked|charged|entrusted|exposed|assigned|engaged|given|put|placed)\b", re.IGNORECASE)
_HAPPENED = re.compile(
    r"(?:elected|appointed|promoted|selected|chosen|named|nominated|invited|recognized|honored|hired|accepted|admitted|certified)"
    r" (?:to|as|for|by|from|into|among|one)\b|ranked\b",
    re.IGNORECASE,
)
_SHARES = re.compile(
    r"(?:was |were |been |being |am |is |are |have |has )?"
    r"(?:help|assist|support|aid|participat|contribut|part|tak(?:e|ing) part|took part|involved|lent|pitched|chipped)",
    re.IGNORECASE,
)
_WEAK_VERBS = frozenset(
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
    return verb is not None and verb.base not in _WEAK_VERBS and weak_opening(text) is None


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
    words = text[text.index(phrase) + len(phrase) :].strip(" .:,").split()
    about = f"“{' '.join(words[:5])} …”"
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


def tense(case: Case, limits: Limits) -> Verdict | None:
    """Past for jobs that ended, present for the current one. Left out without bullets.

    A job costs no more than two slips, so that a right line beside wrong ones never costs anything.
    """
    if not case.subject.bullets:
        return None
    off = [(job, _told_off(job)) for job in case.subject.jobs]
    found = tuple(each for job, lines in off for each in _off_tense(job, lines))
    slips = sum(min(len(lines), _MOST_SLIPS) for _, lines in off)
    why = f"{counted(len(found), 'bullet')} in the wrong tense; past for jobs that ended, present for the current one"
    return Verdict(max(0, 1 - slips / limits["zero_at"]), why, found, _advice_tense(found) if found else None)


def _told_off(job: Job) -> list[tuple[Line, Verb]]:
    """The bullets in the wrong tense, each with its verb."""
    wrong = "past" if job.entry.current else "present" if job.ended else None
    return [(line, verb) for line, verb in _told(job) if verb.tense == wrong]


def _told(job: Job) -> list[tuple[Line, Verb]]:
    """The bullets of two words and more that open with a verb for sure."""
    opened = ((line, opening_verb(line.text)) for line in job.bullets if " " in line.text.strip() and not _passive(line.text))
    return [(line, verb) for line, verb in opened if verb is not None and verb.sure]


def _off_tense(job: Job, off: list[tuple[Line, Verb]]) -> Iterator[Found]:
    """What is wrong; a current job told in the past throughout is one finding, not one a bullet."""
    if job.entry.current and len(off) >= _A_HABIT and len(off) == len(_told(job)):
        yield _all_past(job, off[0][0])
        return
    for line, verb in off:
        yield Found(
            "tense_mismatch", line.place, _tense_issue(job, verb.written), line.text, _tense_fix(job, verb.base, verb.written)
        )


def _passive(text: str) -> bool:
    """`Involved in` and `Elected to` tell what was done to the person, and have no tense."""
    return bool(_PASSIVE.match(weak_opening(text) or "") or _HAPPENED.match(text))


def _all_past(job: Job, first: Line) -> Found:
    issue = "This job is current, and all of it is told in the past"
    return Found(
        "tense_mismatch",
        job.place,
        issue,
        first.text,
        "Use the present for what you still do; keep the past for what is finished.",
    )


def _tense_issue(job: Job, written: str) -> str:
    return (
        f"“{written}” is in the past, and this job is current"
        if job.entry.current
        else f"“{written}” is in the present, and this job ended"
    )


def _tense_fix(job: Job, base: str, written: str) -> str:
    if base in _WEAK_VERBS:
        return f"Say what you {'do' if job.entry.current else 'did'}, in the {'present' if job.entry.current else 'past'}."
    wanted = base if job.entry.current else past_of(base)
    fitted = wanted.capitalize() if written[:1].isupper() else wanted
    return f"Write “{fitted}” for “{written}”."


def _advice_tense(found: tuple[Found, ...]) -> Advice:
    return Advice(
        f"Set {counted(len(found), 'bullet')} in the right tense: " + " ".join(each.fix for each in found[:3]),
        "Present for the job you hold and past for the ones that ended is what the guide of Illinois asks for.",
        tuple(each.example for each in found[:3] if each.example),
    )


def repetition(case: Case, limits: Limits) -> Verdict | None:
    """No verb opens more than two bullets of a job or four in all; no bullet stands twice. Left out without bullets."""
    if not case.subject.bullets:
        return None
    found = (*_repeated(case.subject, limits), *_overused(case.subject, limits), *_twice(case.subject))
    why = f"{counted(len(found), 'repetition')} of opening verbs or bullets"
    return Verdict(max(0, 1 - len(found) / limits["zero_at"]), why, found, _advice_repetition(found) if found else None)


def _repeated(subject: Subject, limits: Limits) -> Iterator[Found]:
    for job in subject.jobs:
        opened = [(line, verb.base) for line in statements(job) if line.bullet and (verb := opening_verb(line.text))]
        often = {base for base, number in Counter(base for _, base in opened).items() if number > limits["most_in_job"]}
        for base in sorted(often):
            for line, _ in [pair for pair in opened if pair[1] == base][1:]:
                issue = f"“{line.text.split()[0]}” opens more than two bullets of this job"
                yield Found(
                    "repeated_verb",
                    line.place,
                    issue,
                    line.text,
                    f"Open with another verb than {base}: what exactly did you do here?",
                )


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
