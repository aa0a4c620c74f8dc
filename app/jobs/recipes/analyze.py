"""analyze: a résumé's bytes -> its score, with reasons."""

from datetime import UTC, datetime
from typing import Any

from app.jobs.model import Order, Outcome, Progress
from app.jobs.ports import Bench, Report
from app.resume.model import Value

PERCENT = {"reading": 20, "parsing": 45, "scoring": 70}


class AnalyzeOptions(Value):
    """What an analyze order may choose. `profile`: a keyword profile's name, or `auto`."""

    profile: str = "auto"
    job_text: str | None = None
    target_role: str | None = None
    language: str | None = None


async def analyze(order: Order, data: bytes, bench: Bench, report: Report) -> Outcome:
    """The contract's `data` of a complete analyze job."""
    now = datetime.now(UTC)
    wanted = AnalyzeOptions.model_validate(order.options)
    options: dict[str, Any] = {**wanted.model_dump(), "today": now.date().isoformat(), "stored": order.source.kind == "resume"}

    def on_stage(stage: str) -> None:
        report(Progress(stage, PERCENT[stage]))

    found = await bench.craft.run("app.resume.craft:analyze_file", data, options, on_stage=on_stage)
    head = {"success": True, "resume_improvement_id": order.resume_improvement_id}
    return Outcome({**head, **found, "analyzed_at": now.isoformat()})
