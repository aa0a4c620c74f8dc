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
    """A candidate, its source, and for each clause of the candidate the lines that it rewrites; `around` are all of these."""

    candidate: Passage
    source: Source
    lines: tuple[tuple[int, ...], ...]
    around: tuple[int, ...]

    def near(self, place: int) -> tuple[int, ...]:
        """The lines that the clause of a token rewrites, best first."""
        number = self.candidate.clause_numbers[place]
        return self.around if number < 0 else self.lines[number]

    def passages(self, lines: tuple[int, ...]) -> Iterator[Passage]:
        """The passages of some lines."""
        return (self.source.passages[line] for line in lines)


def open_case(candidate: Passage, source: Source) -> Case:
    """A candidate as a case, its clauses laid beside the lines they rewrite."""
    lines = anchors(candidate, source)
    around = tuple(dict.fromkeys(line for each in lines for line in each))
    return Case(candidate, source, lines, around)
