"""Invented people for the tests of the score."""

from datetime import date

from app.resume.analysis.analyze import analyze
from app.resume.analysis.report import Report, Row
from app.resume.model import Education, Experience, Resume

TODAY = date(2026, 6, 15)

ASSISTANT_SUMMARY = (
    "Virtual assistant with six years of administrative support for founders and small firms. Manages calendars, travel and"
    " inboxes for 3 executives in two time zones. Cut an invoice backlog from 90 to 8 in four weeks with QuickBooks Online."
)


def job(role: str, company: str, start: str, end: str | None, *lines: str) -> Experience:
    """A job from `start` to `end` (`YYYY-MM`), or to the present when `end` is None."""
    return Experience(
        role=role,
        company=company,
        start_date=start,
        end_date=end,
        start_text=_spoken(start),
        end_text=_spoken(end) if end else "Present",
        current=end is None,
        responsibilities=lines,
    )


def _spoken(month: str) -> str:
    return date.fromisoformat(f"{month}-01").strftime("%b %Y")


def printed(resume: Resume) -> Resume:
    """The résumé with the text that it would print to."""
    lines = [resume.name or "", " | ".join(part for part in (resume.location, resume.phone, resume.email) if part)]
    lines += ["", "SUMMARY", resume.summary] if resume.summary else []
    lines += ["", "EXPERIENCE"]
    for each in resume.experiences:
        lines += [
            f"{each.role}, {each.company}, {each.start_text} - {each.end_text}",
            *(f"- {line}" for line in each.responsibilities),
        ]
    lines += ["", "EDUCATION", *(f"{each.degree}, {each.institution}, {each.end_text}" for each in resume.education)]
    lines += ["", "SKILLS", ", ".join(resume.skills)] if resume.skills else []
    there = {"contact": True, "summary": resume.summary, "experience": True, "education": True, "skills": resume.skills}
    found = tuple(section for section, given in there.items() if given)
    return resume.model_copy(update={"raw_text": "\n".join(lines), "sections_found": found})


def assistant() -> Resume:
    """A virtual assistant whose résumé breaks no rule."""
    return printed(
        Resume(
            name="Marlow Quince",
            email="marlow@example.com",
            phone="(503) 555-0142",
            location="Salem, OR",
            summary=ASSISTANT_SUMMARY,
            experiences=(
                job(
                    "Virtual Assistant",
                    "Larkfield Advisory",
                    "2022-02",
                    None,
                    "Manage calendars, travel and inboxes for 3 executives in two time zones, about 90 meetings a month",
                    "Process 40 expense reports a month in Expensify and close each within 2 business days",
                    "Maintain 1,800 contact records in HubSpot and remove duplicates every quarter",
                    "Write minutes of the weekly client meeting and send action items within 24 hours",
                ),
                job(
                    "Administrative Assistant",
                    "Petrel Studio",
                    "2020-01",
                    "2022-01",
                    "Reduced the invoice backlog from 90 to 8 in four weeks by setting up recurring bills in QuickBooks Online",
                    "Scheduled 20 client calls a week in Calendly and Zoom, with a no-show rate of 5%",
                    "Built 12 Asana project templates that 7 designers used for every launch",
                    "Answered 60 customer emails a day in Zendesk with a median first reply of two hours",
                ),
            ),
            education=(
                Education(degree="Associate of Arts", institution="Cedar Vale College", end_date="2019", end_text="2019"),
            ),
            skills=(
                "Calendar management",
                "Travel booking",
                "Inbox management",
                "Expense reporting",
                "Google Workspace",
                "HubSpot",
                "QuickBooks Online",
                "Asana",
                "Zendesk",
                "Calendly",
            ),
            language="en",
        )
    )


def report(resume: Resume, **options: str) -> Report:
    return analyze(resume, today=TODAY, **options)  # type: ignore[arg-type]  # the options of a test are all text


def row(report: Report, check: str) -> Row:
    return next(each for each in report.score_breakdown if each.check == check)


def rules(report: Report) -> list[str]:
    """The rules broken, without their categories."""
    return [issue.rule_id.partition(".")[2] for issue in report.issues]
