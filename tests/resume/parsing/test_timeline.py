"""The time line of an account page, which has no headings."""

from app.resume.parsing.parse import parse
from tests.resume.parsing.documents import document

PAGE = """
Ann Lee
ann.lee@example.com

Overview

March 2021
Joined Rye and Sons
Baker
Shaped four hundred loaves a night by hand.
Trained two apprentices.
May 2018
Joined Old Mill
Miller
Ground rye.
June 2017
Finished 1 degree at Mill College
Diploma · Milling
"""


def test_each_month_opens_a_job_or_closes_a_school() -> None:
    resume = parse(document(PAGE))
    assert [(job.role, job.company, job.start_date, job.end_date) for job in resume.experiences] == [
        ("Baker", "Rye and Sons", "2021-03", None),
        ("Miller", "Old Mill", "2018-05", None),
    ]
    (school,) = resume.education
    assert (school.degree, school.field, school.institution, school.end_date) == ("Diploma", "Milling", "Mill College", "2017-06")


def test_one_such_sentence_makes_no_time_line() -> None:
    resume = parse(document("Ann Lee\n\nSUMMARY\nMarch 2021\nJoined Rye and Sons as a baker of rolls and of rye bread."))
    assert resume.experiences == ()
