"""Where lines may begin, reckoned before they are set."""

from itertools import accumulate
from random import Random

import pymupdf
import pytest

from app.resume.model import Experience, Resume
from app.resume.rendering.content import content_of
from app.resume.rendering.expected import POINT_INDENT, room_of
from app.resume.rendering.look import OPTIONS, Look, look_of, type_of
from app.resume.rendering.pdf import typeset_of
from app.resume.rendering.render import render
from app.resume.rendering.widths import may_begin_lines

SENTENCE = (
    "answered about forty hand-written AVAILABILITY requests, from Kyoto to Ávila, within 24 hours; kept a well-ordered"
    " follow-up list (1,250 rows) for the year-end audit & trained new-comers Tuesday and Wednesday 2019–2021 with VoLTE"
)


def bullets(count: int) -> tuple[str, ...]:
    pick = Random(11)
    return tuple("Told " + " ".join(pick.choices(SENTENCE.split(), k=pick.randint(22, 44))) for _ in range(count))


def printed(told: tuple[str, ...], look: Look) -> tuple[list[list[str]], float]:
    """The lines of each bullet as they are printed, and how many ems they may hold."""
    job = Experience(role="Clerk", company="Firm", start_date="2020-01", responsibilities=told)
    resume = Resume(name="Ada", experiences=(job,))
    fitted = typeset_of(content_of(resume, look), look)
    found: list[list[str]] = []
    with pymupdf.open(stream=render(resume, look, "pdf").data) as document:  # type: ignore[no-untyped-call]
        for line in (line for page in document for line in page.get_text().splitlines()):
            if line.startswith("•"):
                found.append([line.removeprefix("•").strip()])
            elif found and not line.startswith("Ada"):
                found[-1].append(line.strip())
    return found, room_of(look, type_of(look).size - fitted.step.size)[0] - POINT_INDENT


@pytest.mark.parametrize("font", OPTIONS["font"])
def test_every_line_begins_where_it_was_foretold_and_breaks_no_compound(font: str) -> None:
    told, look = bullets(40), look_of("executive", {"font": font})
    found, width = printed(told, look)
    foretold = 0
    for text, lines in zip(told, found, strict=True):
        assert " ".join(lines) == text
        starts = may_begin_lines(text.split(), type_of(look).body.family, width)
        assert {0, *accumulate(len(line.split()) for line in lines[:-1])} <= starts | {len(text.split()) - 2}
        foretold += len(starts)
    assert foretold < 2 * sum(map(len, found))
