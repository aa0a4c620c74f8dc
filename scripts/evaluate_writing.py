"""Measures the writer that needs no key: points won, what it changed, and whether every figure, name and date is still there.

    python scripts/evaluate_writing.py FOLDER [--show] [--json OUT] [--today 2026-01-01]

Every PDF, Word and text file of FOLDER goes the whole way: read, parse, score, write, check, score again. A file that cannot be
read is counted and left out. `--show` prints the changes beside what stood there. The weak half are the files that score
lowest before.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from statistics import fmean, median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from app.errors import UnreadableFile
from app.resume.evidence.check import check
from app.resume.parsing.parse import parse
from app.resume.reading.read import read
from app.resume.stored import StoredResume
from app.resume.writing.apply import texts_of
from app.resume.writing.findings import findings_of
from app.resume.writing.improve import Improved, improve
from app.resume.writing.improvement import WORK, Improvement
from app.resume.writing.plan import plan
from app.resume.writing.rules.by_rule import by_rule
from app.resume.writing.standing import Standing, Wish, standing_of

_FIGURE = re.compile(r"\d+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w&+#-]*")


@dataclass(frozen=True)
class Measured:
    """What came of one file. `lines` are those of jobs, projects and unpaid work, `changed_elsewhere` those that are no job's and
    were changed; `good` have nothing wrong, `spoiled` are those of them that were changed all the same."""

    file: str
    before: dict[str, float]
    after: dict[str, float]
    lines: int
    changed: int
    changed_elsewhere: int
    refused: int
    unsupported: tuple[str, ...]
    figures_lost: tuple[str, ...]
    names_lost: tuple[str, ...]
    good: int
    spoiled: tuple[str, ...]
    reasons: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def won(self) -> float:
        return self.after["overall_score"] - self.before["overall_score"]

    @property
    def lower(self) -> list[str]:
        return [name for name, points in self.before.items() if self.after[name] < points]


def measured(file: Path, today: date, *, show: bool) -> Measured | None:
    """The file's measure, or None where it cannot be read."""
    try:
        document = read(file.read_bytes())
    except UnreadableFile:
        return None
    stored = StoredResume(resume=parse(document))
    begun = time.perf_counter()
    standing = standing_of(stored, document, Wish(), today)
    questions = plan(standing)
    made = improve(standing, questions, [by_rule(question) for question in questions])
    seconds = time.perf_counter() - begun
    if show:
        _print_changes(file, made)
    return _measure(file, standing, made, seconds)


def _measure(file: Path, standing: Standing, made: Improved, seconds: float) -> Measured:
    work = [each for each in made.improvements if each.section in WORK and each.kind == "rewrite"]
    flagged = findings_of(standing).keys()
    lines = [line for told in standing.works for _, line in told.asked]
    good = [line.text for line in lines if line.place not in flagged]
    return Measured(
        file=file.name,
        before=made.scores_before.model_dump(),
        after=made.scores_after.model_dump(),
        lines=len(lines),
        changed=sum(len(each.bullets) for each in work),
        changed_elsewhere=sum(len(each.bullets) for each in work if each.section != "experience"),
        refused=len(made.rejected),
        unsupported=tuple(_unsupported(made.improvements, standing)),
        figures_lost=tuple(each.original or "" for each in work if _lost(_FIGURE, each)),
        names_lost=tuple(each.original or "" for each in work if _lost(_NAME, each)),
        good=len(good),
        spoiled=tuple(f"{each.original} -> {each.improved} {each.reasons}" for each in work if each.original in good),
        reasons=Counter(reason for each in made.improvements for reason in each.reasons),
        seconds=seconds,
    )


def _unsupported(improvements: Sequence[Improvement], standing: Standing) -> Iterator[str]:
    for each in improvements:
        if each.kind in {"rewrite", "add"}:
            entry = standing.grounds.entry_of(each)
            for text in texts_of(each):
                if not check(text, standing.grounds.lines, entry=entry, as_of=standing.grounds.as_of).supported:
                    yield text


def _lost(pattern: re.Pattern[str], each: Improvement) -> bool:
    before, after = Counter(pattern.findall(each.original or "")), each.improved
    return any(word.rstrip("s") not in after for word in before if word != "I")


def _print_changes(file: Path, made: Improved) -> None:
    print(f"\n===== {file.name}: {made.scores_before.overall_score} -> {made.scores_after.overall_score}")
    for each in made.improvements:
        print(f"[{each.kind}] {each.location} {', '.join(each.reasons)}")
        print(f"   - {each.original}\n   + {each.improved}")
    for refused in made.rejected:
        print(f"   refused ({refused.outcome}): {refused.text} {[claim.text for claim in refused.claims]}")
    for question in made.follow_up_questions:
        print(f"   ? {question}")


def _report(all_of: Sequence[Measured], unread: int) -> str:
    ranked = sorted(all_of, key=lambda each: each.before["overall_score"])
    weak = ranked[: (len(ranked) + 1) // 2]
    names = list(all_of[0].before)
    rows = [f"{len(all_of)} résumés, {unread} files that cannot be read", "", f"{'points won':32}{'all':>8}{'weak half':>11}"]
    rows += [f"{name:32}{_mean(all_of, name):8.2f}{_mean(weak, name):11.2f}" for name in names]
    changed, lines = sum(each.changed for each in all_of), sum(each.lines for each in all_of)
    rows += [
        "",
        f"categories lower than before     {sum(len(each.lower) for each in all_of)}",
        f"lines changed                    {changed} of {lines}",
        f"  of projects and unpaid work    {sum(each.changed_elsewhere for each in all_of)}",
        f"good lines changed               {sum(len(each.spoiled) for each in all_of)} of {sum(each.good for each in all_of)}",
        f"refused by the evidence check    {sum(each.refused for each in all_of)}",
        f"texts not borne out              {sum(len(each.unsupported) for each in all_of)}",
        f"lines that lost a figure         {sum(len(each.figures_lost) for each in all_of)}",
        f"lines that lost a name           {sum(len(each.names_lost) for each in all_of)}",
        f"ms a résumé (median, slowest)    {1000 * median(each.seconds for each in all_of):.0f}, "
        f"{1000 * max(each.seconds for each in all_of):.0f}",
        "",
        "reasons: " + ", ".join(f"{name} {count}" for name, count in _reasons(all_of).most_common()),
    ]
    rows += [f"  {kind}: {text}" for each in all_of for kind, text in _remarks(each)]
    return "\n".join(rows)


def _remarks(each: Measured) -> Iterator[tuple[str, str]]:
    for kind in ("unsupported", "figures_lost", "names_lost", "spoiled"):
        yield from ((f"{each.file} {kind}", text) for text in getattr(each, kind))


def _mean(some: Sequence[Measured], name: str) -> float:
    return fmean(each.after[name] - each.before[name] for each in some)


def _reasons(all_of: Sequence[Measured]) -> Counter[str]:
    return sum((each.reasons for each in all_of), Counter())


def _row(each: Measured) -> dict[str, Any]:
    return asdict(replace(each, reasons=Counter())) | {"reasons": dict(each.reasons), "won": each.won}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 1, 1))
    told = parser.parse_args()
    files = sorted(file for file in told.folder.rglob("*") if file.suffix in {".pdf", ".docx", ".txt"})
    results = [measured(file, told.today, show=told.show) for file in files]
    found = [each for each in results if each is not None]
    print(_report(found, len(results) - len(found)))
    if told.json:
        told.json.write_text(json.dumps([_row(each) for each in found], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
