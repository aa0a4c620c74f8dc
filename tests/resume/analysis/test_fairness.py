"""Who and where a person is moves no point, in nobody's résumé: only the fields that name them are changed, and the print."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from app.resume.analysis.report import Report
from app.resume.model import Experience, Resume
from app.resume.reading.document import Document
from tests.resume.analysis.documents import documents, points, scored

EVERY = 24
Change = Callable[[Resume], Resume | None]
_DATES = ("start_date", "end_date", "start_text", "end_text")


def reprinted(resume: Resume, old: str | None, new: str) -> Resume:
    return resume.model_copy(update={"raw_text": resume.raw_text.replace(old, new)}) if old else resume


def named(name: str) -> Change:
    return lambda resume: reprinted(resume.model_copy(update={"name": name}), resume.name, name)


def living_in(place: str) -> Change:
    return lambda resume: (
        reprinted(resume.model_copy(update={"location": place}), resume.location, place) if resume.location else None
    )


def taught_at(school: str) -> Change:
    def change(resume: Resume) -> Resume | None:
        told = resume
        for each in resume.education:
            told = reprinted(told, each.institution, school)
        schools = tuple(each.model_copy(update={"institution": school}) for each in resume.education)
        return told.model_copy(update={"education": schools}) if schools else None

    return change


def employed_by(company: str) -> Change:
    def change(resume: Resume) -> Resume | None:
        told = resume
        for job in resume.experiences:
            told = reprinted(told, job.company, company)
        jobs = tuple(job.model_copy(update={"company": company}) for job in resume.experiences)
        return told.model_copy(update={"experiences": jobs}) if jobs else None

    return change


def in_other_order(resume: Resume) -> Resume | None:
    """The first two of the ended jobs in each other's time."""
    ended = [at for at, job in enumerate(resume.experiences) if not job.current and job.start_date and job.end_date]
    if len(ended) < 2:
        return None
    jobs, (one, other) = list(resume.experiences), ended[:2]
    jobs[one], jobs[other] = in_time_of(jobs[other], jobs[one]), in_time_of(jobs[one], jobs[other])
    return resume.model_copy(update={"experiences": tuple(jobs)})


def in_time_of(job: Experience, other: Experience) -> Experience:
    return job.model_copy(update={name: getattr(other, name) for name in _DATES})


NO_MATTER: dict[str, Change] = {
    "a man": named("Mr. Gregory Baker (he/him)"),
    "a woman": named("Ms. Aaliyah Washington (she/her)"),
    "one short word": named("Bo"),
    "a Kikuyu name": named("Ngũgĩ wa Thiong'o"),
    "a Spanish name": named("María José de la Cruz Ibáñez"),
    "a Vietnamese name": named("Nguyễn Thị Ánh Tuyết"),
    "a Chinese name": named("王小明"),
    "an Arabic name": named("فاطمة الزهراء"),
    "a place far away": living_in("Lagos, Nigeria"),
    "a place of many words": living_in("San Juan Capistrano, California"),
    "a famous school": taught_at("Yale University"),
    "a school of many words": taught_at("Universidad Nacional Autónoma de México"),
    "a famous employer": employed_by("Goldman Sachs"),
    "an employer of many words": employed_by("The Very Long Named Holding of Little Rock"),
    "jobs in another order": in_other_order,
}


@cache
def judged() -> tuple[tuple[str, Resume, Document, Report], ...]:
    return tuple((name, resume, document, scored(resume, document)) for name, resume, document in documents(EVERY))


def moved(change: Change) -> Iterator[tuple[str, bool]]:
    """Whether a point moved, for each document that can be changed so; the trade that it is held against stays."""
    for name, resume, document, before in judged():
        changed = change(resume)
        if changed is not None:
            after = scored(changed, document, str(before.metadata["profile"]))
            yield name, points(after) != points(before)


@pytest.mark.parametrize("name", NO_MATTER)
def test_who_and_where_a_person_is_moves_no_point(name: str) -> None:
    tried = list(moved(NO_MATTER[name]))
    assert tried
    assert [file for file, was_moved in tried if was_moved] == []
