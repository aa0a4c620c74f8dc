"""Makes a draft of answers: changes to the résumé, not yet judged. What a model sent is hostile input and bounded here."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.resume.analysis.aliases import same_skill
from app.resume.analysis.language.quantities import has_quantity
from app.resume.model import SkillGroup, Value
from app.resume.reading.hygiene import clean
from app.resume.writing.improvement import ChangeKind, Improvement, Section, identity
from app.resume.writing.plan import strength
from app.resume.writing.questions import (
    Asked,
    AskedWork,
    LineChange,
    NamedSkills,
    RewriteLines,
    RewrittenLines,
    WriteProfile,
    WrittenProfile,
)
from app.resume.writing.skill_lists import written_groups
from app.resume.writing.standing import Standing

_LONGEST_LINE, _LONGEST_SUMMARY, _LONGEST_SKILL = 400, 1200, 60
_MOST_TEXTS, _MOST_JOINED, _MOST_SKILLS = 12, 2, 60
_FEWEST_TO_ORDER = 3


def compose(standing: Standing, questions: Sequence[Asked], answers: Sequence[Value]) -> tuple[Improvement, ...]:
    """The changes that the answers come to, each line changed once at most; none of them judged yet."""
    changes: list[Improvement] = []
    for question, answer in zip(questions, answers, strict=True):
        if isinstance(question, RewriteLines) and isinstance(answer, RewrittenLines):
            changes += _lines(standing, question, answer)
        elif isinstance(question, WriteProfile) and isinstance(answer, WrittenProfile):
            changes += _profile(question, answer)
    return tuple(changes)


def made(like: Improvement, improved: str, reasons: Iterable[str]) -> Improvement:
    """The change that `like` names the place of, with its text, its id and those of the reasons that are known."""
    known = tuple(dict.fromkeys(reason for reason in reasons if reason in _reasons()))
    told = identity(like.section, like.location, like.original, improved)
    return like.model_copy(update={"id": told, "improved": improved, "reasons": known or ("clearer",)})


def _at(section: Section, location: str, original: str | None, kind: ChangeKind, **where: Any) -> Improvement:
    """A place for a change. `where`: entry and bullets."""
    return Improvement(id="", section=section, location=location, original=original, improved="", kind=kind, **where)


def _lines(standing: Standing, question: RewriteLines, answer: RewrittenLines) -> Iterator[Improvement]:
    by_number = {line.number: work for work in question.works for line in work.lines}
    used: set[int] = set()
    for change in answer.changes:
        works = {(by_number[number].section, by_number[number].entry) for number in change.lines if number in by_number}
        numbers = tuple(dict.fromkeys(change.lines))
        if len(works) != 1 or used & set(numbers) or not 1 <= len(numbers) <= _MOST_JOINED or not set(numbers) <= set(by_number):
            continue
        improvement = _line(standing, by_number[numbers[0]], numbers, change)
        if improvement:
            used |= set(numbers)
            yield improvement


def _line(standing: Standing, work: AskedWork, numbers: Sequence[int], change: LineChange) -> Improvement | None:
    lines = {line.number: line for line in work.lines}
    asked = sorted((lines[number] for number in numbers), key=lambda line: line.bullet)
    if any(later.bullet - earlier.bullet != 1 for earlier, later in pairwise(asked)):
        return None
    texts = [text for each in change.texts[:_MOST_TEXTS] if (text := _one_line(each, _LONGEST_LINE))]
    original = "\n".join(line.text for line in asked)
    repeated = all("repeated_bullet" in line.findings for line in asked)
    if "\n".join(texts) == original or (not texts and not repeated):
        return None
    place = standing.work(work.section, work.entry).lines[asked[0].bullet - 1].place
    bullets = tuple(line.bullet for line in asked)
    here = _at(work.section, place, original, "rewrite" if texts else "remove", entry=work.entry, bullets=bullets)
    return made(here, "\n".join(texts), change.reasons)


def _one_line(text: str, longest: int) -> str:
    """A text in one line without what no reader sees; empty where it is longer than a line may be."""
    one = " ".join(clean(text).split()).lstrip("-•*– ")
    return one if len(one) <= longest else ""


def _profile(question: WriteProfile, answer: WrittenProfile) -> Iterator[Improvement]:
    if answer.summary and "summary" in question.focus:
        text = _one_line(answer.summary, _LONGEST_SUMMARY)
        if text and text != question.summary:
            reasons = question.summary_findings if question.summary else ("no_summary",)
            yield made(_at("summary", "Summary", question.summary, "rewrite" if question.summary else "add"), text, reasons)
    if answer.skills and "skills" in question.focus:
        groups = _groups(answer.skills, question)
        before, after = written_groups(question.skills), written_groups(groups)
        if after and after != before:
            kind: ChangeKind = "rewrite" if question.skills else "add"
            yield made(_at("skills", "Skills", before or None, kind), after, _skill_reasons(question, groups))


def _groups(answer: Sequence[NamedSkills], question: WriteProfile) -> tuple[SkillGroup, ...]:
    """The groups without what is no skill's name; a group's own name is one of the résumé's or of ours."""
    own = {group.name for group in question.skills} | set(_group_names())
    groups = []
    for group in answer[:10]:
        skills = tuple(skill for each in group.skills[:_MOST_SKILLS] if (skill := _one_line(each, _LONGEST_SKILL)))
        groups.append(SkillGroup(name=group.name if group.name in own else None, skills=skills))
    return tuple(groups)


def _skill_reasons(question: WriteProfile, groups: Sequence[SkillGroup]) -> Iterator[str]:
    listed = {same_skill(skill) for group in question.skills for skill in group.skills}
    yield from question.skill_findings
    if any(same_skill(skill) not in listed for group in groups for skill in group.skills):
        yield "shown_in_work"
    if len(groups) > len(question.skills):
        yield "skills_grouped"


def reorders(standing: Standing, changes: Sequence[Improvement]) -> Iterator[Improvement]:
    """For each job of bullets whose first is not measured while a later one is: the measured ones first, the others as they
    stood."""
    for entry, job in enumerate(standing.subject.jobs, start=1):
        mine = [change for change in changes if (change.section, change.entry) == ("experience", entry)]
        texts = {at: line.text for at, line in enumerate(job.lines, start=1)}
        for change in mine:
            texts |= {at: change.improved if at == change.bullets[0] else "" for at in change.bullets}
        order = sorted(texts, key=lambda at: -(strength(texts[at]) >= 2))
        told = [at for at in texts if texts[at]]
        told_in_prose = any(bullet.prose for bullet in job.entry.bullets) or not job.bullets
        if told_in_prose or len(told) < _FEWEST_TO_ORDER or order == list(texts) or has_quantity(texts[told[0]]):
            continue
        original = [line.text for line in job.lines]
        improved = "\n".join(original[at - 1] for at in order)
        here = _at("experience", job.place, "\n".join(original), "reorder", entry=entry, bullets=tuple(order))
        yield made(here, improved, ("strongest_first",))


@cache
def _reasons() -> frozenset[str]:
    data = tomllib.loads(Path(__file__).with_name("reasons.toml").read_text(encoding="utf-8"))
    return frozenset(data["names"])


@cache
def _group_names() -> tuple[str, ...]:
    data = tomllib.loads(Path(__file__).with_name("group_names.toml").read_text(encoding="utf-8"))
    return tuple(data["names"])
