"""A résumé in the plainest text, for tests that read it again."""

from app.resume.model import Education, Experience, Resume


def written(resume: Resume) -> str:
    """The fields that plain text can show, each under its heading."""
    head = [resume.name or "", " | ".join(each for each in (resume.location, resume.phone, resume.email) if each)]
    parts = ["\n".join(head)]
    parts += _section("SUMMARY", [resume.summary] if resume.summary else [])
    parts += _section("EXPERIENCE", [_job(job) for job in resume.experiences])
    parts += _section("EDUCATION", [_school(school) for school in resume.education])
    parts += _section("SKILLS", [", ".join(resume.skills)] if resume.skills else [])
    parts += [f"{other.heading}\n" + "\n".join(other.lines) for other in resume.other_sections if other.heading]
    return "\n\n".join(parts)


def _section(heading: str, entries: list[str]) -> list[str]:
    return [f"{heading}\n" + "\n\n".join(entries)] if entries else []


def _job(job: Experience) -> str:
    head = ", ".join(each for each in (job.role, job.company, job.location) if each)
    return "\n".join([head, _dates(job), *(f"- {text}" for text in job.responsibilities)])


def _school(school: Education) -> str:
    degree = " in ".join(each for each in (school.degree, school.field) if each)
    return f"{degree}, {school.institution}, {_dates(school)}"


def _dates(entry: Experience | Education) -> str:
    return " - ".join(each for each in (entry.start_text, entry.end_text) if each)
