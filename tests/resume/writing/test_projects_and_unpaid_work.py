"""Lines of projects and of unpaid work are rewritten, borne out, applied and read back as those of jobs are."""

import pytest

from app.resume.model import Bullet, Experience, Project, Resume, Volunteering
from app.resume.parsing.parse import parse
from app.resume.plain import set_down
from app.resume.reading.read import read
from app.resume.stored import Attested, StoredResume
from app.resume.writing.apply import apply_selection
from app.resume.writing.improve import Improved, improve
from app.resume.writing.improvement import Improvement
from app.resume.writing.plan import plan
from app.resume.writing.questions import LineChange, RewriteLines, RewrittenLines, WrittenProfile
from app.resume.writing.rules.by_rule import by_rule
from app.resume.writing.selection import with_changes
from app.resume.writing.standing import Standing, Wish, standing_of
from tests.resume.writing.people import CLERK, MAKER
from tests.resume.writing.test_improve import TODAY, by_rules, standing

BOARD = "Projects > Lost and Found Board > bullet {}"
TUTOR = "Volunteering > Tutor, Harbor Homework Club > bullet {}"
BETTER = {
    BOARD.format(2): "Built the search page in Flask and SQLite",
    BOARD.format(3): "Wrote the login and the tests",
    "Projects > Weather Station > bullet 1": "Soldered the sensor board and wrote the firmware in C",
    TUTOR.format(1): "Tutor 12 pupils in math on Saturdays",
    TUTOR.format(2): "Print worksheets and call parents",
}


def changes(made: Improved) -> dict[str, Improvement]:
    return {each.location: each for each in made.improvements if each.section in {"projects", "volunteering"}}


def answered(found: Standing, line: str, text: str) -> Improved:
    """What comes of a model that says `text` in the place of the line that begins so, and nothing else."""
    questions = plan(found)
    answers = [_answer(question, line, text) for question in questions]
    return improve(found, questions, answers)


def _answer(question: object, line: str, text: str) -> RewrittenLines | WrittenProfile:
    if not isinstance(question, RewriteLines):
        return WrittenProfile(summary=None, skills=())
    numbers = [each.number for work in question.works for each in work.lines if each.text.startswith(line)]
    return RewrittenLines(changes=tuple(LineChange(lines=(number,), texts=(text,), reasons=("clearer",)) for number in numbers))


def test_the_rules_rewrite_them_each_on_evidence_of_its_own_entry() -> None:
    made = by_rules(standing(MAKER))
    found = changes(made)
    assert {place: each.improved for place, each in found.items()} == BETTER
    assert [(each.section, each.entry, each.bullets) for each in found.values()] == [
        ("projects", 1, (2,)), ("projects", 1, (3,)), ("projects", 2, (1,)), ("volunteering", 1, (1,)), ("volunteering", 1, (2,)),
    ]  # fmt: skip
    raw = made.original_resume.raw_text.splitlines()
    for place, each in found.items():
        assert each.evidence
        for proof in each.evidence:
            assert proof.location.startswith(place.rpartition(" > ")[0])
            assert proof.line and proof.quote in raw[proof.line - 1]


def test_a_description_stays_one_and_good_lines_stay_as_they_are() -> None:
    made = by_rules(standing(MAKER))
    board, station = made.resume.projects
    assert board.description == "A web app where students of three schools post what they lost."
    assert board.details[-1] == "Sent the 40 testers a survey"
    assert station.details[-1] == "Logged readings every 10 minutes on a Raspberry Pi"


def test_accepted_ones_and_edits_stand_in_fields_and_print_and_are_read_back() -> None:
    found = standing(MAKER)
    made = by_rules(found)
    by_place = {place: each.id for place, each in changes(made).items()}
    edits = {by_place[BOARD.format(3)]: "Wrote the login", by_place[TUTOR.format(2)]: "Call the parents of all 900 pupils"}
    done = apply_selection(found.resume, made.improvements, {by_place[BOARD.format(2)]}, edits, today=TODAY)
    judged = {each.id: each for each in done.selected}
    assert [judged[each].status for each in edits] == ["supported", "needs_proof"]
    assert "900" in (judged[by_place[TUTOR.format(2)]].question or "")
    board, station = done.resume.projects
    assert board.details == (BETTER[BOARD.format(2)], "Wrote the login", "Sent the 40 testers a survey")
    assert station == found.resume.projects[1]
    text = done.resume.raw_text.splitlines()
    at = text.index("Wrote the login")
    assert text[at - 1 : at + 2] == list(board.details)
    assert edits[by_place[TUTOR.format(2)]] in text
    assert BETTER[TUTOR.format(1)] not in text


def test_the_document_is_read_back_as_the_fields_say() -> None:
    found = standing(MAKER)
    made = by_rules(found)
    resume, document = with_changes(found.resume, made.improvements, found.document)
    assert document and document.text == made.resume.raw_text == resume.raw_text
    again = parse(document)
    assert [(each.name, each.description, each.details) for each in again.projects] == [
        (each.name, each.description, each.details) for each in made.resume.projects
    ]
    assert [each.details for each in again.volunteering] == [each.details for each in made.resume.volunteering]
    assert made.resume.volunteering[0].source == again.volunteering[0].source


@pytest.mark.parametrize(
    "text",
    [
        "Built the search page in Flask and SQLite and logged readings every 10 minutes",
        "Built the search page in Flask and SQLite for 12 pupils",
        "Built the search page in Flask and SQLite on a Raspberry Pi",
        "Built the search page in Flask and SQLite, 300 books a shift",
    ],
)
def test_what_is_true_of_one_work_is_not_told_of_another(text: str) -> None:
    made = answered(standing(MAKER), "I built the search page", text)
    told = made.resume.projects[0].details[0]
    assert told != text
    assert not any(figure in told for figure in ("10", "12", "300", "Raspberry"))
    assert made.rejected


def test_a_figure_that_was_affirmed_of_a_project_stands_in_its_line_and_is_marked() -> None:
    asked = next(each for each in by_rules(standing(MAKER)).follow_ups if each.location == BOARD.format(2))
    told = Attested(question=asked.question, answer="3,000 items so far", location=asked.location)
    made = by_rules(standing(MAKER, attested=(told,)))
    change = changes(made)[asked.location]
    assert change.improved == "Built the search page in Flask and SQLite (3,000 items so far)"
    assert any(proof.user_attested for proof in change.evidence)
    assert asked.question not in {each.question for each in made.follow_ups if each.location == asked.location}


def test_what_was_affirmed_of_one_project_counts_for_no_other() -> None:
    told = Attested(question="Where?", answer="I soldered the board for the county fair", location="Projects > Weather Station")
    found = standing(MAKER, attested=(told,))
    text = "Built the search page in Flask and SQLite for the county fair"
    assert "fair" not in answered(found, "I built the search page", text).resume.model_dump_json()
    own = "Soldered the sensor board for the county fair and wrote the firmware in C"
    assert own in answered(found, "Worked on soldering", own).resume.projects[1].details


def test_a_label_beside_a_project_is_no_line_of_work() -> None:
    project = Project(name="Board", details=("Project Lead", "Tech used, Languages, Frameworks", "Was responsible for testing"))
    resume = set_down(Resume(name="Ann Example", language="en", projects=(project,)))
    asked = plan(standing_of(StoredResume(resume=resume), None, Wish(), TODAY))[0]
    assert isinstance(asked, RewriteLines)
    assert [(line.bullet, line.text) for work in asked.works for line in work.lines] == [(3, "Was responsible for testing")]


@pytest.mark.parametrize("focus", ["projects", "volunteering", "experience"])
def test_only_the_sections_in_focus_are_written(focus: str) -> None:
    document = read(MAKER.replace("- Shelved", "- I shelved").encode())
    found = standing_of(StoredResume(resume=parse(document)), document, Wish(focus=(focus,)), TODAY)
    questions = plan(found)
    made = improve(found, questions, [by_rule(question) for question in questions])
    assert {each.section for each in made.improvements} == {focus}


def test_what_came_as_data_is_rewritten_in_fields_and_text_alike() -> None:
    given = Resume(
        name="Ann Example",
        language="en",
        skills=("Excel", "Word", "Cooking"),
        experiences=(Experience(role="Clerk", company="Firm", bullets=(Bullet(text="Responsible for filing 40 forms a day"),)),),
        projects=(Project(name="Board", description="I built it in C.", details=("Helped with painting the case",)),),
        volunteering=(
            Volunteering(role="Cook", summary="I cook for 30 guests.", details=("Duties include printing the menus",)),
        ),
    )
    resume = set_down(given)
    found = standing_of(StoredResume(resume=resume), None, Wish(), TODAY)
    questions = plan(found)
    made = improve(found, questions, [by_rule(question) for question in questions])
    (project,), (service,) = made.resume.projects, made.resume.volunteering
    assert (project.description, project.details) == ("Built it in C.", ("Helped paint the case",))
    assert (service.summary, service.details) == ("Cook for 30 guests.", ("Print the menus",))
    text = made.resume.raw_text.splitlines()
    assert {"Built it in C.", "- Helped paint the case", "Cook for 30 guests.", "- Print the menus"} <= set(text)
    assert made.resume.experiences[0].responsibilities == ("Filed 40 forms a day",)


def test_what_is_printed_beside_the_last_line_of_a_bullet_stays_and_the_bullet_is_printed_anew() -> None:
    dated = CLERK.replace("for two floors", "for two floors 2020 - 2024")
    text = dated.replace("March 2020 - June 2024\n", "")
    document = read(text.encode())
    resume = parse(document)
    job = resume.experiences[0].model_copy(
        update={
            "bullets": tuple(_without_date(bullet) for bullet in resume.experiences[0].bullets),
            "responsibilities": tuple(each.removesuffix(" 2020 - 2024") for each in resume.experiences[0].responsibilities),
        }
    )
    found = standing_of(
        StoredResume(resume=resume.model_copy(update={"experiences": (job, *resume.experiences[1:])})), document, Wish(), TODAY
    )
    made = by_rules(found)
    lines = made.resume.raw_text.splitlines()
    at = lines.index("Ordered paper, toner and parts for two floors")
    assert lines[at + 1] == "2020 - 2024"
    assert "Responsible for ordering" not in made.resume.raw_text


def _without_date(bullet: Bullet) -> Bullet:
    return bullet.model_copy(update={"text": bullet.text.removesuffix(" 2020 - 2024")})


def test_a_summary_takes_up_a_project_where_no_job_has_a_deed_and_a_page_written_shows_no_skill_of_writing() -> None:
    head, _, rest = MAKER.partition("EXPERIENCE")
    made = by_rules(standing(head + rest[rest.index("PROJECTS") :]))
    assert "Logged readings every 10 minutes on a Raspberry Pi." in (made.summary.improved or "")
    assert "writing" not in {skill.lower() for skill in made.resume.skills}


def test_what_was_done_with_others_is_asked_about() -> None:
    made = by_rules(standing(MAKER.replace("Sent the 40 testers a survey", "My teammate and I showed it at the fair")))
    asked = next(each for each in made.follow_ups if each.location == BOARD.format(4))
    assert asked.question == "Which part of this was your own?"
