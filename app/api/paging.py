"""How lists are asked for: so many items, after so many of the newest."""

from typing import Annotated

from fastapi import Query

FURTHEST = 1_000_000
Limit = Annotated[int, Query(ge=1, le=100, description="How many, at most.")]
Offset = Annotated[int, Query(ge=0, le=FURTHEST, description="How many of the newest to pass over.")]
