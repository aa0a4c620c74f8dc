"""A failure as callers see it (RFC 9457)."""

from pydantic import BaseModel


class WrongField(BaseModel):
    """`field` stands `in` the body, the query, the path or a header; `detail` says what to do, `code` is for machines."""

    field: str
    detail: str
    code: str


class Problem(BaseModel):
    """`detail` says what to do; `code` is stable and for machines; `errors` names each wrong field of a 422."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    errors: list[WrongField] | None = None
