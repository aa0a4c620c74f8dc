"""Sends the same résumés through each provider and lays what comes of it side by side.

    python scripts/compare_providers.py PATH... [--providers gemini,offline] [--most N] [--html OUT.html] [--json OUT.json]
        [--record ANSWERS.jsonl | --replay ANSWERS.jsonl]

PATH is a résumé or a folder of them. The providers are those whose keys are set (see .env.example), and `offline`, which needs
none; each is asked alone, and the answers go through the improve job itself, in this process, evidence check included.

Prints a line a provider: bullets that open with a verb, numbers of the original that are still there, changes made and refused,
words, score, tokens, USD and seconds, each an average over the résumés. `--html` writes a page with all texts side by side,
`--json` the figures of every résumé. `--record` keeps the answers; `--replay` judges kept answers again, without keys and at no
cost. Both files hold the words of the résumés.
"""

import argparse
import asyncio
import hashlib
import json
import logging
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from statistics import mean
from typing import Any
from uuid import uuid4

import structlog
from jinja2 import Environment, FileSystemLoader, StrictUndefined

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from anywhere, as a plain script

from app.accounts import User
from app.errors import AppError, ModelFailed
from app.jobs.model import Kind, Order, Source
from app.jobs.ports import Bench
from app.jobs.recipes.improve import improve
from app.llm.choose import OFFLINE, ConfiguredModels
from app.llm.remote import Patience
from app.resume.analysis.language.verbs import opening_verb
from app.resume.asking import A, Answer, LanguageModel, Question, Usage
from app.settings import Settings, SettingsError

Json = Mapping[str, Any]
SUFFIXES = frozenset({".pdf", ".docx", ".txt", ".md"})
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NOBODY = User(uuid4(), "comparison")
SERVERS = {"DATABASE_URL": "postgresql://not-used", "REDIS_URL": "redis://not-used"}
"""Settings want to know servers; a comparison needs none."""


@dataclass(frozen=True)
class Figures:
    """What one provider made of one résumé. `verbs`: the share of bullets that open with a verb, before and after; `numbers`: the
    share of the original's numbers that are still there; `refused`: changes that the evidence check did not let through."""

    verbs: tuple[float, float]
    numbers: float
    changes: int
    refused: int
    words: tuple[int, int]
    score: tuple[float, float]
    input_tokens: int
    output_tokens: int
    cost_usd: float
    seconds: float


@dataclass(frozen=True)
class Result:
    """`failed` is the code word of a failure; else the data of the improve job and its figures stand here."""

    resume: str
    provider: str
    failed: str | None = None
    figures: Figures | None = None
    data: Json = field(default_factory=dict)


class Here:
    """The craft in this very process: these files are one's own."""

    async def run(self, function: str, data: bytes, options: Json, *, on_stage: Callable[[str], None] | None = None) -> Any:
        module, _, name = function.partition(":")
        return await asyncio.to_thread(getattr(import_module(module), name), data, dict(options), on_stage or _silent)


def _silent(stage: str) -> None:
    return


class Tape:
    """Answers by provider and question, as lines of JSON."""

    def __init__(self, path: Path | None = None) -> None:
        lines = path.read_text(encoding="utf-8").splitlines() if path else []
        self.rows: dict[tuple[str, str], Json] = {_place(row): row for row in map(json.loads, lines)}

    def add(self, row: Json) -> None:
        self.rows[_place(row)] = row

    def write(self, path: Path) -> None:
        path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in self.rows.values()), encoding="utf-8")

    def providers(self) -> list[str]:
        return list(dict.fromkeys(provider for provider, _ in self.rows))


def _place(row: Json) -> tuple[str, str]:
    return str(row["provider"]), str(row["question"])


class Recorded:
    """A provider whose answers, and failures, are kept."""

    def __init__(self, provider: str, model: LanguageModel, tape: Tape) -> None:
        self._provider, self._model, self._tape = provider, model, tape
        self.name = model.name

    async def ask(self, question: Question[A]) -> Answer[A]:
        place = {"provider": self._provider, "question": digest(question)}
        try:
            answer = await self._model.ask(question)
        except AppError as error:
            self._tape.add({**place, "failed": error.code})
            raise
        told = {"model": answer.model, "value": answer.value.model_dump(mode="json"), "usage": asdict(answer.usage)}
        self._tape.add({**place, **told})
        return answer


class Replayed:
    """A provider as it answered when it was recorded."""

    def __init__(self, provider: str, tape: Tape) -> None:
        self._provider, self._tape = provider, tape
        self.name = f"{provider} (recorded)"

    async def ask(self, question: Question[A]) -> Answer[A]:
        """Raises ModelFailed as it failed then, and for a question that was not asked then."""
        row = self._tape.rows.get((self._provider, digest(question)), {"failed": "not_recorded"})
        if "failed" in row:
            raise ModelFailed("It failed when it was recorded, or was asked something else.", code=row["failed"])
        value = question.answer.model_validate_json(json.dumps(row["value"]))
        return Answer(value, self._provider, row["model"], Usage(**row["usage"]))


def digest(question: Question[A]) -> str:
    """The same for the same words: a prompt that was changed since finds no recorded answer."""
    prompt = question.prompt()
    return hashlib.sha256("\0".join((question.name, prompt.version, prompt.system, prompt.user)).encode()).hexdigest()[:32]


async def compare(files: Sequence[Path], models: Mapping[str, LanguageModel]) -> list[Result]:
    """Each résumé by each provider, one after the other, so that the seconds are theirs."""
    return [await _improved(file, name, model) for file in files for name, model in models.items()]


async def _improved(file: Path, name: str, model: LanguageModel) -> Result:
    order = Order(Kind.IMPROVE, Source("file"))
    try:
        outcome = await improve(order, file.read_bytes(), Bench(Here(), lambda _: model), _noted)
    except AppError as error:
        return Result(file.name, name, failed=error.code)
    return Result(file.name, name, figures=figures(outcome.result), data=outcome.result)


def _noted(progress: object) -> None:
    return


def figures(data: Json) -> Figures:
    """The figures of a complete improve job."""
    before, after, run = data["original_resume"], data["resume"], data["run"]
    return Figures(
        verbs=(_verbs(before), _verbs(after)),
        numbers=_kept(_text(before), _text(after)),
        changes=len(data["improvements"]),
        refused=len(data["rejected"]),
        words=(len(_text(before).split()), len(_text(after).split())),
        score=(data["scores_before"]["overall_score"], data["scores_after"]["overall_score"]),
        input_tokens=run["input_tokens"],
        output_tokens=run["output_tokens"],
        cost_usd=run["cost_usd"],
        seconds=run["latency_ms"] / 1000,
    )


def _bullets(resume: Json) -> list[str]:
    return [line for job in resume["experiences"] for line in job["responsibilities"]]


def _text(resume: Json) -> str:
    return "\n".join((resume["summary"] or "", *_bullets(resume), *resume["skills"]))


def _verbs(resume: Json) -> float:
    bullets = _bullets(resume)
    return mean(opening_verb(bullet) is not None for bullet in bullets) if bullets else 1.0


def _kept(before: str, after: str) -> float:
    wanted, found = Counter(NUMBER.findall(before)), Counter(NUMBER.findall(after))
    return (wanted & found).total() / wanted.total() if wanted else 1.0


HEADS = (
    "provider",
    "résumés",
    "failed",
    "verbs",
    "numbers kept",
    "changed",
    "refused",
    "words",
    "score",
    "tokens",
    "USD",
    "seconds",
)


def table(results: Sequence[Result]) -> list[tuple[str, ...]]:
    """A row a provider, the averages over its résumés as texts."""
    return [
        _row(name, [one for one in results if one.provider == name]) for name in dict.fromkeys(one.provider for one in results)
    ]


def _row(name: str, results: Sequence[Result]) -> tuple[str, ...]:
    found = [one.figures for one in results if one.figures]
    head = (name, str(len(results)), str(len(results) - len(found)))
    if not found:
        return (*head, *("–" for _ in HEADS[3:]))
    return (
        *head,
        f"{mean(one.verbs[0] for one in found):.0%} → {mean(one.verbs[1] for one in found):.0%}",
        f"{mean(one.numbers for one in found):.1%}",
        f"{mean(one.changes for one in found):.1f}",
        f"{mean(one.refused for one in found):.1f}",
        f"{mean(one.words[0] for one in found):.0f} → {mean(one.words[1] for one in found):.0f}",
        f"{mean(one.score[0] for one in found):.1f} → {mean(one.score[1] for one in found):.1f}",
        f"{mean(one.input_tokens for one in found):.0f} + {mean(one.output_tokens for one in found):.0f}",
        f"{mean(one.cost_usd for one in found):.5f}",
        f"{mean(one.seconds for one in found):.2f}",
    )


def printed(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def page(results: Sequence[Result]) -> str:
    """The texts side by side, for reading: a table a résumé, a column a provider."""
    surroundings = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)
    names = list(dict.fromkeys(one.provider for one in results))
    resumes = [
        _sheet(name, [one for one in results if one.resume == name]) for name in dict.fromkeys(one.resume for one in results)
    ]
    template = surroundings.get_template("compare_providers.html.j2")
    return template.render(heads=HEADS, rows=table(results), providers=names, resumes=resumes)


def _sheet(name: str, results: Sequence[Result]) -> Json:
    by_provider = {one.provider: one for one in results}
    texts: dict[tuple[str, str], dict[str, Json]] = {}
    for one in results:
        for change in one.data.get("improvements", ()):
            texts.setdefault((change["location"], change["original"] or ""), {})[one.provider] = change
    return {"name": name, "results": by_provider, "texts": texts}


def found_files(paths: Iterable[str], most: int | None) -> list[Path]:
    files = [file for path in map(Path, paths) for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    return [file for file in files if file.suffix.lower() in SUFFIXES and file.is_file()][:most]


async def run(words: argparse.Namespace) -> list[Result]:
    tape = Tape(words.replay)
    settings = Settings(**{name.lower(): os.environ.get(name) or server for name, server in SERVERS.items()})  # type: ignore[arg-type]
    models = ConfiguredModels(settings.accounts, patience=Patience(settings.llm_seconds, settings.llm_tries))
    names = words.providers or ([*tape.providers(), OFFLINE] if words.replay else [*dict.fromkeys(settings.chain), OFFLINE])
    try:
        chosen = {name: _chosen(name, models, tape, replay=words.replay is not None) for name in dict.fromkeys(names)}
        return await compare(found_files(words.paths, words.most), chosen)
    finally:
        await models.close()
        if words.record:
            tape.write(words.record)


def _chosen(name: str, models: ConfiguredModels, tape: Tape, *, replay: bool) -> LanguageModel:
    if name == OFFLINE:
        return models.choose(name, NOBODY, uuid4())
    return Replayed(name, tape) if replay else Recorded(name, models.choose(name, NOBODY, uuid4()), tape)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="The same résumés through each provider, side by side.")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="résumés, or folders of them")
    parser.add_argument("--providers", type=lambda text: text.split(","), help="by comma; all that are set up, unless told")
    parser.add_argument("--most", type=int, help="how many résumés")
    parser.add_argument("--html", type=Path, help="a page for reading")
    parser.add_argument("--json", type=Path, help="the figures of every résumé")
    tapes = parser.add_mutually_exclusive_group()
    tapes.add_argument("--record", type=Path, help="where answers are kept")
    tapes.add_argument("--replay", type=Path, help="kept answers to judge again")
    words = parser.parse_args(arguments)
    try:
        results = asyncio.run(run(words))
    except (SettingsError, AppError) as error:
        print(error, file=sys.stderr)
        return 1
    if not results:
        print("There is no résumé here: give files that end with .pdf, .docx, .txt or .md.", file=sys.stderr)
        return 1
    print(printed([HEADS, *table(results)]))
    if words.html:
        words.html.write_text(page(results), encoding="utf-8")
    if words.json:
        rows = [{name: value for name, value in asdict(one).items() if name != "data"} for one in results]
        words.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))  # what is asked for is the table
    sys.exit(main())
