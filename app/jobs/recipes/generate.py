"""generate: a résumé -> files in a look, each read back."""

import base64
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import Field

from app.errors import InvalidRequest, UnreadableFile
from app.jobs.model import NewFile, Order, Outcome, Progress
from app.jobs.ports import Bench, Report
from app.resume.model import Value
from app.resume.rendering.look import Template
from app.resume.rendering.rendered import Form

CONTENT_TYPES: Mapping[Form, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
}
USUAL_TEMPLATE: Template = "modern"
USUAL_FORMATS: tuple[Form, ...] = ("pdf", "docx")
OF_THE_SANDBOX = frozenset({"resource_limit", "parse_timeout", "parser_crashed"})
NOT_IN_A_NAME = re.compile(r"[^\w .'-]+")
LONGEST_NAME = 80
READ, MADE = 20, 95
"""Percent when the résumé is understood, and when all files are made."""


class GenerateOptions(Value):
    """What a generate order may choose. `options` are those of the look (`rendering/look.py`)."""

    template: Template = USUAL_TEMPLATE
    formats: tuple[Form, ...] = USUAL_FORMATS
    options: dict[str, Any] = Field(default_factory=dict)


async def generate(order: Order, data: bytes, bench: Bench, report: Report) -> Outcome:
    """The files, and the contract's `data` but for the links to them, which are made when somebody reads it."""
    wanted = GenerateOptions.model_validate(order.options)
    stored = order.source.kind == "resume"
    options = {"template": wanted.template, "options": wanted.options, "forms": wanted.formats, "stored": stored}
    try:
        made = await bench.craft.run("app.resume.press:make_files", data, options, on_stage=_reporter(wanted, report))
    except UnreadableFile as error:
        raise _of_printing(error) if stored and error.code in OF_THE_SANDBOX else error from None
    return Outcome(_told(made, order, wanted), tuple(_file(each, made["resume"]["name"]) for each in made["files"]))


def _reporter(wanted: GenerateOptions, report: Report) -> Any:
    stages = ["reading", "parsing", *(f"making {form}" for form in wanted.formats)]

    def on_stage(stage: str) -> None:
        begun = stages.index(stage) - 2 if stage in stages else 0
        percent = READ + (MADE - READ) * begun // len(wanted.formats) if begun >= 0 else READ // 2
        report(Progress(stage, percent))

    return on_stage


def _told(made: Mapping[str, Any], order: Order, wanted: GenerateOptions) -> dict[str, Any]:
    checks = [each["check"] for each in made["files"]]
    return {
        "success": True,
        "resume_improvement_id": order.resume_improvement_id,
        "template": wanted.template,
        "look": made["look"],
        "ats_check": {"share": min(each["share"] for each in checks), "files": checks},
        "fitted": list(dict.fromkeys(said for each in made["files"] for said in each["fitted"])),
        "advice": list(dict.fromkeys(said for each in made["files"] for said in each["advice"])),
        "resume": made["resume"],
        "generated_at": datetime.now(UTC).isoformat(),
    }


def _file(made: Mapping[str, Any], name: str | None) -> NewFile:
    form: Form = made["form"]
    whose = " ".join(NOT_IN_A_NAME.sub(" ", name or "").split())[:LONGEST_NAME].strip(" .")
    return NewFile(
        format=form,
        content_type=CONTENT_TYPES[form],
        name=f"{whose} Resume.{form}".strip(),
        data=base64.b64decode(made["data"]),
        pages=made["pages"],
    )


def _of_printing(error: UnreadableFile) -> InvalidRequest:
    """The sandbox speaks of reading; here nothing was read."""
    return InvalidRequest(
        "Making the files takes more time or memory than a résumé needs. Leave out what is very long, or say it more shortly.",
        code="too_long_to_print" if error.code != "parser_crashed" else "cannot_be_printed",
    )
