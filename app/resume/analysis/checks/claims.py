"""What the dates say: years claimed, tools before their time, jobs at once or in the future, gaps. No points."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from app.resume.analysis.checks.fields import claims_of_fields
from app.resume.analysis.subject import Job, Subject
from app.resume.analysis.verdict import Found
from app.resume.words import fold, sentences, stems

_TWO_TO_NINETEEN = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
)
_NUMBER = rf"(\d{{1,2}}|{_TWO_TO_NINETEEN}|twenty-five|twenty|thirty-five|thirty|forty)"
_MANY = r"(?:over |more than |nearly |almost |about |around |some |at least |well over |roughly |close to )?"
_YEARS = re.compile(
    rf"\b{_NUMBER}\s?\+?(?: or more| plus| full| long| solid)? (?:years?|yrs?)\b\.?(?:['’]| worth)? ?"
    r"(?:of|in(?! a row)|on|with|as|experience|across|at|behind|under|[a-z]{3,20}ing"
    r"|\w{1,20} experience|\w{1,20} \w{1,20} experience)\b",
    re.IGNORECASE,
)
_FOR_YEARS = re.compile(
    rf"\b(?:for|with|has|have|brings?|bringing|offers?|offering|possess(?:es)?|boasts?) (?:the )?(?:last |past )?{_MANY}{_NUMBER}"
    r"\s?\+? (?:years?|yrs?)\b(?! (?:in a row|running|straight|ago|later|old|before|after|warranty))",
    re.IGNORECASE,
)
_HYPHENED = re.compile(
    rf"\b{_NUMBER}[- ]year[- ](?:career|veteran|professional|track|history|background|tenure|experience|record|pro)\b",
    re.IGNORECASE,
)
_DECADES = re.compile(
    r"\b(a|one|two|three|four) decades?(?:['’]s?)? (?:of|in|as|with|on|at|worth|experience|[a-z]{3,20}ing)\b", re.IGNORECASE
)
_SPELLED = {word: number for number, word in enumerate(_TWO_TO_NINETEEN.split("|"), start=2)} | {
    "twenty": 20,
    "twenty-five": 25,
    "thirty": 30,
    "thirty-five": 35,
    "forty": 40,
}
_SIDE_JOB = re.compile(
    r"\b(?:part[- ]?time|freelanc\w+|self[- ]employed|seasonal|casual|volunteer|weekends?|evenings?|intern(?:ship)?|side job)\b",
    re.IGNORECASE,
)
_LEEWAY = 0.6
_GAP = 6


def unsupported_tenure_claim(subject: Subject) -> Iterator[Found]:
    """Years claimed in headline or summary beyond those from the first job's start to the last one's end, or of one field."""
    if not any(job.start for job in subject.jobs):
        return
    for place, text in (("Headline", subject.resume.headline or ""), ("Summary", subject.resume.summary or "")):
        for sentence in sentences(text):
            issue = _overclaimed(sentence, subject)
            if issue:
                fix = "Claim the years that the dates show, or add the jobs that are missing."
                yield Found("unsupported_tenure_claim", place, issue, sentence, fix)


def _overclaimed(sentence: str, subject: Subject) -> str | None:
    """What the sentence claims too much, or None."""
    claimed = claimed_years(sentence)
    if claimed is None:
        return None
    if claimed > subject.years + _LEEWAY:
        return f"{claimed} years are claimed; the dates of the jobs bear out {_spoken(subject.years)}"
    for claim in claims_of_fields(sentence, subject):
        years = claimed_years(claim.text)
        if years is not None and years > claim.shown + _LEEWAY:
            return f"{years} years of {claim.field} are claimed; the jobs of that field bear out {_spoken(claim.shown)}"
    return None


def claimed_years(sentence: str) -> int | None:
    """The most years of experience that a sentence claims, or None."""
    claims = (found for pattern in (_YEARS, _FOR_YEARS, _HYPHENED) for found in pattern.finditer(sentence))
    numbers = [fold(found[1]) for found in claims]
    years = [int(text) if text.isdigit() else _SPELLED[text] for text in numbers]
    decades = [
        10 * {"a": 1, "one": 1}.get(fold(found[1]), _SPELLED.get(fold(found[1]), 1)) for found in _DECADES.finditer(sentence)
    ]
    return max((*years, *decades), default=None)


def _spoken(years: float) -> str:
    return f"{years:.0f}" if years >= 2 else f"{years:.1f}"


def overlap_or_future_date(subject: Subject) -> Iterator[Found]:
    """Jobs that end in the future or begin there, and exact dates of two jobs that overlap by a month and more."""
    now = subject.today.year * 12 + subject.today.month - 1
    for job in subject.jobs:
        if _future(job, now):
            issue = f"{job.label} has a date in the future"
            yield Found("overlap_or_future_date", job.place, issue, job.head, "Write Present for a job that goes on.")
        elif (
            job.start
            and job.end
            and job.end.number < job.start.number
            and (job.end.exact or job.end.number // 12 < job.start.number // 12)
        ):
            yield Found("impossible_dates", job.place, f"{job.label} ends before it begins", job.head, "Correct the dates.")
    yield from _overlaps(subject, now)


def _future(job: Job, now: int) -> bool:
    starts = job.start is not None and job.start.number > now
    ends = job.end is not None and not job.entry.current and job.end.number > now
    return starts or ends


def _overlaps(subject: Subject, now: int) -> Iterator[Found]:
    """Jobs that began before another ended for certain: where a year stands alone, the readings that part them most are taken."""
    dated = sorted((job for job in subject.jobs if job.start), key=_latest_start)
    for at, later in enumerate(dated):
        earlier = next((job for job in dated[:at] if not _both_go_on(job, later) and _end(job, now) > _latest_start(later)), None)
        if earlier is not None:
            yield _overlap(earlier, later, as_printed=[job for job in subject.jobs if job in (earlier, later)])


def _overlap(earlier: Job, later: Job, as_printed: list[Job]) -> Found:
    """One finding for both jobs: either's dates may be the slip, so it tells the places and heads of both."""
    until = "goes on" if earlier.entry.current else f"runs until {earlier.entry.end_text or earlier.entry.end_date}"
    begun = later.entry.start_text or later.entry.start_date
    issue = f"{earlier.label} {until}, and {later.label} starts in {begun}: by these dates you held both at once"
    places = "; ".join(job.place for job in as_printed)
    heads = " […] ".join(job.head for job in as_printed)
    return Found("overlap_or_future_date", places, issue, heads, _both_dates(earlier, later))


def _both_dates(*jobs: Job) -> str:
    """What to do about an overlap; where a job is said to be a side job, the overlap may well be right."""
    if any(_SIDE_JOB.search(job.head) for job in jobs):
        return "Check both dates; if you did hold both at once, leave them as they are."
    return "Check both dates; if you did hold both at once, say so beside one of them: part-time, freelance or seasonal."


def _latest_start(job: Job) -> int:
    return (job.start.number + (0 if job.start.exact else 11)) if job.start else 0


def _both_go_on(one: Job, other: Job) -> bool:
    """Two jobs held today are no slip of the dates."""
    return one.entry.current and other.entry.current


def _end(job: Job, now: int) -> int:
    if job.entry.current:
        return now
    return min(now, job.end.number) if job.end else 0


def gap(subject: Subject) -> Iterator[Found]:
    """Months between two jobs, told neutrally."""
    dated = sorted((job for job in subject.jobs if job.start), key=lambda job: job.start.number if job.start else 0)
    reached = None
    for job in dated:
        start = job.start.number if job.start else 0
        if reached is not None and start - reached[0] - 1 > _GAP:
            issue = f"{start - reached[0] - 1} months lie between {reached[1]} and {job.label}; that is no fault"
            yield Found(
                "gap", "Experience", issue, None, "If you like, say in a line what you did then: study, family, service, travel."
            )
        end = 10**6 if job.entry.current else _last(job)
        reached = max(reached or (end, job.label), (end, job.label))


def _last(job: Job) -> int:
    if job.end is None:
        return job.start.number if job.start else 0
    return job.end.number + (0 if job.end.exact else 11)


def anachronism(subject: Subject) -> Iterator[Found]:
    """A technology told of in a job that ended before the technology was first released."""
    for job in subject.jobs:
        if job.ended and job.end:
            for line in job.lines:
                for name, year in _released_after(line.text, job.end.number // 12):
                    issue = f"{name} was first released in {year}, after this job ended"
                    yield Found("anachronism", line.place, issue, line.text, f"Check the dates, or what you used before {name}.")


def _released_after(text: str, ended: int) -> Iterator[tuple[str, int]]:
    line = f" {' '.join(stems(text))} "
    for key, (name, year) in _releases().items():
        if year > ended and f" {key} " in line and name in text:
            yield name, year


@cache
def _releases() -> Mapping[str, tuple[str, int]]:
    data = tomllib.loads(Path(__file__).with_name("releases.toml").read_text(encoding="utf-8"))
    return {" ".join(stems(name)): (name, year) for name, year in data["released"].items()}
