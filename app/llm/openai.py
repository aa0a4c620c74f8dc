"""OpenAI, and every address that speaks its chat completions: Ollama, vLLM, OpenRouter, Groq and their like.

Compatible servers know different parts of it, so the request steps down until one form is taken, and stays there: the
schema kept by the server, then JSON of any shape with the schema told in words, then words alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import openai
import orjson
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletion

from app.llm.account import Account
from app.llm.forms import Forms
from app.llm.http import broken, failed, open_client, transport
from app.llm.wire import Completion, Failed, Reason, Schema, tokens
from app.resume.asking import Prompt

ADDRESS = "https://api.openai.com/v1"
IN_WORDS = "\n\nAnswer with one JSON object and nothing else. Its JSON Schema:\n"
BYTES_A_TOKEN = 4
"""For servers that do not count: about what English takes."""

Form = Mapping[str, Any]


def open_wire(account: Account) -> "OpenAIWire":
    return OpenAIWire(account)


class OpenAIWire:
    provider = "openai"

    def __init__(self, account: Account) -> None:
        """An account with an address of its own is taken for a compatible server, which may need no key."""
        self.model = account.model
        self._compatible = bool(account.base_url)
        self._forms = Forms()
        self._http = open_client(account.seconds)
        self._client = AsyncOpenAI(
            api_key=account.key or "none", base_url=account.base_url or ADDRESS, max_retries=0, timeout=self._http.timeout,
            http_client=self._http,
        )  # fmt: skip

    async def complete(self, prompt: Prompt, schema: Schema) -> Completion:
        forms = _compatible(prompt, schema) if self._compatible else _own(prompt, schema)
        return await self._forms.ask(forms, lambda form: self._ask(prompt, form))

    async def _ask(self, prompt: Prompt, form: Form) -> Completion:
        system, rest = form["system"], {name: value for name, value in form.items() if name != "system"}
        messages: Any = [{"role": "system", "content": system}, {"role": "user", "content": prompt.user}]
        with transport():
            try:
                answer = await self._client.chat.completions.create(model=self.model, messages=messages, **rest)
            except openai.OpenAIError as error:
                raise _failed(error) from None
            return _completion(answer, len((system + prompt.user).encode()))

    async def close(self) -> None:
        await self._http.aclose()


def _own(prompt: Prompt, schema: Schema) -> Sequence[Form]:
    """OpenAI's own: reasoning is billed as output and counts against its bound, so as little of it as the model allows."""
    form = {"system": prompt.system, "response_format": _kept(schema), "max_completion_tokens": prompt.output_tokens}
    return [{**form, **effort} for effort in ({"reasoning_effort": "none"}, {"reasoning_effort": "low"}, {})]


def _compatible(prompt: Prompt, schema: Schema) -> Sequence[Form]:
    told = prompt.system + IN_WORDS + orjson.dumps(schema).decode()
    bound = {"max_tokens": prompt.output_tokens}
    return [
        {"system": prompt.system, "response_format": _kept(schema), **bound},
        {"system": told, "response_format": {"type": "json_object"}, **bound},
        {"system": told, **bound},
    ]


def _kept(schema: Schema) -> Form:
    return {"type": "json_schema", "json_schema": {"name": "answer", "schema": dict(schema), "strict": True}}


def _completion(answer: ChatCompletion, sent: int) -> Completion:
    choice = answer.choices[0]
    text = choice.message.content or ""
    read, written = sent // BYTES_A_TOKEN, len(text.encode()) // BYTES_A_TOKEN
    if answer.usage:
        read, written = tokens(answer.usage.prompt_tokens), tokens(answer.usage.completion_tokens)
    if choice.message.refusal or choice.finish_reason == "content_filter":
        return Completion("", read, written, "refused")
    return Completion(text, read, written, "cut_off" if choice.finish_reason == "length" else "end")


def _failed(error: openai.OpenAIError) -> Failed:
    if isinstance(error, openai.APIStatusError):
        if error.code == "insufficient_quota":
            return Failed(Reason.NO_CREDIT)  # comes as a 429
        return failed(error.status_code, error.response.headers)
    if isinstance(error, openai.APITimeoutError):
        return Failed(Reason.TIMEOUT)
    return broken(error) if isinstance(error, openai.APIConnectionError) else Failed(Reason.BAD_RESPONSE)
