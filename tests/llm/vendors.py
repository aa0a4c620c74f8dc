"""A server on this machine that speaks the wire forms of Gemini, Anthropic and OpenAI, so that the real SDKs can be asked.

What it says is decided by a character: a function from what was asked to an answer. `says(fn)` makes one of a function
`(system, user, schema) -> str`, which sees what a model would see:

    with serving() as vendors:
        vendors.play(says(lambda system, user, schema: '{"lines": []}'))
        model = models(vendors, "gemini").choose(None, user, job_id)

Wire forms: ai.google.dev/api/generate-content, platform.claude.com/docs/en/api/messages,
platform.openai.com/docs/api-reference/chat.
"""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from app.llm.account import Account
from app.llm.choose import ConfiguredModels
from app.llm.remote import Patience

KEY = "key-that-nobody-may-see-0123456789"
MODELS = {"gemini": "gemini-3.5-flash-lite", "anthropic": "claude-haiku-5-5", "openai": "gpt-6-luna"}
READ, WRITTEN = 120, 30
"""Tokens that every answer counts."""

Json = dict[str, Any]
Schema = Mapping[str, Any]
Say = Callable[[str, str, Schema], str]


class Dialect(Protocol):
    """One vendor's forms."""

    def asked(self, body: Json) -> "tuple[str, str, Schema]": ...

    def answer(self, text: str, stop: str) -> Json: ...

    def error(self, status: int, word: str) -> Json: ...

    def limited(self, seconds: float) -> tuple[Json, dict[str, str]]: ...

    def refusal(self) -> Json: ...


class Gemini:
    def asked(self, body: Json) -> tuple[str, str, Schema]:
        user = "".join(part["text"] for content in body["contents"] for part in content["parts"])
        system = "".join(part["text"] for part in body["systemInstruction"]["parts"])
        return system, user, body["generationConfig"]["responseJsonSchema"]

    def answer(self, text: str, stop: str) -> Json:
        reason = {"end": "STOP", "cut_off": "MAX_TOKENS"}[stop]
        content = {"role": "model", "parts": [{"text": "Let me think.", "thought": True}, {"text": text}]}
        return {"candidates": [{"content": content, "finishReason": reason, "index": 0}], **self._usage(WRITTEN - 10)}

    def error(self, status: int, word: str) -> Json:
        return {"error": {"code": status, "message": f"{word} {KEY}", "status": word}}

    def limited(self, seconds: float) -> tuple[Json, dict[str, str]]:
        """Gemini tells the pause in the body."""
        info = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": f"{seconds:g}s"}
        body = self.error(429, "RESOURCE_EXHAUSTED")
        body["error"]["details"] = [{"@type": "type.googleapis.com/google.rpc.QuotaFailure"}, info]
        return body, {}

    def refusal(self) -> Json:
        return {"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}, **self._usage(0)}

    def _usage(self, written: int) -> Json:
        told = {"promptTokenCount": READ, "candidatesTokenCount": written, "totalTokenCount": READ + written}
        return {"usageMetadata": {**told, **({"thoughtsTokenCount": 10} if written else {})}, "modelVersion": MODELS["gemini"]}


class Anthropic:
    def asked(self, body: Json) -> tuple[str, str, Schema]:
        return body["system"], body["messages"][0]["content"], body["output_config"]["format"]["schema"]

    def answer(self, text: str, stop: str) -> Json:
        reason = {"end": "end_turn", "cut_off": "max_tokens"}[stop]
        return self._message([{"type": "text", "text": text}], reason, WRITTEN)

    def error(self, status: int, word: str) -> Json:
        return {"type": "error", "error": {"type": word, "message": f"{word} {KEY}"}, "request_id": "req_1"}

    def limited(self, seconds: float) -> tuple[Json, dict[str, str]]:
        return self.error(429, "rate_limit_error"), {"retry-after": f"{seconds:g}"}

    def refusal(self) -> Json:
        return self._message([], "refusal", 0)

    def _message(self, content: list[Json], reason: str, written: int) -> Json:
        """`input_tokens` leaves out what was read from the vendor's own cache."""
        usage = {
            "input_tokens": READ - 20,
            "cache_read_input_tokens": 20,
            "cache_creation_input_tokens": 0,
            "output_tokens": written,
        }
        head = {"id": "msg_1", "type": "message", "role": "assistant", "model": MODELS["anthropic"]}
        return {**head, "content": content, "stop_reason": reason, "stop_sequence": None, "usage": usage}


class OpenAI:
    def asked(self, body: Json) -> tuple[str, str, Schema]:
        system, user = (message["content"] for message in body["messages"])
        return system, user, body.get("response_format", {}).get("json_schema", {}).get("schema", {})

    def answer(self, text: str, stop: str) -> Json:
        return self._chat(
            {"role": "assistant", "content": text, "refusal": None}, {"end": "stop", "cut_off": "length"}[stop], WRITTEN
        )

    def error(self, status: int, word: str) -> Json:
        return {"error": {"message": f"{word} {KEY}", "type": word, "param": None, "code": word}}

    def limited(self, seconds: float) -> tuple[Json, dict[str, str]]:
        return self.error(429, "rate_limit_exceeded"), {"retry-after": f"{seconds:g}"}

    def refusal(self) -> Json:
        return self._chat({"role": "assistant", "content": None, "refusal": "I cannot help with that."}, "stop", 0)

    def _chat(self, message: Json, reason: str, written: int) -> Json:
        usage = {"prompt_tokens": READ, "completion_tokens": written, "total_tokens": READ + written}
        choice = {"index": 0, "message": message, "finish_reason": reason, "logprobs": None}
        head = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": MODELS["openai"]}
        return {**head, "choices": [choice], "usage": usage}


DIALECTS: dict[str, Dialect] = {"gemini": Gemini(), "anthropic": Anthropic(), "openai": OpenAI()}


@dataclass(frozen=True)
class Asked:
    """One request as a vendor saw it."""

    vendor: str
    model: str
    headers: Mapping[str, str]
    body: Json
    system: str
    user: str
    schema: Schema

    @property
    def dialect(self) -> Dialect:
        return DIALECTS[self.vendor]


Character = Callable[[Asked], Awaitable[Response]]


def says(what: str | Say) -> Character:
    """Answers with this text, or with what the function makes of system, user and schema."""

    async def character(asked: Asked) -> Response:
        text = what if isinstance(what, str) else what(asked.system, asked.user, asked.schema)
        return JSONResponse(asked.dialect.answer(text, "end"))

    return character


def cut_off(text: str = '{"lines": ["half of an ans') -> Character:
    async def character(asked: Asked) -> Response:
        return JSONResponse(asked.dialect.answer(text, "cut_off"))

    return character


def refuses() -> Character:
    """The vendor's safety rules will not have it."""

    async def character(asked: Asked) -> Response:
        return JSONResponse(asked.dialect.refusal())

    return character


def fails(status: int, word: str = "failure") -> Character:
    """An error in the vendor's form. Its message holds the key, as a careless vendor's may."""

    async def character(asked: Asked) -> Response:
        return JSONResponse(asked.dialect.error(status, word), status)

    return character


def limited(seconds: float) -> Character:
    """429 that names the pause as this vendor does."""

    async def character(asked: Asked) -> Response:
        body, headers = asked.dialect.limited(seconds)
        return JSONResponse(body, 429, headers)

    return character


def garbage(text: str = "<html>Bad gateway</html>", status: int = 200) -> Character:
    """What a proxy in between may send."""

    async def character(asked: Asked) -> Response:
        return PlainTextResponse(text, status)

    return character


def other_form(body: Any) -> Character:
    """JSON that is not the vendor's."""

    async def character(asked: Asked) -> Response:
        return JSONResponse(body)

    return character


def redirects(url: str) -> Character:
    async def character(asked: Asked) -> Response:
        return Response(status_code=307, headers={"location": url})

    return character


def drips(seconds: float = 0.02, most: int = 5_000) -> Character:
    """Never silent for long, never done: a space at a time."""

    async def body() -> AsyncIterator[bytes]:
        for _ in range(most):
            yield b" "
            await asyncio.sleep(seconds)

    async def character(asked: Asked) -> Response:
        return StreamingResponse(body(), media_type="application/json")

    return character


def floods(megabytes: int = 64) -> Character:
    """An answer that is far too long."""

    async def body() -> AsyncIterator[bytes]:
        for _ in range(megabytes * 16):
            yield b" " * 65_536

    async def character(asked: Asked) -> Response:
        return StreamingResponse(body(), media_type="application/json")

    return character


def hangs_up() -> Character:
    """The connection breaks in the middle of an answer."""

    async def character(asked: Asked) -> Response:
        return Response(b'{"half":', headers={"content-length": "100"}, media_type="application/json")

    return character


def knows_not(then: Character, *words: str) -> Character:
    """A server or a model that refuses a request with one of these fields or formats, and else answers."""

    async def character(asked: Asked) -> Response:
        sent = {*asked.body, asked.body.get("response_format", {}).get("type"), *asked.body.get("output_config", ())}
        if sent & set(words):
            return JSONResponse(asked.dialect.error(400, "invalid_request_error"), 400)
        return await then(asked)

    return character


@dataclass
class Vendors:
    """The server as a test sees it: where it is, what it shall say, what it was asked."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    _turns: list[Character] = field(default_factory=list)

    def play(self, *characters: Character) -> None:
        """Each answers one request, in turn; the last one all that follow. Forgets what was asked before."""
        self._turns = list(characters)
        self.asked.clear()

    def base_url(self, vendor: str) -> str:
        return f"{self.url}/{vendor}" + ("/v1" if vendor == "openai" else "")

    def account(self, vendor: str, **changes: Any) -> Account:
        return Account(**{
            "provider": vendor, "model": MODELS[vendor], "key": KEY, "base_url": self.base_url(vendor), "seconds": 5.0, **changes,
        })  # fmt: skip

    async def respond(self, asked: Asked) -> Response:
        self.asked.append(asked)
        turn = self._turns[0] if len(self._turns) == 1 else self._turns.pop(0)
        return await turn(asked)


def models(vendors: Vendors, *names: str, **changes: Any) -> ConfiguredModels:
    """The product's own models, with these vendors as their chain, all at this server; they are to be closed."""
    accounts = tuple(vendors.account(name) for name in names)
    return ConfiguredModels(accounts, names, **{"patience": Patience(5.0, 3, 0.001), **changes})


@contextmanager
def serving() -> Iterator[Vendors]:
    """The server in a thread of its own, on a free port: any test, in whatever loop, can ask it."""
    vendors = Vendors("")
    server = uvicorn.Server(uvicorn.Config(_app(vendors), port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    vendors.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield vendors
    server.should_exit = True
    server.force_exit = True
    thread.join()


def _app(vendors: Vendors) -> Starlette:
    def route(vendor: str, path: str) -> Route:
        async def endpoint(request: Request) -> Response:
            body = json.loads(await request.body())
            model = body.get("model") or request.path_params["call"].partition(":")[0]
            asked = Asked(vendor, model, dict(request.headers), body, *DIALECTS[vendor].asked(body))
            return await vendors.respond(asked)

        return Route(f"/{vendor}{path}", endpoint, methods=["POST"])

    return Starlette(routes=[
        route("gemini", "/{version}/models/{call}"),
        route("anthropic", "/v1/messages"),
        route("openai", "/v1/chat/completions"),
    ])  # fmt: skip
