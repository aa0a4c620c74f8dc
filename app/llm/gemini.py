"""Gemini over `google-genai`, the successor of `google-generativeai` (whose support ended on 30 November 2025)."""

import re
from typing import Any

from google import genai
from google.genai import errors, types

from app.llm.account import Account
from app.llm.http import certificates, failed, open_client, transport
from app.llm.wire import Completion, Failed, Reason, Schema, tokens
from app.resume.asking import Prompt

ADDRESS = "https://generativelanguage.googleapis.com/"
"""Named, so that no variable of the SDK's own sends a key elsewhere."""

BLOCKED = frozenset({"SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE", "ESCALATION", "MODEL_ARMOR"})
"""Finish reasons by which Gemini will not answer this (google.genai.types.FinishReason)."""

BUDGETED = re.compile(r"gemini-2\.5-flash")
LEVELLED = re.compile(r"gemini-[3-9]")


def open_wire(account: Account) -> "GeminiWire":
    return GeminiWire(account)


class GeminiWire:
    provider = "gemini"

    def __init__(self, account: Account) -> None:
        self.model = account.model
        self._http = open_client(account.seconds)
        options = types.HttpOptions(
            base_url=account.base_url or ADDRESS, httpx_async_client=self._http, client_args={"verify": certificates()}
        )  # fmt: skip
        self._models = genai.Client(api_key=account.key, vertexai=False, http_options=options).aio.models

    async def complete(self, prompt: Prompt, schema: Schema) -> Completion:
        with transport():
            try:
                answer = await self._models.generate_content(
                    model=self.model, contents=prompt.user, config=_config(prompt, schema, self.model)
                )
            except errors.APIError as error:
                raise _failed(error) from None
            return _completion(answer)

    async def close(self) -> None:
        await self._http.aclose()


def _config(prompt: Prompt, schema: Schema, model: str) -> types.GenerateContentConfig:
    return types.GenerateContentConfig(
        system_instruction=prompt.system,
        max_output_tokens=prompt.output_tokens,
        response_mime_type="application/json",
        response_json_schema=dict(schema),
        thinking_config=_thinking(model),
    )


def _thinking(model: str) -> types.ThinkingConfig | None:
    """As few thoughts as the model allows: they are billed as output and count against its bound."""
    if BUDGETED.match(model):
        return types.ThinkingConfig(thinking_budget=0)
    if LEVELLED.match(model):
        level = types.ThinkingLevel.LOW if "pro" in model else types.ThinkingLevel.MINIMAL
        return types.ThinkingConfig(thinking_level=level)
    return None


def _completion(answer: types.GenerateContentResponse) -> Completion:
    read, written = _tokens(answer.usage_metadata)
    if not answer.candidates:
        if answer.prompt_feedback and answer.prompt_feedback.block_reason:
            return Completion("", read, written, "refused")
        raise Failed(Reason.BAD_RESPONSE)
    candidate = answer.candidates[0]
    finish = candidate.finish_reason.name if candidate.finish_reason else ""
    if finish in BLOCKED:
        return Completion("", read, written, "refused")
    parts = (candidate.content and candidate.content.parts) or []
    text = "".join(part.text for part in parts if part.text and not part.thought)
    return Completion(text, read, written, "cut_off" if finish == "MAX_TOKENS" else "end")


def _tokens(usage: types.GenerateContentResponseUsageMetadata | None) -> tuple[int, int]:
    """Read and written; thoughts are written too."""
    if usage is None:
        return 0, 0
    return tokens(usage.prompt_token_count), tokens(usage.candidates_token_count) + tokens(usage.thoughts_token_count)


def _failed(error: errors.APIError) -> Failed:
    if "API_KEY_INVALID" in str(error.details):
        return Failed(Reason.KEY_REFUSED)  # a wrong key comes as a 400
    return failed(error.code, getattr(error.response, "headers", {}), retry_after=_delay(error.details))


def _delay(details: Any) -> float | None:
    """Seconds of RetryInfo, which Gemini sends in the body of a 429: {"retryDelay": "13s"}."""
    told = details.get("error", {}).get("details", ()) if isinstance(details, dict) else ()
    delays = (str(part.get("retryDelay")) for part in told if str(part.get("@type")).endswith("RetryInfo"))
    found = [match for delay in delays if (match := re.fullmatch(r"(\d+(?:\.\d+)?)s", delay))]
    return float(found[0][1]) if found else None
