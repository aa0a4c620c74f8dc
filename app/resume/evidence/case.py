"""One text beside its evidence, and what a judge finds in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.resume.evidence.claims import Kind, Quote
from app.resume.evidence.passage import Passage
from app.resume.evidence.source import Source, anchors


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim from one token to another; `reason` is empty when it is borne out, `quotes` then say by what."""

    kind: Kind
    first: int
    last: int
    reason: str = ""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate, its source, and for each clause of the candidate the lines that it rewrites."""

    candidate: Passage
    source: Source
    lines: tuple[tuple[int, ...], ...]
    whole: bool

    def near(self, place: int) -> tuple[int, ...]:
        """The lines that the clause of a token rewrites, best first."""
        for span, lines in zip(self.candidate.clauses, self.lines, strict=True):
            if span[0] <= place < span[1]:
                return lines
        return self.around()

    def around(self) -> tuple[int, ...]:
        """All lines that the candidate rewrites, best first."""
        return tuple(dict.fromkeys(line for lines in self.lines for line in lines))

    def passages(self, lines: tuple[int, ...]) -> Iterator[Passage]:
        """The passages of some lines."""
        return (self.source.passages[line] for line in lines)


def open_case(candidate: Passage, source: Source, *, whole: bool) -> Case:
    """A case; `whole` when the candidate speaks of the whole résumé and not of one entry."""
    return Case(candidate, source, anchors(candidate, source), whole)
