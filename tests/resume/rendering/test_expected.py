"""The guess of how many pages a text will fill."""

from itertools import product

import pytest

from app.resume.model import Resume
from app.resume.rendering.content import content_of
from app.resume.rendering.expected import expected
from app.resume.rendering.fitting import NONE
from app.resume.rendering.look import OPTIONS, ROOM, TEMPLATES, look_of
from app.resume.rendering.pdf import typeset_of

SAMPLE = Resume.model_validate_json((ROOM / "sample.json").read_bytes())
SHORT = SAMPLE.model_copy(update={"experiences": SAMPLE.experiences[:2], "certifications": ()})
"""One page in every look: it is laid out as it is."""


@pytest.mark.parametrize(("template", "font"), [*product(TEMPLATES, [None]), *product(["modern"], OPTIONS["font"])])
def test_a_guess_is_near_what_the_layout_fills(template: str, font: str | None) -> None:
    look = look_of(template, {"font": font, "density": "compact", "page_size": "a4"})
    content = content_of(SHORT, look)
    fitted, guess = typeset_of(content, look), expected(content, look)
    assert fitted.step == NONE
    assert guess.filled == pytest.approx(fitted.layout.filled, abs=0.05)
    assert guess.lines == pytest.approx(fitted.layout.lines, abs=0.05)
