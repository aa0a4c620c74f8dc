"""The templates that files are printed in, and a picture of each."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.api import described
from app.api.answers import Json, tagged
from app.api.auth import Caller
from app.api.paging import Limit, Offset
from app.api.paths import PREFIX
from app.api.schemas.jobs import Meta
from app.api.schemas.templates import TemplateList, TemplateView
from app.errors import NotFound
from app.resume.rendering.look import TEMPLATES, Template
from app.resume.rendering.previews import preview_path

router = APIRouter(prefix=f"{PREFIX}/templates", tags=["templates"])

PICTURE_HEADERS = {"Cache-Control": "private, max-age=86400"}


@router.get("", response_model=TemplateList, **described.LIST_TEMPLATES)
async def list_templates(request: Request, _: Caller, *, limit: Limit = 20, offset: Offset = 0) -> Response:
    shown = TEMPLATES[offset : offset + limit]
    items = [TemplateView.of(name, f"{PREFIX}/templates/{name}/preview.png") for name in shown]
    listed = TemplateList(items=items, meta=Meta.of(limit, offset, len(shown), len(TEMPLATES)))
    return tagged(request, Json(listed.model_dump()))


@router.get("/{template}/preview.png", **described.TEMPLATE_PREVIEW)
async def template_preview(template: str, _: Caller) -> Response:
    return Response(preview_path(_known(template)).read_bytes(), media_type="image/png", headers=PICTURE_HEADERS)


def _known(template: str) -> Template:
    for name in TEMPLATES:
        if name == template:
            return name
    raise NotFound(f"There is no template of that name. There are {', '.join(TEMPLATES)}.", code="template_not_found")
