"""No word of a résumé makes a renderer reach anything, and whatever stands in a field, a good file or a clear error comes out."""

import io
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pymupdf
import pytest

from app.errors import InvalidRequest
from app.resume.model import (
    Award,
    Certification,
    Education,
    Experience,
    Language,
    Link,
    OtherSection,
    Project,
    Publication,
    Resume,
    SkillGroup,
    Volunteering,
)
from app.resume.rendering.look import Look, look_of
from app.resume.rendering.render import render

SECRET = "canary-of-the-file"
MODERN = look_of("modern")


class Watch:
    """Counts what is reached: requests to the server, and every opening and connecting that Python is asked for."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.attempts: list[str] = []
        self.on = False

    def audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.on and event in {
            "open",
            "socket.connect",
            "socket.getaddrinfo",
            "urllib.Request",
            "subprocess.Popen",
            "os.system",
        }:
            self.attempts.append(f"{event} {arguments[0]}")


WATCH = Watch()
sys.addaudithook(WATCH.audit)  # for the life of the process; it looks only while `on`


class Canary(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        WATCH.requests.append(self.path)
        self.send_error(404)

    def log_message(self, *arguments: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, ...]]:
    """Every way of the list, aimed at a watched server and a watched file."""
    secret = tmp_path_factory.mktemp("canary") / "secret.txt"
    secret.write_text(SECRET)
    lines = (Path(__file__).parent / "reaching.txt").read_text(encoding="utf-8").splitlines()
    server = HTTPServer(("127.0.0.1", 0), Canary)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    render(Resume(name="Warm", summary="Up"), MODERN, "pdf")  # fonts and styles are read once, before we watch
    http = f"http://127.0.0.1:{server.server_port}"
    yield tuple(
        line.replace("{http}", http).replace("{file}", secret.as_uri()) for line in lines if line and not line.startswith("# ")
    )
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def watched() -> Iterator[None]:
    WATCH.requests.clear()
    WATCH.attempts.clear()
    WATCH.on = True
    try:
        yield
    finally:
        WATCH.on = False
    assert (WATCH.requests, WATCH.attempts) == ([], [])


def in_lists(some: Sequence[str]) -> Resume:
    """A résumé in which each of these stands in every field of every list."""
    return Resume(
        experiences=tuple(
            Experience(role=x, company=x, location=x, start_date=x, end_text=x, responsibilities=(x,), details=(x,), url=x)
            for x in some
        ),
        education=tuple(
            Education(degree=x, field=x, institution=x, location=x, start_text=x, gpa=x, details=(x,), url=x) for x in some
        ),
        skills=tuple(some),
        skill_groups=tuple(SkillGroup(name=x, skills=(x,), level=x) for x in some),
        certifications=tuple(Certification(name=x, issuer=x, date=x, url=x, details=(x,)) for x in some),
        projects=tuple(
            Project(name=x, role=x, description=x, url=x, technologies=(x,), details=(x,), entity=x, kind=x) for x in some
        ),
        languages=tuple(Language(name=x, level=x) for x in some),
        awards=tuple(Award(title=x, awarder=x, date=x, details=(x,)) for x in some),
        publications=tuple(Publication(title=x, authors=x, publisher=x, date=x, url=x, details=(x,)) for x in some),
        volunteering=tuple(
            Volunteering(role=x, organization=x, location=x, end_date=x, details=(x,), summary=x, url=x) for x in some
        ),
        other_sections=tuple(OtherSection(heading=x, lines=(x,)) for x in some),
    )


def on_top(way: str) -> Resume:
    return Resume(
        name=way, email=way, phone=way, location=way, headline=way, summary=way, language=way, links=(Link(url=way, label=way),)
    )


def check(data: bytes) -> None:
    """Nothing in the file leads anywhere but by https, mailto or tel, and nothing is attached or starts by itself."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            for annotation in page.get("/Annots", ()):
                assert annotation.A.S == "/URI"
                assert str(annotation.A.URI).startswith(("https://", "mailto:", "tel:"))
                assert SECRET not in str(annotation.A.URI)
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
        assert not any(isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image" for each in pdf.objects)
    with pymupdf.open(stream=data) as document:  # type: ignore[no-untyped-call]
        assert SECRET not in "".join(page.get_text() for page in document)


def test_the_list_has_at_least_63_ways(ways: tuple[str, ...]) -> None:
    assert len(set(ways)) >= 63


def test_nothing_reaches_out_from_any_field(ways: tuple[str, ...]) -> None:
    """Every way as a paragraph, as a bullet and on top of a page; and each list's fields with one way after another."""
    for some in (ways[0::2], ways[1::2]):
        told = Experience(role="R", responsibilities=some, details=some)
        with watched():
            data = render(Resume(summary="\n".join(some), skills=some, experiences=(told,)), MODERN, "pdf").data
        check(data)
    for at, way in enumerate(ways):
        resume = on_top(way) if at % 3 else in_lists((way,))
        with watched():
            data = render(resume, MODERN, "pdf").data
        check(data)


class Elements(HTMLParser):
    """Collects the elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update((name, value or "") for name, value in attrs)


def test_no_words_of_any_field_become_markup(ways: tuple[str, ...]) -> None:
    head, body = {"html", "head", "meta", "title", "style"}, {"body", "header", "address", "main", "section", "article"}
    ours = {*head, *body, "h1", "h2", "h3", "p", "ul", "li", "strong", "a", "time", "span", "wbr"}
    names = {"lang", "charset", "http-equiv", "content", "name", "class", "dir", "data-running", "href", "datetime"}
    for way in ways:
        for resume in (on_top(way), in_lists((way,))):
            page = Elements()
            page.feed(render(resume, MODERN, "html").data.decode())
            assert page.elements <= ours
            assert {name for name, _ in page.attributes} <= names
            addresses = [value for name, value in page.attributes if name == "href"]
            assert all(address.startswith(("https:", "mailto:", "tel:")) for address in addresses)


@pytest.mark.parametrize(
    "text",
    [
        *("<b>bold</b> & &amp; </p></body>", "{{ 7*7 }}{% raw %}", "a\x00b\x07c\x1bd\ud800e\ufffef", "x" * 5000, "emoji 👩‍⚕️🇺🇸 ☃"),
        *(
            "שלום עולם 123",
            "مرحبا بالعالم",
            "\u202ereversed\u2066",
            "你好世界",
            "हिन्दी",
            "e" + "\u0301" * 50,
            "\n\n\t\r\n",
            "-" * 400,
        ),
    ],
    ids=lambda text: ascii(text[:16]),
)
def test_whatever_stands_in_a_field_a_good_file_comes_out(text: str) -> None:
    resume = in_lists((text,)).model_copy(update={"summary": text, "name": "Ann Lee", "headline": text})
    try:
        made = render(resume, MODERN, "pdf")
    except InvalidRequest as refused:
        assert refused.code == "too_long_to_print"
        assert len(text) == 5000
        return
    check(made.data)
    with pymupdf.open(stream=made.data) as document:  # type: ignore[no-untyped-call]
        assert "Ann Lee" in document[0].get_text()


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_markup_is_printed_as_it_stands(form: str) -> None:
    text = "<b>bold</b> &amp; {{ 7*7 }}"
    made = render(Resume(name="Ann", summary=text), MODERN, form)  # type: ignore[arg-type]
    if form == "html":
        assert "&lt;b&gt;bold&lt;/b&gt; &amp;amp; {{ 7*7 }}" in made.data.decode()
        return
    with pymupdf.open(stream=made.data) as document:  # type: ignore[no-untyped-call]
        assert text in document[0].get_text()


def test_letters_that_no_font_has_are_told() -> None:
    made = render(Resume(name="Ann", summary="\U0001e903 stands here"), MODERN, "pdf")  # a letter of Adlam
    assert any("\U0001e903" in each and "□" in each for each in made.advice)


@pytest.mark.parametrize("bullets", [(("x",) * 301), (("x" * 501,) * 151)], ids=["many", "long"])
def test_too_many_bullets_are_refused_with_their_number(bullets: tuple[str, ...]) -> None:
    look: Look = MODERN
    with pytest.raises(InvalidRequest, match=r"30[12] bullets") as refused:
        render(Resume(experiences=(Experience(role="R", responsibilities=bullets),)), look, "pdf")
    assert refused.value.code == "too_long_to_print"


def test_more_than_ten_pages_are_refused() -> None:
    jobs = (Experience(role="Role", company="Company", responsibilities=("One",)),) * 180
    with pytest.raises(InvalidRequest, match="10"):
        render(Resume(experiences=jobs), MODERN, "pdf")
