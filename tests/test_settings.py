"""The environment, as people write it and as they get it wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.settings import Settings, SettingsError

ROOT = Path(__file__).parents[1]
SERVERS = {"DATABASE_URL": "postgresql://u:p@localhost:5432/d", "REDIS_URL": "redis://localhost:6379/0"}
SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def load(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return Settings.load()


def test_two_addresses_are_enough_for_development(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch, **SERVERS).environment == "development"


def test_without_servers_it_says_which_variables_and_what_to_do() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.load()
    assert [problem.split()[0] for problem in caught.value.problems] == ["DATABASE_URL", "REDIS_URL"]
    assert "make run" in str(caught.value)


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"WORKER_SLOTS": "many"}, "WORKER_SLOTS"),
        ({"ENVIRONMENT": "prod"}, "ENVIRONMENT"),
        ({"API_KEYS": "short:key"}, "API_KEYS"),
        ({"API_KEYS": "no-tenant-but-long-enough"}, "API_KEYS"),
        ({"FILES": "supabase://resumes", "SUPABASE_SERVICE_KEY": "k"}, "SUPABASE_URL"),
        ({"FILES": "supabase://resumes", "SUPABASE_URL": "https://p.supabase.co"}, "SUPABASE_SERVICE_KEY"),
        ({"FILES": "supabase://", "SUPABASE_URL": "https://p.supabase.co", "SUPABASE_SERVICE_KEY": "k"}, "FILES"),
        ({"ENVIRONMENT": "production"}, "SECRET_KEY"),
        ({"LLM_CHAIN": "gemini,offline"}, "LLM_CHAIN"),
        ({"LLM_CHAIN": "gpt", "OPENAI_API_KEY": "k"}, "LLM_CHAIN"),
        ({"LLM_MODELS": "gemini:gemini-3.8-flash"}, "LLM_MODELS"),
        ({"LLM_MODELS": "gemini", "GEMINI_API_KEY": "k"}, "LLM_MODELS"),
        ({"LLM_PRICES": "cheap"}, "LLM_PRICES"),
        ({"GEMINI_API_KEY": "k", "ANTHROPIC_API_KEY": "k", "LLM_SECONDS": "60"}, "JOB_SECONDS"),
        ({"OPENAI_BASE_URL": "http://ollama:11434/v1"}, "OPENAI_MODEL"),
        ({"GEMINI_BASE_URL": "localhost:8000"}, "GEMINI_BASE_URL,"),
        ({"ENVIRONMENT": "production", "SECRET_KEY": SECRET, "GEMINI_BASE_URL": "http://example.com"}, "GEMINI_BASE_URL"),
        ({"ENVIRONMENT": "production", "SECRET_KEY": SECRET, "FETCH_ALLOWED_HOSTS": "localhost"}, "FETCH_ALLOWED_HOSTS"),
        ({"ENVIRONMENT": "production", "SECRET_KEY": SECRET, "CORS_ORIGINS": "*"}, "CORS_ORIGINS"),
    ],
)
def test_each_mistake_names_its_variable(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(monkeypatch, **SERVERS, **environment)
    assert [problem.split()[0].rstrip(":") for problem in caught.value.problems] == [named]


def test_a_mistake_never_shows_the_value(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as caught:
        load(monkeypatch, **SERVERS, API_KEYS="acme:tooshort")
    assert "tooshort" not in str(caught.value)


def test_keys_know_their_tenants(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(monkeypatch, **SERVERS, API_KEYS="acme:aaaaaaaaaaaaaaaa, other:bbbbbbbbbbbbbbbb")
    assert settings.keys == {"aaaaaaaaaaaaaaaa": "acme", "bbbbbbbbbbbbbbbb": "other"}


def test_a_key_sets_its_provider_up_in_the_usual_order(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {"ANTHROPIC_API_KEY": "hush-a", "GOOGLE_API_KEY": "hush-g"}
    settings = load(monkeypatch, **SERVERS, **keys, LLM_MODELS="gemini:gemini-3.8-flash")
    assert [(account.provider, account.model) for account in settings.accounts] == [
        ("gemini", "gemini-3.5-flash-lite"), ("anthropic", "claude-haiku-5-5"), ("gemini", "gemini-3.8-flash"),
    ]  # fmt: skip
    assert settings.chain == ("gemini", "anthropic", "offline")
    assert "hush" not in f"{settings!r} {settings.accounts!r}"


@pytest.mark.parametrize(
    "url", ["https://example.com/v1", "http://ollama:11434/v1", "http://127.0.0.1:8080", "http://10.0.0.7/v1"]
)
def test_a_server_of_ones_own_needs_no_key_and_no_https_on_a_private_network(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    production = {"ENVIRONMENT": "production", "SECRET_KEY": SECRET}
    settings = load(monkeypatch, **SERVERS, **production, OPENAI_BASE_URL=url, OPENAI_MODEL="llama3")
    assert settings.chain == ("openai", "offline")


def test_the_example_lists_every_variable_in_order_with_its_default() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    listed = [line.partition("=")[0].lstrip("# ") for line in lines if "=" in line and not line.startswith("## ")]
    assert listed == [name.upper() for name in Settings.model_fields]


@pytest.mark.parametrize(("environment", "code", "said"), [(SERVERS, 0, "is fine"), ({}, 1, "DATABASE_URL")])
def test_the_script_says_what_to_mend(environment: dict[str, str], code: int, said: str) -> None:
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment}
    ran = subprocess.run(
        [sys.executable, "scripts/validate_env.py"], cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, said in ran.stdout + ran.stderr) == (code, True)
