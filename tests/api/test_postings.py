"""Postings that a user keeps."""

from typing import Any

import httpx
import pytest

from app.api.examples import HERE as EXAMPLES

POSTINGS = "/api/v1/job-postings"
TEXT = (EXAMPLES / "posting.txt").read_text("utf-8")


async def test_a_posting_is_read_into_what_it_asks_for(client: httpx.AsyncClient) -> None:
    answer = await client.post(POSTINGS, json={"raw_text": TEXT, "company": "Larkfield Software"})
    body = answer.json()
    assert (answer.status_code, answer.headers["Location"]) == (201, f"{POSTINGS}/{body['id']}")
    assert (body["title"], body["company"]) == ("Executive Assistant (remote), Larkfield Software", "Larkfield Software")
    asked = body["normalized_json"]
    assert {"text": "Google Workspace, Slack and HubSpot", "importance": "required"} in asked["requirements"]
    assert {"keyword": "HubSpot", "kind": "tool", "importance": "required"} in asked["keywords"]
    assert asked["years"] == 3
    assert (await client.get(answer.headers["Location"])).json() == body


async def test_a_list_has_no_text_and_a_posting_goes_when_deleted(client: httpx.AsyncClient) -> None:
    first, second = [(await client.post(f"{POSTINGS}/", json={"raw_text": TEXT, "title": title})).json() for title in ("A", "B")]
    listed = await client.get(POSTINGS)
    assert [item["title"] for item in listed.json()["items"]] == ["B", "A"]
    assert "HubSpot" not in listed.text
    for posting, query, status in ((first, {}, "deleted"), (second, {"hard": True}, "hard_deleted")):
        answer = await client.delete(f"{POSTINGS}/{posting['id']}", params=query)
        assert answer.json() == {"status": status}
        assert (await client.get(f"{POSTINGS}/{posting['id']}")).status_code == 404
    assert (await client.get("/v1/job-postings")).json()["meta"]["total"] == 0


async def test_the_same_request_keeps_one_posting(client: httpx.AsyncClient) -> None:
    answers = [await client.post(POSTINGS, json={"raw_text": TEXT}, headers={"Idempotency-Key": "7"}) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    other = await client.post(POSTINGS, json={"raw_text": TEXT, "title": "Another"}, headers={"Idempotency-Key": "7"})
    assert other.status_code == 422


@pytest.mark.parametrize("body", [{}, {"raw_text": "short"}, {"raw_text": TEXT, "title": "x" * 201}, {"raw_text": TEXT, "a": 1}])
async def test_what_cannot_be_is_refused(client: httpx.AsyncClient, body: Any) -> None:
    answer = await client.post(POSTINGS, json=body)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, "application/problem+json")


async def test_a_first_line_of_any_length_makes_a_title(client: httpx.AsyncClient) -> None:
    long = await client.post(POSTINGS, json={"raw_text": "word " * 100})
    assert (long.status_code, len(long.json()["title"])) == (201, 200)
