"""Writes a summary and tidies the skills by rule, out of what the résumé holds and nothing else."""

from app.resume.writing.questions import WriteProfile, WrittenProfile
from app.resume.writing.rules.skills import tidy_skills
from app.resume.writing.rules.summary import write_summary


def write_profile(question: WriteProfile) -> WrittenProfile:
    """What the question asks for; null and nothing for what is good as it stands."""
    return WrittenProfile(
        summary=write_summary(question) if "summary" in question.focus else None,
        skills=tidy_skills(question) if "skills" in question.focus else (),
    )
