"""A question of the shape that ours have."""

from dataclasses import dataclass

from pydantic import Field

from app.resume.asking import Prompt
from app.resume.model import Value


class Line(Value):
    index: int = Field(ge=0)
    text: str = Field(max_length=200)
    note: str | None = None


class Lines(Value):
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Better:
    """Asks for better lines."""

    texts: tuple[str, ...] = ("Responsible for invoices",)
    version: str = "1"
    name: str = "better_lines"
    answer: type[Lines] = Lines

    def prompt(self) -> Prompt:
        return Prompt("Rewrite each line.", "\n".join(self.texts), self.version, 500)


GOOD = '{"lines": [{"index": 0, "text": "Prepared invoices", "note": null}]}'
