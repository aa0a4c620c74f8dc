"""Our page as the layout engine takes it: read by the XML parser, on a ground of styles for its own few elements.

Both are ways around general machinery: a parser that mends any HTML takes twenty times as long as one for a page that is
well-formed, and the engine's sheet for all of HTML is matched against each element.
"""

from functools import cache
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML

from app.resume.rendering.faces import faces
from app.resume.rendering.look import ROOM


class Printed(HTML):  # type: ignore[misc]  # the library has no types
    """A page that is well-formed XML, as ours are. Raises ParseError for any other."""

    def __init__(self, source: str) -> None:
        self.base_url = "about:blank"
        self.url_fetcher = faces().fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(ElementTree.fromstring(source))  # noqa: S314 - as above
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [ground()]


@cache
def ground() -> CSS:
    """The styles that a browser has by itself."""
    return CSS(string=(ROOM / "templates" / "ground.css").read_text(encoding="utf-8"), url_fetcher=faces().fetcher)
