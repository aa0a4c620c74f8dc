"""Everything that is asked of a model, each question with its prompt and the shape of its answer.

The words of the prompts stand in `prompts/`, their version beside them. What a résumé says goes in as data between two marks
that no text can hold, since they are made of it; what tells who the person is stays out.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

from app.resume.asking import Prompt
from app.resume.model import SkillGroup, Value
from app.resume.writing.improvement import WorkSection
from app.resume.writing.privacy import is_private
from app.resume.writing.skill_lists import written_groups

Tense = Literal["past", "present"]


class LineChange(Value):
    """Lines that become others: one or two may become one, one may become two. `reasons` are names out of a fixed list."""

    lines: tuple[int, ...]
    texts: tuple[str, ...]
    reasons: tuple[str, ...]


class RewrittenLines(Value):
    """The lines that change; those that are good are left out."""

    changes: tuple[LineChange, ...]


class NamedSkills(Value):
    name: str | None
    skills: tuple[str, ...]


class WrittenProfile(Value):
    """A summary and the skills in groups; null and an empty list where what stands is good."""

    summary: str | None
    skills: tuple[NamedSkills, ...]


class AskedLine(Value):
    """A line of a work: its number in the résumé, its place in the work from 1, and what the analysis found wrong with it.

    `affirmed`, here and of works: what the person affirmed of it when asked.
    """

    number: int
    bullet: int
    text: str
    findings: tuple[str, ...] = ()
    prose: bool = False
    affirmed: tuple[str, ...] = ()


class AskedWork(Value):
    """A job, a project or unpaid work, and its lines. `entry` counts from 1 in its section; `tense` is the one that its lines are
    to stand in, `ended` whether it is known to be over; `stops`: whether the lines of such works end with a full stop."""

    section: WorkSection = "experience"
    entry: int
    role: str | None
    tense: Tense
    ended: bool = False
    stops: bool = False
    affirmed: tuple[str, ...] = ()
    lines: tuple[AskedLine, ...]


class Wanted(Value):
    """What the person wishes the text to be like."""

    target_role: str | None = None
    tone: str | None = None


class RewriteLines(Value):
    """Better lines for some works. `dash`: the one that the résumé writes."""

    name: ClassVar[str] = "rewrite_lines"
    answer: ClassVar[type[RewrittenLines]] = RewrittenLines

    works: tuple[AskedWork, ...]
    dash: str = "–"
    english: bool = True
    wanted: Wanted = Wanted()
    private: tuple[str, ...] = ()

    def prompt(self) -> Prompt:
        lines = "\n".join(self._told())
        return _prompt(self.name, lines, self.wanted, output_tokens=300 + len(lines) // 2)

    def _told(self) -> Iterator[str]:
        for work in self.works:
            named = work.role if work.role and not is_private(work.role, self.private) else "untitled"
            yield f"{_CALLED[work.section]}: {named} (write in the {work.tense} tense)"
            yield from _affirmed("affirmed", work.affirmed, self.private)
            for line in work.lines:
                if not is_private(line.text, self.private):
                    yield f"{line.number}: {line.text}" + (f" [{', '.join(line.findings)}]" if line.findings else "")
                    yield from _affirmed(f"affirmed of {line.number}", line.affirmed, self.private)


_CALLED: Mapping[WorkSection, str] = {"experience": "job", "projects": "project", "volunteering": "unpaid work"}


def _affirmed(label: str, answers: Iterable[str], private: Sequence[str]) -> Iterator[str]:
    return (f"{label}: {answer}" for answer in answers if not is_private(answer, private))


class Deed(Value):
    """A line that a summary may take up. `current`: whether its work goes on."""

    text: str
    current: bool
    measured: bool


class WriteProfile(Value):
    """A summary and a tidy skills list. `years`: whole years in the trade of `title`; `titles` newest first, without repeats."""

    name: ClassVar[str] = "write_profile"
    answer: ClassVar[type[WrittenProfile]] = WrittenProfile

    title: str | None
    titles: tuple[str, ...]
    years: int | None
    in_work: bool
    degree: str | None
    trade: str
    deeds: tuple[Deed, ...]
    terms: tuple[str, ...]
    tools: tuple[str, ...]
    tool_names: frozenset[str]
    summary: str | None
    summary_findings: tuple[str, ...]
    unfounded: tuple[str, ...]
    skills: tuple[SkillGroup, ...]
    skill_findings: tuple[str, ...]
    shown: tuple[str, ...]
    missing: frozenset[str]
    focus: frozenset[Literal["summary", "skills"]]
    affirmed: tuple[str, ...] = ()
    wanted: Wanted = Wanted()
    private: tuple[str, ...] = ()

    def prompt(self) -> Prompt:
        return _prompt(self.name, "\n".join(self._told()), self.wanted, output_tokens=700)

    def _told(self) -> Iterator[str]:
        yield f"write: {', '.join(sorted(self.focus))}"
        yield f"titles, newest first: {'; '.join(self.titles) or 'none'}"
        yield f"years in this trade: {self.years if self.years else 'not told'}"
        if self.summary and not is_private(self.summary, self.private):
            yield f"summary now: {self.summary} [{', '.join(self.summary_findings)}]"
        yield "work:"
        yield from (f"- {deed.text}" for deed in self.deeds if not is_private(deed.text, self.private))
        yield from _affirmed("affirmed", self.affirmed, self.private)
        yield "skills now:"
        yield written_groups(self.skills) or "none"
        yield f"shown by the work, not yet listed: {', '.join(self.shown) or 'none'}"


Asked = RewriteLines | WriteProfile


def _prompt(name: str, data: str, wanted: Wanted, *, output_tokens: int) -> Prompt:
    told = _prompts()[name]
    mark = "resume-" + hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    wishes = [f"The résumé is for this role: {_plain(wanted.target_role)}."] if wanted.target_role else []
    wishes += [f"The wished tone: {_plain(wanted.tone)}."] if wanted.tone else []
    user = "\n".join((*wishes, f"<{mark}>", data, f"</{mark}>"))
    return Prompt(
        system=f"{_prompts()['all']['text']}\n{told['text']}", user=user, version=told["version"], output_tokens=output_tokens
    )


def _plain(text: str) -> str:
    return " ".join(text.split())[:200]


@cache
def _prompts() -> dict[str, dict[str, str]]:
    files = sorted((Path(__file__).parent / "prompts").glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}
