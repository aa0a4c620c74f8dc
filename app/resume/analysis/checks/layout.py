"""The looks of a file: pages for the years, type that can be read, few typefaces and one bullet glyph."""

from collections.abc import Iterator

from app.resume.analysis.case import Case
from app.resume.analysis.rubric import Limits
from app.resume.analysis.verdict import Advice, Found, Verdict, counted, listed
from app.resume.reading.document import Document


def layout(case: Case, limits: Limits) -> Verdict | None:
    """Pages fit the seniority 1, body type of 10 to 12 pt 1, at most two families and one glyph 1. Left out for text."""
    document = case.subject.document
    if document is None or not case.subject.laid_out:
        return None
    fitting = 1 if case.subject.years < limits["senior_years"] else 2
    pages = tuple(_pages(document, fitting))
    size = tuple(_size(document, limits))
    looks = tuple(_looks(document, limits))
    share = sum(1 for part in (pages, size, looks) if not part) / 3
    found = (*pages, *size, *looks)
    return Verdict(share, _why(document, found), found, _advice(found) if found else None)


def _why(document: Document, found: tuple[Found, ...]) -> str:
    size = f", body type of {document.layout.body_size:g} pt" if document.layout.body_size else ""
    return (
        listed([each.issue for each in found]) if found else f"{counted(document.pages, 'page')}{size}, few typefaces, one glyph"
    )


def _pages(document: Document, fitting: int) -> Iterator[Found]:
    if document.pages > fitting:
        issue = f"{document.pages} pages, where {counted(fitting, 'page')} would do for these years of work"
        yield Found(
            "page_count", "Overall", issue, None, f"Bring it down to {counted(fitting, 'page')}: shorten the oldest jobs."
        )


def _size(document: Document, limits: Limits) -> Iterator[Found]:
    size = document.layout.body_size
    if size is not None and not limits["smallest_type"] - 0.25 <= size <= limits["largest_type"] + 0.25:
        issue = f"The body type is {size:g} pt"
        yield Found("type_size", "Overall", issue, None, "Set the body text in 10 to 12 points.")


def _looks(document: Document, limits: Limits) -> Iterator[Found]:
    families = document.layout.fonts
    if len(families) > limits["most_families"]:
        issue = f"{len(families)} typefaces: {listed(families)}"
        yield Found("many_fonts", "Overall", issue, None, "Keep one typeface, or one for headings and one for text.")
    glyphs = document.layout.bullet_glyphs
    if len(glyphs) > limits["most_glyphs"]:
        issue = f"{len(glyphs)} kinds of bullet: {listed(glyphs)}"
        yield Found("mixed_glyphs", "Overall", issue, " ".join(glyphs), f"Use {glyphs[0]} for every bullet.")


def _advice(found: tuple[Found, ...]) -> Advice:
    return Advice(
        " ".join(each.fix for each in found),
        "A page that is easy on the eye is read further.",
        tuple(each.issue for each in found),
    )
