"""DOCX packages built from the XML that a test shows."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, parts: Mapping[str, str] | None = None, links: Mapping[str, tuple[str, str]] | None = None) -> bytes:
    """A DOCX of a body's XML; `parts` by name under `word/`, `links` by id: kind and target."""
    relations = dict(links or {})
    for name in parts or {}:
        kind = name.removesuffix(".xml").rstrip("0123456789")
        relations.setdefault(name.removesuffix(".xml"), (kind, name))
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": rels({"main": ("officeDocument", "word/document.xml")}),
            "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": rels(relations),
            **{f"word/{name}": text for name, text in (parts or {}).items()},
        }
    )


def part(name: str, inside: str) -> str:
    """A part's XML with its name spaces."""
    return f"<w:{name} {_W} {_R} {_MC} {_WPS}>{inside}</w:{name}>"


def rels(targets: Mapping[str, tuple[str, str]]) -> str:
    """A part of relationships; an address of the web lies outside the package."""
    each = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"{outside(target)}/>'
        for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'


def outside(target: str) -> str:
    return ' TargetMode="External"' if ":" in target else ""


def package(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of parts by name."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of cells that hold paragraphs' XML."""
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
