"""Whether we live, whether we can take orders, and which part is down."""

import asyncio
from collections.abc import Iterable

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import Response

from app.api import described
from app.api.answers import Json
from app.api.auth import Caller
from app.api.schemas.health import Health, Live
from app.api.services import Current
from app.errors import AppError
from app.services import Probe, Services

router = APIRouter(tags=["utility"])

PATIENCE = 3.0
NEEDED = frozenset({"database", "files"})
"""Without these no order can be taken. Without Redis or a worker it waits."""


@router.get("/health", response_model=Health, **described.HEALTH)
async def health(services: Current) -> Response:
    return await _told(services, services.probes)


@router.get("/health/ready", response_model=Health, **described.READY)
async def ready(services: Current) -> Response:
    return await _told(services, NEEDED & services.probes.keys())


@router.get("/health/live", response_model=Live, **described.LIVE)
async def live() -> Response:
    return Json({"status": "ok"})


for _path, _call in (("/health", health), ("/health/ready", ready), ("/health/live", live)):
    router.add_api_route(_path, _call, methods=["HEAD"], include_in_schema=False)  # watchmen ask so


@router.get("/metrics", **described.METRICS)
async def metrics(_: Caller) -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _told(services: Services, names: Iterable[str]) -> Response:
    wanted = list(names)
    found = await asyncio.gather(*(_asked(services.probes[name]) for name in wanted))
    well = all(word.partition(",")[0] == "ok" for word in found)
    words = {"status": "ok" if well else "unavailable", **dict(zip(wanted, found, strict=True))}
    return Json({**words, "version": services.doorstep.version}, 200 if well else 503, {} if well else {"Retry-After": "5"})


async def _asked(probe: Probe) -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            return await probe()
    except AppError:
        return "out of reach"
    except TimeoutError:
        return "does not answer"
