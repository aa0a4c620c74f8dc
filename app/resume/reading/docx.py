"""Reads a DOCX by a walk of its XML: body, tables in row order, text boxes, content controls, headers, footers, notes."""

import posixpath
from collections.abc import Iterator, Sequence

from app.errors import UnreadableFile
from app.resume.reading.compose import compose
from app.resume.reading.document import Document, FileWarning, Layout
from app.resume.reading.docx_body import Walk, WalkedLine
from app.resume.reading.docx_package import Package, Relations
from app.resume.reading.docx_styles import Element, Numbering, Styles, W, number, theme_fonts
from app.resume.reading.hygiene import check_length
from app.resume.reading.limits import ReadLimits
from app.resume.reading.looks import says_contact, usual
from app.resume.reading.printed import Printed
from app.resume.reading.warnings import warn

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_docx(data: bytes, limits: ReadLimits) -> Document:
    """The document in a DOCX's bytes. Raises UnreadableFile."""
    package = Package(data, limits)
    name = package.main_part()
    if name is None:
        raise UnreadableFile("corrupt_file" if "[Content_Types].xml" in package else "not_a_resume_file")
    root = package.xml(name)
    body = root.find(W + "body") if root is not None else None
    if body is None:
        raise UnreadableFile("no_text" if root is not None and root.tag == W + "document" else "not_a_resume_file")
    return _read(package, name, body, limits)


def _read(package: Package, name: str, body: Element, limits: ReadLimits) -> Document:
    folder, relations = posixpath.dirname(name), package.relations(name)
    styles = Styles(_part(package, folder, relations, "styles"), theme_fonts(_part(package, folder, relations, "theme")))
    walk = Walk(styles, Numbering(_part(package, folder, relations, "numbering")), limits)
    head = [line for part in _named_parts(folder, relations, body, "header") for line in _walk_part(package, part, walk)]
    lines = list(walk.lines(body, relations))
    pages = walk.page
    notes = [line for kind in ("footnotes", "endnotes") for line in _walk_notes(package, folder, relations, kind, walk)]
    foot = [line for part in _named_parts(folder, relations, body, "footer") for line in _walk_part(package, part, walk)]
    if pages > limits.pages:
        raise UnreadableFile("too_many_pages", limit=limits.pages)
    above, below = _headers(head, lines), _footers(foot)
    printed = [*above, *(line.printed for line in (*lines, *notes)), *below]
    check_length(sum(len(line.text) for line in printed), limits.characters)
    return Document(
        form="docx",
        pages=pages,
        blocks=compose(printed),
        layout=_layout(printed, walk, body, bool(above) or any(says_contact(line.text) for line in below)),
        links=tuple(walk.links),
        hidden=tuple(walk.hidden),
        warnings=tuple(_warnings(package, walk)),
    )


def _part(package: Package, folder: str, relations: Relations, kind: str) -> Element | None:
    for found, target, outside in relations.values():
        if found == kind and not outside:
            return package.xml(_inside(folder, target))
    return package.xml(_inside(folder, f"{kind}.xml"))


def _inside(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _named_parts(folder: str, relations: Relations, body: Element, kind: str) -> list[str]:
    """The headers (or footers) that sections refer to, the first page's first."""
    references = list(body.iter(f"{W}{kind}Reference"))
    references.sort(key=lambda each: each.get(W + "type") != "first")
    ids = [each.get(_R + "id", "") for each in references]
    targets = [relations[each][1] for each in ids if each in relations and not relations[each][2]]
    return list(dict.fromkeys(_inside(folder, target) for target in targets))


def _walk_part(package: Package, part: str, walk: Walk) -> list[WalkedLine]:
    root = package.xml(part)
    return [] if root is None else list(walk.lines(root, package.relations(part)))


def _walk_notes(package: Package, folder: str, relations: Relations, kind: str, walk: Walk) -> Iterator[WalkedLine]:
    root = _part(package, folder, relations, kind)
    for note in root if root is not None else ():
        if note.get(W + "type") not in {"separator", "continuationSeparator", "continuationNotice"}:
            yield from walk.lines(note, {})


def _headers(head: Sequence[WalkedLine], body: Sequence[WalkedLine]) -> list[Printed]:
    """What stands in headers and nowhere else is content: many put their name and address there."""
    said = {_key(line.printed) for line in body}
    kept: dict[str, Printed] = {}
    for line in head:
        if _key(line.printed) not in said and any(letter.isalpha() for letter in line.printed.text):
            kept.setdefault(_key(line.printed), line.printed)
    return list(kept.values())


def _footers(foot: Sequence[WalkedLine]) -> list[Printed]:
    kept: dict[str, Printed] = {}
    for line in foot:
        kept.setdefault(_key(line.printed), line.as_furniture())
    return list(kept.values())


def _key(line: Printed) -> str:
    return "".join(letter for letter in line.text.casefold() if letter.isalnum())


def _layout(lines: Sequence[Printed], walk: Walk, body: Element, around: bool) -> Layout:
    sizes, fonts = usual(lines)
    columns = [int(number(each, "num") or 1) for each in body.iter(W + "cols")]
    return Layout(
        columns=max([*columns, 1 + max((line.column for line in lines), default=0)]),
        body_size=sizes[0] if sizes else None,
        fonts=fonts,
        bullet_glyphs=tuple(dict.fromkeys(line.marker for line in lines if line.marker and not line.marker[0].isalnum())),
        tables=walk.tables,
        text_boxes=walk.text_boxes,
        images=walk.images,
        header_footer_text=around,
        odd_characters=walk.odd_characters,
    )


def _warnings(package: Package, walk: Walk) -> Iterator[FileWarning]:
    if walk.hidden:
        yield warn("hidden_text")
    if walk.tracked:
        yield warn("tracked_changes")
    if any(name.lower().endswith("vbaproject.bin") for name in package):
        yield warn("macros")
