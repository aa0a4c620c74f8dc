"""DOCX, text, Markdown and JSON Résumé: the words of the PDF, in Word's own terms."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont

import app.resume.rendering.look as rendering
from app.resume.jsonresume import JsonResume, from_json_resume
from app.resume.model import Bullet, Experience, Link, OtherSection, Resume, SkillGroup
from app.resume.reading.read import read
from app.resume.rendering.look import TEMPLATES, look_of
from app.resume.rendering.render import render

SAMPLE = Resume.model_validate_json((Path(rendering.__file__).parent / "sample.json").read_bytes())
WORD = re.compile(r"[^\W_]+")
NASTY = (
    "Ran\0 a \x07<script>alert(1)</script> {{ 7*7 }} [link](javascript:alert(1)) \U000e0041 𝔘 שלום 🚀 **bold** # not a heading"
)


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def read_words(data: bytes) -> list[str]:
    """As our reader gives them, page numbers aside."""
    return [word for block in read(data).blocks if block.role != "furniture" for word in words(block.text)]


def made(resume: Resume, template: str = "modern", **options: object) -> bytes:
    return render(resume, look_of(template, options), "docx").data


def parts(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        yield from ((name, package.read(name).decode()) for name in package.namelist() if name.endswith((".xml", ".rels")))


@pytest.mark.parametrize("template", TEMPLATES)
def test_pdf_docx_and_text_hold_the_same_words_in_the_same_order(template: str) -> None:
    look = look_of(template)
    text = render(SAMPLE, look, "txt").data.decode()
    assert words(text) == read_words(render(SAMPLE, look, "docx").data) == read_words(render(SAMPLE, look, "pdf").data)


@pytest.mark.parametrize("template", TEMPLATES)
def test_word_knows_headings_lists_and_fonts_for_what_they_are(template: str) -> None:
    data = made(SAMPLE, template)
    document = Document(io.BytesIO(data))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2", "List Bullet"} <= set(styles)
    assert set(styles) <= {"Title", "Subtitle", "Heading 1", "Heading 2", "List Bullet", "Normal"}
    whole = dict(parts(data))
    assert re.findall(r'<w:lvlText w:val="(.*?)"', whole["word/numbering.xml"]) == ["•", "%1."]
    assert not re.search(r"[\ue000-\uf8ff]", "".join(whole.values()))
    assert "asciiTheme" not in whole["word/document.xml"]
    for style in document.styles.element.iter(qn("w:style")):
        fonts = style.find(f".//{qn('w:rFonts')}")
        assert fonts is None or not any("Theme" in name or "theme" in name for name in fonts.attrib)


def test_a_page_is_letter_or_a4_with_the_looks_margins() -> None:
    for size, width in (("letter", 8.5), ("a4", 8.27)):
        [section] = Document(io.BytesIO(made(SAMPLE, page_size=size))).sections
        assert section.page_width
        assert round(section.page_width.inches, 2) == width


def test_the_document_says_whose_it_is_and_in_which_language() -> None:
    data = made(SAMPLE.model_copy(update={"language": "de"}))
    properties = Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author, properties.language) == (SAMPLE.name, SAMPLE.name, "de")
    assert 'w:val="de"' in dict(parts(data))["word/styles.xml"]


def test_links_lead_where_they_say_and_only_to_safe_addresses() -> None:
    links = tuple(Link(url=url) for url in ("https://example.com/me", "javascript:alert(1)", "file:///etc/passwd", "http://a.b/"))
    data = made(SAMPLE.model_copy(update={"links": links}))
    targets = re.findall(r'Target="([^"]*)"[^>]*TargetMode="External"', dict(parts(data))["word/_rels/document.xml.rels"])
    assert "https://example.com/me" in targets
    assert {target.partition(":")[0] for target in targets} <= {"https", "mailto", "tel"}


@pytest.mark.parametrize("template", ["modern", "academic"])
def test_the_same_resume_gives_the_same_bytes(template: str) -> None:
    assert made(SAMPLE, template) == made(SAMPLE, template)


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_table_of_fonts_names_those_of_the_text_and_no_others(template: str) -> None:
    whole = dict(parts(made(SAMPLE, template)))
    named = re.findall(r'<w:font w:name="(.*?)"', whole["word/fontTable.xml"])
    assert set(named) == set(re.findall(r'w:ascii="(.*?)"', whole["word/styles.xml"] + whole["word/numbering.xml"]))


def test_a_face_that_few_machines_have_is_brought_along() -> None:
    data = made(SAMPLE, "academic")
    assert len(data) < 150_000
    whole = dict(parts(data))
    assert '<w:altName w:val="Garamond"/>' in whole["word/fontTable.xml"]
    assert "<w:embedTrueTypeFonts/>" in whole["word/settings.xml"]
    styles = [_brought(data, whole, place) for place in ("Regular", "Bold")]
    assert styles == [("EB Garamond", "Regular"), ("EB Garamond", "Bold")]


def _brought(data: bytes, whole: dict[str, str], place: str) -> tuple[str | None, str | None]:
    """Family and style of the font that stands in a place of the table, unmasked by its key."""
    told = re.search(rf'<w:embed{place} r:id="(.*?)" w:fontKey="{{(.*?)}}"', whole["word/fontTable.xml"])
    assert told
    target = re.search(rf'<Relationship [^>]*Id="{told[1]}"[^>]*>', whole["word/_rels/fontTable.xml.rels"])
    path = re.search(r'Target="(.*?)"', target[0]) if target else None
    assert path
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        masked = package.read(f"word/{path[1]}")
    key = bytes.fromhex(told[2].replace("-", ""))[::-1] * 2
    plain = bytes(one ^ other for one, other in zip(masked, key, strict=False)) + masked[len(key) :]
    with TTFont(io.BytesIO(plain)) as font:
        return font["name"].getDebugName(1), font["name"].getDebugName(2)


@pytest.mark.parametrize("form", ["docx", "txt", "md", "json"])
def test_whatever_stands_in_a_field_makes_a_good_file(form: str) -> None:
    resume = Resume(
        name=NASTY, headline=NASTY, summary=NASTY, location="x" * 5000, links=(Link(url=NASTY, label=NASTY),), skills=(NASTY,),
        experiences=(Experience(role=NASTY, company=NASTY, bullets=(Bullet(text=NASTY),), responsibilities=(NASTY,)),),
        skill_groups=(SkillGroup(name=NASTY, skills=(NASTY,)),), other_sections=(OtherSection(heading=NASTY, lines=(NASTY,)),),
    )  # fmt: skip
    data = render(resume, look_of("modern"), form).data  # type: ignore[arg-type]  # the parameters above are forms
    if form == "json":
        assert from_json_resume(JsonResume.model_validate(json.loads(data))).experiences[0].role == NASTY
        return
    document = read(data)
    assert "scriptalert1script" in document.text.casefold().translate({ord(mark): None for mark in "<>()/\\ "})
    assert not any(link.startswith("javascript") for link in document.links)


def test_words_from_right_to_left_are_set_so() -> None:
    xml = dict(parts(made(SAMPLE.model_copy(update={"summary": "שלום עולם", "headline": "Nurse שלום"}))))["word/document.xml"]
    assert xml.count("<w:bidi/>") == 1
    assert xml.count("<w:rtl/>") == 1


def test_what_the_person_wrote_is_never_markup_in_markdown() -> None:
    lines = ("# not a heading", "- not a bullet", "1. not a number", "**not bold**", "<b>", "[not](a-link)", "`not code`", "---")
    resume = Resume(name="Maria Keller", summary="\n".join(lines))
    text = render(resume, look_of("modern"), "md").data.decode()
    notes = text.partition("## Summary\n\n")[2].split("\n\n")
    assert [note.strip() for note in notes[: len(lines)]] == [
        "\\# not a heading", "\\- not a bullet", "1\\. not a number", "\\*\\*not bold\\*\\*", "\\<b\\>", "\\[not\\](a-link)",
        "\\`not code\\`", "--\\-",
    ]  # fmt: skip
