"""The few pages for people: what this is, and the documentation, all served from this machine."""

from pathlib import Path
from typing import Any

import fastapi_offline
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from app.api import described
from app.api.answers import Json
from app.api.schemas.info import Info
from app.api.services import Current
from app.jobs.model import Kind

HERE = Path(__file__).parent / "html"
VENDOR = Path(fastapi_offline.__file__).parent / "static"
"""Swagger UI and ReDoc as that package carries them."""

POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self' blob:;"
    " frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
PAGE_HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}


class Assets(StaticFiles):
    """Files that change only with the package that carries them: a browser may keep them for a day."""

    def file_response(self, *args: Any, **told: Any) -> Response:
        response = super().file_response(*args, **told)
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response


ASSETS = Assets(directory=VENDOR)

router = APIRouter(tags=["utility"])


@router.get("/", response_model=Info, **described.INFO)
async def info(request: Request, services: Current) -> Response:
    if "text/html" in request.headers.get("accept", ""):
        return _page("index.html")
    return Json(
        Info(version=services.doorstep.version, kinds=[str(kind) for kind in Kind]).model_dump(), headers={"Vary": "Accept"}
    )


router.add_api_route("/", info, methods=["HEAD"], include_in_schema=False)


@router.get("/docs", include_in_schema=False)
async def docs() -> Response:
    return _page("docs.html")


@router.get("/redoc", include_in_schema=False)
async def redoc() -> Response:
    return _page("redoc.html")


@router.get("/docs/start.js", include_in_schema=False)
async def start() -> Response:
    return FileResponse(HERE / "start.js", headers=PAGE_HEADERS)


def _page(name: str) -> Response:
    return HTMLResponse((HERE / name).read_text("utf-8"), headers={**PAGE_HEADERS, "Vary": "Accept"})
