"""Opens a DOCX package without trusting it: sizes, counts and names are judged before anything is inflated in full."""

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise

from lxml import etree

from app.errors import UnreadableFile
from app.resume.reading.limits import ReadLimits

_RATIO_FROM_BYTES = 64 << 10
"""Small parts of XML may compress better than any ratio says."""

_LOCAL_HEADER_BYTES = 30
_ENCRYPTED_FLAG = 1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""The names of ISO 29500's strict form, and those of the usual one."""

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))

Relations = Mapping[str, tuple[str, str, bool]]
"""By id: the last word of the type, the target, whether it lies outside the package."""


class Package:
    """The parts of a DOCX. Every part is read at most once, within the limits."""

    def __init__(self, data: bytes, limits: ReadLimits) -> None:
        """Raises UnreadableFile: `corrupt_file`, `encrypted_file`, `resource_limit`."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
            raise UnreadableFile("corrupt_file") from None
        self._limits = limits
        _judge(self._zip, limits)
        self._names = {info.filename: info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self._names)

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part; None when there is no such part."""
        if name not in self._names:
            return None
        return parse_xml(self._bytes(name))

    def relations(self, part: str) -> Relations:
        """What a part (`word/document.xml`) refers to."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", file + ".rels"))
        if root is None:
            return {}
        return {
            each.get("Id", ""): (
                posixpath.basename(each.get("Type", "")),
                each.get("Target", ""),
                each.get("TargetMode") == "External",
            )
            for each in root.iter(_RELATIONSHIP)
        }

    def main_part(self) -> str | None:
        """The name of the document's own part."""
        for kind, target, outside in self.relations("").values():
            if kind == "officeDocument" and not outside and target.lstrip("/") in self._names:
                return target.lstrip("/")
        return "word/document.xml" if "word/document.xml" in self._names else None

    def _bytes(self, name: str) -> bytes:
        info = self._names[name]
        if info.file_size > self._limits.part_bytes:
            raise UnreadableFile("resource_limit")
        try:
            return self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
            raise UnreadableFile("corrupt_file") from None


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML text: no document type, no entities, no network, depth bounded. Raises UnreadableFile `corrupt_file`."""
    if any(doctype in data for doctype in _DOCTYPES):
        raise UnreadableFile("corrupt_file")
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableFile("corrupt_file") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile("corrupt_file")
    return root


def _judge(package: zipfile.ZipFile, limits: ReadLimits) -> None:
    infos = package.infolist()
    if len(infos) > limits.entries or sum(info.file_size for info in infos) > limits.inflated_bytes:
        raise UnreadableFile("resource_limit")
    if any(_too_dense(info, limits) for info in infos):
        raise UnreadableFile("resource_limit")
    if any(info.flag_bits & _ENCRYPTED_FLAG for info in infos):
        raise UnreadableFile("encrypted_file")
    names = [info.filename.casefold() for info in infos]
    if len(set(names)) < len(names) or _overlap(infos) or any(info.compress_type not in _METHODS for info in infos):
        raise UnreadableFile("corrupt_file")


def _too_dense(info: zipfile.ZipInfo, limits: ReadLimits) -> bool:
    return info.file_size > _RATIO_FROM_BYTES and info.file_size > limits.ratio * max(1, info.compress_size)


def _overlap(infos: list[zipfile.ZipInfo]) -> bool:
    ordered = sorted(infos, key=lambda info: info.header_offset)
    return any(
        before.header_offset + _LOCAL_HEADER_BYTES + len(before.filename) + before.compress_size > after.header_offset
        for before, after in pairwise(ordered)
    )
