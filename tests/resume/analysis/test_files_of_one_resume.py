"""One résumé printed as PDF, as a Word file and as text, and read again: only the looks are judged otherwise."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.resume.model import Resume
from app.resume.parsing.parse import parse
from app.resume.reading.read import read
from app.resume.rendering.look import ROOM, look_of
from app.resume.rendering.render import render
from app.resume.rendering.rendered import Form
from tests.resume.analysis.documents import FIXTURES, Points, most, points, scored
from tests.resume.analysis.people import assistant

LOOKS = {"layout", "machine_readable"}
FORMS: tuple[Form, ...] = ("txt", "pdf", "docx")


def of_fixture(name: str) -> Resume:
    return parse(read((FIXTURES / "resumes" / name).read_bytes()))


PEOPLE: dict[str, Callable[[], Resume]] = {
    "the sample": lambda: Resume.model_validate_json((Path(ROOM) / "sample.json").read_bytes()),
    "an assistant": assistant,
    "a German engineer": lambda: of_fixture("german_engineer.txt"),
    "an export of Indeed": lambda: of_fixture("indeed_export.txt"),
}


def shares(resume: Resume, template: str, form: Form) -> Points:
    """The share of its points that each check gives the résumé printed so and read again."""
    document = read(render(resume, look_of(template), form).data)
    report = scored(parse(document), document)
    return {key: given / most(report)[key] for key, given in points(report).items()}


@pytest.mark.parametrize("template", ["modern", "executive"])
@pytest.mark.parametrize("person", PEOPLE)
def test_the_form_of_a_file_matters_to_the_checks_of_looks_alone(person: str, template: str) -> None:
    text, *laid_out = (shares(PEOPLE[person](), template, form) for form in FORMS)
    for file in laid_out:
        assert {check for _, check in file.keys() - text.keys()} == LOOKS
        assert {key: file[key] for key in text} == pytest.approx(text, abs=0.01)
