"""Measures the score: planted defects found, false alarms, the profile taken, and what is read in postings.

    python scripts/evaluate_scoring.py FOLDER [--reports OUT.jsonl] [--json OUT] [--from-truth] [--postings FOLDER]

FOLDER holds `NAME.txt` and `NAME.truth.json` beside it. The text goes the whole way (read, parse, analyze) unless `--from-truth`
makes the résumé of the truth file, which measures the checks alone. `--postings` measures a folder of postings.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from app.resume.analysis.analyze import analyze
from app.resume.analysis.posting import Posting, read_posting
from app.resume.analysis.profile import profiles, title_fit
from app.resume.analysis.report import Issue, Report
from app.resume.model import Education, Experience, OtherSection, Resume, SectionFound, Source
from app.resume.parsing.parse import parse
from app.resume.reading.read import read
from app.resume.words import fold

RULES = (
    "objective_cliche",
    "personal_pronoun",
    "buzzword",
    "weak_opening",
    "no_metric",
    "short_bullet",
    "long_bullet",
    "tense_mismatch",
    "soft_skills_only",
    "references_section",
    "terminal_period_mixed",
    "inconsistent_dates",
    "skill_duplicate",
    "repeated_verb",
    "misspelling",
    "unsupported_tenure_claim",
    "missing_section",
    "missing_contact",
    "sensitive_data",
    "no_bullets",
    "keyword_stuffing",
    "not_reverse_chronological",
    "overlap_or_future_date",
    "empty_section",
)
_WORD = re.compile(r"\w+")


@dataclass
class Tally:
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    files: int = 0
    high_on_clean: int = 0
    milliseconds: list[float] = field(default_factory=list)

    def recall(self) -> dict[str, float]:
        total = {"all": sum(self.found.values()) / max(1, sum(self.planted.values()))}
        return {
            name: round(value, 4)
            for name, value in (total | {r: self.found[r] / n for r, n in sorted(self.planted.items())}).items()
        }


def resume_of_truth(truth: dict[str, Any], text: str) -> Resume:
    """The résumé as its truth file has it; lines that no field holds stand in sections of their own heading."""
    headings = list(_headings(truth, text))
    return Resume(
        name=truth["name"],
        email=truth["email"] or None,
        phone=truth["phone"] or None,
        location=truth["location"] or None,
        summary=truth["summary"] or None,
        experiences=tuple(_experience(each) for each in truth["experiences"]),
        education=tuple(_education(each) for each in truth["education"]),
        skills=tuple(truth["skills"]),
        other_sections=tuple(_leftover(truth, text, headings)),
        raw_text=text,
        sections_found=tuple(truth["sections_found"]),
        headings=tuple(headings),
        language="en",
    )


def _experience(entry: dict[str, Any]) -> Experience:
    fields = {name: value for name, value in entry.items() if name in Experience.model_fields}
    return Experience(**{**fields, "responsibilities": tuple(fields.get("responsibilities", ()))})


def _education(entry: dict[str, Any]) -> Education:
    return Education(
        **{name: value or None for name, value in entry.items() if name in Education.model_fields and name != "details"}
    )


_HEADINGS = {
    "summary": "summary|profile|objective|goal|about|about me|professional summary",
    "experience": "experience|work experience|professional experience|employment history|jobs|work|teaching experience",
    "education": "education|school",
    "skills": "skills",
    "certifications": "certifications?|certificates|licenses and certifications",
    "awards": "awards",
    "projects": "projects",
    "volunteering": "volunteering",
    "languages": "languages",
    "references": "references",
    "interests": "interests",
}


def _headings(truth: dict[str, Any], text: str) -> Iterator[SectionFound]:
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip(" #:").lower()
        for section in truth["sections_found"]:
            if re.fullmatch(_HEADINGS.get(section, section), bare):
                yield SectionFound(
                    heading=line.strip(), section=section, source=Source(page=1, first_line=number, last_line=number)
                )
                break


def _leftover(truth: dict[str, Any], text: str, headings: list[SectionFound]) -> Iterator[OtherSection]:
    told = " ".join(_WORD.findall(json.dumps([value for key, value in truth.items() if key != "defects"], ensure_ascii=False)))
    above = {each.source.first_line for each in headings if each.source}
    for number, line in enumerate(text.splitlines(), start=1):
        words = " ".join(_WORD.findall(line))
        if words and words not in told and number not in above and len(words.split()) > 3:
            yield OtherSection(heading=f"Line {number}", lines=(line.strip(),))


def matches(defect: dict[str, str], issue: Issue) -> bool:
    """Whether the issue is the planted defect: the same rule, and the quoted words the same or one within the other."""
    if not issue.rule_id.endswith(f".{defect['rule']}"):
        return False
    if not defect["quote"]:
        return defect["where"].rsplit(".", 1)[-1] in fold(issue.location)
    wanted, said = _plain(defect["quote"]), _plain(issue.example or "")
    return bool(said) and (wanted in said or said in wanted)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(fold(text)))


def judge(truth: dict[str, Any], report: Report, tally: Tally, said: list[str]) -> None:
    """Counts what the report found of the planted defects, and what it said beside them."""
    issues = [issue for issue in report.issues if issue.rule_id.rsplit(".", 1)[-1] in RULES]
    meant: set[int] = set()
    for defect in truth["defects"]:
        tally.planted[defect["rule"]] += 1
        hits = [at for at, issue in enumerate(issues) if matches(defect, issue)]
        if not hits:
            said.append(f"  missed {defect['rule']} at {defect['where']}: {defect['quote'][:80]}")
        else:
            tally.found[defect["rule"]] += 1
            meant.add(next((at for at in hits if at not in meant), hits[0]))
    for issue in (issue for at, issue in enumerate(issues) if at not in meant):
        tally.alarms[issue.rule_id.rsplit(".", 1)[-1]] += 1
        said.append(f"  alarm {issue.rule_id} at {issue.location}: {(issue.example or '')[:80]}")
    if not truth["defects"]:
        graves = [issue for issue in report.issues if issue.severity in {"critical", "high"}]
        tally.high_on_clean += len(graves)
    tally.files += 1


def report_of(file: Path, truth: dict[str, Any], today: date, *, from_truth: bool) -> tuple[Report, float]:
    """The report on a file, and the milliseconds that the analysis took."""
    data = file.read_bytes()
    document = None if from_truth else read(data)
    resume = resume_of_truth(truth, data.decode()) if document is None else parse(document)
    began = time.perf_counter()
    report = analyze(resume, document, today=today)
    return report, (time.perf_counter() - began) * 1000


def label_of(report: Report) -> str:
    return f"{report.metadata['profile']} ({report.metadata['profile_confidence']})"


def profile_of_name(stem: str) -> str:
    """The occupation that a file's name tells, by the titles of the profiles; empty when none does, or two do alike."""
    words = re.sub(r"[\d_-]+", " ", re.sub(r"_(?:strong|mid|(?:very_)?weak)$", "", stem)).strip()
    fits = sorted(((title_fit(profile, words), name) for name, profile in profiles().items()), reverse=True)
    return fits[0][1] if fits[0][0] > fits[1][0] else ""


def evaluate_resumes(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    tally, lines, right, labelled = Tally(), [], 0, 0
    for file in sorted(folder.glob("*.truth.json")):
        truth = json.loads(file.read_text(encoding="utf-8"))
        text = file.with_name(file.name.replace(".truth.json", ".txt"))
        report, took = report_of(text, truth, options.today, from_truth=options.from_truth)
        tally.milliseconds.append(took)
        said: list[str] = []
        judge(truth, report, tally, said)
        label = truth.get("profile") or profile_of_name(file.name.removesuffix(".truth.json"))
        labelled, right = labelled + bool(label), right + (label == report.metadata["profile"])
        print(f"{text.name}: {report.scores.overall_score:.2f}, {label_of(report)}")
        print("\n".join(said)) if said else None
        print(f"  profile {label} taken for {report.metadata['profile']}") if label not in {
            "",
            report.metadata["profile"],
        } else None
        lines.append(json.dumps({"file": text.name, "report": report.model_dump(mode="json")}, ensure_ascii=False))
    if options.reports:
        options.reports.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {
        "recall": tally.recall(),
        "false_alarms_per_resume": round(sum(tally.alarms.values()) / max(1, tally.files), 4),
        "false_alarms": dict(sorted(tally.alarms.items())),
        "high_on_clean": tally.high_on_clean,
        "profile_accuracy": round(right / labelled, 4) if labelled else None,
        "milliseconds": round(sorted(tally.milliseconds)[len(tally.milliseconds) // 2], 1),
    }


def evaluate_postings(folder: Path) -> dict[str, Any]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for file in sorted(folder.glob("*.truth.json")):
        truth = json.loads(file.read_text(encoding="utf-8"))
        read_out = read_posting(file.with_name(file.name.replace(".truth.json", ".txt")).read_text(encoding="utf-8"))
        for name, wanted, found in _compared(truth, read_out):
            counts[name][0] += wanted == found
            counts[name][1] += 1
            if wanted != found:
                print(f"{file.name}: {name}: wanted {wanted!r}, found {found!r}")
    return {name: round(right / total, 4) for name, (right, total) in counts.items()}


def _compared(truth: dict[str, Any], posting: Posting) -> Iterator[tuple[str, Any, Any]]:
    for name, lines in (("required", posting.required), ("preferred", posting.preferred)):
        for line in truth[name]:
            yield name, line, next((each for each in lines if each == line), None)
        for line in lines:
            if line not in truth[name]:
                yield name, None, line
    yield "years", truth["years"], posting.years
    yield "degree", truth["degree"], posting.degree


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--reports", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--from-truth", action="store_true")
    parser.add_argument("--postings", type=Path)
    parser.add_argument("--today", type=date.fromisoformat, default=datetime.now(UTC).date())
    options = parser.parse_args()
    result: dict[str, Any] = {}
    if options.folder:
        result |= evaluate_resumes(options.folder, options)
    if options.postings:
        result["postings"] = evaluate_postings(options.postings)
    print(json.dumps(result, indent=1))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
