"""What tokens cost."""

import pytest

from app.llm.prices import Price, Prices, parse_prices


@pytest.mark.parametrize(
    ("provider", "model"),
    [("gemini", "gemini-3.5-flash-lite"), ("anthropic", "claude-haiku-5-5"), ("openai", "gpt-6-luna")],
)
def test_every_default_model_has_a_price_below_the_usual_alert(provider: str, model: str) -> None:
    cost = Prices().cost(provider, model, 6000, 2500)
    assert cost is not None
    assert 0 < cost < 0.01


def test_settings_go_before_the_list() -> None:
    told = Prices(parse_prices("gpt-6-luna=1/2, openai:llama3=0/0"))
    assert told.cost("openai", "gpt-6-luna", 1_000_000, 500_000) == pytest.approx(2.0)
    assert told.cost("openai", "llama3", 1000, 1000, "http://ollama:11434/v1") == 0


@pytest.mark.parametrize("text", ["a=1/2", '{"a": [1, 2]}', '{"a": ["1", "2"]}', " a = 1 / 2 ,"])
def test_prices_are_told_by_comma_or_as_json(text: str) -> None:
    assert dict(parse_prices(text)) == {"a": Price(1, 2)}


@pytest.mark.parametrize(
    "text", ["a", "a=1", "a=1/2/3", "a=x/y", "a=-1/2", "a=nan/1", '{"a": 1}', '{"a": [1]}', "{", '{"a": null}']
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        parse_prices(text)


def test_what_nobody_lists_has_no_price() -> None:
    assert Prices().cost("openai", "a-model-of-ones-own", 1, 1) is None


def test_a_model_behind_another_address_is_priced_as_its_seller_prices_it() -> None:
    assert Prices().cost("openai", "gpt-6-luna", 1, 1, "http://127.0.0.1:11434/v1") is None
    assert Prices().cost("gemini", "gemini-3.5-flash-lite", 1, 1, "https://gateway.example.com")
    assert Prices().cost("openai", "llama-3.3-70b-versatile", 1000, 1000, "https://api.groq.com/openai/v1")
