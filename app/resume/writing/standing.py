"""A résumé as the writing finds it: its report, what it is measured against, and what may bear a text out."""

from dataclasses import dataclass
from datetime import date

from app.resume.analysis.analyze import analyze
from app.resume.analysis.keywords import Shown, Target, shown
from app.resume.analysis.posting import read_posting, target_of_posting
from app.resume.analysis.profile import AUTO, choose, target_of
from app.resume.analysis.report import Report
from app.resume.analysis.subject import Subject, prepare
from app.resume.model import Resume, Value
from app.resume.reading.document import Document
from app.resume.stored import StoredResume
from app.resume.writing.grounds import Grounds, grounds_of

SECTIONS = ("summary", "experience", "skills")


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
    subject: Subject
    report: Report
    target: Target
    shown: tuple[Shown, ...]
    grounds: Grounds

    @property
    def resume(self) -> Resume:
        return self.subject.resume


def standing_of(stored: StoredResume, document: Document | None, wish: Wish, today: date) -> Standing:
    """Scores the résumé and gathers what the writing needs. Raises InvalidRequest for an unknown profile."""
    subject = prepare(stored.resume, document, today)
    chosen = choose(wish.profile, subject, wish.target_role)
    posting = read_posting(wish.job_text) if wish.job_text and wish.job_text.strip() else None
    target = target_of_posting(posting, chosen.profile) if posting else target_of(chosen.profile)
    report = score_of(stored.resume, document, wish, today)
    return Standing(subject, report, target, shown(target, subject), grounds_of(subject, stored.attested))


def score_of(resume: Resume, document: Document | None, wish: Wish, today: date) -> Report:
    """The report on a résumé by the same measure each time."""
    return analyze(
        resume, document, profile=wish.profile, job_text=wish.job_text, target_role=wish.target_role, today=today
    )  # fmt: skip
