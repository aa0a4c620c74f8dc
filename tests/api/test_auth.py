"""Who may call, and as whom."""

import time
from dataclasses import replace
from typing import Any

import httpx
import jwt
import pytest

from app.services import Doorstep

JOBS = "/api/v1/jobs"
ANALYZE = "/api/v1/analyze/"
JWT_SECRET = "a secret that only the tests and the token's maker know"


@pytest.mark.parametrize("told", ["", "wrong", "k" * 600, "ключ"], ids=["none", "wrong", "long", "letters"])
async def test_without_a_living_key_nothing_is_told(client: httpx.AsyncClient, told: str) -> None:
    answer = await client.get(JOBS, headers={b"X-API-Key": told.encode()})
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "ApiKey" in answer.headers["WWW-Authenticate"]


async def test_the_key_is_judged_before_the_body(client: httpx.AsyncClient) -> None:
    answer = await client.post(ANALYZE, content=b"no json", headers={"X-API-Key": "wrong"})
    assert answer.status_code == 401


@pytest.mark.parametrize("name", ["api_key", "X-API-Key", "token", "access_token", "harmless"])
async def test_a_key_in_the_address_is_refused(client: httpx.AsyncClient, name: str) -> None:
    answer = await client.get(JOBS, params={name: "rek_" + "x" * 43})
    assert (answer.status_code, answer.json()["code"]) == (401, "key_in_url")
    assert "xxx" not in answer.text


async def test_a_user_sees_only_their_own(client: httpx.AsyncClient, resume: str) -> None:
    await client.post(ANALYZE, json={"resume_text": resume}, headers={"X-User-Id": "ana"})
    users = (b"ana", b"demo", b"ANA", "añа".encode())
    totals = [(await client.get(JOBS, headers={b"X-User-Id": user})).json()["meta"]["total"] for user in users]
    assert totals == [1, 0, 0, 0]


async def test_a_user_is_demo_unless_told(client: httpx.AsyncClient, resume: str) -> None:
    await client.post(ANALYZE, json={"resume_text": resume})
    assert (await client.get(JOBS, headers={"X-User-Id": "demo"})).json()["meta"]["total"] == 1


@pytest.mark.parametrize("user", ["", "a" * 129, "tab\there", "zero\u200bwidth"])
async def test_a_users_id_is_visible_and_short(client: httpx.AsyncClient, user: str) -> None:
    answer = await client.get(JOBS, headers={b"X-User-Id": user.encode()})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_user_id")


async def test_a_user_in_the_body_must_be_the_one_who_calls(client: httpx.AsyncClient, resume: str) -> None:
    async def status(told: dict[str, str]) -> int:
        return (await client.post(ANALYZE, json={"resume_text": resume, "user_id": "ana"}, headers=told)).status_code

    assert await status({"X-User-Id": "ana"}) == 202
    assert await status({"X-User-Id": "ben"}) == 422
    assert await status({}) == 202


async def test_a_token_is_not_taken_unless_set_up(client: httpx.AsyncClient) -> None:
    answer = await client.get(JOBS, headers={"X-API-Key": "", "Authorization": "Bearer x.y.z"})
    assert (answer.status_code, answer.json()["code"]) == (401, "no_key")


class TestTokens:
    @pytest.fixture
    def step(self, step: Doorstep) -> Doorstep:
        return replace(step, jwt_secret=JWT_SECRET, jwt_tenant="people")

    @pytest.fixture
    def bearer(self, client: httpx.AsyncClient) -> httpx.AsyncClient:
        del client.headers["X-API-Key"]
        return client

    @staticmethod
    def token(secret: str = JWT_SECRET, algorithm: str = "HS256", **claims: Any) -> dict[str, str]:
        told = {"sub": "5d1e", "aud": "authenticated", "exp": time.time() + 600, **claims}
        return {"Authorization": f"Bearer {jwt.encode(told, secret, algorithm)}"}

    async def test_its_subject_is_the_user(self, bearer: httpx.AsyncClient, resume: str) -> None:
        made = await bearer.post(ANALYZE, json={"resume_text": resume, "user_id": "5d1e"}, headers=self.token())
        status = made.json()["status_url"]
        assert (await bearer.get(status, headers=self.token())).status_code == 200
        assert (await bearer.get(status, headers=self.token(sub="other"))).status_code == 404

    async def test_a_wrong_one_is_refused(self, bearer: httpx.AsyncClient) -> None:
        unsigned = jwt.encode({"sub": "5d1e", "aud": "authenticated", "exp": time.time() + 600}, "", "none")
        wrong = [
            self.token(secret="another secret that is long enough to sign with"),
            self.token(exp=time.time() - 600),
            self.token(aud="anon"),
            self.token(sub="tab\there"),
            self.token(exp=None),
            {"Authorization": f"Bearer {unsigned}"},
            {"Authorization": "Bearer nonsense"},
            {"Authorization": "Basic ZGVtbzpkZW1v"},
        ]
        assert [(await bearer.get(JOBS, headers=one)).status_code for one in wrong] == [401] * len(wrong)

    async def test_another_user_beside_it_is_refused(self, bearer: httpx.AsyncClient) -> None:
        answer = await bearer.get(JOBS, headers={**self.token(), "X-User-Id": "somebody"})
        assert (answer.status_code, answer.json()["code"]) == (422, "user_mismatch")
