"""Claude over `anthropic`."""

from collections.abc import Mapping, Sequence
from typing import Any

import anthropic
from anthropic import AsyncAnthropic
from anthropic.types import Message

from app.llm.account import Account
from app.llm.forms import Forms
from app.llm.http import broken, failed, open_client, transport
from app.llm.wire import Completion, Failed, Reason, Schema, tokens
from app.resume.asking import Prompt

ADDRESS = "https://api.anthropic.com"
Form = Mapping[str, Any]

CUT_OFF = frozenset({"max_tokens", "model_context_window_exceeded"})


def open_wire(account: Account) -> "AnthropicWire":
    return AnthropicWire(account)


class AnthropicWire:
    provider = "anthropic"

    def __init__(self, account: Account) -> None:
        self.model = account.model
        self._forms = Forms()
        self._http = open_client(account.seconds)
        self._messages = AsyncAnthropic(
            api_key=account.key, base_url=account.base_url or ADDRESS, max_retries=0, timeout=self._http.timeout,
            http_client=self._http,
        ).messages  # fmt: skip

    async def complete(self, prompt: Prompt, schema: Schema) -> Completion:
        return await self._forms.ask(_thinking(schema), lambda form: self._ask(prompt, form))

    async def _ask(self, prompt: Prompt, form: Form) -> Completion:
        messages: Any = [{"role": "user", "content": prompt.user}]
        with transport():
            try:
                answer = await self._messages.create(
                    model=self.model, max_tokens=prompt.output_tokens, system=prompt.system, messages=messages, **form
                )
            except anthropic.AnthropicError as error:
                raise _failed(error) from None
            return _completion(answer)

    async def close(self) -> None:
        await self._http.aclose()


def _thinking(schema: Schema) -> Sequence[Form]:
    """Thoughts are billed as output and count against its bound: none where a model can do without, else few, else as it likes.

    Models of the fifth generation think unless told otherwise, and some of them always
    (platform.claude.com/docs/en/build-with-claude/thinking).
    """
    shape = {"format": {"type": "json_schema", "schema": dict(schema)}}
    return [
        {"output_config": shape, "thinking": {"type": "disabled"}},
        {"output_config": {**shape, "effort": "low"}},
        {"output_config": shape},
    ]


def _completion(answer: Message) -> Completion:
    usage = answer.usage
    read = sum(map(tokens, (usage.input_tokens, usage.cache_read_input_tokens, usage.cache_creation_input_tokens)))
    written = tokens(usage.output_tokens)
    if answer.stop_reason == "refusal":
        return Completion("", read, written, "refused")
    text = "".join(block.text for block in answer.content if block.type == "text")
    return Completion(text, read, written, "cut_off" if answer.stop_reason in CUT_OFF else "end")


def _failed(error: anthropic.AnthropicError) -> Failed:
    if isinstance(error, anthropic.APIStatusError):
        if "credit balance" in str(error.body):
            return Failed(Reason.NO_CREDIT)  # comes as a 400
        return failed(error.status_code, error.response.headers)
    if isinstance(error, anthropic.APITimeoutError):
        return Failed(Reason.TIMEOUT)
    return broken(error) if isinstance(error, anthropic.APIConnectionError) else Failed(Reason.BAD_RESPONSE)
