"""What is asked of a language model, and what comes back: a question knows its prompt and the shape of its answer.

So a vendor sends the prompt, and the rules look at the question itself.
"""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from app.resume.model import Value

A = TypeVar("A", bound=Value)
A_co = TypeVar("A_co", bound=Value, covariant=True)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a vendor is sent. `version` changes with every change of the words; `output_tokens` bounds the answer."""

    system: str
    user: str
    version: str
    output_tokens: int


class Question(Protocol[A_co]):
    """One thing to ask. `answer` is a model of the answer that refuses unknown fields."""

    @property
    def name(self) -> str: ...

    @property
    def answer(self) -> type[A_co]: ...

    def prompt(self) -> Prompt: ...


@dataclass(frozen=True, slots=True)
class Usage:
    """What an answer took, every try of it together; `cost_usd` is 0 for rules and cached answers."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float = 0.0
    latency_ms: int = 0
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Answer(Generic[A]):
    """An answer and who gave it. `fallbacks` names those that were asked before and why they did not answer."""

    value: A
    provider: str
    model: str
    usage: Usage = Usage()
    fallbacks: tuple[str, ...] = ()


class LanguageModel(Protocol):
    """Anything that can be asked: a vendor, the rules, or a chain of them."""

    @property
    def name(self) -> str: ...

    async def ask(self, question: Question[A]) -> Answer[A]:
        """Raises ModelUnavailable when no answer can be had, BudgetExceeded when it may not be paid for."""
        ...
