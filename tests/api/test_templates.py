"""Templates: listed with what they are good for, and a picture of each that shows what is made now."""

import struct
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from app.resume.rendering.look import OPTIONS, TEMPLATES, look_of

ROOT = Path(__file__).parents[2]


async def test_templates_are_listed_with_pictures_and_options(client: httpx.AsyncClient) -> None:
    listed = (await client.get("/api/v1/templates")).json()
    assert [each["name"] for each in listed["items"]] == list(TEMPLATES)
    assert listed["meta"] == {"limit": 20, "offset": 0, "total": 6, "has_more": False, "next_offset": None}
    for each in listed["items"]:
        assert each["ats_safe"] and each["title"] and each["best_for"]
        assert each["options"] == {name: list(values) for name, values in OPTIONS.items()}
        assert look_of(each["name"], each["defaults"]) == look_of(each["name"])
        picture = await client.get(each["preview_url"])
        assert picture.headers["Content-Type"] == "image/png"
        assert picture.content.startswith(b"\x89PNG")
        assert len(picture.content) <= 60_000
        width, height = struct.unpack("!II", picture.content[16:24])
        assert height / width == pytest.approx(11 / 8.5, rel=0.01)


async def test_a_list_that_is_held_is_not_sent_again(client: httpx.AsyncClient) -> None:
    tag = (await client.get("/api/v1/templates")).headers["ETag"]
    assert (await client.get("/api/v1/templates", headers={"If-None-Match": tag})).status_code == 304


async def test_an_unknown_template_is_not_found_and_the_known_are_named(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/v1/templates/baroque/preview.png")
    assert (answer.status_code, answer.json()["code"]) == (404, "template_not_found")
    assert "academic" in answer.json()["detail"]


def test_the_pictures_are_made_from_the_templates_as_they_are() -> None:
    checked = subprocess.run([sys.executable, ROOT / "scripts" / "make_previews.py", "--check"], check=False, capture_output=True)
    assert checked.returncode == 0, checked.stdout.decode()
