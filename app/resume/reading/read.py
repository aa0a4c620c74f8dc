"""Reads any résumé: its first bytes say what it is, whatever its name says."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from app.errors import UnreadableFile
from app.resume.reading.document import Document
from app.resume.reading.docx import read_docx
from app.resume.reading.limits import ReadLimits
from app.resume.reading.pdf import read_pdf
from app.resume.reading.text import read_text

_PDF_HEADER_WITHIN = 4096
"""Readers of PDF take the header anywhere in the first kilobyte; we in the first four."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLD_WORD = "This is a file of an old Word (.doc). Save it as .docx or PDF, then send that copy."
_DEFAULT = ReadLimits()


def read(data: bytes, limits: ReadLimits = _DEFAULT) -> Document:
    """The document in a file's bytes: a PDF, a DOCX, Markdown or plain text.

    Raises UnreadableFile with `not_a_resume_file`, `corrupt_file`, `encrypted_file`, `no_pages`, `no_text`, `too_many_pages` or
    `too_much_text`.
    """
    document = _reader(data)(data, limits)
    if not any(letter.isalnum() for letter in document.text):
        raise UnreadableFile("no_text")
    return document


def _reader(data: bytes) -> Callable[[bytes, ReadLimits], Document]:
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN]:
        return read_pdf
    if data.startswith(b"PK\x03\x04"):
        return read_docx
    if data.startswith(_OLE):
        raise _ole_refusal(data)
    _refuse_foreign(data)
    return read_text


def _refuse_foreign(data: bytes) -> None:
    marks = tomllib.loads(Path(__file__).with_name("foreign.toml").read_text(encoding="utf-8"))
    opening = data[: marks["inside_pdf_within"]].decode("latin-1").lower()
    if opening.lstrip("\u00ef\u00bb\u00bf \t\r\n").startswith(tuple(marks["begins"])):
        raise UnreadableFile("not_a_resume_file")
    if any(mark in opening for mark in marks["inside_pdf"]):
        raise UnreadableFile("corrupt_file")


def _ole_refusal(data: bytes) -> UnreadableFile:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableFile("encrypted_file")
    return UnreadableFile("not_a_resume_file", _OLD_WORD)
