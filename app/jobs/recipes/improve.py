"""improve: a résumé's bytes -> better text that the résumé bears out, with what it is scored before and after."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from pydantic import TypeAdapter

from app.jobs.model import Order, Outcome, Progress
from app.jobs.ports import Bench, Report
from app.resume.asking import Answer, LanguageModel
from app.resume.model import Value
from app.resume.writing.questions import RewriteLines, WriteProfile
from app.resume.writing.rules.by_rule import RULES
from app.resume.writing.standing import Wish

PERCENT = {"reading": 10, "parsing": 20, "scoring": 30, "writing": 50, "checking": 80}
OFFLINE = "offline"
_ASKED: TypeAdapter[tuple[RewriteLines | WriteProfile, ...]] = TypeAdapter(tuple[RewriteLines | WriteProfile, ...])


class ImproveOptions(Wish):
    """What an improve order may choose. `provider`: a model's name; null: the one that settings choose."""

    provider: str | None = None


async def improve(order: Order, data: bytes, bench: Bench, report: Report) -> Outcome:
    """The contract's `data` of a complete improve job.

    By rule, all of it is one call of the craft. With a vendor the first call makes the questions, which go out side by side, and
    the second reads the file again and judges the answers.
    """
    now = datetime.now(UTC)
    wanted = ImproveOptions.model_validate(order.options)
    wish = Wish.model_validate(wanted.model_dump(exclude={"provider"}))
    options = {"wish": wish.model_dump(), "today": now.date().isoformat(), "stored": order.source.kind == "resume"}

    def on_stage(stage: str) -> None:
        report(Progress(stage, PERCENT[stage]))

    model = bench.model(wanted.provider)
    if model.name == OFFLINE:
        made = await bench.craft.run("app.resume.craft:improve_file", data, {**options, "answers": None}, on_stage=on_stage)
        run = _run((), ("",), begun=now)
    else:
        asked = _ASKED.validate_python(await bench.craft.run("app.resume.craft:questions_for", data, options, on_stage=on_stage))
        answers = await _asked(model, asked)
        given = [answer.value.model_dump(mode="json") for answer in answers]
        made = await bench.craft.run("app.resume.craft:improve_file", data, {**options, "answers": given}, on_stage=on_stage)
        run = _run(answers, [question.prompt().version for question in asked], begun=now)
    head = {"success": True, "resume_improvement_id": order.resume_improvement_id}
    return Outcome({**head, **made, "run": run, "improved_at": now.isoformat()})


async def _asked(model: LanguageModel, questions: Sequence[RewriteLines | WriteProfile]) -> list[Answer[Any]]:
    """The answers in the order of the questions, all asked at once; when one fails the others are not waited for."""
    asking = [asyncio.create_task(model.ask(question)) for question in questions]
    try:
        return await asyncio.gather(*asking)
    finally:
        for task in asking:
            task.cancel()


class Run(Value):
    """Who wrote, and what it took. `fallbacks` names who was asked before and why they did not answer."""

    id: str
    provider: str
    model: str
    prompt_version: str
    input_tokens: int
    output_tokens: int
    cost_usd: float
    cached: bool
    latency_ms: int
    fallbacks: tuple[str, ...]


def _run(answers: Sequence[Answer[Any]], versions: Sequence[str], *, begun: datetime) -> Mapping[str, Any]:
    """The sum of all answers; tried is in the order asked, and the wait is that of the slowest, since they were asked at once."""
    usages = [answer.usage for answer in answers]
    elapsed = round(1000 * (datetime.now(UTC) - begun).total_seconds())
    run = Run(
        id=str(uuid4()),
        provider=", ".join(dict.fromkeys(answer.provider for answer in answers)) or OFFLINE,
        model=", ".join(dict.fromkeys(answer.model for answer in answers)) or RULES,
        prompt_version="+".join(sorted(filter(None, set(versions)))) or RULES,
        input_tokens=sum(usage.input_tokens for usage in usages),
        output_tokens=sum(usage.output_tokens for usage in usages),
        cost_usd=round(sum(usage.cost_usd for usage in usages), 8),
        cached=bool(usages) and all(usage.cached for usage in usages),
        latency_ms=max((usage.latency_ms for usage in usages), default=elapsed),
        fallbacks=tuple(dict.fromkeys(word for answer in answers for word in answer.fallbacks)),
    )
    return run.model_dump(mode="json")
