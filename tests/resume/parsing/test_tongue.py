"""The language of a résumé is that of its small words, whatever tools and towns it names."""

import pytest

from app.resume.parsing.tongue import find_language

ENGLISH_AMONG_NAMES = (
    "Build Python APIs in Django for 45 community banks. Move nightly Python jobs to Celery and cut their run time from 5"
    " hours to 40 minutes. Developed seat maps in React for 70 venues and an export of sales to QuickBooks."
)
GERMAN = "Leitung eines Teams von 12 Personen und Planung der Schichten. Einführung einer Software in zwei Werken."
FRENCH = "Gestion d'une équipe de 12 personnes et planification des horaires. Mise en place d'un logiciel de stock."
SPANISH = "Gestión de un equipo de 12 personas y planificación de los turnos. Implantación de un programa de almacén."


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH_AMONG_NAMES, "en"), (GERMAN, "de"), (FRENCH, "fr"), (SPANISH, "es"), ("Too short", None)]
)
def test_the_language_is_told_by_the_small_words(text: str, language: str | None) -> None:
    assert find_language(text) == language
