"""What no field holds is kept, and what a field holds is not said twice."""

from app.resume.parsing.parse import parse
from tests.resume.parsing.documents import document

HEAD = "Ottoline Brandvold\nDuluth, MN\nPhone: (218) 555-0147\nEmail: ottoline.brandvold@example.com\n\nEXPERIENCE\n"


def test_the_word_between_two_dates_takes_none_from_a_bullet() -> None:
    bullet = "Taught rowing to four groups a day, with songs to close"
    read = parse(document(f"{HEAD}Camp Counselor\nCamp Pineholt, Ely, MN\nJune 2017 to August 2018\n- {bullet}\n"))
    assert read.experiences[0].responsibilities == (bullet,)
    assert read.other_sections == ()


def test_labels_of_contact_values_are_furniture() -> None:
    read = parse(document(HEAD + "Cook, Harbor Inn\n2019 - 2021\n- Cooked for 80 guests a night\n"))
    assert read.furniture == ("Phone: (218) 555-0147", "Email: ottoline.brandvold@example.com")
    assert read.other_sections == ()


def test_a_line_that_says_something_new_is_kept_where_it_stood() -> None:
    read = parse(document(HEAD.replace("Phone", "Drives a car, Phone") + "Cook, Harbor Inn\n2019 - 2021\n- Cooked\n"))
    assert [section.lines for section in read.other_sections] == [("Drives a car, Phone: (218) 555-0147",)]
