"""The vendors themselves: asked only where a key is set, and only when it is wanted: `make tests ARGS="-m live"`.

Costs a fraction of a cent for each provider. GEMINI_API_KEY or GOOGLE_API_KEY, ANTHROPIC_API_KEY, OPENAI_API_KEY (or
OPENAI_BASE_URL with OPENAI_MODEL) choose which are asked.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from uuid import uuid4

import pytest

from app.accounts import User
from app.errors import ModelUnavailable
from app.llm.choose import ConfiguredModels
from app.llm.remote import Patience
from app.resume.asking import Prompt
from app.settings import Settings
from tests.llm.questions import Better

SERVERS = {"database_url": "postgresql://none@localhost/none", "redis_url": "redis://localhost"}
PROVIDERS = ["gemini", "anthropic", "openai"]

pytestmark = [pytest.mark.live, pytest.mark.parametrize("provider", PROVIDERS)]


class Short(Better):
    """The same question, with far too little room for its answer."""

    def prompt(self) -> Prompt:
        return replace(super().prompt(), output_tokens=20)


@pytest.fixture
async def models(provider: str) -> AsyncIterator[ConfiguredModels]:
    settings = Settings(**SERVERS)  # type: ignore[arg-type]  # strings, as the environment gives them
    accounts = tuple(account for account in settings.accounts if account.provider == provider)
    if not accounts:
        pytest.skip(f"no key of {provider} is set")
    opened = ConfiguredModels(accounts, (provider,), patience=Patience(60.0, 3, 1.0))
    yield opened
    await opened.close()


@pytest.fixture
def maria() -> User:
    return User(uuid4(), "maria")


async def test_an_answer_comes_in_its_shape_with_tokens_and_a_price(models: ConfiguredModels, maria: User) -> None:
    lines = ("Responsible for invoices for 35 clients", "Helped with the calendar of two managers")
    answer = await models.choose(None, maria, uuid4()).ask(Better(lines))
    assert [line.index for line in answer.value.lines] == [0, 1]
    assert "35" in answer.value.lines[0].text
    assert answer.usage.input_tokens > 0
    assert answer.usage.output_tokens > 0
    assert models.accounts[0].base_url or answer.usage.cost_usd > 0


async def test_letters_of_other_alphabets_come_back_whole(models: ConfiguredModels, maria: User) -> None:
    answer = await models.choose(None, maria, uuid4()).ask(Better(("Taught Polish at Łódź → 12 pupils",)))
    assert "Łódź" in answer.value.lines[0].text


async def test_a_bound_that_is_too_low_is_told_as_cut_off(models: ConfiguredModels, maria: User) -> None:
    lines = tuple(f"Prepared {number} invoices for the clients of an office in Leeds" for number in range(40))
    with pytest.raises(ModelUnavailable) as caught:
        await models.choose(None, maria, uuid4()).ask(Short(lines))
    assert caught.value.code == "model_cut_off"


async def test_a_wrong_key_is_told_as_refused(models: ConfiguredModels, maria: User) -> None:
    if models.accounts[0].base_url:
        pytest.skip("a server of one's own may take any key")
    wrong = replace(models, accounts=(replace(models.accounts[0], key="wrong-0123456789"),))
    with pytest.raises(ModelUnavailable) as caught:
        await wrong.choose(None, maria, uuid4()).ask(Better())
    await wrong.close()
    assert caught.value.code == "model_key_refused"


async def test_a_model_that_is_not_there_is_told_so(models: ConfiguredModels, maria: User) -> None:
    other = replace(models, accounts=(replace(models.accounts[0], model="no-such-model-0"),))
    with pytest.raises(ModelUnavailable) as caught:
        await other.choose(None, maria, uuid4()).ask(Better())
    await other.close()
    assert caught.value.code == "model_no_such_model"
