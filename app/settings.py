"""Every environment variable, typed and checked at the start. Read by the doors and by wiring; the inside gets values.

With an empty environment `python -m app.local` runs everything. With ENVIRONMENT=production a start that would be unsafe is
refused, each variable named. `.env.example` lists the variables in this order.
"""

import ipaddress
import re
from dataclasses import replace
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.llm.account import Account
from app.llm.budget import Limits
from app.llm.choose import OFFLINE, nameable
from app.llm.prices import Prices, parse_prices

DEVELOPMENT_SECRET = "for-development-only"  # noqa: S105 - refused in production
SHORTEST_SECRET = 32
IN_DATABASE = "database"
IN_SUPABASE = "supabase://"
BUCKET = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")


class SettingsError(Exception):
    """The environment is wrong; `problems` are sentences that each name a variable and how to mend it."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Settings(BaseSettings):
    """The description of a field is its line in `.env.example` and in the README."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True, frozen=True)

    # Where it runs
    environment: Literal["development", "production"] = Field("development", description="production refuses unsafe settings")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="how much is told")
    log_format: Literal["json", "console"] = Field("json", description="one JSON object a line, or lines for people")
    cors_origins: str = Field("", description="origins of front ends in browsers, by comma: https://app.example.com")

    # Servers
    database_url: str = Field("", description="any Postgres; with Supabase, its connection string")
    database_connections: int = Field(10, ge=2, le=100, description="the most connections a process holds")
    redis_url: str = Field("", description="redis:// or rediss://")
    queue_name: str = Field("resume", pattern=r"^[a-z][a-z0-9-]{0,40}$", description="shards everything we keep in Redis")
    files: str = Field(
        "./var/files",
        description="a folder for uploads and made files; where services share no disk `database`, or `supabase://bucket`",
    )
    supabase_url: str = Field("", description="with FILES=supabase://bucket: https://project.supabase.co")
    supabase_service_key: str = Field("", description="with FILES=supabase://bucket: the service key, which no browser may see")

    # Keys
    secret_key: str = Field(DEVELOPMENT_SECRET, description="keys are kept as digests under it: 32 characters at least")
    api_keys: str = Field("", description="tenant:key by comma; those no longer named stop working")
    supabase_jwt_secret: str = Field("", description="accepts Supabase's tokens as Authorization: Bearer")
    jwt_tenant: str = Field("default", description="the tenant that users with such tokens belong to")

    # What a caller may send
    max_body_bytes: int = Field(10 * 1024 * 1024, ge=1024, le=100 * 1024 * 1024, description="the largest request body")
    body_seconds: float = Field(30, ge=1, le=300, description="how long a request's body may take to arrive")
    max_text_characters: int = Field(200_000, ge=1000, le=200_000, description="the longest pasted text")
    rate_tenant: int = Field(1200, ge=1, description="calls of a tenant in a window")
    rate_user: int = Field(300, ge=1, description="calls of a user in a window")
    rate_window_seconds: int = Field(60, ge=1, le=3600, description="the window's length")
    default_profile: str = Field("auto", description="the keyword profile of an analyze order that names none")
    retention_days: int = Field(30, ge=1, le=30, description="how long jobs and files are kept unless an order says less")

    # Language models
    llm_chain: str = Field(
        "",
        description="who is asked, in turn, by comma: gemini,anthropic,offline; empty: all that are set up, then offline",
    )
    llm_models: str = Field("", description="further models that a request may name, by comma: gemini:gemini-3.8-flash")
    gemini_api_key: SecretStr = Field(SecretStr(""), description="sets Gemini up; `GOOGLE_API_KEY` does so too")
    google_api_key: SecretStr = Field(SecretStr(""), description="the same, by the name that Google's own tools read")
    gemini_model: str = Field("gemini-3.5-flash-lite", min_length=1, description="the model asked there")
    gemini_base_url: str = Field("", description="another address that speaks Gemini's API")
    anthropic_api_key: SecretStr = Field(SecretStr(""), description="sets Claude up")
    anthropic_model: str = Field("claude-haiku-5-5", min_length=1, description="the model asked there")
    anthropic_base_url: str = Field("", description="another address that speaks Anthropic's API")
    openai_api_key: SecretStr = Field(SecretStr(""), description="sets OpenAI up")
    openai_model: str = Field("gpt-6-luna", min_length=1, description="the model asked there")
    openai_base_url: str = Field(
        "", description="any address that speaks OpenAI's chat completions, such as Ollama's; it needs no key, but OPENAI_MODEL"
    )
    llm_seconds: float = Field(30, ge=1, le=600, description="the longest wait for an answer of a provider, all tries together")
    llm_tries: int = Field(3, ge=1, le=10, description="calls for one answer, where a provider is busy or fails")
    llm_cache: Literal["on", "off"] = Field("on", description="whether answers are kept in Redis, each user's own")
    llm_cache_seconds: int = Field(86_400, ge=1, le=30 * 86_400, description="how long they are kept")
    llm_prices: str = Field(
        "", description="USD per million tokens read/written, before the built-in list: model=0.10/0.40 by comma, or JSON"
    )
    llm_budget_job_usd: float = Field(0, ge=0, description="what a job may cost; 0: no bound. No call is made that could pass it")
    llm_budget_user_usd: float = Field(0, ge=0, description="what a user's jobs may cost in a day (UTC)")
    llm_budget_tenant_usd: float = Field(0, ge=0, description="what a tenant's jobs may cost in a day")
    llm_budget_day_usd: float = Field(0, ge=0, description="what all jobs together may cost in a day")
    cost_alert_usd: float = Field(0.01, ge=0, description="the average cost of a résumé that is warned of when passed; 0: never")

    # Work
    worker_slots: int = Field(8, ge=1, le=100, description="jobs a worker holds at a time")
    sandbox_children: int = Field(0, ge=0, le=64, description="files read at a time by a process; 0: one for each core")
    job_seconds: float = Field(120, ge=5, description="the longest try of a job")
    max_attempts: int = Field(5, ge=1, le=20, description="tries of a job before it is given up")
    parse_seconds: float = Field(10, ge=1, description="the longest reading of a file")
    parse_cpu_seconds: int = Field(8, ge=1, description="the most computing for a file")
    parse_memory_bytes: int = Field(1 << 30, ge=1 << 28, description="the most memory for a file")
    render_seconds: float = Field(15, ge=1, description="the longest making of a job's files, reading them back included")
    render_memory_bytes: int = Field(1 << 30, ge=1 << 28, description="the most memory for making them")
    fetch_allowed_hosts: str = Field("", description="host or host:port by comma that resume_url may reach on a private network")
    metrics_port: int = Field(0, ge=0, le=65535, description="a worker's own /metrics on 127.0.0.1; 0: none")

    @classmethod
    def load(cls) -> Self:
        """The environment as settings. Raises SettingsError with everything that is wrong at once."""
        try:
            return cls()
        except ValidationError as error:
            raise SettingsError(tuple(_sentence(part) for part in error.errors(include_input=False))) from None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        problems = [*self._missing(), *(self._unsafe() if self.environment == "production" else ())]
        if problems:
            raise SettingsError(tuple(problems))
        return self

    def _missing(self) -> list[str]:
        problems = []
        if not self.database_url.startswith(("postgres://", "postgresql://")):
            problems.append(
                "DATABASE_URL must be postgresql://user:password@host:port/name. `make run` starts a database for you."
            )
        if not self.redis_url.startswith(("redis://", "rediss://", "unix://")):
            problems.append("REDIS_URL must be redis://host:port/0. `make run` starts a server for you.")
        problems.extend(self._wrong_of_supabase())
        problems.extend(
            "API_KEYS must be tenant:key, several by comma, without spaces; each key of 16 visible characters at least."
            for pair in _split(self.api_keys) if not _is_key(pair)
        )  # fmt: skip
        return [*problems, *self._unasked()]

    def _unasked(self) -> list[str]:
        """What is wrong with the language models."""
        problems = []
        known = {account.provider for account in self.accounts}
        if wrong := [name for name in _split(self.llm_chain) if name not in {*nameable(self.accounts), OFFLINE}]:
            problems.append(f"LLM_CHAIN names {', '.join(wrong)}, which is not set up: give its key, or take it out.")
        if any(name.partition(":")[0] not in known or not name.partition(":")[2] for name in _split(self.llm_models)):
            problems.append("LLM_MODELS must be provider:model, several by comma, each of a provider whose key is set.")
        if self.llm_seconds * sum(name != OFFLINE for name in self.chain) >= self.job_seconds:
            problems.append(
                "JOB_SECONDS must be longer than LLM_SECONDS for each provider in turn, so that the last is still asked."
            )
        if self.openai_base_url and "openai_model" not in self.model_fields_set:
            problems.append("OPENAI_MODEL must name a model that the server at OPENAI_BASE_URL has.")
        if any(urlsplit(url).scheme not in {"http", "https"} for url in self._addresses.values() if url):
            problems.append("GEMINI_BASE_URL, ANTHROPIC_BASE_URL and OPENAI_BASE_URL must begin with http:// or https://.")
        try:
            parse_prices(self.llm_prices)
        except (ValueError, TypeError, AttributeError):
            problems.append('LLM_PRICES must be model=in/out by comma, or {"model": [in, out]}, in USD per million tokens.')
        return problems

    def _wrong_of_supabase(self) -> list[str]:
        if not self.files.startswith(IN_SUPABASE):
            return []
        problems = []
        if not BUCKET.fullmatch(self.bucket or ""):
            problems.append("FILES must be supabase://bucket, the bucket's name of small letters, digits, dots and dashes.")
        if not self.supabase_url.startswith(("https://", "http://")):
            problems.append("SUPABASE_URL must be https://project.supabase.co where FILES names a bucket.")
        if not self.supabase_service_key:
            problems.append("SUPABASE_SERVICE_KEY must be the project's service key where FILES names a bucket.")
        return problems

    def _unsafe(self) -> list[str]:
        problems = []
        if self.secret_key == DEVELOPMENT_SECRET or len(self.secret_key) < SHORTEST_SECRET:
            problems.append("SECRET_KEY must be a secret of 32 characters at least in production: openssl rand -hex 32")
        if self.fetch_allowed_hosts:
            problems.append("FETCH_ALLOWED_HOSTS opens private hosts to callers: leave it empty in production.")
        if "*" in self.cors_origins:
            problems.append("CORS_ORIGINS must name the origins in production: https://app.example.com")
        problems.extend(
            f"{name} sends résumés and a key over an open network: use https:// in production."
            for name, url in self._addresses.items() if url and not _is_private(url)
        )  # fmt: skip
        return problems

    @property
    def keys(self) -> dict[str, str]:
        """Each key of the environment with its tenant's name."""
        return {key: tenant for tenant, _, key in (pair.partition(":") for pair in _split(self.api_keys))}

    @property
    def bucket(self) -> str | None:
        """The bucket's name, where files are kept in Supabase Storage."""
        return self.files.removeprefix(IN_SUPABASE) if self.files.startswith(IN_SUPABASE) else None

    @property
    def origins(self) -> tuple[str, ...]:
        return tuple(_split(self.cors_origins))

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The providers that are set up, each with its default model, then what LLM_MODELS names beside."""
        defaults = {account.provider: account for account in self._defaults() if account.key or account.base_url}
        pairs = (name.partition(":") for name in _split(self.llm_models))
        more = (replace(defaults[provider], model=model) for provider, _, model in pairs if provider in defaults)
        return (*defaults.values(), *more)

    def _defaults(self) -> tuple[Account, ...]:
        google = _told(self.gemini_api_key) or _told(self.google_api_key)
        anthropic, openai = _told(self.anthropic_api_key), _told(self.openai_api_key)
        return (
            Account("gemini", self.gemini_model, google, self.gemini_base_url, self.llm_seconds),
            Account("anthropic", self.anthropic_model, anthropic, self.anthropic_base_url, self.llm_seconds),
            Account("openai", self.openai_model, openai, self.openai_base_url, self.llm_seconds),
        )

    @property
    def _addresses(self) -> dict[str, str]:
        return {
            "GEMINI_BASE_URL": self.gemini_base_url,
            "ANTHROPIC_BASE_URL": self.anthropic_base_url,
            "OPENAI_BASE_URL": self.openai_base_url,
        }

    @property
    def chain(self) -> tuple[str, ...]:
        """Who is asked, in turn."""
        return tuple(_split(self.llm_chain)) or (*dict.fromkeys(account.provider for account in self.accounts), OFFLINE)

    @property
    def limits(self) -> Limits:
        return Limits(self.llm_budget_job_usd, self.llm_budget_user_usd, self.llm_budget_tenant_usd, self.llm_budget_day_usd)

    @property
    def prices(self) -> Prices:
        return Prices(parse_prices(self.llm_prices))

    @property
    def allowed_hosts(self) -> frozenset[str]:
        return frozenset(_split(self.fetch_allowed_hosts))


def _told(secret: SecretStr) -> str:
    """A key without the line's end that it was pasted with."""
    return secret.get_secret_value().strip()


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _is_private(url: str) -> bool:
    """Whether what is sent there is enciphered, or stays on this machine or its private network."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https" or ("." not in host and ":" not in host):
        return True  # a name without a dot is one of the machines beside us
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host.endswith((".internal", ".local"))


def _is_key(pair: str) -> bool:
    tenant, _, key = pair.partition(":")
    return bool(tenant) and len(key) >= 16 and key.isprintable() and " " not in key


def _sentence(part: ErrorDetails) -> str:
    name = ".".join(str(place) for place in part["loc"]).upper()
    return f"{name}: {part['msg']}. See its line in .env.example."
