"""The question for summary and skills: the facts of a résumé that they may be made of, and what they lack."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal

from app.resume.analysis.aliases import same_skill
from app.resume.analysis.case import Case
from app.resume.analysis.checks.pronouns import personal_word
from app.resume.analysis.checks.skills import is_tool
from app.resume.analysis.checks.verbs import opens_with_action
from app.resume.analysis.language.phrases import buzzwords
from app.resume.analysis.language.quantities import has_quantity
from app.resume.analysis.language.spelling import misspellings
from app.resume.analysis.language.verbs import opening_verb
from app.resume.analysis.subject import Job
from app.resume.evidence.check import check
from app.resume.words import count_words, fold, stems
from app.resume.writing.improvement import WorkSection
from app.resume.writing.privacy import private_words
from app.resume.writing.questions import Deed, Wanted, WriteProfile
from app.resume.writing.rules.wording import without_fillers
from app.resume.writing.skill_lists import groups_of
from app.resume.writing.standing import Standing
from app.resume.writing.telling import affirmed_of_all
from app.resume.writing.works import Work

_MOST_DEEDS = 6
_MOST_TERMS = 5
_OFTEN = 4
_MOST_TOOLS = 4
_ENOUGH_SKILLS = 10
_LONGEST_DEED = 170
_FEWEST_WORDS = 6
_FEWEST_YEARS = 2
_OBJECT = r"the|a|an|all|my|our|their|his|her|its|this|that|these|those|new|each|every|\d+"
_OF_MANY_TRADES = frozenset(
    {"building", "drawing", "meeting", "reading", "reporting", "running", "testing", "training", "writing"}
)
_RANKS = frozenset(stems("senior sr junior jr lead principal staff associate"))

Lack = Literal["summary", "summary_terms", "summary_achievement", "summary_length", "skills"]
Part = Literal["summary", "skills"]
_LACKS: dict[str, Lack] = {
    "present": "summary", "keywords": "summary_terms", "achievement": "summary_achievement", "length": "summary_length",
}  # fmt: skip


Lines = Mapping[tuple[WorkSection, int], Sequence[str]]


def profile_question(standing: Standing, told: Lines) -> WriteProfile | None:
    """The question, or None where neither is wished for or the language is none that we write.

    `told`: the lines of each work, by its section and its place there, as a summary may take them up.
    """
    wish = standing.wish
    parts: tuple[Part, ...] = ("summary", "skills")
    focus = frozenset(part for part in parts if wish.wants(part) and (part == "skills" or _writes_english(standing)))
    if not focus:
        return None
    titles = tuple(dict.fromkeys(job.entry.role for job in _newest_first(standing) if job.entry.role))
    skills, shown = groups_of(standing.resume), _shown(standing) if standing.subject.english else ()
    case = case_of(standing)
    return WriteProfile(
        title=titles[0] if titles else None,
        titles=titles[:4],
        years=_years(standing, titles[0]) if titles else None,
        in_work=any(job.entry.current for job in standing.subject.jobs),
        degree=_degree(standing),
        trade=standing.target.title,
        deeds=tuple(_deeds(standing, told)),
        terms=_terms(standing),
        tools=_tools(standing),
        tool_names=frozenset(skill for skill in (*standing.resume.skills, *shown) if is_tool(skill, case)),
        summary=standing.resume.summary,
        summary_findings=_summary_findings(standing),
        unfounded=_unfounded(standing),
        skills=skills,
        skill_findings=_of_section(standing, "Skills"),
        shown=shown,
        missing=frozenset(_lacks(standing)),
        focus=focus,
        affirmed=affirmed_of_all(standing.stored.attested),
        wanted=Wanted(target_role=wish.target_role, tone=wish.tone),
        private=private_words(standing.resume),
    )


def _writes_english(standing: Standing) -> bool:
    """Whether the text is known to be English, or where it is too short to tell, has an English verb at the head of a line."""
    lines = (line.text for job in standing.subject.jobs for line in job.lines)
    return standing.resume.language == "en" or (standing.subject.english and any(opening_verb(line) for line in lines))


def case_of(standing: Standing) -> Case:
    return Case(standing.subject, standing.target, standing.shown)


def _newest_first(standing: Standing) -> list[Job]:
    return sorted(standing.subject.jobs, key=lambda job: -(10**6 if job.entry.current else job.end.number if job.end else 0))


def _years(standing: Standing, title: str) -> int | None:
    """Whole years, gaps left out, in jobs of this title whatever their rank; None under two."""
    trade = _trade(title)
    months: set[int] = set()
    now = standing.subject.today.year * 12 + standing.subject.today.month - 1
    for job in standing.subject.jobs:
        if job.start and _trade(job.entry.role or "") == trade and (job.end or job.entry.current):
            start = job.start.number if job.start.exact else job.start.number + 11
            end = now if job.entry.current or job.end is None else min(now, job.end.number)
            months |= set(range(start, end + 1))
    years = len(months) // 12
    told = (
        f"{title} with {years} years of experience.",
        f"{title} with {years} years in the role.",
    )
    return years if years >= _FEWEST_YEARS and all(_borne_out(each, standing) for each in told) else None


def _trade(title: str) -> frozenset[str]:
    return frozenset(stems(title.partition(",")[0])) - _RANKS


def _deeds(standing: Standing, told: Lines) -> Iterator[Deed]:
    """Lines that say what was done and need no mending, the measured first, the newest job before older ones; those of projects
    and unpaid work where no job has any."""
    numbers = {id(job): number for number, job in enumerate(standing.subject.jobs, start=1)}
    jobs = [standing.work("experience", numbers[id(job)]) for job in _newest_first(standing)]
    others = [work for work in standing.works if work.section != "experience"]
    found = [*_sound(jobs, told)] or [*_sound(others, told)]
    yield from sorted(found, key=lambda deed: not deed.measured)[:_MOST_DEEDS]


def _sound(works: Iterable[Work], told: Lines) -> Iterator[Deed]:
    for work in works:
        for text in told.get((work.section, work.entry), ()):
            if _is_sound(text):
                yield Deed(text=text, current=work.current, measured=has_quantity(text))


def _is_sound(text: str) -> bool:
    verb = opening_verb(text)
    return (
        opens_with_action(text)
        and verb is not None
        and verb.sure
        and len(text) <= _LONGEST_DEED
        and count_words(text) >= _FEWEST_WORDS
        and personal_word(text) is None
        and not any(buzzwords(text))
        and not any(misspellings(text))
        and ". " not in text
        and text[-1:] not in ":;,"
        and without_fillers(text) is None
    )


def _terms(standing: Standing) -> tuple[str, ...]:
    """Skills of the trade, those of the summary that stands first, then those that the work shows, the weightiest first.

    Each is borne out under this very name; one that the résumé says again and again already is left out. A term that is no
    skill ("clients") is no work.
    """
    said = fold(standing.resume.summary or "")
    ranked = sorted(standing.shown, key=lambda each: (fold(each.term.name) not in said, not each.context, -each.term.weight))
    names = (each.term.name for each in ranked if each.term.kind == "skill" and len(each.term.name.split()) <= 3)
    told = fold(standing.resume.raw_text)
    fitting = (name for name in names if told.count(fold(name)) < _OFTEN and (fold(name) in said or _in_one_line(name, standing)))
    return tuple(islice((name for name in fitting if _borne_out(f"Work covers {name}.", standing)), _MOST_TERMS))


def _degree(standing: Standing) -> str | None:
    school = next((school for school in standing.resume.education if school.degree), None)
    if school is None or not school.degree:
        return None
    field = school.field if school.field and fold(school.field) not in fold(school.degree) else None
    named = school.degree.removesuffix(" in")
    if field and fold(field).startswith(f"{fold(named)} "):
        return field  # the degree stands in the field too: `BS in`, `BS in Computer Science`
    return f"{named} in {field}" if field else named


def _tools(standing: Standing) -> tuple[str, ...]:
    case = case_of(standing)
    named = {
        same_skill(skill): skill for skill in reversed(standing.resume.skills) if is_tool(skill, case) and count_words(skill) <= 3
    }
    return tuple(reversed(named.values()))[:_MOST_TOOLS]


def _shown(standing: Standing) -> tuple[str, ...]:
    """Skills that the work shows and the list does not name, as many as a full list wants."""
    listed = {same_skill(skill) for skill in standing.resume.skills}
    named = " ".join(fold(skill) for skill in standing.resume.skills)
    free = [
        each.term.name
        for each in sorted(standing.shown, key=lambda each: -each.term.weight)
        if each.context and each.term.kind in {"skill", "tool"} and same_skill(each.term.name) not in listed
        and fold(each.term.name) not in named
    ]  # fmt: skip
    room = max(0, _ENOUGH_SKILLS - len(listed))
    return tuple(islice((name for name in free if _in_one_line(name, standing) and _borne_out(name, standing)), room))


def _in_one_line(name: str, standing: Standing) -> bool:
    """Whether one line of the work holds every word of the name, in any form: a profile's other names for it are not enough.

    A name such as `writing` stands there itself, and as a noun: who wrote a web page shows no skill of writing by that.
    """
    wanted, told = set(stems(name)), [passage.text for passage in standing.subject.passages if passage.context]
    if fold(name) in _OF_MANY_TRADES:
        noun = re.compile(rf"\b{re.escape(name)}\b(?! (?:{_OBJECT})\b)", re.IGNORECASE)
        return any(noun.search(text) for text in told)
    return any(wanted <= set(stems(text)) for text in told)


def _borne_out(text: str, standing: Standing) -> bool:
    return check(text, standing.grounds.lines, as_of=standing.grounds.as_of).supported


def _lacks(standing: Standing) -> Iterator[Lack]:
    for row in standing.report.score_breakdown:
        if row.category == "professional_summary" and row.points < row.max_points and row.check in _LACKS:
            yield _LACKS[row.check]
    if not standing.resume.skills:
        yield "skills"


def _of_section(standing: Standing, place: str) -> tuple[str, ...]:
    issues = (issue for issue in standing.report.issues if issue.location == place)
    return tuple(dict.fromkeys(issue.rule_id.partition(".")[2] for issue in issues))


def _summary_findings(standing: Standing) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys((*_of_section(standing, "Summary"), *sorted(lack for lack in _lacks(standing) if lack != "skills")))
    )


def _unfounded(standing: Standing) -> tuple[str, ...]:
    """Sentences of the summary that claim more years than the dates show."""
    rule = "content_quality.unsupported_tenure_claim"
    issues = standing.report.issues
    return tuple(each.example for each in issues if each.rule_id == rule and each.location == "Summary" and each.example)
