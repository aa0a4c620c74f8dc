"""The work told in bullets: enough of them for each job, of a length that is read at a glance."""

from collections.abc import Iterator

from app.resume.analysis.case import Case
from app.resume.analysis.rubric import Limits, rubric
from app.resume.analysis.subject import Job, Line, Subject
from app.resume.analysis.verdict import Advice, Found, Verdict, between, counted
from app.resume.words import beginning, count_words

_WORDS_OF_A_TRIM = 5


def bullets(case: Case, limits: Limits) -> Verdict | None:
    """Every job has two or more bullets 3, by its share of the jobs; no paragraph over 60 words 1."""
    jobs = case.subject.jobs
    if not jobs:
        return None
    short = [job for job in jobs if len(job.bullets) < limits["bullets_per_job"]]
    long = tuple(_long_paragraphs(case.subject, limits))
    none = not case.subject.bullets
    share = 0.0 if none else (3 * (1 - len(short) / len(jobs)) + (not long)) / 4
    found = (*_without(jobs), *long)
    why = f"{len(jobs) - len(short)} of {counted(len(jobs), 'job')} told in two bullets or more"
    return Verdict(share, why, found, _advice(short, long) if share < 1 else None)


def _without(jobs: tuple[Job, ...]) -> Iterator[Found]:
    for job in jobs:
        if not job.bullets and job.lines:
            issue = f"{job.label} is told in prose, without bullets"
            yield Found("no_bullets", job.place, issue, job.lines[0].text, _fix_prose(job))
        elif not job.lines:
            issue = f"Nothing is said of the work at {job.label}"
            yield Found("no_bullets", job.place, issue, job.head, "Add two to five bullets on what you did there.")
        elif len(job.bullets) == 1:
            issue = f"{job.label} has one bullet alone"
            yield Found("few_bullets", job.place, issue, job.bullets[0].text, "Add one more thing that you did there.")


def _fix_prose(job: Job) -> str:
    return f"Break the paragraph that begins “{beginning(job.lines[0].text, 6)}” into one bullet for each thing that you did."


def _long_paragraphs(subject: Subject, limits: Limits) -> Iterator[Found]:
    for job in subject.jobs:
        for line in job.lines:
            words = count_words(line.text)
            if words > limits["longest_paragraph"]:
                issue = f"A block of {words} words is not read to its end"
                yield Found("long_paragraph", line.place, issue, line.text, "Break it into bullets of one or two lines.")


def _advice(short: list[Job], long: tuple[Found, ...]) -> Advice:
    names = tuple(job.label for job in short)
    parts = ["Give each job two bullets or more, one thing done in each."] if short else []
    parts += ["Break the long blocks into bullets."] if long else []
    what = " ".join(parts)
    return Advice(
        what,
        "Bullets are what a reader's eye goes to first; a paragraph is read last or not at all.",
        names or tuple(each.place for each in long),
    )


def bullet_length(case: Case, limits: Limits) -> Verdict | None:
    """All bullets of 50 to 200 characters; none of the points when half are not."""
    lines = case.subject.bullets
    if not lines:
        return None
    found = tuple(each for line in lines if (each := _measured(line, limits, case.subject)))
    good = 1 - len(found) / len(lines)
    span = f"between {limits['shortest']:.0f} and {limits['longest']:.0f} characters"
    why = f"{len(lines) - len(found)} of {counted(len(lines), 'bullet')} {span}"
    return Verdict(
        between(good, limits["zero"], limits["full"]), why, found, _advice_length(case, found, limits) if found else None
    )


def _measured(line: Line, limits: Limits, subject: Subject) -> Found | None:
    """What is wrong with a bullet's length; words are counted in English alone, since a German bullet says as much in fewer."""
    letters = len(line.text)
    words = count_words(line.text) if subject.english else int(limits["fewest_words"])
    if letters < limits["shortest"] or words < limits["fewest_words"]:
        long = counted(words, "word") if words < limits["fewest_words"] else f"{letters} characters"
        issue = f"The bullet is {long} long; a longer one has room for how much, for whom and what came of it"
        fix = f"Say of “{line.text}” what exactly, for whom, how often, and what came of it; or fold it into another bullet."
        return Found("short_bullet", line.place, issue, line.text, fix)
    if letters > limits["longest"] or words > limits["most_words"]:
        issue = f"The bullet is {count_words(line.text)} words long"
        return Found(
            "long_bullet", line.place, issue, line.text, "Keep the one thing that matters most, or make two bullets of it."
        )
    return None


def _advice_length(case: Case, found: tuple[Found, ...], limits: Limits) -> Advice:
    short = sum(each.rule == "short_bullet" for each in found)
    parts = [f"say more in {counted(short, 'short bullet')}"] if short else []
    parts += [f"part or trim {counted(len(found) - short, 'long bullet')}"] if len(found) > short else []
    text = " and ".join(parts)
    return Advice(
        f"{text[0].upper()}{text[1:]}, so that each has 50 to 200 characters.",
        "A bullet of one or two lines is read whole; two words tell nothing, and five lines are skipped.",
        tuple(each.example for each in found[:3] if each.example),
        costs=_trimming(case, found, limits),
    )


def _trimming(case: Case, found: tuple[Found, ...], limits: Limits) -> float:
    """What a résumé that is short already may lose by the words that long bullets give up, as a share of the category."""
    counted_by, words = rubric().checks["word_count"], case.subject.counted_words
    longs = (count_words(each.example or "") for each in found if each.rule == "long_bullet")
    cut = sum(words - limits["most_words"] + _WORDS_OF_A_TRIM for words in longs)
    if not cut:
        return 0.0
    left = (words - cut) // counted_by["step"] * counted_by["step"]
    before, after = (between(number, counted_by["zero_under"], counted_by["full_from"]) for number in (words, left))
    return (before - after) * rubric().worth("word_count")
