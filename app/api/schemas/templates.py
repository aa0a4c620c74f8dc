"""Templates, as callers see them."""

from pydantic import BaseModel, Field

from app.api.schemas.jobs import Meta
from app.resume.rendering.look import OPTIONS, Template, about


class TemplateDefaults(BaseModel):
    """What the template takes where an option is not chosen."""

    page_size: str = Field(examples=["letter"])
    accent_color: str = Field(examples=["navy"])
    font: str = Field(examples=["inter"])
    density: str = Field(examples=["normal"])
    sections: list[str]


class TemplateView(BaseModel):
    """A look for files. `options` lists what each option may be; `most_pages` is null where custom sets no limit."""

    name: str = Field(examples=["modern"])
    title: str
    description: str
    best_for: list[str]
    ats_safe: bool
    most_pages: int | None
    preview_url: str = Field(description="A picture of its first page, behind the key as all else.")
    options: dict[str, list[str]]
    defaults: TemplateDefaults

    @classmethod
    def of(cls, name: Template, preview_url: str) -> "TemplateView":
        """The view of a template."""
        known = about(name)
        return cls(
            name=name,
            title=known.title,
            description=known.description,
            best_for=list(known.best_for),
            ats_safe=known.ats_safe,
            most_pages=known.most_pages,
            preview_url=preview_url,
            options={option: list(values) for option, values in OPTIONS.items()},
            defaults=TemplateDefaults(**known.defaults.model_dump(), sections=list(known.sections)),
        )


class TemplateList(BaseModel):
    items: list[TemplateView]
    meta: Meta
