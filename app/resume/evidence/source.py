"""The evidence, made ready: each line as a passage, and for each clause of a text the lines it speaks of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from app.resume.evidence.claims import EvidenceLine, Quote
from app.resume.evidence.lexicon import Keys, listed
from app.resume.evidence.passage import Passage, read_passage

_EXACT, _WIDE, _NUMBER = 3.0, 2.0, 1.0
_CLOSE = 0.7
_MOST = 0.6
LONGEST = 4_000
"""Letters of a text that is judged as one; a longer line of the résumé is read in pieces."""


@dataclass(frozen=True, slots=True)
class Source:
    """The lines that count, and their passages in the same order."""

    lines: tuple[EvidenceLine, ...]
    passages: tuple[Passage, ...]
    exact: Keys
    wide: Keys

    def quote(self, index: int, first: int | None = None, last: int | None = None) -> Quote:
        """A line, or the words from one of its tokens to another, as a quote."""
        line, passage = self.lines[index], self.passages[index]
        text = line.text if first is None or last is None else passage.quote(first, last)
        return Quote(text, line.line, line.page, line.entry, line.user_attested)


@lru_cache(maxsize=256)
def gather(lines: tuple[EvidenceLine, ...]) -> Source:
    """The lines as a source; the same lines are read once, since one entry bears out many texts."""
    lines = tuple(piece for line in lines for piece in _pieces(line))
    passages = tuple(read_passage(line.text, source=True) for line in lines)
    exact: Keys = frozenset().union(*(each.all_exact for each in passages)) if passages else frozenset()
    wide: Keys = frozenset().union(*(each.all_wide for each in passages)) if passages else frozenset()
    return Source(lines, passages, exact, wide)


def _pieces(line: EvidenceLine) -> Iterator[EvidenceLine]:
    rest = line.text
    while len(rest) > LONGEST:
        cut = rest.rfind(" ", 1, LONGEST) if " " in rest[1:LONGEST] else LONGEST
        yield replace(line, text=rest[:cut])
        rest = rest[cut:]
    yield replace(line, text=rest) if rest != line.text else line


def anchors(candidate: Passage, source: Source) -> tuple[tuple[int, ...], ...]:
    """For each clause of the candidate the lines that it rewrites, best first: of its own words, then of the whole."""
    whole = _best(candidate, candidate.content, source)
    return tuple(_of_clause(candidate, span, whole, source) for span in candidate.clauses)


def _of_clause(candidate: Passage, span: tuple[int, int], whole: tuple[int, ...], source: Source) -> tuple[int, ...]:
    content = tuple(place for place in candidate.content if span[0] <= place < span[1])
    own = tuple(line for line in _best(candidate, content, source) if _tells(candidate, content, source.passages[line]))
    return tuple(dict.fromkeys([*own, *whole]))


def _tells(candidate: Passage, content: tuple[int, ...], passage: Passage) -> bool:
    """Whether a line holds the own words of a clause, most of them: likeness alone makes no line of the entry its source."""
    telling = [place for place in content if candidate.tokens[place].low not in listed("light")]
    same = sum(bool(candidate.exact[place] & passage.all_exact) for place in telling)
    light = [place for place in content if place not in telling]
    told = len(telling) > 1 or not light or any(candidate.wide[place] & passage.all_wide for place in light)
    return told and same >= 1 and same >= len(telling) * _MOST


def _best(candidate: Passage, content: tuple[int, ...], source: Source) -> tuple[int, ...]:
    scores = [_score(candidate, content, passage) for passage in source.passages]
    scores = [score * (0.6 if line.head else 1.0) for score, line in zip(scores, source.lines, strict=True)]
    top = max(scores, default=0.0)
    if top <= 0:
        return ()
    ranked = sorted(range(len(scores)), key=lambda index: -scores[index])
    return tuple(index for index in ranked if scores[index] >= top * _CLOSE)[:3]


def _score(candidate: Passage, content: Iterable[int], passage: Passage) -> float:
    total = 0.0
    for place in content:
        weight = 0.3 if candidate.tokens[place].low in listed("light") else 1.0
        if candidate.exact[place] & passage.all_exact:
            total += _EXACT * weight
        elif candidate.wide[place] & passage.all_wide:
            total += _WIDE * weight
    values = {each.low for each in passage.quantities}
    return total + sum(_NUMBER for each in candidate.quantities if each.low in values)
