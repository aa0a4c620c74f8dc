from pathlib import Path

import pytest

from app.errors import UnreadableFile
from app.resume.reading.document import Document
from app.resume.reading.read import read

FOLDER = Path(__file__).parents[2] / "fixtures" / "documents"


def document(name: str) -> Document:
    return read((FOLDER / name).read_bytes())


def headings(found: Document) -> list[str]:
    return [block.text for block in found.blocks if block.role == "heading"]


def test_a_side_column_is_read_before_the_main_one() -> None:
    found = document("two-columns.pdf")
    assert headings(found) == ["Nora Quist", "Contact", "Skills", "Languages", "Summary", "Experience", "Education"]
    assert found.layout.columns == 2
    assert next(block.text for block in found.blocks if block.role == "bullet").startswith("Shaped 400 loaves")


def test_one_column_is_read_from_top_to_bottom() -> None:
    found = document("one-column.pdf")
    assert headings(found) == ["Nora Quist", "Contact", "Summary", "Experience", "Education"]
    assert (found.layout.columns, found.layout.body_size, len(found.layout.fonts)) == (1, 10.0, 1)


def test_a_word_document_keeps_headings_bullets_and_cells() -> None:
    found = document("one-column.docx")
    assert headings(found) == ["Experience", "Education", "Skills"]
    assert sum(block.role == "bullet" for block in found.blocks) == 2
    assert found.blocks[3].cells == ("Head Baker, Rye and Sons", "March 2019 - Present")


@pytest.mark.parametrize(("name", "code"), [("scan.pdf", "no_text"), ("locked.pdf", "encrypted_file")])
def test_what_cannot_be_read_says_why(name: str, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        document(name)
    assert caught.value.code == code
