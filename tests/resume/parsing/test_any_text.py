"""What holds for every text: nothing raises, nothing is lost, and what was read is read the same again."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from app.resume.model import Education, Experience, Resume
from app.resume.parsing.leftover import texts, words
from app.resume.parsing.parse import parse
from tests.resume.parsing.documents import document
from tests.resume.parsing.written import written

FRAGMENTS = (
    "EXPERIENCE",
    "Education",
    "Skills:",
    "Ann Lee",
    "ann@example.com",
    "(218) 555-0147",
    "March 2020 - Present",
    "2019",
    "- ",
    "• ",
    "Cook, Harbor Inn, Duluth, MN",
    "Nurse at Birchwood",
    "|",
    ",",
    "(",
    ")",
    ":",
    "Ph.D.",
    "GPA 3.9/4",
    "http://",
    "www.example.com",
    "Werdegang",
    "学歴",
    "\u00ad",
    "-",
    "–",
    "Inc.",
    "Senior",
    "a b c d e f g h i j k l m n o p",
    "MN 55802",
    "References",
    "\t",
)
MESSY = st.lists(st.lists(st.sampled_from(FRAGMENTS), max_size=5).map(" ".join), max_size=25).map("\n".join)

ROLES = st.sampled_from(("Line Cook", "Charge Nurse", "Senior Data Analyst", "Warehouse Associate", "Project Manager"))
EMPLOYERS = st.sampled_from(("Harbor Inn", "Lakehead Hospital", "Quillfeather Labs", "Ferncliff Logistics", "Oddments Ltd."))
PLACES = st.sampled_from(("Duluth, MN", "Mesa, AZ", "Toronto, Ontario", "Leeds, UK"))
STARTS = st.sampled_from(("March 2015", "06/2016", "2017", "Jan 2018"))
ENDS = st.sampled_from(("Present", "May 2019", "2021", "11/2022"))
BULLETS = st.sampled_from(
    (
        "Cut waste by 14% in one season",
        "Trained six new colleagues in spring",
        "Answered 40 calls a day with patience",
        "Led the move to a new stock system",
    )
)
SKILLS = st.sampled_from(("triage", "Excel", "forklift", "SQL", "plating", "budgeting", "patience"))
DEGREES = st.sampled_from(("Bachelor of Science", "Master of Arts", "Associate of Arts"))
AREAS = st.sampled_from(("Nursing", "History", "Business Administration"))
SCHOOLS = st.sampled_from(("Northshore University", "Birchwood College", "Ferncliff Institute"))


@st.composite
def jobs(draw: st.DrawFn) -> Experience:
    bullets = tuple(draw(st.lists(BULLETS, min_size=1, max_size=3, unique=True)))
    return Experience(
        role=draw(ROLES),
        company=draw(EMPLOYERS),
        location=draw(PLACES),
        start_text=draw(STARTS),
        end_text=draw(ENDS),
        responsibilities=bullets,
    )


@st.composite
def schools(draw: st.DrawFn) -> Education:
    return Education(degree=draw(DEGREES), field=draw(AREAS), institution=draw(SCHOOLS), start_text="2009", end_text="2013")


@st.composite
def resumes(draw: st.DrawFn) -> Resume:
    return Resume(
        name="Ottoline Brandvold",
        email="ottoline.brandvold@example.com",
        phone="(218) 555-0147",
        location=draw(PLACES),
        experiences=tuple(draw(st.lists(jobs(), min_size=1, max_size=4))),
        education=tuple(draw(st.lists(schools(), max_size=2))),
        skills=tuple(draw(st.lists(SKILLS, max_size=6, unique=True))),
    )


@given(st.text(max_size=400))
@settings(deadline=None)
def test_no_text_makes_the_parser_raise(text: str) -> None:
    parse(document(text))


@given(MESSY)
@settings(deadline=None)
def test_no_heap_of_fragments_makes_the_parser_raise(text: str) -> None:
    parse(document(text))


@given(MESSY)
@settings(deadline=None)
def test_no_word_is_lost(text: str) -> None:
    resume = parse(document(text))
    printed = Counter(words(resume.raw_text))
    held = Counter(word for each in texts(resume) for word in words(each))
    assert set(printed) - set(held) <= {"in", "at"}


@given(resumes())
@settings(deadline=None)
def test_what_was_written_is_read(resume: Resume) -> None:
    found = parse(document(written(resume)))
    assert (found.name, found.email, found.phone, found.location) == (resume.name, resume.email, resume.phone, resume.location)
    assert [(job.role, job.company, job.location) for job in found.experiences] == [
        (job.role, job.company, job.location) for job in resume.experiences
    ]
    assert [job.responsibilities for job in found.experiences] == [job.responsibilities for job in resume.experiences]
    assert [(each.degree, each.field, each.institution) for each in found.education] == [
        (each.degree, each.field, each.institution) for each in resume.education
    ]
    assert found.skills == resume.skills


@given(resumes())
@settings(deadline=None)
def test_its_own_text_is_read_the_same_again(resume: Resume) -> None:
    once = parse(document(written(resume)))
    again = parse(document(written(once)))
    assert _structure(again) == _structure(once)


def _structure(resume: Resume) -> dict[str, object]:
    """Everything but where it stood."""
    return _without(resume.model_dump(exclude={"raw_text", "contact", "language"}), frozenset({"source", "confidence"}))


def _without(value: dict[str, object], names: frozenset[str]) -> dict[str, object]:
    return {name: _cleaned(each, names) for name, each in value.items() if name not in names}


def _cleaned(value: object, names: frozenset[str]) -> object:
    if isinstance(value, dict):
        return _without(value, names)
    return tuple(_cleaned(each, names) for each in value) if isinstance(value, tuple | list) else value
