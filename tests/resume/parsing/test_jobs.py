"""Jobs: the habit of the document tells role from employer."""

from app.resume.parsing.jobs import read_jobs
from app.resume.parsing.line import Line
from app.resume.reading.document import Block, Span
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


def test_what_a_role_is_set_over_belongs_to_the_role() -> None:
    assert _jobs("Vice President, Operations, Oddments, 2019 - 2020") == [("Vice President, Operations", "Oddments")]
    assert _jobs("Oddments, Vice President, Operations, 2019 - 2020") == [("Vice President, Operations", "Oddments")]
    assert _jobs("Analyst, Finance\n2019 - 2020\n- Did one") == [("Analyst, Finance", None)]


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


def test_a_place_between_employer_and_role_is_neither() -> None:
    (job,) = read_jobs([Line(block) for block in document("Ferncliff Hospital | Obanbrae | Nurse\n2019 - 2020").blocks])
    assert (job.role, job.company, job.location) == ("Nurse", "Ferncliff Hospital", "Obanbrae")


def test_a_town_that_no_list_knows_is_one_where_towns_stand() -> None:
    text = "Baker, Mesa\nRye & Sons\n2019 - 2020\n- Did one\n\nBaker, Tempe\nOddments\n2017 - 2019\n- Did two\n\n"
    jobs = read_jobs([Line(block) for block in document(text + "Miller, Obanbrae\nQuill\n2015 - 2017\n- Did three").blocks])
    assert [(job.role, job.location) for job in jobs] == [("Baker", "Mesa"), ("Baker", "Tempe"), ("Miller", "Obanbrae")]


def test_dates_in_square_brackets_and_a_labelled_town_leave_the_role_alone() -> None:
    (job,) = read_jobs([Line(block) for block in document("[ 05/2021 – Present ] Baker\nRye House\nCity: Mesa\n- Bakes").blocks])
    assert (job.role, job.company, job.location, job.start_date) == ("Baker", "Rye House", "Mesa", "2021-05")


def test_dates_that_break_over_lines_are_whole() -> None:
    (job,) = read_jobs([Line(block) for block in document("Rye House, Baker (Jan 2016 – Aug\n2019)\n- Bakes").blocks])
    assert (job.role, job.company, job.start_date, job.end_date) == ("Baker", "Rye House", "2016-01", "2019-08")


def test_the_names_of_a_table_s_columns_are_no_job() -> None:
    heads = Block(line=1, page=1, spans=(Span(text="Dates Employer Role"),), cells=("Dates", "Employer", "Role"))
    row = Block(line=2, page=1, spans=(Span(text="2019 - 2020 Rye House Baker"),), cells=("2019 - 2020", "Rye House", "Baker"))
    (job,) = read_jobs([Line(heads), Line(row)])
    assert (job.role, job.company, job.details) == ("Baker", "Rye House", ("Dates Employer Role",))


def test_what_a_role_is_about_makes_no_employer_of_it() -> None:
    assert _jobs("Lecturer in Bakery Research\nQuillfeather\n2019 - 2020") == [("Lecturer in Bakery Research", "Quillfeather")]


def test_a_document_without_a_habit_lets_each_entry_say_its_order() -> None:
    text = "Company ABC\nPosition Title\nMonth Year - Month Year\n- One\n\nPosition Title\nCompany XYZ\n20XX - 20XX\n- Two"
    jobs = read_jobs([Line(block) for block in document(text).blocks])
    assert [(job.role, job.company) for job in jobs] == [("Position Title", "Company ABC"), ("Position Title", "Company XYZ")]
    assert [(job.start_date, job.start_text, job.end_text) for job in jobs] == [
        (None, "Month Year", "Month Year"),
        (None, "20XX", "20XX"),
    ]


def test_a_place_behind_a_dash_without_blanks_is_no_part_of_the_employer() -> None:
    jobs = read_jobs([Line(block) for block in document("Cook\nRye Grill-Mesa, AZ\n2019 - 2020\n- Cooks").blocks])
    assert [(job.role, job.company, job.location) for job in jobs] == [("Cook", "Rye Grill", "Mesa, AZ")]


def test_the_labels_of_a_form_say_what_is_what() -> None:
    text = "Position: Harbor Lead\nEmployer: Rye House\nPeriod: 03/2019 - 04/2021\n- Did one"
    assert _jobs(text) == [("Harbor Lead", "Rye House")]
