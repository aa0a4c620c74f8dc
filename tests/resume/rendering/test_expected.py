"""The reckoning of how many pages a text will fill, held to the layout."""

from itertools import product

import pytest

from app.resume.model import Award, Experience, Resume
from app.resume.rendering.content import content_of
from app.resume.rendering.expected import expected
from app.resume.rendering.fitting import NONE
from app.resume.rendering.look import OPTIONS, ROOM, TEMPLATES, Look, look_of
from app.resume.rendering.pdf import typeset_of

SAMPLE = Resume.model_validate_json((ROOM / "sample.json").read_bytes())
SHORT = SAMPLE.model_copy(update={"experiences": SAMPLE.experiences[:2], "certifications": ()})
"""One page in every look: it is laid out as it is."""
NEAR, LINE = 0.003, 0.02
"""Pages: a fifth of a line, and a line."""
LOOKS = [*product(TEMPLATES, [None]), *product(["modern"], OPTIONS["font"])]


def test_a_text_fills_what_was_reckoned_and_hardly_ever_a_line_more() -> None:
    off = [_off(look_of(template, {"font": font, "density": "compact", "page_size": "a4"})) for template, font in LOOKS]
    assert max(off) < LINE
    assert sum(each > NEAR for each in off) <= 1


def _off(look: Look) -> float:
    content = content_of(SHORT, look)
    fitted = typeset_of(content, look)
    assert fitted.step == NONE
    return abs(fitted.layout.filled - expected(content, look))


@pytest.mark.parametrize(("template", "jobs"), [*product(TEMPLATES, (1, 7, 9))])
def test_it_does_so_with_every_step_of_fitting(template: str, jobs: int) -> None:
    told = tuple(
        Experience(
            role=f"Clerk {at}",
            company="Firm",
            start_date="2020-01",
            responsibilities=(
                "Kept the books",
                "Ordered paper for the two well-run offices and paid for it within the month of asking",
            ),
        )
        for at in range(jobs)
    )
    awards = (Award(title="A Medal for Long Service", awarder="Town", date="2021"), Award(title="A Second"))
    look = look_of(template)
    content = content_of(Resume(name="Ann Lee", experiences=told, skills=("Rope", "Sail"), awards=awards), look)
    fitted = typeset_of(content, look)
    assert fitted.layout.pages == 1
    assert fitted.layout.filled == pytest.approx(expected(content, look, fitted.step), abs=NEAR)
