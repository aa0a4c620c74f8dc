"""Measures the parser on a folder of résumés whose truth stands beside them.

    python scripts/evaluate_parsing.py FOLDER [--json OUT] [--worst N] [--predictions OUT.jsonl] [--compare KEPT.json]

A folder has one of two forms. Either `manifest.jsonl` names each file and its `ground_truth` (files of the kind `hostile` and
files without truth are left out), with labels in `truth/` and `truth_auto/`; or `NAME.txt` stands beside `NAME.truth.json`.

Values are compared after NFKC, casefold and dropping all that is no letter or digit. A list that its labels call partial is
measured by recall alone; so are links and skills, of which the truth names only some. Values that the file does not print
(`not_shown`) are left out. A location is right when one of both holds the other, since the truth may give the town alone; a
degree also when degree and field together say what the truth's say. Dates are compared as far as both go, year or month.

`--json` writes the figures; `--compare` prints what changed against figures kept so, and fails when the micro F1 has fallen.
"""

import argparse
import json
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from anywhere, as a plain script

from app.errors import UnreadableFile
from app.resume.model import Experience, Resume
from app.resume.parsing.leftover import texts, words
from app.resume.parsing.parse import parse
from app.resume.reading.read import read

FIELDS = (
    "name",
    "email",
    "phone",
    "location",
    "links",
    "company",
    "role",
    "paired",
    "start",
    "end",
    "bullets",
    "school",
    "degree",
    "skills",
    "headings",
)
RECALL_ALONE = frozenset({"links", "skills"})
FIRST_SKILLS = 10
LOSS = 0.001
Truth = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """A file, its truth, and the groups it is counted in."""

    path: Path
    name: str
    kind: str
    theme: str
    columns: int
    truth: Truth
    not_shown: frozenset[str]


@dataclass
class Score:
    """Right values, values that are not in the truth, values that were missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    lost: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Score") -> "Score":
        self.right += other.right
        self.extra += other.extra
        self.missed += other.missed
        self.lost += other.lost
        return self

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.extra) if self.right + self.extra else None

    @property
    def recall(self) -> float | None:
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        whole = 2 * self.right + self.extra + self.missed
        return 2 * self.right / whole if whole else None


@dataclass(frozen=True)
class Result:
    """What the parser made of a file."""

    case: Case
    resume: Resume | None
    error: str | None
    seconds: float
    pages: int
    words_kept: float
    scores: dict[str, Score]

    @property
    def total(self) -> Score:
        total = Score()
        for score in self.scores.values():
            total += score
        return total


def bare(text: object) -> str:
    folded = unicodedata.normalize("NFKC", str(text or "")).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def cases(folder: Path) -> list[Case]:
    """The files of a folder of either form."""
    manifest = folder / "manifest.jsonl"
    return list(_from_manifest(folder, manifest) if manifest.exists() else _from_pairs(folder))


def _from_manifest(folder: Path, manifest: Path) -> Iterator[Case]:
    for line in manifest.read_text("utf-8").splitlines():
        row = json.loads(line)
        labels = _labels(folder, row)
        if row["kind"] == "hostile" or labels is None:
            continue
        yield Case(
            path=folder / row["file"],
            name=row["file"],
            kind=row["kind"],
            theme=row.get("theme") or Path(row["file"]).stem,
            columns=row.get("columns_guess") or 1,
            truth=labels,
            not_shown=frozenset([*(row.get("not_shown") or ()), *(labels.get("not_shown") or ())]),
        )


def _labels(folder: Path, row: Mapping[str, Any]) -> Truth | None:
    by_hand = folder / "truth" / f"{Path(row['file']).name}.json"
    named = folder / row["ground_truth"] if row.get("ground_truth") else None
    for path in (by_hand, named):
        if path and path.exists():
            labels: Truth = json.loads(path.read_text("utf-8"))
            return labels
    return None


def _from_pairs(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("*.truth.json")):
        name = path.name.removesuffix(".truth.json")
        file = next((each for each in sorted(folder.glob(f"{name}.*")) if each != path), None)
        if file:
            labels = _as_labels(json.loads(path.read_text("utf-8")))
            yield Case(file, file.name, file.suffix.removeprefix("."), name, 1, labels, frozenset())


def _as_labels(truth: Truth) -> Truth:
    """The truth of a text file in the schema of the labels."""
    jobs = [
        {
            "title": job["role"] or None,
            "company": job["company"] or None,
            "dates": [job["start_date"], "present" if job.get("current") else job["end_date"]],
            "bullet_texts": job["responsibilities"],
        }
        for job in truth["experiences"]
    ]
    schools = [
        {"degree": each["degree"], "area": each.get("field"), "institution": each["institution"]} for each in truth["education"]
    ]
    contact = {key: truth.get(key) or None for key in ("name", "email", "phone", "location")}
    return {
        **contact,
        "links": truth.get("links", []),
        "jobs": jobs,
        "education": schools,
        "skills_first": truth["skills"],
        "headings": None,
    }


def evaluate(case: Case) -> Result:
    """Reads, parses and scores one file."""
    data = case.path.read_bytes()
    started = time.perf_counter()
    try:
        document = read(data)
    except UnreadableFile as error:
        right = bool(case.truth.get("image_only")) and error.code == "no_text"
        return Result(case, None, error.code, time.perf_counter() - started, 1, 1.0, {} if right else _score(case, Resume()))
    resume = parse(document)
    seconds = time.perf_counter() - started
    return Result(case, resume, None, seconds, document.pages, words_kept(resume, document.text), _score(case, resume))


def words_kept(resume: Resume, text: str) -> float:
    """The share of the document's words, counted as often as they are printed, that stand in the structure's fields."""
    printed = Counter(words(text))
    held = Counter(word for each in texts(resume) for word in words(each))
    return sum((printed & held).values()) / max(1, sum(printed.values()))


def _score(case: Case, resume: Resume) -> dict[str, Score]:
    truth, hidden = case.truth, case.not_shown
    partial = frozenset(truth.get("partial") or ())
    jobs = [(job, _shown(job, f"jobs.{at}", hidden)) for at, job in enumerate(truth["jobs"])]
    pairs = _paired_jobs([shown for _, shown in jobs], resume.experiences)
    scores = {each: _one(truth.get(each), getattr(resume, each), each) for each in ("name", "email", "phone", "location")}
    scores = {each: score for each, score in scores.items() if each not in hidden}
    links = [link for at, link in enumerate(truth["links"]) if f"link:{at}" not in hidden]
    scores["links"] = _found(map(_address, links), {_address(link.url) for link in resume.links})
    scores["company"] = _many([job.get("company") for _, job in jobs], [job.company for job in resume.experiences])
    scores["role"] = _roles(jobs, resume)
    scores["paired"] = _many(
        [_pair(job.get("company"), job.get("title")) for job, shown in jobs if shown == job],
        [_pair(job.company, job.role) for job in resume.experiences],
    )
    scores["start"], scores["end"] = _dates(pairs, 0), _dates(pairs, 1)
    scores["bullets"] = _bullets(pairs, "bullets" in partial)
    scores["school"] = _many(
        [each.get("institution") for each in truth["education"]], [each.institution for each in resume.education]
    )
    scores["degree"] = _degrees(truth, resume, hidden)
    if truth.get("skills_first") is not None:
        known = {bare(skill) for skill in (*resume.skills, *(group.name or "" for group in resume.skill_groups))}
        scores["skills"] = _found(map(bare, truth["skills_first"][:FIRST_SKILLS]), known)
    if truth.get("headings"):
        scores["headings"] = _many(truth["headings"], [each.heading for each in resume.headings])
    for name in partial & scores.keys() | ({"company", "role", "paired", "start", "end"} if "jobs" in partial else set()):
        scores[name].extra = 0
    return scores


def _shown(job: Truth, place: str, hidden: frozenset[str]) -> Truth:
    return {key: value for key, value in job.items() if f"{place}.{key}" not in hidden}


def _one(true: object, read_value: str | None, name: str) -> Score:
    wanted, got = bare(true), bare(read_value)
    if not wanted and not got:
        return Score()
    same = wanted == got
    if name == "location" and wanted and got:
        same = wanted in got or got in wanted
    if same:
        return Score(right=1)
    return Score(extra=bool(got), missed=bool(wanted), lost=[f"{name}: {true!r} read as {read_value!r}"])


def _many(true: Iterable[object], read_values: Iterable[object]) -> Score:
    wanted = Counter(filter(None, map(bare, true)))
    got = Counter(filter(None, map(bare, read_values)))
    right = wanted & got
    missed, extra = wanted - got, got - wanted
    lost = [*(f"missed {each}" for each in missed.elements()), *(f"extra {each}" for each in extra.elements())]
    return Score(sum(right.values()), sum(extra.values()), sum(missed.values()), lost)


def _found(true: Iterable[str], known: set[str]) -> Score:
    """Recall alone."""
    wanted = [each for each in true if each]
    missed = [each for each in wanted if each not in known]
    return Score(len(wanted) - len(missed), 0, len(missed), [f"missed {each}" for each in missed])


def _address(url: str) -> str:
    return bare(url.rsplit("://", maxsplit=1)[-1].removeprefix("www."))


def _pair(company: object, role: object) -> str:
    return f"{bare(company)}1and1{bare(role)}" if company and role else ""


def _roles(jobs: Sequence[tuple[Truth, Truth]], resume: Resume) -> Score:
    """A role that the file does not print is neither wanted nor, where one was read, counted as extra."""
    hidden = sum("title" not in shown for _, shown in jobs)
    score = _many([shown.get("title") for _, shown in jobs], [job.role for job in resume.experiences])
    score.extra = max(0, score.extra - hidden)
    return score


def _paired_jobs(jobs: Sequence[Truth], read_jobs: Sequence[Experience]) -> list[tuple[Truth | None, Experience | None]]:
    """Each true job with the read one that shares most with it; what is left stands alone."""
    free = dict(enumerate(read_jobs))
    pairs: list[tuple[Truth | None, Experience | None]] = []
    for at, job in enumerate(jobs):
        best = max(free, key=lambda place: (_likeness(job, free[place]), -abs(place - at)), default=None)
        shared = best is not None and _likeness(job, free[best]) > 0
        pairs.append((job, free.pop(best) if best is not None and shared else None))
    return pairs + [(None, left) for left in free.values()]


def _likeness(job: Truth, read_job: Experience) -> float:
    wanted = {bare(text) for text in _bullet_texts(job)}
    same = len(wanted & {bare(text) for text in read_job.responsibilities})
    return (
        2 * (bare(job.get("company")) == bare(read_job.company))
        + 2 * (bare(job.get("title")) == bare(read_job.role))
        + same / max(1, len(wanted))
        + 0.5 * (_same_date(_true_dates(job)[0], read_job, 0))
    )


def _bullet_texts(job: Truth) -> list[str]:
    return list(job.get("bullet_texts") or [text for text in [job.get("first_bullet")] if text])


def _true_dates(job: Truth) -> tuple[str | None, str | None]:
    """The start and the end as the truth gives them: in ISO form, or both as printed, which then stand in each."""
    dates = job.get("dates")
    if isinstance(dates, str):
        return dates, dates
    start, end = ([*(dates or []), None, None])[:2]
    printed = start if start and not start[:4].isdigit() else None
    return (printed, printed) if printed else (start, end or "present" if start else None)


def _same_date(true: str | None, job: Experience, end: int) -> bool:
    if true is None:
        return False
    iso, text = (job.end_date, job.end_text) if end else (job.start_date, job.start_text)
    if true[:4].isdigit() and true[4:5] in ("", "-") and "–" not in true and " " not in true:
        return bool(iso) and (iso or "")[:7].startswith(true[: min(7, len(iso or ""))])
    if true == "present":
        return job.current
    printed = bare(true)
    said = bare(text)
    if not said:
        return bool(end and job.current and not any(mark in true for mark in "-–"))
    return printed.endswith(said) if end else printed.removeprefix("since").startswith(said)


def _dates(pairs: Sequence[tuple[Truth | None, Experience | None]], end: int) -> Score:
    score = Score()
    for true, read_job in pairs:
        wanted = _true_dates(true)[end] if true else None
        got = read_job and ((read_job.end_date or read_job.current) if end else read_job.start_date)
        right = bool(wanted and read_job and _same_date(wanted, read_job, end))
        score.right += right
        score.missed += bool(wanted) and not right
        score.extra += bool(got) and not right and not _open_by_default(true, end)
        if not right and (wanted or got):
            score.lost.append(f"{wanted} read as {got}")
    return score


def _open_by_default(true: Truth | None, end: int) -> bool:
    """A truth without an end says either that the job goes on or that nobody knows."""
    return bool(true and end and not _true_dates(true)[1])


def _bullets(pairs: Sequence[tuple[Truth | None, Experience | None]], partial: bool) -> Score:
    """A bullet is right when it is whole and in its job; one that was cut or joined wrongly is an extra, another text is not."""
    score = Score()
    every = [bare(text) for true, _ in pairs if true for text in _bullet_texts(true)]
    for true, read_job in pairs:
        wanted = Counter(map(bare, _bullet_texts(true))) if true else Counter()
        got = Counter(bare(text) for text in read_job.responsibilities) if read_job else Counter()
        right, missed = wanted & got, wanted - got
        score.right += sum(right.values())
        score.missed += sum(missed.values())
        if not partial:
            score.extra += sum(_touches(text, every) for text in (got - wanted).elements())
        score.lost += [f"missed {text}" for text in missed.elements()]
    return score


def _touches(text: str, every: Sequence[str]) -> bool:
    return bool(text) and any(text in bullet or bullet in text for bullet in every)


def _degrees(truth: Truth, resume: Resume, hidden: frozenset[str]) -> Score:
    wanted = [
        (bare(each.get("degree")), bare(each.get("area")))
        for at, each in enumerate(truth["education"])
        if each.get("degree") and f"education.{at}.degree" not in hidden
    ]
    unshown = sum(f"education.{at}.degree" in hidden for at in range(len(truth["education"])))
    free = [(bare(each.degree), bare(each.field)) for each in resume.education if each.degree]
    lost: list[str] = []
    for degree, area in wanted:
        match = next((each for each in free if _same_degree((degree, area), each)), None)
        if match:
            free.remove(match)
        else:
            lost.append(f"missed {degree} {area}")
    extra = max(0, len(free) - unshown)
    return Score(len(wanted) - len(lost), extra, len(lost), [*lost, *(f"extra {' '.join(each)}" for each in free)])


def _same_degree(true: tuple[str, str], got: tuple[str, str]) -> bool:
    if true[0] == got[0]:
        return True
    whole = {true[0] + true[1], true[1] + true[0], true[0] + "in" + true[1]}
    return bool(whole & {got[0] + got[1], got[1] + got[0], got[0] + "in" + got[1]}) or got[0] + "in" + got[1] == true[0]


def figures(results: Sequence[Result]) -> dict[str, Any]:
    """Everything that is measured, as plain data."""
    seconds = [result.seconds for result in results]
    pages = [result.seconds / result.pages for result in results]
    return {
        "files": len(results),
        "micro": _f1(results),
        "macro": _macro(results),
        "words_kept": round(mean(result.words_kept for result in results), 4),
        "words_kept_least": round(min(result.words_kept for result in results), 4),
        "fields": {name: _row(_sum(results, name)) for name in FIELDS},
        "kinds": _grouped(results, "kind"),
        "columns": _grouped(results, "columns"),
        "themes": _grouped(results, "theme"),
        "seconds": {"median": _round(median(seconds)), "p95": _round(_p95(seconds)), "median_page": _round(median(pages))},
    }


def _sum(results: Iterable[Result], name: str) -> Score:
    total = Score()
    for result in results:
        total += result.scores.get(name, Score())
    return total


def _f1(results: Sequence[Result]) -> float | None:
    total = Score()
    for result in results:
        total += result.total
    return _round(total.f1)


def _macro(results: Sequence[Result]) -> float:
    return round(mean(result.total.f1 or 0.0 for result in results if result.scores), 4)


def _grouped(results: Sequence[Result], attribute: str) -> dict[str, dict[str, Any]]:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[str(getattr(result.case, attribute))].append(result)
    return {name: {"files": len(group), "micro": _f1(group), "macro": _macro(group)} for name, group in sorted(groups.items())}


def _row(score: Score) -> dict[str, float | None]:
    return {
        "precision": _round(score.precision),
        "recall": _round(score.recall),
        "f1": _round(score.f1),
        "values": score.right + score.missed,
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def show(measured: Mapping[str, Any]) -> None:
    times = measured["seconds"]
    print(f"{measured['files']} files   micro F1 {measured['micro']}   macro F1 {measured['macro']}")
    print(f"words kept: mean {measured['words_kept']}, least {measured['words_kept_least']}")
    print(f"seconds a file: median {times['median']}, p95 {times['p95']}; a page: median {times['median_page']}\n")
    print(f"{'field':<12}{'precision':>10}{'recall':>10}{'F1':>10}{'values':>8}")
    for name, row in measured["fields"].items():
        alone = name in RECALL_ALONE
        precision, f1 = (None, None) if alone else (row["precision"], row["f1"])
        print(f"{name:<12}{_cell(precision)}{_cell(row['recall'])}{_cell(f1)}{row['values']:>8}")
    for group in ("kinds", "columns", "themes"):
        print(f"\n{group}")
        for name, row in sorted(measured[group].items(), key=lambda each: each[1]["micro"] or 0):
            print(f"  {name[:60]:<62}{row['files']:>4}{_cell(row['micro'])}")


def _cell(value: float | None) -> str:
    return f"{'-' if value is None else format(value, '.3f'):>10}"


def show_worst(results: Sequence[Result], count: int) -> None:
    print(f"\nthe {count} worst files")
    for result in sorted(results, key=lambda each: each.total.f1 or 0.0)[:count]:
        print(f"\n{result.case.name}   F1 {_round(result.total.f1)}   words kept {result.words_kept:.3f}   {result.error or ''}")
        for name, score in result.scores.items():
            for each in score.lost:
                print(f"    {name}: {each[:150]}")


def compare(measured: Mapping[str, Any], kept: Mapping[str, Any]) -> bool:
    """Prints each figure that moved; tells whether the whole has not become worse."""
    print("\nagainst the kept figures")
    before = {"micro": kept["micro"], "macro": kept["macro"], "words_kept": kept["words_kept"], **_f1s(kept)}
    now = {"micro": measured["micro"], "macro": measured["macro"], "words_kept": measured["words_kept"], **_f1s(measured)}
    for name, value in now.items():
        old = before.get(name)
        if old is not None and value is not None and abs(value - old) >= LOSS:
            print(f"  {name:<12}{old:>8.4f} -> {value:.4f}  {'worse' if value < old else 'better'}")
    return bool(measured["micro"] >= kept["micro"] - LOSS and measured["words_kept"] >= kept["words_kept"] - LOSS)


def _f1s(measured: Mapping[str, Any]) -> dict[str, float | None]:
    return {name: row["f1"] for name, row in measured["fields"].items()}


def write_predictions(results: Sequence[Result], out: Path) -> None:
    with out.open("w", encoding="utf-8") as lines:
        for result in results:
            resume = result.resume.model_dump(mode="json") if result.resume else None
            row = {"file": result.case.name, "seconds": round(result.seconds, 4), "resume": resume, "error": result.error}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--worst", type=int, default=0, help="show so many of the worst files")
    parser.add_argument("--predictions", type=Path, help="write a line for each file here")
    parser.add_argument("--compare", type=Path, help="figures kept from an earlier run")
    asked = parser.parse_args()
    results = [evaluate(case) for case in cases(asked.folder)]
    if not results:
        parser.error(f"{asked.folder} holds no files with truth")
    measured = figures(results)
    show(measured)
    if asked.worst:
        show_worst(results, asked.worst)
    if asked.json:
        asked.json.write_text(json.dumps(measured, indent=1) + "\n", "utf-8")
    if asked.predictions:
        write_predictions(results, asked.predictions)
    return 0 if not asked.compare or compare(measured, json.loads(asked.compare.read_text("utf-8"))) else 1


if __name__ == "__main__":
    sys.exit(main())
