"""A résumé as the writing finds it: its report, what it is measured against, and what may bear a text out."""

from dataclasses import dataclass
from datetime import date

from app.resume.analysis.analyze import analyze
from app.resume.analysis.keywords import Shown, Target, shown
from app.resume.analysis.posting import read_posting, target_of_posting
from app.resume.analysis.profile import AUTO, choose, target_of
from app.resume.analysis.report import Report, Scores
from app.resume.analysis.subject import Subject, prepare
from app.resume.model import Resume, Value
from app.resume.reading.document import Document
from app.resume.stored import StoredResume
from app.resume.writing.grounds import Grounds, grounds_of
from app.resume.writing.improvement import WorkSection
from app.resume.writing.works import Work, works_of


class Wish(Value):
    """What an improve order may choose. `focus`: the sections to write; none named means all."""

    focus: tuple[str, ...] = ()
    profile: str = AUTO
    job_text: str | None = None
    target_role: str | None = None
    tone: str | None = None

    def wants(self, section: str) -> bool:
        return not self.focus or section in self.focus


@dataclass(frozen=True)
class Standing:
    """`stored` and `document` are what was received; the rest follows from them, the wish and the day."""

    stored: StoredResume
    document: Document | None
    wish: Wish
    today: date
    subject: Subject
    report: Report
    target: Target
    shown: tuple[Shown, ...]
    works: tuple[Work, ...]
    grounds: Grounds

    @property
    def resume(self) -> Resume:
        return self.stored.resume

    def work(self, section: WorkSection, entry: int) -> Work:
        """A job, project or unpaid work by its place from 1 in its section."""
        return next(work for work in self.works if (work.section, work.entry) == (section, entry))

    def scores_of(self, resume: Resume, document: Document | None) -> Scores:
        """What a changed résumé scores by the same measure."""
        return _report(resume, document, self.wish, self.today, self.report.metadata["profile"]).scores


def standing_of(stored: StoredResume, document: Document | None, wish: Wish, today: date) -> Standing:
    """Scores the résumé and gathers what the writing needs. Raises InvalidRequest for an unknown profile."""
    subject = prepare(stored.resume, document, today)
    chosen = choose(wish.profile, subject, wish.target_role)
    posting = read_posting(wish.job_text) if wish.job_text and wish.job_text.strip() else None
    target = target_of_posting(posting, chosen.profile) if posting else target_of(chosen.profile)
    report = _report(stored.resume, document, wish, today, chosen.profile.name)
    works = works_of(subject)
    grounds = grounds_of(subject, works, stored.attested)
    return Standing(stored, document, wish, today, subject, report, target, shown(target, subject), works, grounds)


def _report(resume: Resume, document: Document | None, wish: Wish, today: date, profile: str) -> Report:
    return analyze(
        resume, document, profile=profile, job_text=wish.job_text, target_role=wish.target_role, today=today
    )  # fmt: skip
