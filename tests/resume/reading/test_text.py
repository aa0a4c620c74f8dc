import pytest

from app.errors import UnreadableFile
from app.resume.reading.document import Document
from app.resume.reading.hygiene import clean
from app.resume.reading.limits import ReadLimits
from app.resume.reading.read import read

NOTE = "Nora Quist\nZürich – naïve\n"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    assert texts(read(NOTE.encode(encoding))) == ["Nora Quist", "Zürich – naïve"]


def test_markdown_gives_headings_bullets_links_and_cells() -> None:
    head = "# Nora Quist\n## Experience\n**Baker**, [Rye](https://rye.example.com) <nora@example.com>\n"
    source = head + "- Shaped `loaves`\n| A | B |\n|---|---|\n| C | D |\n"
    document = read(source.encode())
    assert document.form == "markdown"
    assert [(block.role, block.level, block.text) for block in document.blocks[:2]] == [
        ("heading", 1, "Nora Quist"),
        ("heading", 2, "Experience"),
    ]
    assert document.blocks[2].text == "Baker, Rye nora@example.com"
    assert document.blocks[2].spans[0].bold
    assert document.links == ("https://rye.example.com",)
    assert (document.blocks[3].marker, document.blocks[3].text) == ("-", "Shaped loaves")
    assert [block.cells for block in document.blocks[4:]] == [("A", "B"), ("C", "D")]


def test_a_text_that_lost_its_lines_gets_them_back() -> None:
    job = "Baker at Rye and Sons, Bern, 2019 to 2022 " + "• Shaped four hundred loaves a night by hand for the town " * 10
    document = read(f"Nora Quist nora@example.com EXPERIENCE {job}EDUCATION Trade school of Bern, 2018".encode())
    assert [block.text for block in document.blocks if block.role == "heading"] == ["EXPERIENCE", "EDUCATION"]
    assert sum(block.role == "bullet" for block in document.blocks) == 10


def test_wide_gaps_and_tabs_are_cells() -> None:
    document = read(b"Rye and Sons\t2019\nOat Hall          2016\n")
    assert [block.cells for block in document.blocks] == [("Rye and Sons", "2019"), ("Oat Hall", "2016")]


def test_invisible_characters_go_and_figures_stay() -> None:
    assert clean("Jo\u202ehn\u200b \ufeffQu\u00adist\x00\U000e0041") == "John Qu\u00adist"
    assert clean("ﬁve ｋｇ ⼈") == "five kg 人"
    assert clean("10⁶ m² ½ ™ …") == "10⁶ m² ½ ™ …"
    assert clean("a\r\nb\u2028c\x85d") == "a\nb\nc\nd"


def test_lone_surrogates_do_not_survive() -> None:
    assert clean("a\ud800b") == "ab"


def test_length_is_counted_before_and_after_normalising() -> None:
    limits = ReadLimits(characters=100)
    for source in ("a " * 51, "ﷺ" * 20):
        with pytest.raises(UnreadableFile) as caught:
            read(source.encode(), limits)
        assert caught.value.code == "too_much_text"


@pytest.mark.parametrize("source", [b"{\\rtf1 Nora}", b"<!DOCTYPE html><p>Nora", b"\x89PNG\r\n\x1a\n", b"GIF89a Nora"])
def test_other_formats_are_refused(source: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(source)
    assert caught.value.code == "not_a_resume_file"


def test_the_inside_of_a_broken_pdf_is_no_text() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(b"1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n9\n%%EOF")
    assert caught.value.code == "corrupt_file"
