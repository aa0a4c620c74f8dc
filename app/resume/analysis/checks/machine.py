"""Whether a program can read the file, and how to reach the person."""

import re
from collections.abc import Iterator

from app.resume.analysis.case import Case
from app.resume.analysis.report import Severity
from app.resume.analysis.rubric import Limits
from app.resume.analysis.verdict import Advice, Found, Verdict, listed
from app.resume.model import Resume
from app.resume.reading.document import Document

_MAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
_FEWEST_DIGITS = 7


def machine_readable(case: Case, limits: Limits) -> Verdict | None:
    """Text on every page 1, one column 1.5, nothing in tables, boxes or headers 1, standard headings 1, clean characters 0.5."""
    document = case.subject.document
    if document is None or not case.subject.laid_out:
        return None
    parts = (
        (1.0, tuple(_blank_pages(document))),
        (1.5, tuple(_interleaved(document))),
        (1.0, tuple(_boxes(document))),
        (1.0, tuple(_headings(case.subject.resume))),
        (0.5, tuple(_characters(document, limits))),
    )
    found = tuple(each for _, part in parts for each in part)
    share = sum(points for points, part in parts if not part) / 5
    why = listed([each.issue for each in found]) if found else "text on every page, in reading order, under standard headings"
    return Verdict(share, why, found, _advice(found) if found else None)


def _blank_pages(document: Document) -> Iterator[Found]:
    for page in document.layout.pages_without_text:
        issue = f"Page {page} holds no text that a program can read"
        yield Found("page_without_text", f"Page {page}", issue, None, "Export the page as text instead of a picture.")


def _interleaved(document: Document) -> Iterator[Found]:
    if document.layout.columns > 1:
        issue = f"The text runs in {document.layout.columns} columns"
        yield Found(
            "interleaved_columns", "Overall", issue, None, "Put everything in one column: many programs read straight across two."
        )


def _boxes(document: Document) -> Iterator[Found]:
    layout = document.layout
    what = [
        name
        for name, there in (
            ("tables", layout.tables),
            ("text boxes", layout.text_boxes),
            ("a header or footer", layout.header_footer_text),
        )
        if there
    ]
    if what:
        issue = f"Content stands in {listed(what)}"
        yield Found(
            "table_or_text_box", "Overall", issue, None, f"Move the content of {listed(what)} into plain lines of the page."
        )


def _headings(resume: Resume) -> Iterator[Found]:
    """One finding when fewer than three headings are ones that a reader knows."""
    known = {each.section for each in resume.headings if each.section != "other"} | (
        set(resume.sections_found) - {"contact", "other"}
    )
    if len(known) < 3:
        issue = "Fewer than three headings that a reader knows"
        yield Found("unknown_heading", "Overall", issue, None, "Head the parts Summary, Experience, Education and Skills.")


def _characters(document: Document, limits: Limits) -> Iterator[Found]:
    if document.layout.odd_characters > limits["most_odd_characters"]:
        issue = f"{document.layout.odd_characters} characters that a program cannot read, such as those of an icon font"
        yield Found("odd_characters", "Overall", issue, None, "Replace icons by words: Phone, Mail, LinkedIn.")


def _advice(found: tuple[Found, ...]) -> Advice:
    return Advice(
        " ".join(each.fix for each in found),
        "Greenhouse and Lever name columns, tables, text boxes and pictures as what their readers stumble over.",
        tuple(each.issue for each in found),
    )


def contact(case: Case, limits: Limits) -> Verdict:
    """Name 0.5, mail 0.75, phone 0.5, place 0.25."""
    resume = case.subject.resume
    points = {"name": 0.5, "email": 0.75, "phone": 0.5, "location": 0.25}
    lacking = tuple(part for part in points if not _given(resume, part))
    share = 1 - sum(points[part] for part in lacking) / sum(points.values())
    found = tuple(_missing(part) for part in lacking)
    why = f"missing: {listed([_SAID[part] for part in lacking])}" if lacking else "name, mail, phone and place are given"
    return Verdict(share, why, found, _advice_contact(lacking) if lacking else None)


_LINES_OF_CONTACT = 8
_TOWN = re.compile(r"(?:^|[,;|•·] ?)(?:[A-Z]{1,3}-)?\d{4,5}(?: [A-Z]{2})? [A-ZÄÖÜÉ][^\W\d_]{2,}")
"""A town behind its postal code, as addresses stand outside of America: `04109 Leipzig`."""
_SAID = {"name": "your name", "email": "a mail address", "phone": "a phone number", "location": "the place you live"}
_HOW = {
    "name": "Put your full name on the first line.",
    "email": "Add a mail address under your name.",
    "phone": "Add a phone number with its area code under your name.",
    "location": "Add city and state or country, or Remote, under your name; the street is not needed.",
}


def _given(resume: Resume, part: str) -> bool:
    match part:
        case "name":
            return bool(resume.name)
        case "email":
            return bool(resume.email and _MAIL.match(resume.email))
        case "phone":
            return sum(letter.isdigit() for letter in resume.phone or "") >= _FEWEST_DIGITS
        case _:
            return bool(resume.location) or _names_town_abroad(resume)


def _names_town_abroad(resume: Resume) -> bool:
    lines = resume.raw_text.splitlines()[:_LINES_OF_CONTACT]
    return resume.language not in {None, "en"} and any(_TOWN.search(line) for line in lines)


def _missing(part: str) -> Found:
    severity: Severity | None = "low" if part == "location" else None
    return Found("missing_contact", f"Contact > {part}", f"The résumé does not give {_SAID[part]}", None, _HOW[part], severity)


def _advice_contact(lacking: tuple[str, ...]) -> Advice:
    return Advice(" ".join(_HOW[part] for part in lacking), "Who likes the résumé must be able to reach you.")
