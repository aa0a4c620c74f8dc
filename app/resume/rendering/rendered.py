"""What a writer gives back."""

from dataclasses import dataclass
from typing import Literal

from app.resume.model import Value

Form = Literal["pdf", "docx", "html", "txt", "md", "json"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished file. `pages` where the form has pages and we know how many.

    `fitted` says in sentences what was done to make the content fit, `advice` what the person should know or do.
    """

    form: Form
    data: bytes
    pages: int | None = None
    fitted: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


class Loss(Value):
    """A field that did not come back. `changed`: its words are in the file, but are read as something else, namely `found`."""

    field: str
    status: Literal["changed", "lost"]
    expected: str
    found: str | None


class FileCheck(Value):
    """How a file reads back: of so many fields so many were recovered, and what became of the others."""

    format: Form
    fields: int
    recovered: int
    share: float
    losses: tuple[Loss, ...]
