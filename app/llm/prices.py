"""What tokens cost: the offline data of `genai-prices`, and before it whatever settings say."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

MILLION = 1_000_000
VENDORS = {"gemini": "google", "anthropic": "anthropic", "openai": "openai"}
"""Our providers by the names that genai-prices gives them."""


@dataclass(frozen=True, slots=True)
class Price:
    """USD per million tokens read and written."""

    read: float
    written: float


@dataclass(frozen=True, slots=True)
class Prices:
    """`told`: a model's price as settings name it, which goes before the data."""

    told: Mapping[str, Price] = field(default_factory=dict)

    def cost(self, provider: str, model: str, read: int, written: int, base_url: str = "") -> float | None:
        """USD for that many tokens today; None where the price is not known.

        Behind an address that speaks OpenAI's API anybody may sell anything: it is priced only where the data knows the seller.
        """
        price = self.told.get(f"{provider}:{model}") or self.told.get(model)
        if price:
            return (read * price.read + written * price.written) / MILLION
        return _listed(provider, model, read, written, base_url)


def load() -> None:
    """Reads the list, which takes a quarter of a second."""
    import genai_prices.data  # noqa: F401, PLC0415 - see above


def _listed(provider: str, model: str, read: int, written: int, base_url: str) -> float | None:
    from genai_prices import Usage, calc_price  # noqa: PLC0415 - a quarter of a second that only asking needs

    usage = Usage(input_tokens=read, output_tokens=written)
    try:
        if base_url and provider == "openai":
            return float(calc_price(usage, model, provider_api_url=base_url).total_price)
        return float(calc_price(usage, model, provider_id=VENDORS[provider]).total_price)
    except LookupError:
        return None


def parse_prices(text: str) -> Mapping[str, Price]:
    """`model=in/out` by comma, or JSON {"model": [in, out]}, in USD per million tokens. Raises ValueError for anything else."""
    if text.lstrip().startswith("{"):
        return {str(model): _price(*pair) for model, pair in json.loads(text).items()}
    pairs = (part.rpartition("=") for part in text.split(",") if part.strip())
    return {model.strip(): _price(*price.split("/")) for model, _, price in pairs}


def _price(*pair: str | float) -> Price:
    read, written = (float(part) for part in pair)
    if not (0 <= read < MILLION and 0 <= written < MILLION):
        raise ValueError("a price is a number of USD, 0 or more")
    return Price(read, written)
