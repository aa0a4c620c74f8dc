"""The PDF: its words in order, its structure, its pages."""

import io
from functools import cache

import pikepdf
import pymupdf
import pytest

from app.resume.model import Resume
from app.resume.rendering.content import SEPARATOR, Content, Entry, Group, content_of
from app.resume.rendering.look import ROOM, TEMPLATES, Look, look_of
from app.resume.rendering.render import render
from app.resume.rendering.rendered import Rendered

SAMPLE = Resume.model_validate_json((ROOM / "sample.json").read_bytes())


@cache
def printed(template: str) -> Rendered:
    return render(SAMPLE, look_of(template), "pdf")


def text_of(data: bytes) -> str:
    with pymupdf.open(stream=data) as document:  # type: ignore[no-untyped-call]
        return " ".join(" ".join(page.get_text() for page in document).split())


def words_of(content: Content) -> str:
    """All words of the content in the order that every writer prints them in."""
    lines = [content.header.name, content.header.headline]
    lines += [line_of(parts) for parts in content.header.contact_lines]
    for section in content.sections:
        lines.append(section.heading)
        for block in section.blocks:
            if isinstance(block, Entry):
                under = line_of(block.under)
                if block.one_line:
                    lines += ["•", SEPARATOR.join(filter(None, (block.title, under)))]
                else:
                    lines += [block.title, under, *block.details]
                lines += [text for point in block.points for text in (("" if point.prose else "•"), point.text)]
            elif isinstance(block, Group):
                lines.append((f"{block.name}: " if block.name else "") + ", ".join(block.items))
            else:
                lines.append(block.text)
    return " ".join(" ".join(line for line in lines if line).split())


def line_of(parts: tuple[tuple[object, ...], ...]) -> str:
    return SEPARATOR.join("".join(run.text for run in part) for part in parts)  # type: ignore[attr-defined]


def content(template: str) -> tuple[Content, Look]:
    look = look_of(template)
    return content_of(SAMPLE, look), look


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_words_stand_in_reading_order_and_none_is_missing(template: str) -> None:
    expected, _ = content(template)
    wanted, found = words_of(expected), text_of(printed(template).data)
    assert found.casefold() == wanted.casefold()  # headings may be set in capitals


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_file_is_tagged_and_says_what_it_is(template: str) -> None:
    with pikepdf.open(io.BytesIO(printed(template).data)) as pdf:
        assert pdf.Root.Lang == "en"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.docinfo["/Title"] == SAMPLE.name
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        assert len(pdf.pages) == printed(template).pages


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_file_is_small(template: str) -> None:
    assert len(printed(template).data) < 60_000
