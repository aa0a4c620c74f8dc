"""Which language models a request may name: judged where the order is taken, and again where it is worked on."""

from collections.abc import Sequence

from app.errors import InvalidRequest


def check_provider(name: str, known: Sequence[str]) -> None:
    """Raises InvalidRequest for a name that is not among `known`, with a sentence that lists them."""
    if name not in known:
        raise InvalidRequest(unknown_provider(known), code="unknown_provider")


def unknown_provider(known: Sequence[str]) -> str:
    """What to tell whoever named a provider that is not there."""
    if not known:
        return "No language model is set up here. Leave `provider` out."
    return f"This provider is unknown or not set up here. Use one of: {', '.join(known)}."
