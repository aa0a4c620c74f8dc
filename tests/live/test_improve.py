"""An improve job that a vendor itself writes, where a key is set: true, no worse, and within its tokens."""

from pathlib import Path
from uuid import uuid4

import pytest

from app.llm.choose import ConfiguredModels
from app.llm.remote import Patience
from app.settings import Settings
from scripts.compare_providers import NOBODY, compare
from tests.live.test_vendors import PROVIDERS, SERVERS

pytestmark = [pytest.mark.live, pytest.mark.parametrize("provider", PROVIDERS)]


async def test_a_page_is_improved_with_every_number_kept(provider: str, documents: Path) -> None:
    settings = Settings(**SERVERS)  # type: ignore[arg-type]  # strings, as the environment gives them
    accounts = tuple(account for account in settings.accounts if account.provider == provider)
    if not accounts:
        pytest.skip(f"no key of {provider} is set")
    models = ConfiguredModels(accounts, (provider,), patience=Patience(60.0, 3, 1.0))
    (result,) = await compare([documents / "one-page.pdf"], {provider: models.choose(None, NOBODY, uuid4())})
    await models.close()
    assert result.figures, result.failed
    assert result.figures.numbers == 1.0
    assert result.figures.score[1] >= result.figures.score[0]
    assert result.figures.input_tokens < 6000
    assert result.figures.output_tokens < 2500
    assert {change["status"] for change in result.data["improvements"]} <= {"supported"}
