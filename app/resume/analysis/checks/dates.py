"""The dates of jobs and schools: one format, none missing, newest first, none impossible."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from app.resume.analysis.case import Case
from app.resume.analysis.degrees import rank_of
from app.resume.analysis.rubric import Limits
from app.resume.analysis.subject import Job, Subject, head_of
from app.resume.analysis.verdict import Advice, Found, Verdict, counted, listed

_YEAR_ENDS = 4
_DAY, _OF_MONTH = r"(?:\d{1,2}\.? )?", r"(?: \d{1,2},)?"
"""A day may stand before its month or behind it: it makes no form of its own."""
_IN_FULL = "january|february|march|april|august|september|october|november|december"
_FULL = re.compile(rf"^{_DAY}(?:{_IN_FULL}){_OF_MONTH} \d{{4}}$", re.IGNORECASE)
_SHORT = re.compile(rf"^{_DAY}(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)[.]?{_OF_MONTH} \d{{4}}$", re.IGNORECASE)
_EITHER = re.compile(rf"^{_DAY}(?:may|june|july){_OF_MONTH} \d{{4}}$", re.IGNORECASE)
_LONG = re.compile(r"^(?:june|july) \d{4}$", re.IGNORECASE)
_BY_THE_PRESS = re.compile(r"^(?:sept|[a-z]{3}\.)[. ]", re.IGNORECASE)
_FIGURES = re.compile(r"^(?:\d{1,2}[/.-])?\d{1,2}[/.-]\d{4}$")
_ISO = re.compile(r"^\d{4}[/.-]\d{1,2}(?:[/.-]\d{1,2})?$")
_YEAR = re.compile(r"^'?\d{2,4}$")
_BOTH = "Write all dates in one way, best with their months (Jun 2021)."
_NAMES = {
    "full": "a month in full and the year (June 2021)",
    "short": "a short month and the year (Jun 2021)",
    "figures": "month/year in figures (06/2021)",
    "iso": "year and month in figures (2021-06)",
    "year": "the year alone (2021)",
}


def dates(case: Case, limits: Limits) -> Verdict | None:
    """One format everywhere 2, each job dated 1, newest first 1. Without jobs there is nothing to judge."""
    subject = case.subject
    if not subject.jobs:
        return None
    departing = tuple(_departing(subject))
    undated = tuple(_undated(subject))
    order = (*_out_of_order(subject), *_schools_out_of_order(subject))
    share = (2 * _share(len(departing), len(subject.jobs)) + (not undated) + (not order)) / 4
    found = (*departing, *undated, *order)
    return Verdict(share, _why(departing, undated, order), found, _advice(found) if found else None)


def _share(departing: int, jobs: int) -> float:
    return max(0.0, 1 - departing / max(2, jobs))


def _why(departing: tuple[Found, ...], undated: tuple[Found, ...], order: tuple[Found, ...]) -> str:
    wrong = [counted(len(departing), "entry", "entries") + " in another date format"] if departing else []
    wrong += [counted(len(undated), "job") + " without dates"] if undated else []
    wrong += ["entries are not newest first"] if order else []
    return listed(wrong) if wrong else "one date format, every job dated, newest first"


def _advice(found: tuple[Found, ...]) -> Advice:
    fixes = dict.fromkeys(each.fix for each in found)
    return Advice(
        f"Put the dates of {counted(len(found), 'entry', 'entries')} in order. {' '.join(fixes)}",
        "Programs work out your years from the dates, and people read the order as the story of your work.",
        tuple(each.example for each in found[:3] if each.example),
    )


def _departing(subject: Subject) -> Iterator[Found]:
    """The entries whose dates are written in another way than most jobs; at a tie the first job sets the habit."""
    forms = [(job, date_form(job.entry.start_text, job.entry.end_text)) for job in subject.jobs]
    habit = _habit([form for _, form in forms], [date_form(each.start_text, each.end_text) for each in subject.resume.education])
    if habit is None:
        return
    for job, form in forms:
        longer = habit == "short" and _spelt_out(job, subject)
        if form not in {None, habit, "either"} or (form == "either" and habit in {"figures", "iso", "year"}) or longer:
            yield _other_form(job.place, job.head, habit)
    for number, school in enumerate(subject.resume.education, start=1):
        form = date_form(school.start_text, school.end_text)
        if school.start_text and form not in {None, habit, "year"} and not (form == "either" and habit in {"full", "short"}):
            label = school.degree or school.institution or str(number)
            yield _other_form(f"Education > {label}", head_of(school, subject.resume.raw_text, label), habit)


def _spelt_out(job: Job, subject: Subject) -> bool:
    """June or July in full among months of three letters; newspapers, which write Sept. and Jan., never shorten these two."""
    texts = [text for each in subject.jobs for text in _dates_of(each)]
    return any(_LONG.match(text) for text in _dates_of(job)) and not any(_BY_THE_PRESS.match(text) for text in texts)


def _dates_of(job: Job) -> list[str]:
    return [" ".join(text.split()) for text in (job.entry.start_text, job.entry.end_text) if text]


def _other_form(place: str, head: str, habit: str) -> Found:
    issue = f"The dates are written in another way than the rest, which give {_NAMES[habit]}"
    fix = _BOTH if habit == "year" else f"Write these dates as {_NAMES[habit]}."
    return Found("inconsistent_dates", place, issue, head, fix)


def _habit(forms: list[str | None], of_schools: list[str | None]) -> str | None:
    """The form of most jobs; where a June or July leaves open which that is, the schools' form counts with them."""
    open_to = frozenset({"full", "short"} if "either" in forms else ())
    plain = [form for form in (*forms, *(each for each in of_schools if each in open_to)) if form in _NAMES]
    counts = Counter(plain)
    either = forms.count("either")
    weights = {form: counts[form] + (either if form in open_to else 0) for form in counts}
    return max(weights, key=lambda form: (weights[form], -plain.index(form))) if weights else None


def date_form(start: str | None, end: str | None) -> str | None:
    """How an entry's dates are written: one of the forms, `either` (May, June, July may be full or short), `mixed`, or None."""
    forms = {form for text in (start, end) if text and (form := _form(" ".join(text.split())))}
    definite = forms - {"either"}
    if len(definite) > 1 or (definite & {"figures", "iso", "year"} and "either" in forms):
        return "mixed"
    return next(iter(definite or forms), None)


def _form(text: str) -> str | None:
    shapes = ((_FULL, "full"), (_SHORT, "short"), (_EITHER, "either"), (_FIGURES, "figures"), (_ISO, "iso"), (_YEAR, "year"))
    return next((name for pattern, name in shapes if pattern.match(text)), None)


def _undated(subject: Subject) -> Iterator[Found]:
    for job in subject.jobs:
        if job.start is None and job.end is None:
            issue = f"{job.label} has no dates"
            yield Found("missing_date", job.place, issue, job.head, "Add the month and year it began and ended, or Present.")


def _out_of_order(subject: Subject) -> Iterator[Found]:
    """The first job that stands above a newer one."""
    dated = [job for job in subject.jobs if job.start]
    for upper, lower in pairwise(dated):
        if _newer(lower, upper):
            issue = f"{upper.label} stands above {lower.label}, which is newer"
            yield Found(
                "not_reverse_chronological", "Experience", issue, upper.head, "Put the newest job first and go back from it."
            )
            return


def _schools_out_of_order(subject: Subject) -> Iterator[Found]:
    """The first school that stands above one that was left in a later year; a degree may stand above a later course."""
    dated = [school for school in subject.resume.education if school.end_date and school.degree]
    for upper, lower in pairwise(dated):
        high, low = rank_of(upper.degree or ""), rank_of(lower.degree or "")
        if (upper.end_date or "")[:_YEAR_ENDS] < (lower.end_date or "")[:_YEAR_ENDS] and (high <= 1 or low >= high):
            head = ", ".join(each for each in (upper.degree, upper.institution) if each)
            below = lower.degree or lower.institution or "the next entry"
            issue = f"{head or 'An older entry'} stands above {below}, which is newer"
            yield Found(
                "not_reverse_chronological", "Education", issue, head, "Put the newest education first and go back from it."
            )
            return


def _newer(one: Job, other: Job) -> bool:
    """Whether a job began and ended later than another, as far as the dates are exact."""
    return _start(one) > _start(other) and _end(one) > _end(other) and not _same_year(one, other)


def _same_year(one: Job, other: Job) -> bool:
    exact = one.start and other.start and one.start.exact and other.start.exact
    return not exact and _start(one) // 12 == _start(other) // 12


def _start(job: Job) -> int:
    return job.start.number if job.start else 0


def _end(job: Job) -> int:
    if job.entry.current:
        return 10**6
    return job.end.number if job.end else _start(job)
