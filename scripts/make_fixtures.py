"""Makes the documents that tests read, of invented people: `python scripts/make_fixtures.py [folder]`.

Run it after a change here and look at the difference of the files' text; the bytes of a PDF may differ from run to run.
"""

import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf

_pymupdf: Any = pymupdf
FOLDER = Path(__file__).parents[1] / "tests" / "fixtures" / "documents"

MAIN = """
<h2>Summary</h2><p>Baker with nine years at the oven and four at the head of a team of six.</p>
<h2>Experience</h2>
<p><b>Head Baker, Rye and Sons</b></p><p>Bern, Switzerland | March 2019 - Present</p>
<ul><li>Shaped 400 loaves a night and cut waste by 18% in the first year</li><li>Trained two apprentices, both kept on</li></ul>
<p><b>Baker, Oat Hall</b></p><p>Graz, Austria | June 2014 - February 2019</p>
<ul><li>Ran the night shift of a hotel with 120 rooms</li><li>Wrote the plan for allergens that the house still uses</li></ul>
<h2>Education</h2><p><b>Diploma in Baking</b>, Trade School of Graz, 2014</p>
"""
ASIDE = """
<h2>Contact</h2><p>nora.quist@example.com</p><p>(212) 555-0142</p><p>Bern, Switzerland</p>
<h2>Skills</h2><p>Sourdough</p><p>Lamination</p><p>Costing</p><p>Rosters</p><p>Food safety</p>
<h2>Languages</h2><p>German, native</p><p>English, fluent</p>
"""
NAME = "<h1>Nora Quist</h1><p>Head Baker</p>"
STYLE = (
    "* {font-family: sans-serif; font-size: 10px} h1 {font-size: 22px} h2 {font-size: 13px; margin-top: 12px} p {margin: 2px 0}"
)

_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EPOCH = (2026, 1, 1, 0, 0, 0)

DOCX_LINES = (
    ("title", "Nora Quist"),
    ("plain", "Bern, Switzerland | (212) 555-0142 | nora.quist@example.com"),
    ("heading", "Experience"),
    ("strong", "Head Baker, Rye and Sons\tMarch 2019 - Present"),
    ("bullet", "Shaped 400 loaves a night and cut waste by 18% in the first year"),
    ("bullet", "Trained two apprentices, both kept on"),
    ("heading", "Education"),
    ("plain", "Diploma in Baking, Trade School of Graz\t2014"),
    ("heading", "Skills"),
    ("plain", "Sourdough, lamination, costing, rosters, food safety"),
)


def two_columns() -> bytes:
    """A name over the page, a narrow column left and the main one right of it."""
    file = _pymupdf.open()
    page = file.new_page()
    _fill(page, (50, 40, 545, 100), NAME)
    _fill(page, (50, 110, 190, 780), ASIDE)
    _fill(page, (220, 110, 545, 780), MAIN)
    return _saved(file)


def one_column() -> bytes:
    """All under each other."""
    file = _pymupdf.open()
    page = file.new_page()
    _fill(page, (50, 40, 545, 800), NAME + ASIDE.split("<h2>Skills", maxsplit=1)[0] + MAIN)
    return _saved(file)


def scan() -> bytes:
    """A picture of a page, without words."""
    picture = _pymupdf.open(stream=one_column(), filetype="pdf")[0].get_pixmap(dpi=40)
    file = _pymupdf.open()
    page = file.new_page()
    page.insert_image(page.rect, pixmap=picture)
    return _saved(file)


def locked() -> bytes:
    """A PDF that opens with a password alone."""
    file = _pymupdf.open(stream=one_column(), filetype="pdf")
    return bytes(
        file.tobytes(encryption=_pymupdf.PDF_ENCRYPT_AES_256, owner_pw="owner-of-a-fixture", user_pw="reader-of-a-fixture")
    )


def word() -> bytes:
    """A DOCX of the same person."""
    body = "".join(_paragraph(kind, text) for kind, text in DOCX_LINES)
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return _zipped({"[Content_Types].xml": _CONTENT_TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document})


def _paragraph(kind: str, text: str) -> str:
    outline = '<w:outlineLvl w:val="0"/>' if kind == "heading" else ""
    size = {"title": 40, "heading": 28}.get(kind, 21)
    bold = "<w:b/>" if kind in {"title", "heading", "strong"} else ""
    words = "<w:tab/>".join(f"<w:t>{each}</w:t>" for each in (f"• {text}" if kind == "bullet" else text).split("\t"))
    return f'<w:p><w:pPr>{outline}</w:pPr><w:r><w:rPr>{bold}<w:sz w:val="{size}"/></w:rPr>{words}</w:r></w:p>'


def _zipped(parts: dict[str, str]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, _EPOCH), text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _fill(page: Any, box: tuple[float, float, float, float], html: str) -> None:
    page.insert_htmlbox(_pymupdf.Rect(box), html, css=STYLE)


def _saved(file: Any) -> bytes:
    file.subset_fonts()
    return bytes(file.tobytes(garbage=3, deflate=True))


FILES = {
    "two-columns.pdf": two_columns,
    "one-column.pdf": one_column,
    "scan.pdf": scan,
    "locked.pdf": locked,
    "one-column.docx": word,
}


def main(folder: Path) -> None:
    """Writes every file into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FILES.items():
        (folder / name).write_bytes(make())
        print(name, (folder / name).stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
