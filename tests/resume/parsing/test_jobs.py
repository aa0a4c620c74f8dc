"""Jobs: the habit of the document tells role from employer."""

from app.resume.parsing.jobs import read_jobs
from app.resume.parsing.line import Line
from tests.resume.parsing.documents import document


def _jobs(text: str) -> list[tuple[str | None, str | None]]:
    return [(job.role, job.company) for job in read_jobs([Line(block) for block in document(text).blocks])]


def test_one_clear_entry_settles_those_that_words_cannot() -> None:
    text = "Oddments, Quill, 2019 - 2020\n- Did one\n\nFerncliff Labs, Data Analyst, 2017 - 2019\n- Did two"
    assert _jobs(text) == [("Quill", "Oddments"), ("Data Analyst", "Ferncliff Labs")]


def test_several_roles_stand_under_one_employer() -> None:
    text = """
Lakehead Hospital, Duluth, MN
Charge Nurse
March 2020 - Present
- Leads a ward
Staff Nurse
June 2015 - February 2020
- Cared for patients
"""
    assert _jobs(text) == [("Charge Nurse", "Lakehead Hospital"), ("Staff Nurse", "Lakehead Hospital")]


def test_dates_may_come_first() -> None:
    text = "03/2019 – heute\nIngenieurin\nPumpenbau GmbH\n- Plant\n\n09/2014 – 02/2019\nKonstrukteurin\nVentil AG\n- Baut"
    assert _jobs(text) == [("Ingenieurin", "Pumpenbau GmbH"), ("Konstrukteurin", "Ventil AG")]


def test_at_parts_role_and_employer() -> None:
    assert _jobs("Software Engineer at Quillfeather\nJan 2020 - Present") == [("Software Engineer", "Quillfeather")]


def test_a_legal_form_belongs_to_the_name() -> None:
    assert _jobs("Cook, Oddments, Inc., 2019 - 2020") == [("Cook", "Oddments, Inc.")]


def test_a_place_in_brackets_is_no_part_of_the_employer() -> None:
    assert _jobs("Cook, Harbor Inn (Mesa, AZ)\n2019 - 2020") == [("Cook", "Harbor Inn")]
    assert _jobs("Enfermera\nHospital Costa Serena, Valencia (España)\n2019 - 2020") == [("Enfermera", "Hospital Costa Serena")]


def test_prose_is_one_responsibility() -> None:
    lines = [
        Line(block)
        for block in document("Cook, Harbor Inn, 2019 - 2020\nI cooked every day and I liked it very much indeed.").blocks
    ]
    (job,) = read_jobs(lines)
    assert job.responsibilities == ("I cooked every day and I liked it very much indeed.",)
    assert job.bullets[0].prose


def test_a_printed_length_is_kept_and_one_is_counted_between_months() -> None:
    lines = [Line(block) for block in document("Cook, Harbor Inn\nJanuary 2017 - April 2020 (3 years 4 months)").blocks]
    assert read_jobs(lines)[0].duration == "3 years 4 months"
    lines = [Line(block) for block in document("Cook, Harbor Inn\nJanuary 2017 - January 2018").blocks]
    assert read_jobs(lines)[0].duration == "1 year 1 month"


def test_a_guess_is_marked() -> None:
    lines = [Line(block) for block in document("Oddments\n2019 - 2020\n- Did one thing").blocks]
    assert read_jobs(lines)[0].confidence < 0.5
