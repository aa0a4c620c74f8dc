"""The passages of a résumé that are written in sentences or bullets, and so can be judged as language."""

from app.resume.analysis.subject import Passage, Subject

_PROSE = frozenset({"headline", "summary", "experience", "projects", "volunteering", "awards", "education", "other"})
_SHORTEST = 3
_QUOTED = ("reference", "testimonial", "recommend")


def prose(subject: Subject) -> tuple[Passage, ...]:
    """Summary, bullets and whatever else is told in words, without names, titles and lists."""
    return tuple(passage for passage in subject.passages if _is_prose(passage))


def _is_prose(passage: Passage) -> bool:
    """What referees say is left out: it is not the writer's voice."""
    quoted = passage.section == "other" and any(word in passage.place.lower() for word in _QUOTED)
    return passage.section in _PROSE and len(passage.text.split()) >= _SHORTEST and not quoted
