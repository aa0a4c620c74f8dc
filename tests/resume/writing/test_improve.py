"""What an improved résumé must keep to: a posting is no evidence, other languages are left alone, the same comes of the same."""

from datetime import date

from app.resume.parsing.parse import parse
from app.resume.reading.read import read
from app.resume.stored import Attested, StoredResume
from app.resume.writing.improve import Improved, improve
from app.resume.writing.plan import plan
from app.resume.writing.questions import LineChange, NamedSkills, RewriteLines, RewrittenLines, WrittenProfile
from app.resume.writing.rules.by_rule import by_rule
from app.resume.writing.standing import Standing, Wish, standing_of
from tests.resume.writing.people import ALL, CLERK, NURSE

TODAY = date(2026, 1, 1)
POSTING = """Office Clerk
Requirements:
- 2 years with Kubernetes and QuickBooks
- Payroll for 40 people, travel booking and Quickstep
"""
GERMAN = """Jonas Brandner
Leipzig | jonas.brandner@example.com | 0341 5550123

BERUFSERFAHRUNG
Buchhalter, Lindner Werkzeuge GmbH, Leipzig
März 2019 – heute
- Verantwortlich für die Kreditorenbuchhaltung mit 300 Rechnungen im Monat und für die Pflege der Stammdaten.
- Erstellung der Monatsabschlüsse in DATEV gemeinsam mit der Leitung und den Kolleginnen in Halle
- Abstimmung der Konten und Betreuung von zwölf Kunden in der Region, dazu das gesamte Mahnwesen der Firma

AUSBILDUNG
Kaufmann für Büromanagement, Industrie- und Handelskammer Leipzig, 2018

KENNTNISSE
DATEV, Excel, SAP, Excel
"""


def standing(text: str, *, job_text: str | None = None, language: str = "en", attested: tuple[Attested, ...] = ()) -> Standing:
    document = read(text.encode())
    resume = parse(document).model_copy(update={"language": language})
    return standing_of(StoredResume(resume=resume, attested=attested), document, Wish(job_text=job_text), TODAY)


def by_rules(found: Standing) -> Improved:
    questions = plan(found)
    return improve(found, questions, [by_rule(question) for question in questions])


def test_a_posting_is_never_evidence_and_its_words_are_only_suggested() -> None:
    found = standing(CLERK, job_text=POSTING)
    questions = plan(found)
    answers = [
        RewrittenLines(changes=(LineChange(lines=(1,), texts=("Ordered paper for two floors with Kubernetes",), reasons=()),))
        if isinstance(question, RewriteLines)
        else WrittenProfile(
            summary="Office clerk with Quickstep.", skills=(NamedSkills(name=None, skills=("Kubernetes", "Excel")),)
        )
        for question in questions
    ]
    for made in (improve(found, questions, answers), by_rules(found)):
        told = made.resume.model_dump_json()
        assert "Kubernetes" not in told and "Quickstep" not in told
    suggested = {each.keyword.lower(): each for each in by_rules(found).keyword_suggestions}
    assert not suggested["kubernetes"].found
    assert suggested["quickbooks"].found and suggested["quickbooks"].where


def test_a_resume_in_another_language_keeps_its_words_and_says_why() -> None:
    made = by_rules(standing(GERMAN, language="de"))
    assert made.summary.improved == made.summary.original
    assert {each.section for each in made.improvements} <= {"experience", "skills"}
    for job, before in zip(made.resume.experiences, made.original_resume.experiences, strict=True):
        assert [line.rstrip(".") for line in job.responsibilities] == [line.rstrip(".") for line in before.responsibilities]
    assert made.resume.skills.count("Excel") == 1
    assert "not in English" in made.notes[0]


def test_the_same_resume_comes_back_the_same_with_the_same_ids() -> None:
    one, two = by_rules(standing(NURSE)), by_rules(standing(NURSE))
    assert one == two
    assert all(len(each.id) == 16 for each in one.improvements)


def test_summaries_of_several_people_do_not_all_sound_alike() -> None:
    said = [by_rules(standing(text)).summary.improved or "" for text in ALL]
    assert all(said)
    assert len({" ".join(text.split()[2:5]) for text in said}) > 1


def test_what_the_person_affirmed_bears_a_line_out_and_is_marked() -> None:
    place = "Experience > Office Clerk, Tamarack Supply > bullet 2"
    told = Attested(question="How many calls a day did you take?", answer="Answered 35 calls a day", location=place)
    found = standing(CLERK, attested=(told,))
    questions = plan(found)
    line = "Answered the phone, 35 calls a day, and greeted visitors at the desk"
    answers = [
        RewrittenLines(changes=(LineChange(lines=(2,), texts=(line,), reasons=("clearer",)),))
        if isinstance(question, RewriteLines)
        else WrittenProfile(summary=None, skills=())
        for question in questions
    ]
    made = improve(found, questions, answers)
    change = next(each for each in made.improvements if each.improved == line)
    assert any(proof.user_attested and "35 calls" in proof.quote for proof in change.evidence)
    assert "35 calls" not in improve(standing(CLERK), questions, answers).resume.model_dump_json()
