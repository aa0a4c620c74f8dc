"""A language model as a request may name it, judged when the order is taken."""

from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from app.errors import InvalidRequest
from app.jobs.providers import check_provider
from app.services import Doorstep

LONGEST = 200


def _set_up(name: str, info: ValidationInfo) -> str:
    known = info.context.providers if isinstance(info.context, Doorstep) else (name,)
    try:
        check_provider(name, known)
    except InvalidRequest as error:
        raise PydanticCustomError("unknown_provider", "{sentence}", {"sentence": str(error)}) from None
    return name


ProviderName = Annotated[str, AfterValidator(_set_up), Field(max_length=LONGEST)]
"""`gemini`, `anthropic`, `openai`, `offline`, or a provider's model as `gemini:gemini-3.8-flash`, as far as they are set up."""
