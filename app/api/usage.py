"""Jobs, tokens and cost by day, kind and provider: a user's own, or those of the whole tenant."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from app.api import described
from app.api.answers import Json
from app.api.auth import Caller
from app.api.paging import Limit, Offset
from app.api.paths import PREFIX
from app.api.schemas.usage import UsageView
from app.api.services import Current
from app.errors import InvalidRequest, Unauthorized
from app.jobs.usage import Span

router = APIRouter(prefix=f"{PREFIX}/usage", tags=["usage"])

USUAL_DAYS = 30
Day = Annotated[date | None, Query(description="A day in UTC, as 2026-11-25.")]


@router.get("", response_model=UsageView, **described.USAGE)
async def usage(
    request: Request,
    user: Caller,
    services: Current,
    *,
    scope: Literal["user", "tenant"] = "user",
    since: Day = None,
    until: Day = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Response:
    if scope == "tenant" and "x-api-key" not in request.headers:
        raise Unauthorized("What a whole tenant used is shown to its key alone. Send it in X-API-Key.", code="key_needed")
    span = _span(since, until)
    page = await services.usage.page(user, span, whole_tenant=scope == "tenant", limit=limit, offset=offset)
    return Json(UsageView.of(page, span, scope, limit, offset).model_dump())


def _span(since: date | None, until: date | None) -> Span:
    last = until or datetime.now(UTC).date()
    first = since or last - timedelta(days=min(USUAL_DAYS - 1, last.toordinal() - 1))
    if first > last:
        detail = "`since` must not be after `until`."
        raise InvalidRequest(detail, fields=({"field": "since", "in": "query", "detail": detail, "code": "span"},))
    return Span(first, last)
