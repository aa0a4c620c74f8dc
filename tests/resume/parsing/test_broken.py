"""A word broken inside a narrow cell is whole again."""

from app.resume.parsing.broken import with_whole_words
from app.resume.parsing.line import Line
from app.resume.reading.document import Block, Span

LABEL = Span(text="Bach\u00ad", box=(50, 10, 75, 20))
SCHOOL = Span(text=" Birchwood College", box=(85, 10, 200, 20))
ABOVE = Line(Block(line=1, page=1, spans=(LABEL, SCHOOL), cells=("Bach\u00ad Birchwood College", "2017"), box=(50, 10, 200, 20)))


def _below(text: str, left: float) -> Line:
    return Line(Block(line=2, page=1, spans=(Span(text=text),), box=(left, 22, left + 5 * len(text), 32)))


def test_the_rest_under_a_broken_label_belongs_to_it() -> None:
    (line,) = with_whole_words([ABOVE, _below("elor", 50)])
    assert (line.text, line.block.cells, line.last) == ("Bachelor Birchwood College", ("Bachelor Birchwood College", "2017"), 2)


def test_other_lines_stay_their_own() -> None:
    for other in (_below("elor", 85), _below("elor of science", 50), _below("Dean", 50)):
        assert with_whole_words([ABOVE, other]) == [ABOVE, other]
