"""Résumés in other languages, in other alphabets, and texts of any kind: unchanged lines pass, new figures and names do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.resume.evidence.check import check
from app.resume.evidence.claims import EvidenceLine
from app.resume.evidence.repair import repair

LINES = (
    "Leitung eines Teams von 6 Technikern bei der Einführung von SAP in zwei Werken",
    "Senkung der Ausschussquote von 8 % auf 5 % im Jahr 2021",
    "Encadrement de 4 apprentis et suivi de la production sous Excel",
    "Réduction des délais de livraison de 12 à 9 jours pour Atelier Bruyère",
    "Gestión de 35 pedidos diarios y atención a clientes de Almacenes Rivera",
    "Reduje las devoluciones del 7 % al 4 % en seis meses",
    "Управление складом площадью 1200 м²",
    "顧客対応 50件／日",
)
ALL = tuple(EvidenceLine(text, number, entry=number) for number, text in enumerate(LINES, start=1))


@pytest.mark.parametrize("number", range(1, len(LINES) + 1))
def test_an_unchanged_line_passes_in_any_language(number: int) -> None:
    assert check(LINES[number - 1], ALL, entry=number).supported
    assert check(f"  {LINES[number - 1]}. ", ALL, entry=number).supported


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (1, "Leitung eines Teams von 9 Technikern bei der Einführung von SAP in zwei Werken"),
        (1, "Leitung eines Teams von 6 Technikern bei der Einführung von Oracle in zwei Werken"),
        (2, "Senkung der Ausschussquote von 8 % auf 2 % im Jahr 2021"),
        (2, "Senkung der Ausschussquote von 8 % auf 5 % im Jahr 2022"),
        (3, "Encadrement de 14 apprentis et suivi de la production sous Excel"),
        (3, "Encadrement de 4 apprentis et suivi de la production sous Sage"),
        (4, "Réduction des délais de livraison de 12 à 9 jours pour Maison Delorme"),
        (5, "Gestión de 95 pedidos diarios y atención a clientes de Almacenes Rivera"),
        (5, "Gestión de 35 pedidos diarios y atención a clientes de Almacenes Herrero"),
        (6, "Reduje las devoluciones del 7 % al 1 % en seis meses"),
        (7, "Управление складом площадью 5200 м²"),
        (8, "顧客対応 80件／日"),
    ],
)
def test_a_changed_figure_or_name_is_refused_in_any_language(entry: int, text: str) -> None:
    assert not check(text, ALL, entry=entry).supported


@pytest.mark.parametrize("added", ["mit Kubernetes", "für Siemens", "avec Photoshop", "para Telefónica", "в Москве", "2019"])
def test_a_name_or_number_added_in_any_language_is_refused(added: str) -> None:
    for number, text in enumerate(LINES, start=1):
        assert not check(f"{text} {added}", ALL, entry=number).supported


def test_a_paragraph_of_lines_that_all_stand_there_passes() -> None:
    lines = (
        EvidenceLine("Sold bread at a market stall.", 1, entry=1),
        EvidenceLine("Counted the till every evening.", 2, entry=1),
    )
    assert check("Sold bread at a market stall. Counted the till every evening.", lines, entry=1).supported
    assert check("Counted the till every evening.  Sold bread at a market stall.", lines, entry=1).supported


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_are_judged_the_same_each_time(candidate: str, source: str) -> None:
    lines = (EvidenceLine(source, 1, entry=1),)
    verdict = check(candidate, lines, entry=1)
    assert verdict == check(candidate, lines, entry=1)
    assert all(candidate[claim.start : claim.end] == claim.text for claim in verdict.claims)
    left = repair(candidate, lines, entry=1)
    assert left is None or check(left, lines, entry=1).supported


@pytest.mark.parametrize("part", ["a ", "1 ", "- ", "é", "(", "no ", "2 of ", "over ", "Co-", "%", "from 1 to ", "every other "])
def test_a_text_of_one_piece_again_and_again_is_read(part: str) -> None:
    text = part * 2000
    check(text, (EvidenceLine("Sorted 12 chairs at the harbor", 1, entry=1),), entry=1)
    lines = (EvidenceLine(text, 1, entry=1),)
    check("Sorted 12 chairs", lines, entry=1)
    assert check(text, lines, entry=1).supported
    assert not check(f"{text}{text} Zorvex", lines, entry=1).supported
