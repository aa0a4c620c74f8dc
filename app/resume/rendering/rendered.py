"""What a writer gives back."""

from dataclasses import dataclass
from typing import Literal

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
