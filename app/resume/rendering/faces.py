"""The bundled fonts, loaded once for a process; nothing else is ever fetched.

They are Fontsource's static files, one for each weight and script, under the SIL Open Font License (a copy lies beside each).
"""

import atexit
from dataclasses import dataclass
from functools import cache
from shutil import rmtree

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from app.resume.rendering.look import ROOM, lists

FONTS = ROOM / "fonts"
FOLDERS = {
    "Inter": "inter",
    "Lato": "lato",
    "Source Sans 3": "source-sans-3",
    "IBM Plex Sans": "ibm-plex-sans",
    "Source Serif 4": "source-serif-4",
    "EB Garamond": "eb-garamond",
}
SCRIPTS = {"latin": "", "latin-ext": " Extended", "greek": " Greek", "cyrillic": " Cyrillic"}
_REGULAR = "400"


class NothingButFonts(URLFetcher):  # type: ignore[misc]  # the library has no types
    """Gives the bundled font files and refuses all else, whatever its scheme."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The file's bytes. Raises ValueError for any other address."""
        known = _addresses().get(url)
        if known is None:
            raise ValueError("nothing but the bundled fonts is fetched")
        return URLFetcherResponse(url, (FONTS / known).read_bytes(), {"Content-Type": "font/ttf"})


@dataclass(frozen=True, slots=True)
class Faces:
    """Every bundled face, known to the layout engine."""

    configuration: FontConfiguration
    rules: CSS
    fetcher: NothingButFonts


@cache
def faces() -> Faces:
    """The faces; the first call takes about a tenth of a second."""
    configuration, fetcher = FontConfiguration(), NothingButFonts()
    atexit.register(_tidy_up, configuration)
    rules = CSS(string="\n".join(_rules()), font_config=configuration, url_fetcher=fetcher)
    return Faces(configuration, rules, fetcher)


def _tidy_up(configuration: FontConfiguration) -> None:
    """Removes the folder that the library copied the fonts to; it does so itself only where the object is collected, and what a
    warm parent has frozen never is."""
    rmtree(configuration._folder, ignore_errors=True)


def _rules() -> list[str]:
    families = {path: font.family for font in lists().fonts.values() for path in (FONTS / FOLDERS[font.family]).glob("*.ttf")}
    return [_rule(family, path.stem, path.as_uri()) for path, family in sorted(families.items())]


def _rule(family: str, stem: str, address: str) -> str:
    script, _, weight = stem.rpartition("-")
    bold = "normal" if weight == _REGULAR else "bold"
    return f"@font-face {{ font-family: '{family}{SCRIPTS[script]}'; font-weight: {bold}; src: url({address}) }}"


@cache
def _addresses() -> dict[str, str]:
    return {path.as_uri(): str(path.relative_to(FONTS)) for path in FONTS.glob("*/*.ttf")}
