"""Strings as callers may send them."""

import re
from typing import Annotated, Any

import orjson
from pydantic import AfterValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from app.services import Doorstep

SHORTEST_PASTE = 50
"""Characters of a pasted résumé or posting, at least (contract)."""

LONGEST_PASTE = 200_000
LARGEST_METADATA = 4096
LONGEST_USER = 128
LONGEST_URL = 2048
BROKEN = re.compile("[\0\ud800-\udfff]")


def whole(value: Any) -> bool:
    """Whether no string inside holds a NUL or half of a surrogate pair, which neither files nor databases can keep."""
    if isinstance(value, str):
        return BROKEN.search(value) is None
    if isinstance(value, dict):
        return all(whole(name) and whole(part) for name, part in value.items())
    return not isinstance(value, list) or all(whole(part) for part in value)


def _pasted(value: str, info: ValidationInfo) -> str:
    longest = info.context.max_text_characters if isinstance(info.context, Doorstep) else LONGEST_PASTE
    if len(value.strip()) < SHORTEST_PASTE:
        raise PydanticCustomError("text_too_short", f"Paste the whole text: {SHORTEST_PASTE} characters at least.")
    if len(value) > longest:
        raise PydanticCustomError("text_too_long", f"The text is longer than {longest:,} characters. Shorten it.")
    return value


def _visible(value: str) -> str:
    if not is_user_id(value):
        raise PydanticCustomError("user_id", f"A user's id has 1 to {LONGEST_USER} visible characters.")
    return value


def is_user_id(value: str) -> bool:
    """Whether this may name an end user: 1 to 128 visible characters."""
    return 0 < len(value) <= LONGEST_USER and value.isprintable() and value == value.strip()


def _web_address(value: str) -> str:
    if not re.match(r"https?://[^/\s?#@]+([/?#]|$)", value, re.IGNORECASE) or any(mark.isspace() for mark in value):
        raise PydanticCustomError("web_address", "Give a full address that begins with http:// or https://, without a password.")
    return value


def _small(value: dict[str, Any]) -> dict[str, Any]:
    if len(orjson.dumps(value)) > LARGEST_METADATA:
        raise PydanticCustomError("metadata_too_large", f"Metadata may be {LARGEST_METADATA:,} bytes of JSON at most.")
    return value


PastedText = Annotated[
    str, AfterValidator(_pasted), Field(json_schema_extra={"minLength": SHORTEST_PASTE, "maxLength": LONGEST_PASTE})
]
UserId = Annotated[str, AfterValidator(_visible), Field(json_schema_extra={"minLength": 1, "maxLength": LONGEST_USER})]
WebAddress = Annotated[str, AfterValidator(_web_address), Field(max_length=LONGEST_URL, json_schema_extra={"format": "uri"})]
Metadata = Annotated[dict[str, Any], AfterValidator(_small)]
