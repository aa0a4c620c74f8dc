"""The page as HTML: semantic, whole, with nothing to load."""

import itertools
import re
from html.parser import HTMLParser

import pytest

from app.resume.model import Resume
from app.resume.rendering.look import ROOM, TEMPLATES, look_of
from app.resume.rendering.render import render

SAMPLE = Resume.model_validate_json((ROOM / "sample.json").read_bytes())


class Outline(HTMLParser):
    """Elements in order with their depth, and the words of headings."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.paths: list[str] = []
        self.headings: list[tuple[str, str]] = []
        self.times: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append(tag)
        self.paths.append("/".join(self.opened))
        self.times += [value or "" for name, value in attrs if name == "datetime"]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """It holds nothing."""

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.opened and self.opened[-1] in {"h1", "h2", "h3"}:
            self.headings.append((self.opened[-1], data))


def outline(template: str) -> tuple[Outline, str]:
    text = render(SAMPLE, look_of(template), "html").data.decode()
    found = Outline()
    found.feed(text)
    return found, text


@pytest.mark.parametrize("template", TEMPLATES)
def test_elements_mean_what_they_hold(template: str) -> None:
    found, _ = outline(template)
    assert found.opened == []
    assert found.headings[0] == ("h1", SAMPLE.name)
    levels = [int(level[1]) for level, _ in found.headings]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    body = "html/body"
    assert f"{body}/header/address/p/a" in found.paths
    assert f"{body}/main/section/article/ul/li" in found.paths
    assert f"{body}/main/section/article/p/time" in found.paths
    assert all(re.fullmatch(r"\d{4}(-\d\d)?", time) for time in found.times)
    assert {"2021-04", "2018-06", "2018-05"} <= set(found.times)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_page_says_its_language_and_title_and_loads_nothing(template: str) -> None:
    _, text = outline(template)
    assert '<html lang="en">' in text
    assert f"<title>{SAMPLE.name}</title>" in text
    assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
    assert "url(" not in text
    assert not re.search(r"\b(src|srcset|background)=", text)


def test_a_page_in_hebrew_runs_from_right_to_left() -> None:
    text = render(Resume(name="יוסי", summary="שלום", language="he"), look_of("modern"), "html").data.decode()
    assert '<html lang="he" dir="rtl">' in text


def test_a_compound_stays_in_one_line_and_no_line_holds_one_word() -> None:
    summary = (
        "Led the re-shaping of a hand-kept archive into something that eleven people could search by themselves in a minute."
    )
    text = render(Resume(summary=summary), look_of("modern"), "html").data.decode()
    assert '<span class="nb">re-shaping</span>' in text
    assert '<span class="nb">a minute.</span>' in text
