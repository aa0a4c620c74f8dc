"""A short résumé has few words to be told by: what joins them, what heads its parts and what stands beside dates tell enough."""

import pytest

from app.resume.parsing.parse import parse
from app.resume.reading.read import read

SHORT = {
    "de": (
        (
            "Sabine Krause\n"
            "Krankenpflegerin, Stuttgart\n"
            "sabine.krause@example.com\n"
            "Klinikum Süd, Stuttgart | 2018 - heute\n"
            "- Pflege auf der Intensivstation\n"
            "- Medikamente und Dokumentation\n"
            "Examen 2017, Pflegeschule Esslingen"
        ),
        (
            "Oskar Lind\n"
            "Data Scientist\n"
            "Machine Learning, Deep Learning, Python, TensorFlow, Spark, Airflow\n"
            "Data Scientist, Quantaris GmbH, Berlin, seit 2021\n"
            "- Churn Modelle für Versicherungen\n"
            "Master Statistik, LMU München, 2020"
        ),
        (
            "Heike Brandt - heike.brandt@example.com\n"
            "Buchhalterin\n"
            "Kanzlei Mertens, Kiel, 2011 bis 2023\n"
            "Lohnabrechnung, Kreditoren, DATEV\n"
            "Ausbildung: Steuerfachangestellte, Kiel, 2010"
        ),
        (
            "Ali Demir\n"
            "Koch\n"
            "Restaurant Zum Anker, Rostock\n"
            "05/2016 - 09/2023\n"
            "- Warme Küche\n"
            "- Einkauf und Bestellungen\n"
            "Sprachen: Deutsch, Türkisch"
        ),
        (
            "Nora Weiss\n"
            "UX Designerin | Figma, Sketch, Adobe XD, Miro\n"
            "Designerin bei Pixelhaus, Leipzig, 2019 - 2024\n"
            "- Prototypen und Usability Tests\n"
            "Diplom Kommunikationsdesign, 2018"
        ),
    ),
    "fr": (
        (
            "Amélie Girard\n"
            "Infirmière\n"
            "Toulouse, amelie.girard@example.com\n"
            "CHU Purpan, Toulouse | depuis 2018\n"
            "- Soins intensifs\n"
            "- Dossiers des patients\n"
            "Diplôme d'État, IFSI Toulouse, 2017"
        ),
        (
            "Karim Haddad\n"
            "Data scientist\n"
            "Machine Learning, Python, TensorFlow, Spark, Airflow\n"
            "Data scientist, Quantea, Paris, 2021 - aujourd'hui\n"
            "- Modèles de churn pour assurances\n"
            "Master statistiques, Sorbonne, 2020"
        ),
        (
            "Yann Le Goff\n"
            "Cuisinier\n"
            "Restaurant L'Ancre, Brest\n"
            "05/2016 - 09/2023\n"
            "- Plats chauds\n"
            "- Achats et commandes\n"
            "Langues : français, breton"
        ),
        (
            "Léa Fontaine\n"
            "Designer UX | Figma, Sketch, Adobe XD, Miro\n"
            "Designer chez Maison Pixel, Lyon, 2019 - 2024\n"
            "- Prototypes et tests utilisateurs\n"
            "Master design, 2018"
        ),
    ),
    "es": (
        (
            "Javier Luna\n"
            "Científico de datos\n"
            "Machine Learning, Python, TensorFlow, Spark, Airflow\n"
            "Data scientist, Cuantia, Madrid, 2021 - actualidad\n"
            "- Modelos de churn para seguros\n"
            "Máster en estadística, UCM, 2020"
        ),
        (
            "Iker Etxeberria\n"
            "Cocinero\n"
            "Restaurante El Ancla, Bilbao\n"
            "05/2016 - 09/2023\n"
            "- Platos calientes\n"
            "- Compras y pedidos\n"
            "Idiomas: español, euskera"
        ),
        (
            "Noelia Campos\n"
            "Diseñadora UX | Figma, Sketch, Adobe XD, Miro\n"
            "Diseñadora en Casa Pixel, Murcia, 2019 - 2024\n"
            "- Prototipos y pruebas con usuarios\n"
            "Grado en diseño, 2018"
        ),
    ),
    "en": (
        (
            "Sven Lindqvist\n"
            "Welder\n"
            "Duluth, MN, sven.lindqvist@example.com\n"
            "Iron Range Fabrication | 2018 - present\n"
            "- MIG and TIG welding\n"
            "- Blueprint reading\n"
            "AWS certified, 2017"
        ),
        (
            "Beatriz Oliveira\n"
            "Nurse, Hospital São José, Newark, NJ, 2016 - 2022\n"
            "- Night shifts\n"
            "- Triage\n"
            "BSN, Universidade Federal do Paraná\n"
            "RN license, BLS, ACLS"
        ),
        (
            "Hans Schmidt - hans.schmidt@example.com\n"
            "Brewmaster\n"
            "Zum Alten Fritz Brewery, Milwaukee, 2011 - 2023\n"
            "Lagers, Hefeweizen, Kolsch\n"
            "Doemens Akademie, Munich, 2010"
        ),
        (
            "Maria del Carmen Lopez\n"
            "UX Designer | Figma, Sketch, Adobe XD\n"
            "Designer, Casa y Campo Magazine, Los Angeles, 2019 - 2024\n"
            "- Prototypes, user tests\n"
            "BFA, 2018"
        ),
    ),
}


@pytest.mark.parametrize(("language", "text"), [(language, text) for language, texts in SHORT.items() for text in texts])
def test_a_short_resume_is_told_by_its_words_and_not_by_the_tools_and_towns_it_names(language: str, text: str) -> None:
    found = parse(read(text.encode())).language
    assert (found or "en") == language  # English is what an untold language is taken for
