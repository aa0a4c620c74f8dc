"""How a vendor is reached: one HTTP call that knows nothing of résumés, and the ways in which it fails."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, Protocol

from app.errors import ModelUnavailable
from app.resume.asking import Prompt, Usage

Schema = Mapping[str, Any]
"""A JSON Schema, as `schemas.plain` makes it."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What a vendor answered. `input_tokens` are all that were read, kept ones included; thoughts count as output.

    `stop`: the model ended its answer, was cut off at the bound, or would not answer (the vendor's safety rules).
    """

    text: str
    input_tokens: int
    output_tokens: int
    stop: Literal["end", "cut_off", "refused"] = "end"


MOST_TOKENS = 10_000_000


def tokens(told: object) -> int:
    """A count as a vendor tells it, which is taken for none where it is silent or out of its mind.

    Raises TypeError or ValueError for what is no number.
    """
    return min(max(int(str(told or 0)), 0), MOST_TOKENS)


class Wire(Protocol):
    """One vendor's HTTP call."""

    @property
    def provider(self) -> str: ...

    @property
    def model(self) -> str: ...

    async def complete(self, prompt: Prompt, schema: Schema) -> Completion:
        """Asks once. Raises Failed, whose words are codes: nothing that the vendor or its SDK said is in it."""
        ...


class OpenWire(Wire, Protocol):
    """A wire that holds connections until it is closed."""

    async def close(self) -> None: ...


class Reason(StrEnum):
    """Why there is no answer, in words for logs, metrics and `fallbacks`."""

    TIMEOUT = "timeout"  # it took longer than we wait
    UNREACHABLE = "unreachable"  # no connection, or one that broke
    RATE_LIMITED = "rate_limited"  # 429: too many calls
    SERVER_ERROR = "server_error"  # 5xx
    BAD_RESPONSE = "bad_response"  # what came is not the vendor's own form
    RESTING = "resting"  # it failed so often that we leave it alone for a while
    KEY_REFUSED = "key_refused"  # 401 or 403
    NO_CREDIT = "no_credit"  # the account has nothing left to pay with
    NO_SUCH_MODEL = "no_such_model"  # 404
    REJECTED = "rejected"  # another 4xx: it does not take what we ask
    REFUSED = "refused"  # the vendor's safety rules
    CUT_OFF = "cut_off"  # the answer ran into its bound
    OVERSIZED = "oversized"  # far more text than the bound allows
    MALFORMED = "malformed"  # not JSON
    WRONG_SHAPE = "wrong_shape"  # JSON that is not the answer's shape


PASSING = frozenset(
    {Reason.TIMEOUT, Reason.UNREACHABLE, Reason.RATE_LIMITED, Reason.SERVER_ERROR, Reason.BAD_RESPONSE, Reason.RESTING}
)
"""What may be over in a while."""

UNWELL = PASSING - {Reason.RESTING} | {Reason.KEY_REFUSED, Reason.NO_CREDIT, Reason.NO_SUCH_MODEL}
"""What says that a vendor cannot be worked with now, whatever is asked."""


class Failed(ModelUnavailable):
    """One vendor gave no usable answer. `usage` is what its tries took all the same.

    `fault` tells the vendor what was wrong with the shape of its answer; it may hold the vendor's words, so it is never logged.
    """

    def __init__(self, reason: Reason, *, retry_after: float | None = None, fault: str = "", usage: Usage | None = None) -> None:
        super().__init__(f"The language model gave no usable answer ({reason}).", code=f"model_{reason}", retry_after=retry_after)
        self.reason = reason
        self.fault = fault
        self.usage = usage or Usage()
