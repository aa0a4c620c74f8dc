"""Measures how files that we make read back, on a folder of people.

    python scripts/evaluate_rendering.py FOLDER [--every N] [--templates A,B] [--json OUT] [--losses N]

FOLDER holds résumés as JSON in our own form, or is one with a manifest that `evaluate_parsing.py` takes: then each person is
taken as the first file says that was read right, by the truth beside it. Everyone is printed in every template as PDF and DOCX.
Three things are measured:

- read back: the share of fields that our own reader and parser find again in the file (bar: 0.99);
- twins: whether PDF and DOCX hold the same words in the same order, whatever their case, list marks and page numbers aside;
- order: whether `pdftotext` (poppler-utils) reads the words of the PDF in that order too, where it is installed.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from anywhere, as a plain script

from app.errors import InvalidRequest, UnreadableFile
from app.resume.model import Resume
from app.resume.parsing.parse import parse
from app.resume.readback import check
from app.resume.reading.read import read
from app.resume.rendering.content import content_of
from app.resume.rendering.look import TEMPLATES, look_of
from app.resume.rendering.render import FORMS
from app.resume.rendering.rendered import FileCheck

BAR = 0.99
FORMS_READ = ("pdf", "docx")
WORD = re.compile(r"[^\W_]+")
FOOTER = re.compile(r"^.* – \d{1,2}\n*\f", re.MULTILINE)
"""The line at the foot of a page, which pdftotext puts last on it."""


@dataclass
class Figures:
    """What was counted for a template and a form."""

    fields: int = 0
    recovered: int = 0
    files: int = 0
    whole: int = 0

    def add(self, checked: FileCheck) -> None:
        self.fields += checked.fields
        self.recovered += checked.recovered
        self.files += 1
        self.whole += not checked.losses


@dataclass
class Tally:
    """Of all people."""

    read_back: dict[tuple[str, str], Figures] = field(default_factory=lambda: defaultdict(Figures))
    twins: Counter[bool] = field(default_factory=Counter)
    order: Counter[bool] = field(default_factory=Counter)
    losses: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


def people(folder: Path) -> list[tuple[str, Resume]]:
    """A résumé of each person, by the name of its file: the first that was read right."""
    found: dict[str, tuple[str, Resume]] = {}
    for name, resume in _read(folder):
        found.setdefault(f"{resume.name} {resume.email}".casefold(), (name, resume))
    return list(found.values())


def _read(folder: Path) -> Iterator[tuple[str, Resume]]:
    manifest = folder / "manifest.jsonl"
    if not manifest.exists():
        yield from ((path.name, Resume.model_validate_json(path.read_bytes())) for path in sorted(folder.glob("*.json")))
        return
    for line in manifest.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        if told["kind"] != "hostile" and told.get("ground_truth"):
            truth = json.loads((folder / told["ground_truth"]).read_text(encoding="utf-8"))
            try:
                resume = parse(read((folder / told["file"]).read_bytes()))
            except UnreadableFile:
                continue
            if read_right(resume, truth):
                yield told["file"], resume


def read_right(resume: Resume, truth: Mapping[str, Any]) -> bool:
    """Whether jobs, employers, bullets and schools are those of the truth: what was misread says nothing of how we print."""
    jobs = [(_key(job.role), _key(job.company), len(job.responsibilities)) for job in resume.experiences]
    wanted = [(_key(job["title"]), _key(job["company"]), job["bullets"]) for job in truth.get("jobs") or ()]
    schools = sorted(_key(each.institution) for each in resume.education)
    told = sorted(_key(each["institution"]) for each in truth.get("education") or ())
    same = len(jobs) == len(wanted) and all(
        job[:2] == own[:2] and own[2] in (None, job[2]) for job, own in zip(jobs, wanted, strict=True)
    )
    return bool(jobs) and same and schools == told


def _key(text: str | None) -> str:
    return " ".join(WORD.findall((text or "").casefold()))


def measure(name: str, resume: Resume, templates: Sequence[str], tally: Tally) -> None:
    """Prints one person in every template, and counts what comes back."""
    for template in templates:
        look = look_of(template)
        content = content_of(resume, look)
        try:
            made = {form: FORMS[form](resume, content, look) for form in FORMS_READ}  # type: ignore[index]  # both are forms
        except InvalidRequest as error:
            print(f"{name} {template}: {error.code}")
            continue
        for form, file in made.items():
            checked = check(resume, file)
            tally.read_back[template, form].add(checked)
            for loss in checked.losses:
                place = re.sub(r"\[\d+\]", "", loss.field)
                tally.kinds[f"{form} {place} {loss.status}"] += 1
                tally.losses.append(f"{name} {template} {form} {loss.field}: {loss.expected!r} -> {loss.found!r} ({loss.status})")
        wanted = said(FORMS["txt"](resume, content, look).data)
        same = wanted == printed(made["pdf"].data) == printed(made["docx"].data)
        tally.twins[same] += 1
        if not same:
            tally.losses.append(
                f"{name} {template}: the twins differ {_first_difference(wanted, made['pdf'].data, made['docx'].data)}"
            )
        if shutil.which("pdftotext"):
            tally.order[_in_order(wanted, made["pdf"].data)] += 1


def said(text: bytes) -> list[str]:
    """The words of a text in order."""
    return WORD.findall(text.decode().casefold())


def printed(data: bytes) -> list[str]:
    """The words of a file in order, as our reader gives them."""
    lines = (f"{block.marker or ''} {block.text}" for block in read(data).blocks if block.role != "furniture")
    return WORD.findall("\n".join(lines).casefold())


def _first_difference(wanted: list[str], *files: bytes) -> str:
    told = []
    for data in files:
        found = printed(data)
        at = next((place for place, pair in enumerate(zip(wanted, found, strict=False)) if pair[0] != pair[1]), None)
        if found != wanted:
            at = min(len(wanted), len(found)) if at is None else at
            told.append(f"{' '.join(wanted[at : at + 6])!r} -> {' '.join(found[at : at + 6])!r}")
    return "; ".join(told)


def _in_order(wanted: list[str], pdf: bytes) -> bool:
    ran = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return wanted == WORD.findall(FOOTER.sub("", ran.stdout.decode()).casefold())


def report(tally: Tally, count: int, most_losses: int) -> bool:
    """Prints the tables; whether every bar was held."""
    print(f"{count} people\n\n{'template':14}" + "".join(f"{form:>10}{'whole':>9}" for form in FORMS_READ))
    templates = dict.fromkeys(template for template, _ in tally.read_back)
    held = True
    for template in templates:
        row = [tally.read_back[template, form] for form in FORMS_READ]
        shares = [figures.recovered / max(figures.fields, 1) for figures in row]
        held = held and min(shares) >= BAR
        print(f"{template:14}" + "".join(f"{share:10.4f}{f.whole:5}/{f.files:<3}" for share, f in zip(shares, row, strict=True)))
    print(f"\ntwins equal in text: {tally.twins[True]} of {tally.twins.total()}")
    print(f"pdftotext in reading order: {tally.order[True]} of {tally.order.total()}\n")
    for kind, number in tally.kinds.most_common(25):
        print(f"{number:6} {kind}")
    print("\n".join(tally.losses[:most_losses]))
    return held and not tally.twins[False] and not tally.order[False]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take each Nth person")
    parser.add_argument("--templates", default=",".join(TEMPLATES))
    parser.add_argument("--losses", type=int, default=0, help="print so many losses")
    parser.add_argument("--json", type=Path, help="write the figures")
    told = parser.parse_args()
    tally, count = Tally(), 0
    for name, resume in people(told.folder)[:: told.every]:
        measure(name, resume, told.templates.split(","), tally)
        count += 1
    held = report(tally, count, told.losses)
    if told.json:
        figures = {f"{template} {form}": [f.recovered, f.fields] for (template, form), f in tally.read_back.items()}
        told.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
