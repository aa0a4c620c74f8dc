"""What comes of every way in which a vendor may answer, with the vendors' own SDKs over real HTTP."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from app.accounts import User
from app.errors import ModelFailed, ModelUnavailable
from app.llm.choose import ConfiguredModels
from app.llm.remote import Patience
from app.resume.asking import LanguageModel
from tests.llm.questions import GOOD, Better, Lines
from tests.llm.vendors import (
    KEY,
    MODELS,
    READ,
    WRITTEN,
    Character,
    OpenAI,
    Vendors,
    cut_off,
    drips,
    fails,
    floods,
    garbage,
    hangs_up,
    knows_not,
    limited,
    models,
    other_form,
    redirects,
    refuses,
    says,
)

EVERY = pytest.mark.parametrize("vendor", ["gemini", "anthropic", "openai"])
Ask = Callable[..., LanguageModel]


@pytest.fixture
async def model(vendors: Vendors, somebody: User) -> AsyncIterator[Ask]:
    """A model at the server, which is to say what the characters say in turn."""
    opened: list[ConfiguredModels] = []

    def made(vendor: str, *characters: Character, seconds: float = 10.0, tries: int = 3) -> LanguageModel:
        vendors.play(*characters)
        opened.append(models(vendors, vendor, patience=Patience(seconds, tries, 0.001)))
        return opened[-1].choose(vendor, somebody, uuid4())

    yield made
    for one in opened:
        await one.close()


async def code_of(model: LanguageModel) -> str:
    with pytest.raises(ModelUnavailable) as caught:
        await model.ask(Better())
    assert KEY not in f"{caught.value!r} {caught.value} {caught.value.__context__!r} {caught.value.__cause__!r}"
    return caught.value.code


@EVERY
async def test_an_answer_comes_in_its_shape_with_what_it_took(model: Ask, vendors: Vendors, vendor: str) -> None:
    answer = await model(vendor, says(GOOD)).ask(Better(("Łódź → naïve",)))
    assert answer.value == Lines.model_validate_json(GOOD)
    assert (answer.provider, answer.model, answer.fallbacks) == (vendor, MODELS[vendor], ())
    assert (answer.usage.input_tokens, answer.usage.output_tokens, answer.usage.cached) == (READ, WRITTEN, False)
    (asked,) = vendors.asked
    assert (asked.system, asked.user, asked.model) == ("Rewrite each line.", "Łódź → naïve", MODELS[vendor])


@EVERY
async def test_every_field_of_the_shape_is_asked_for_and_bounds_are_told_in_words(
    model: Ask, vendors: Vendors, vendor: str
) -> None:
    await model(vendor, says(GOOD)).ask(Better())
    line = vendors.asked[0].schema["$defs"]["Line"]
    assert line["required"] == ["index", "text", "note"]
    assert line["additionalProperties"] is False
    assert line["properties"]["text"] == {"type": "string", "description": "at most 200 characters"}


@EVERY
async def test_the_bound_of_the_answer_is_sent(model: Ask, vendors: Vendors, vendor: str) -> None:
    await model(vendor, says(GOOD)).ask(Better())
    body = vendors.asked[0].body
    assert 500 in {**body, **body.get("generationConfig", {})}.values()


@EVERY
async def test_a_vendor_that_is_busy_is_asked_again(model: Ask, vendors: Vendors, vendor: str) -> None:
    answer = await model(vendor, limited(0.01), says(GOOD)).ask(Better())
    assert (len(vendors.asked), answer.usage.input_tokens) == (2, READ)


@EVERY
async def test_a_pause_past_our_patience_is_not_waited_for(model: Ask, vendors: Vendors, vendor: str) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        await model(vendor, limited(3600)).ask(Better())
    assert (caught.value.code, caught.value.retry_after, len(vendors.asked)) == ("model_rate_limited", 3600, 1)


@EVERY
@pytest.mark.parametrize("failure", [fails(500), fails(503), hangs_up(), garbage(), garbage("", 502), other_form([])])
async def test_what_may_pass_is_tried_again(model: Ask, vendors: Vendors, vendor: str, failure: Character) -> None:
    answer = await model(vendor, failure, failure, says(GOOD)).ask(Better())
    assert (len(vendors.asked), answer.value.lines[0].text) == (3, "Prepared invoices")


ENDINGS: list[tuple[Character, str, int]] = [
    (fails(500), "model_server_error", 3),
    (fails(529), "model_server_error", 3),
    (hangs_up(), "model_unreachable", 3),
    (garbage(), "model_bad_response", 3),
    (redirects("http://127.0.0.1:9/v1"), "model_bad_response", 3),
    (fails(400), "model_rejected", 1),
    (fails(401), "model_key_refused", 1),
    (fails(402), "model_no_credit", 1),
    (fails(403), "model_key_refused", 1),
    (fails(404), "model_no_such_model", 1),
    (refuses(), "model_refused", 1),
    (cut_off(), "model_cut_off", 1),
    (floods(), "model_oversized", 1),
    (says("x" * 9000), "model_oversized", 1),
    (says("I would rather not."), "model_malformed", 2),
    (says(""), "model_malformed", 2),
    (says('{"lines": [{"index": 0'), "model_malformed", 2),
    (says('{"lines": [{"index": 0, "text": "a\\u0000b", "note": null}]}'), "model_malformed", 2),
    (says('{"lines": [{"index": 0, "text": "a\\ud800b", "note": null}]}'), "model_malformed", 2),
    (says("{}"), "model_wrong_shape", 2),
    (says('{"lines": [], "secret": 1}'), "model_wrong_shape", 2),
    (says('{"lines": [{"index": "0", "text": "a", "note": null}]}'), "model_wrong_shape", 2),
    (says('{"lines": [{"index": 0, "text": "' + "a" * 201 + '", "note": null}]}'), "model_wrong_shape", 2),
]


@EVERY
@pytest.mark.parametrize("ending", ENDINGS, ids=[f"{code}-{number}" for number, (_, code, _) in enumerate(ENDINGS)])
async def test_each_failure_has_its_word_and_its_tries(
    model: Ask, vendors: Vendors, vendor: str, ending: tuple[Character, str, int]
) -> None:
    character, code, calls = ending
    asked = model(vendor, character)
    steps = 2 if code == "model_rejected" and vendor != "gemini" else 0  # it looks for a form that the server takes
    assert (await code_of(asked), len(vendors.asked)) == (code, calls + steps)


@EVERY
async def test_an_answer_that_never_ends_is_given_up(model: Ask, vendor: str) -> None:
    await model(vendor, says(GOOD)).ask(Better())
    assert await code_of(model(vendor, drips(), seconds=0.3)) == "model_timeout"


@EVERY
async def test_a_vendor_that_is_not_there_is_unreachable(vendors: Vendors, somebody: User, vendor: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    account = vendors.account(vendor, base_url=f"http://127.0.0.1:{port}/v1")
    gone = ConfiguredModels((account,), (vendor,), patience=Patience(5.0, 2, 0.001))
    assert await code_of(gone.choose(None, somebody, uuid4())) == "model_unreachable"
    await gone.close()


@EVERY
@pytest.mark.parametrize("wrong", ["{}", "no JSON at all", '{"lines": [{"index": 0}]}'])
async def test_a_wrong_answer_is_mended_once_with_the_fault_named(model: Ask, vendors: Vendors, vendor: str, wrong: str) -> None:
    answer = await model(vendor, says(wrong), says(GOOD)).ask(Better())
    first, second = vendors.asked
    assert answer.value.lines[0].index == 0
    assert second.user.startswith(first.user)
    assert ("valid JSON" if wrong[0] == "n" else "Field required") in second.user.removeprefix(first.user)
    assert (answer.usage.input_tokens, answer.usage.output_tokens) == (2 * READ, 2 * WRITTEN)


@pytest.mark.parametrize(("told", "counted"), [(-5, 0), (None, 0), (10**30, 10_000_000), ("12", 12)])
async def test_a_count_out_of_its_mind_is_bounded(model: Ask, told: Any, counted: int) -> None:
    body = {**OpenAI().answer(GOOD, "end"), "usage": {"prompt_tokens": told, "completion_tokens": 1}}
    assert (await model("openai", other_form(body)).ask(Better())).usage.input_tokens == counted


@pytest.mark.parametrize("usage", [{}, {"prompt_tokens": "many", "completion_tokens": []}, None])
async def test_counts_that_are_none_break_nothing(model: Ask, usage: Any) -> None:
    body = {**OpenAI().answer(GOOD, "end"), "usage": usage}
    with suppress(ModelUnavailable):
        assert (await model("openai", other_form(body)).ask(Better())).usage.input_tokens >= 0


@EVERY
async def test_an_answer_nested_without_end_is_no_answer(model: Ask, vendor: str) -> None:
    assert await code_of(model(vendor, says('{"lines": ' + "[" * 2000))) in {"model_malformed", "model_bad_response"}


@pytest.mark.parametrize("around", ["```json\n{}\n```", "Here you are:\n{}\nGood luck!"])
async def test_what_stands_around_an_object_is_passed_over(model: Ask, around: str) -> None:
    answer = await model("openai", says(around.replace("{}", GOOD))).ask(Better())
    assert answer.value.lines[0].index == 0


@EVERY
async def test_no_log_tells_a_key_or_a_word_of_what_was_asked(model: Ask, vendor: str) -> None:
    with capture_logs() as logs:
        for character in (says(GOOD), says("{}"), fails(401), refuses()):
            with suppress(ModelUnavailable):
                await model(vendor, character).ask(Better(("Zephyrine Quandt",)))
    told = f"{logs}"
    assert "llm.call" in told
    assert not [word for word in (KEY, "Zephyrine", "Prepared") if word in told]


@pytest.mark.parametrize(("words", "form"), [
    (("json_schema",), "json_object"), (("json_schema", "json_object"), None),
])  # fmt: skip
async def test_a_compatible_server_is_asked_in_the_form_that_it_takes(
    model: Ask, vendors: Vendors, words: tuple[str, ...], form: str | None
) -> None:
    asked = model("openai", knows_not(says(GOOD), *words))
    for _ in range(2):
        await asked.ask(Better())
    last = vendors.asked[-1]
    assert last.body.get("response_format", {}).get("type") == form
    assert '"required":["lines"]' in last.system
    assert len(vendors.asked) == len(words) + 2


@pytest.mark.parametrize(("words", "thinks"), [
    ((), {"type": "disabled"}), (("thinking",), "low"), (("thinking", "effort"), None),
])  # fmt: skip
async def test_claude_is_asked_to_think_as_little_as_it_can(
    model: Ask, vendors: Vendors, words: tuple[str, ...], thinks: Any
) -> None:
    asked = model("anthropic", knows_not(says(GOOD), *words))
    for _ in range(2):
        await asked.ask(Better())
    body = vendors.asked[-1].body
    assert (body.get("thinking") or body["output_config"].get("effort")) == thinks
    assert len(vendors.asked) == len(words) + 2


async def test_a_wrong_key_of_gemini_is_known_though_it_comes_as_a_bad_request(model: Ask) -> None:
    assert await code_of(model("gemini", fails(400, "API_KEY_INVALID"))) == "model_key_refused"


async def test_an_account_without_credit_is_not_tried_again(model: Ask, vendors: Vendors) -> None:
    assert await code_of(model("openai", fails(429, "insufficient_quota"))) == "model_no_credit"
    assert await code_of(model("anthropic", fails(400, "Your credit balance is too low"))) == "model_no_credit"
    assert len(vendors.asked) == 1


async def test_what_another_try_would_not_cure_says_so(model: Ask) -> None:
    with pytest.raises(ModelFailed) as caught:
        await model("gemini", refuses()).ask(Better())
    assert not caught.value.retryable
