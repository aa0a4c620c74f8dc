"""The HTTP application, put together: routes, rules for every exchange, and the services that are open while it lives."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from app.api import (
    artifacts,
    generate,
    health,
    improve_apply,
    jobs,
    openapi,
    pages,
    postings,
    problems,
    resumes,
    stream,
    templates,
    usage,
    users,
)
from app.api.analyze import ANALYZE
from app.api.bodies import Bodies
from app.api.envelope import Envelope
from app.api.estimates import Estimates
from app.api.generate import GENERATE
from app.api.improve import IMPROVE
from app.api.kinds import Offer, routes
from app.api.leaving import Leaving
from app.api.paths import PREFIX, SHORT_PREFIX
from app.api.schemas.generate import Regeneration
from app.services import Doorstep, Services

OFFERS: tuple[Offer[Any], ...] = (ANALYZE, IMPROVE, GENERATE)
BODIES = (*resumes.BODIES, *postings.BODIES, *improve_apply.BODIES, Regeneration)
KEPT = (resumes.router, postings.router)
"""What answers under `/v1` too."""

TOLD = (
    "X-Request-ID",
    "Location",
    "Retry-After",
    "ETag",
    "RateLimit",
    "RateLimit-Policy",
    "Idempotent-Replayed",
    "Preference-Applied",
)

Opener = Callable[[], AbstractAsyncContextManager[Services]]


def create_app(open_services: Opener, doorstep: Doorstep) -> FastAPI:
    """An application that opens its services when it starts and closes them when it ends."""
    app = FastAPI(
        title="Resume Engine", version=doorstep.version, lifespan=_lifespan(open_services),
        docs_url=None, redoc_url=None, redirect_slashes=False,
    )  # fmt: skip
    ours = (
        generate.router,
        stream.router,
        jobs.jobs,
        jobs.dead_letters,
        artifacts.router,
        templates.router,
        usage.router,
        improve_apply.router,
        users.router,
        health.router,
        pages.router,
    )
    for router in (*(routes(offer) for offer in OFFERS), *ours):
        app.include_router(router)
    for router in KEPT:
        app.include_router(router, prefix=PREFIX)
        app.include_router(router, prefix=SHORT_PREFIX, include_in_schema=False)
    app.mount("/docs/assets", pages.ASSETS)
    problems.install(app)
    openapi.install(app, OFFERS, BODIES)
    _surround(app, doorstep)
    return app


def _surround(app: FastAPI, doorstep: Doorstep) -> None:
    """Each is put around those before it."""
    app.add_middleware(Bodies, largest=doorstep.max_body_bytes, seconds=doorstep.body_seconds)
    app.add_middleware(Envelope)
    if doorstep.cors_origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=doorstep.cors_origins, allow_methods=["*"], allow_headers=["*"], expose_headers=TOLD
        )  # fmt: skip


def _lifespan(open_services: Opener) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        leaving = Leaving()
        async with open_services() as services:
            app.state.services = services
            app.state.leaving = leaving
            app.state.estimates = Estimates(services.jobs, services.queue)
            app.state.streams = stream.Streams()
            app.state.token_tenant = None
            with leaving.noticed():
                yield

    return lifespan
