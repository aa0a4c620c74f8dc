"""The same résumé as PDF, Word file and text: only the looks of the file may differ. Other languages than English."""

from typing import Literal

import pytest

from app.resume.analysis.analyze import analyze
from app.resume.analysis.report import Report
from app.resume.model import Experience, Resume
from app.resume.reading.document import Block, Document, Layout, Span
from tests.resume.analysis.people import TODAY, assistant, report, row, rules

Form = Literal["pdf", "docx", "text", "markdown"]
CLEAN = Layout(body_size=11, fonts=("Lato",), bullet_glyphs=("•",))
LOOKS = {"layout", "machine_readable"}


def document(resume: Resume, form: Form, layout: Layout = CLEAN, pages: int = 1, hidden: tuple[str, ...] = ()) -> Document:
    blocks = tuple(
        Block(line=number, page=1, spans=(Span(text=line.removeprefix("- ")),), marker="-" if line.startswith("- ") else None)
        for number, line in enumerate(resume.raw_text.splitlines(), start=1)
    )
    return Document(form=form, pages=pages, blocks=blocks, layout=layout, hidden=hidden)


def scored(form: Form, layout: Layout = CLEAN, pages: int = 1, hidden: tuple[str, ...] = ()) -> Report:
    return analyze(assistant(), document(assistant(), form, layout, pages, hidden), today=TODAY)


def test_forms_differ_in_the_checks_of_looks_alone() -> None:
    pdf, word, text = scored("pdf"), scored("docx"), scored("text")
    assert pdf.scores == word.scores
    assert {each.check for each in pdf.score_breakdown} - {each.check for each in text.score_breakdown} == LOOKS
    judged = {each.check: each.points / each.max_points for each in pdf.score_breakdown if each.check not in LOOKS}
    alike = {each.check: each.points / each.max_points for each in text.score_breakdown}
    assert judged == pytest.approx(alike, abs=0.01)


@pytest.mark.parametrize(
    ("layout", "pages", "check", "rule"),
    [
        (CLEAN, 2, "layout", "page_count"),
        (CLEAN.model_copy(update={"body_size": 8.5}), 1, "layout", "type_size"),
        (CLEAN.model_copy(update={"fonts": ("Lato", "Inter", "Arial")}), 1, "layout", "many_fonts"),
        (CLEAN.model_copy(update={"bullet_glyphs": ("•", "▪")}), 1, "layout", "mixed_glyphs"),
        (CLEAN.model_copy(update={"columns": 2}), 1, "machine_readable", "interleaved_columns"),
        (CLEAN.model_copy(update={"tables": 1}), 1, "machine_readable", "table_or_text_box"),
        (CLEAN.model_copy(update={"odd_characters": 3}), 1, "machine_readable", "odd_characters"),
        (CLEAN.model_copy(update={"pages_without_text": (1,)}), 1, "machine_readable", "page_without_text"),
    ],
)
def test_looks_that_stand_in_the_way_cost_points(layout: Layout, pages: int, check: str, rule: str) -> None:
    clean, spoilt = scored("pdf"), scored("pdf", layout, pages)
    assert rule not in rules(clean)
    assert rule in rules(spoilt)
    assert row(spoilt, check).points < row(clean, check).points == row(clean, check).max_points


def test_hidden_text_is_named() -> None:
    result = scored("pdf", hidden=("Python Kubernetes leadership",))
    assert "hidden_text" in rules(result)
    assert result.scores == scored("pdf").scores


def test_a_resume_in_another_language_is_not_judged_by_english_words() -> None:
    german = assistant().model_copy(update={"language": "de"})
    result = report(german)
    reasons = {each["check"]: each["why"] for each in result.metadata["checks_left_out"]}
    for check in ("action_verbs", "pronouns", "tense", "spelling", "keywords"):
        assert "English" in reasons[check]
    assert result.metadata["language"] == "de"
    assert all(each.max_points > 0 for each in result.score_breakdown)


GERMAN = Resume(
    name="Annegret Wolkenhauer",
    summary="Buchhalterin mit neun Jahren Erfahrung. Verkürzte den Monatsabschluss von acht auf fünf Tage, Mahnungen um 12 %.",
    experiences=(
        Experience(
            role="Buchhalterin",
            company="Muldenstahl GmbH",
            start_text="03/2019",
            start_date="2019-03",
            end_text="heute",
            current=True,
            responsibilities=(
                "Stimmt Konten mit Lieferanten ab und klärt sie binnen fünf Tagen",
                "Bereitet den Monatsabschluss für zwei Gesellschaften vor",
            ),
        ),
    ),
    skills=("DxCare", "DATEV"),
    raw_text="Annegret Wolkenhauer\nLindenweg 12, 04109 Leipzig\nGeburtsdatum: 1994\nFamilienstand: ledig",
    language="de",
)


def test_what_is_said_of_a_german_resume_is_true_of_it() -> None:
    result = report(GERMAN)
    assert "short_bullet" not in rules(result)
    assert row(result, "quantified").points == row(result, "quantified").max_points
    assert "“fünf” is borne out" in row(result, "achievement").why
    assert row(result, "tools").why.startswith("1 named tool")
    assert "the place you live" not in row(result, "contact").why
    told = [(issue.severity, issue.example) for issue in result.issues if issue.rule_id.endswith("sensitive_data")]
    assert told == [("low", "Geburtsdatum: 1994"), ("low", "Familienstand: ledig")]
    left_out = {each["check"] for each in result.metadata["checks_left_out"]}
    assert {"profile", "unsupported_tenure_claim", "evidenced"} <= left_out
    assert result.metadata["profile_confidence"] == 0


def test_of_a_resume_in_a_language_that_is_not_read_nothing_is_said_to_be_missing() -> None:
    result = report(Resume(name="Hanako Rei", language="ja", raw_text="Hanako Rei"))
    assert rules(result) == ["unread_language"]
    assert result.suggestions == ()


def test_an_english_resume_is_spared_the_words_of_other_languages() -> None:
    base = assistant()
    resume = base.model_copy(update={"raw_text": f"{base.raw_text}\nCasado, Nationalität and Edad: 44 are stalls at the fair"})
    assert "sensitive_data" not in rules(report(resume))


def test_an_empty_resume_has_a_report() -> None:
    result = report(Resume())
    assert result.scores.overall_score < 25
    assert {"missing_section", "missing_contact"} <= set(rules(result))


def test_a_line_rewritten_since_the_file_was_read_is_a_bullet_still() -> None:
    base = assistant()
    told = "Cleared a backlog of 90 invoices in four weeks, set up recurring bills in QuickBooks Online for 12 clients"
    lines = (told, " ".join(["Scheduled 20 client calls a week in Calendly and Zoom"] * 4))
    jobs = (base.experiences[0], base.experiences[1].model_copy(update={"responsibilities": lines}))
    rewritten = base.model_copy(update={"experiences": jobs})
    result = analyze(rewritten, document(base, "pdf"), today=TODAY)
    assert row(result, "bullets").points == row(result, "bullets").max_points
    assert not {"no_bullets", "few_bullets"} & set(rules(result))
