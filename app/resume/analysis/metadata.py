"""The facts beside the score: counts, language, profile, years, and how well a program reads the file."""

from dataclasses import asdict, dataclass
from typing import Any

from app.resume.analysis.case import Case
from app.resume.analysis.checks.verbs import opens_with_action
from app.resume.analysis.language.quantities import has_quantity
from app.resume.analysis.posting import Posting
from app.resume.analysis.profile import Chosen
from app.resume.analysis.requirements import Requirement
from app.resume.reading.document import Document
from app.resume.words import count_words

_WORDS_OF_A_PAGE = 550


@dataclass(frozen=True)
class LeftOut:
    """A check that was not made, and why."""

    check: str
    why: str


def metadata(case: Case, chosen: Chosen, left_out: tuple[LeftOut, ...]) -> dict[str, Any]:
    """What the contract shows under `metadata`, as JSON values. `left_out` holds the checks that did not apply."""
    subject = case.subject
    words = count_words(subject.resume.raw_text)
    said = subject.statements
    return {
        "word_count": words,
        "page_count": subject.document.pages if subject.document else max(1, -(-words // _WORDS_OF_A_PAGE)),
        "sections_found": list(subject.resume.sections_found),
        "has_action_verbs": any(opens_with_action(line.text) for line in said),
        "has_quantifiable_achievements": any(has_quantity(line.text) for line in said),
        "language": subject.resume.language or "en",
        "export": subject.resume.export,
        "profile": chosen.profile.name,
        "profile_confidence": chosen.confidence,
        "years_experience": round(subject.years, 1),
        "readability": _readability(subject.document),
        "checks_left_out": [asdict(each) for each in left_out],
    }


def posting_metadata(posting: Posting | None, requirements: tuple[Requirement, ...]) -> dict[str, Any]:
    """What the posting asks for, each line with its standing; nothing without a posting."""
    if posting is None:
        return {}
    lines = [asdict(each) | {"lacking": list(each.lacking)} for each in requirements]
    return {"posting": {"title": posting.title, "years": posting.years, "degree": posting.degree, "requirements": lines}}


def _readability(document: Document | None) -> dict[str, Any] | None:
    if document is None or document.form not in {"pdf", "docx"}:
        return None
    layout = document.layout
    return {
        "columns": layout.columns,
        "body_size": layout.body_size,
        "fonts": list(layout.fonts),
        "text_layer": not layout.pages_without_text,
        "pages_without_text": list(layout.pages_without_text),
        "tables": layout.tables,
        "text_boxes": layout.text_boxes,
        "images": layout.images,
    }
