"""How we are."""

from typing import Literal

from pydantic import BaseModel


class Live(BaseModel):
    status: Literal["ok"]


class Health(BaseModel, extra="allow"):
    """`ok` for each part that is, perhaps with what is less than well; else a word for what is wrong with it."""

    status: Literal["ok", "unavailable"]
    version: str
    database: str | None = None
    redis: str | None = None
    worker: str | None = None
    files: str | None = None
    printing: str | None = None
