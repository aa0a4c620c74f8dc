"""Measures the evidence check on cases whose truth is known.

    python scripts/evaluate_evidence.py FILE [--verdicts OUT.jsonl] [--json OUT] [--missed]

FILE is JSON lines: `{"id", "source": "the entry's text", "resume": "the whole text, optional", "candidate": "...",
"label": "faithful" or "fabricated", "kind": "quantity", ...}`; `section` says where the candidate belongs, and a `note`
that begins with `hard` marks a much reworded one. A candidate of a summary, headline or skills list is judged against the
whole résumé, any other against its source alone.

Prints the recall of fabrications for each kind, the false alarms on faithful rewritings, ordinary and hard apart, and the
time a case takes. `--verdicts` writes a line a case, `--json` the figures, `--missed` prints the cases that were judged wrong.
"""

import argparse
import gc
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean, median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from anywhere, as a plain script

from app.resume.evidence.check import check
from app.resume.evidence.claims import EvidenceLine, Verdict
from app.resume.evidence.plain import lines_of

WHOLE = frozenset({"summary", "headline", "skills"})
ORDINARY, HARD = "faithful, ordinary", "faithful, hard"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Judged:
    """A case and what the check said of it."""

    row: Row
    verdict: Verdict
    seconds: float

    @property
    def faithful(self) -> bool:
        return bool(self.row["label"] == "faithful")

    @property
    def right(self) -> bool:
        return self.verdict.supported == self.faithful

    @property
    def group(self) -> str:
        if not self.faithful:
            return str(self.row["kind"])
        return HARD if str(self.row.get("note") or "").startswith("hard") else ORDINARY


def evidence(row: Row) -> tuple[tuple[EvidenceLine, ...], int | None]:
    """The lines that a case is judged by, and the entry that alone counts; None where the whole résumé does."""
    lines = lines_of(row.get("resume") or row["source"])
    found = [line for line in lines if line.text in _texts(row["source"])]
    section = row.get("section") or (Counter(line.section for line in found).most_common(1) or [("", 0)])[0][0]
    if section in WHOLE or not found:
        return lines, None
    return lines, Counter(line.entry for line in found).most_common(1)[0][0]


def _texts(source: str) -> frozenset[str]:
    return frozenset(line.text for line in lines_of(source))


def judge(row: Row) -> Judged:
    lines, entry = evidence(row)
    started = time.perf_counter()
    verdict = check(row["candidate"], lines, entry=entry)
    return Judged(row, verdict, time.perf_counter() - started)


def figures(judged: Sequence[Judged]) -> dict[str, Any]:
    """Recall for each kind, the share of false alarms, and milliseconds."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        groups[each.group].append(each)
    rows = {
        name: {"cases": len(found), "right": sum(each.right for each in found)}
        for name, found in sorted(groups.items(), key=lambda item: (item[0] in {ORDINARY, HARD}, item[0]))
    }
    seconds = [each.seconds for each in judged]
    times = {"median_ms": 1000 * median(seconds), "mean_ms": 1000 * mean(seconds), "worst_ms": 1000 * max(seconds)}
    return {"groups": rows, **times, "cases": len(judged)}


def table(found: Mapping[str, Any]) -> Iterable[str]:
    yield f"{'':28}{'cases':>7}{'right':>7}  recall or false alarms"
    for name, row in found["groups"].items():
        share = row["right"] / row["cases"]
        said = f"{1 - share:.3f} false alarms" if name in {ORDINARY, HARD} else f"{share:.3f}"
        yield f"{name:28}{row['cases']:>7}{row['right']:>7}  {said}"
    times = f"median {found['median_ms']:.2f} ms, mean {found['mean_ms']:.2f} ms, worst {found['worst_ms']:.2f} ms"
    yield f"{found['cases']} cases, {times}"


def line_of(judged: Judged) -> str:
    claims = [asdict(claim) for claim in judged.verdict.claims]
    row = {"id": judged.row["id"], "supported": judged.verdict.supported, "claims": claims, "seconds": round(judged.seconds, 6)}
    return json.dumps(row, ensure_ascii=False)


def wrong(judged: Judged) -> str:
    refused = [f"{claim.kind} ({claim.text}: {claim.reason})" for claim in judged.verdict.refused]
    return f"{judged.row['id']} {judged.group}\n  {judged.row['candidate']}\n  {'; '.join(refused) or 'nothing refused'}"


def _settle() -> None:
    """Reads the word lists and freezes them, as the worker's parent does before its children check anything."""
    check("Managed 3 old vans in Excel", lines_of("Ran 3 old cars"))
    gc.collect()
    gc.freeze()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--verdicts", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--missed", action="store_true")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.file.read_text("utf-8").splitlines() if line.strip()]
    _settle()
    judged = [judge(row) for row in rows]
    found = figures(judged)
    print("\n".join(table(found)))
    if options.missed:
        print("\n".join(wrong(each) for each in judged if not each.right))
    if options.verdicts:
        options.verdicts.write_text("".join(line_of(each) + "\n" for each in judged), "utf-8")
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
