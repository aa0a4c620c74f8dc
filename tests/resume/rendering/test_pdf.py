"""The PDF: its words in order, its structure, its pages."""

import io
import os
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random

import pikepdf
import pymupdf
import pytest

from app.resume.model import Experience, Publication, Resume
from app.resume.reading.read import read
from app.resume.rendering.content import SEPARATOR, Content, Entry, Group, content_of
from app.resume.rendering.look import OPTIONS, ROOM, TEMPLATES, Look, about, look_of
from app.resume.rendering.pdf import typeset_of
from app.resume.rendering.render import render
from app.resume.rendering.rendered import Rendered

SAMPLE = Resume.model_validate_json((ROOM / "sample.json").read_bytes())
SENTENCE = "answer about requests from the external auditors each winter through a shared folder with owners and due dates"


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


def structure(data: bytes) -> list[str]:
    """The types of the structure tree's elements in their order."""
    found: list[str] = []

    def walk(element: pikepdf.Object) -> None:
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.append(str(element.S))
        kids = element.get("/K", ()) if isinstance(element, pikepdf.Dictionary) else ()
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                walk(kid)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        walk(pdf.Root.StructTreeRoot)
    return found


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_structure_tree_says_the_document_in_order(template: str) -> None:
    tags = structure(printed(template).data)
    made, _ = content(template)
    entries = [block for section in made.sections for block in section.blocks if isinstance(block, Entry)]
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == len(made.sections)
    assert tags.count("/H3") == sum(bool(entry.title) and not entry.one_line for entry in entries)
    assert tags.count("/LI") == sum(entry.one_line + sum(not point.prose for point in entry.points) for entry in entries)
    assert tags.index("/H1") < tags.index("/H2") < tags.index("/H3") < tags.index("/LI")
    assert not {"/Table", "/Figure"} & set(tags)


@pytest.mark.parametrize("template", TEMPLATES)
def test_bookmarks_follow_the_headings_and_fonts_are_embedded(template: str) -> None:
    made, _ = content(template)
    with pymupdf.open(stream=printed(template).data) as document:  # type: ignore[no-untyped-call]
        levels = [(level, title) for level, title, _ in document.get_toc()]
        assert [title for level, title in levels if level == 2] == [section.heading for section in made.sections]
        assert levels[0] == (1, SAMPLE.name)
        assert all(font[1] in {"ttf", "otf", "cff"} for page in document for font in page.get_fonts())


@pytest.mark.parametrize(("page_size", "width", "height"), [("letter", 612, 792), ("a4", 595, 842)])
def test_paper_is_letter_or_a4(page_size: str, width: int, height: int) -> None:
    made = render(Resume(name="Ann", summary="Words."), look_of("modern", {"page_size": page_size}), "pdf")
    with pymupdf.open(stream=made.data) as document:  # type: ignore[no-untyped-call]
        assert (round(document[0].rect.width), round(document[0].rect.height)) == (width, height)


@pytest.mark.parametrize("font", OPTIONS["font"])
def test_letters_of_many_alphabets_come_out_in_every_face(font: str) -> None:
    words = "Łódź Žižek naïve Ångström Ștefan ✓ → Ελένη Юлия"
    made = render(Resume(name="Ann Lee", summary=words), look_of("modern", {"font": font}), "pdf")
    assert words in text_of(made.data)
    assert not made.advice


def test_a_file_is_the_same_from_run_to_run() -> None:
    look = look_of("executive")
    first = render(SAMPLE, look, "pdf").data
    typeset_of.cache_clear()  # a layout that is kept would be compared with itself
    assert render(SAMPLE, look, "pdf").data == first


def test_the_publications_of_an_academic_are_counted_in_every_form() -> None:
    three = Resume(name="Ada", publications=tuple(Publication(title=f"On rivers {each}", publisher="Letters") for each in "ABC"))
    look = look_of("academic")
    assert "1. On rivers A | Letters 2. On rivers B | Letters 3." in text_of(render(three, look, "pdf").data)
    assert "\n2. On rivers B | Letters\n" in render(three, look, "txt").data.decode()
    assert "\n3. **On rivers C** | Letters\n" in render(three, look, "md").data.decode()
    assert [(block.marker, block.text) for block in read(render(three, look, "docx").data).blocks[2:]] == [
        (f"{at}.", f"On rivers {each} | Letters") for at, each in enumerate("ABC", 1)
    ]


def test_a_long_name_is_set_smaller_and_stays_in_one_line() -> None:
    name = "Margarethe van der Heijden-Castellanos"
    with pymupdf.open(stream=render(Resume(name=name), look_of("creative"), "pdf").data) as document:  # type: ignore[no-untyped-call]
        assert document[0].get_text().splitlines()[0] == name


def test_later_pages_say_whose_they_are() -> None:
    with pymupdf.open(stream=long(14).data) as document:  # type: ignore[no-untyped-call]
        assert "Ann Lee – 2" in document[1].get_text()
        assert "Ann Lee – 1" not in document[0].get_text()


def long(jobs: int, bullets: int = 3, template: str = "modern", words: str = "Did a thing of note") -> Rendered:
    told = tuple(
        Experience(role=f"Role {at}", company=f"House {at}", start_date="2020-01", responsibilities=(words,) * bullets)
        for at in range(jobs)
    )
    return render(Resume(name="Ann Lee", experiences=told, skills=("Rope",)), look_of(template), "pdf")


@pytest.mark.parametrize("jobs", range(13, 19))
def test_no_heading_and_no_head_of_an_entry_ends_a_page(jobs: int) -> None:
    with pymupdf.open(stream=long(jobs).data) as document:  # type: ignore[no-untyped-call]
        for page in list(document)[:-1]:
            lines = [line for line in page.get_text().splitlines() if line.strip() and "Ann Lee –" not in line]
            assert lines[-1].lstrip("• ").startswith("Did a thing"), lines[-3:]


def test_a_little_too_much_is_fitted_and_told() -> None:
    fitted = [made for jobs in range(7, 11) if (made := long(jobs)).fitted]
    assert fitted
    assert all(made.pages == 1 and "reduced" in made.fitted[0] for made in fitted)


@pytest.mark.parametrize("template", TEMPLATES)
def test_type_never_falls_below_its_floor(template: str) -> None:
    least = about(template).type.least
    for jobs in (8, 10):
        with pymupdf.open(stream=long(jobs, template=template).data) as document:  # type: ignore[no-untyped-call]
            spans = [
                span
                for page in document
                for block in page.get_text("dict", flags=pymupdf.TEXTFLAGS_TEXT)["blocks"]
                for line in block["lines"]
                for span in line["spans"]
                if "Ann Lee –" not in "".join(each["text"] for each in line["spans"])
            ]
        assert min(span["size"] for span in spans) >= least - 0.05


def test_a_short_text_is_set_wider() -> None:
    assert "widened" in long(1, bullets=1).fitted[0]


def test_federal_says_what_to_cut_past_two_pages() -> None:
    made = long(16, bullets=6, template="federal", words="Planned and ran the yearly count of every boat on the river " * 2)
    assert made.pages and made.pages > 2
    assert "takes 2" in made.advice[0]
    assert "“Role 15”" in made.advice[1]


def test_no_line_breaks_after_its_first_word() -> None:
    pick = Random(5)
    bullets = tuple(" ".join(pick.choices(SENTENCE.split(), k=pick.randint(13, 24))).capitalize() for _ in range(240))
    job = Experience(role="Clerk", company="Firm", start_date="2020-01", responsibilities=bullets)
    with pymupdf.open(stream=render(Resume(name="Ada", experiences=(job,)), look_of("federal"), "pdf").data) as document:  # type: ignore[no-untyped-call]
        lines = [line for page in document for line in page.get_text().splitlines() if line.startswith("•")]
    assert len(lines) == len(bullets)
    assert min(map(len, lines)) > 40


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_bullet_ends_in_a_line_of_one_word(template: str) -> None:
    pick = Random(7)
    bullets = tuple(" ".join(pick.choices(SENTENCE.split(), k=pick.randint(13, 40))).capitalize() for _ in range(60))
    job = Experience(role="Clerk", company="Firm", start_date="2020-01", responsibilities=bullets)
    with pymupdf.open(stream=render(Resume(name="Ada", experiences=(job,)), look_of(template), "pdf").data) as document:  # type: ignore[no-untyped-call]
        lines = [line for page in document for line in page.get_text().splitlines()]
    first = next(at for at, line in enumerate(lines) if line.startswith("•"))
    ends = [last for last, line in pairwise(lines[first:]) if line.startswith("•")]
    assert len(ends) == len(bullets) - 1
    assert min(len(line.split()) for line in ends) > 1


def test_a_process_leaves_no_fonts_behind(tmp_path: Path) -> None:
    told = "import gc; from app.resume.rendering.faces import faces; faces(); gc.freeze()"
    subprocess.run(
        [sys.executable, "-c", told], cwd=Path(__file__).parents[3], env={**os.environ, "TMPDIR": str(tmp_path)}, check=True
    )
    assert not list(tmp_path.iterdir())
