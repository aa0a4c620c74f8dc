"""generate as callers send and see it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import orjson
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from app.api.schemas.text import UserId
from app.resume.model import Resume
from app.resume.rendering.look import (
    TEMPLATES,
    Accent,
    Density,
    FontName,
    Look,
    PageSize,
    SectionName,
    Template,
)
from app.resume.rendering.rendered import FileCheck, Form


def _listed(value: Any) -> Any:
    """In a form, several values are one string with commas between."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _object(value: Any) -> Any:
    """In a form, an object is written as JSON."""
    if not isinstance(value, str):
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        raise PydanticCustomError("options_json", "In a form, options are a JSON object written as text.") from None


def _each_once(value: Sequence[str] | None) -> Any:
    if value is not None and len(set(value)) < len(value):
        raise PydanticCustomError("said_twice", "Name each once.")
    return value


TemplateName = Annotated[Template, Field(description=f"One of {', '.join(TEMPLATES)}; see /api/v1/templates.")]
Formats = Annotated[
    tuple[Form, ...],
    BeforeValidator(_listed),
    AfterValidator(_each_once),
    Field(min_length=1, description="Which files to make."),
]


class LookOptions(BaseModel):
    """What may be chosen beside the template, which has its own preferences for what is left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    page_size: PageSize | None = None
    accent_color: Accent | None = None
    font: FontName | None = None
    density: Density | None = None
    sections: Annotated[tuple[SectionName, ...] | None, AfterValidator(_each_once)] = Field(
        None, description="Sections that come first, in this order; the others follow."
    )

    def chosen(self) -> dict[str, Any]:
        """What was given."""
        return self.model_dump(exclude_none=True)


Options = Annotated[LookOptions, BeforeValidator(_object)]


class Regeneration(BaseModel):
    """The same content in another look. What is left out stays as it was."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    template: TemplateName | None = None
    formats: Formats | None = None
    options: Options | None = None
    user_id: UserId | None = Field(None, description="Must agree with `X-User-Id`, where both are sent.")


class FileView(BaseModel):
    """A file that can be fetched. `url` needs no key and ends at `expires_at`; ask for the result again for a fresh one."""

    artifact_id: str
    format: Form
    filename: str
    url: str
    expires_at: datetime
    size_bytes: int
    sha256: str
    pages: int | None = Field(description="Null where the format has no pages, or only the program that opens it knows.")


class AtsCheck(BaseModel):
    """The files as this project's own reader finds them: the least share of fields recovered, and each file's losses."""

    share: float
    files: list[FileCheck]


class GenerateData(BaseModel):
    """What a complete generate job holds. `resume` is what was printed, `look` every choice of how."""

    success: bool
    resume_improvement_id: str | None
    files: list[FileView]
    pdf_url: str | None
    docx_url: str | None
    template: Template
    look: Look
    ats_check: AtsCheck
    fitted: list[str] = Field(description="What was done to make the content fit its pages.")
    advice: list[str] = Field(description="What the person should know or do.")
    resume: Resume
    generated_at: str
