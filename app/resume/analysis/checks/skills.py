"""The skills section: enough of them, of the right kind, borne out by the work, and tidy."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import ceil

from app.resume.analysis.aliases import also_called
from app.resume.analysis.case import Case
from app.resume.analysis.checks.doubles import doubles, keys
from app.resume.analysis.checks.keywords import keywords
from app.resume.analysis.checks.tools import known_tools
from app.resume.analysis.keywords import Term, find, index, shown
from app.resume.analysis.language.phrases import is_soft
from app.resume.analysis.rubric import Limits, rubric
from app.resume.analysis.subject import Subject
from app.resume.analysis.verdict import Advice, Found, Verdict, between, counted, listed
from app.resume.words import stems

_LONGEST_SKILL = 8
_HUMPED = re.compile(r"\b(?!PhD|McD)[A-Z][A-Za-z]*[a-z][A-Z][A-Za-z]*\b")
"""A second capital inside a word is the mark of a product: `DxCare`, and no `pH` or `mRNA`."""
_RATING = re.compile(r"[★☆●○■□▪█░]{2}|\b\d{1,2}\s?/\s?(?:5|10)\b|\b\d{1,3}\s?%")


def count(case: Case, limits: Limits) -> Verdict:
    """Ten skills, each counted once."""
    skills = _distinct(case.subject)
    share = between(len(skills), 0, limits["full"])
    why = f"{counted(len(skills), 'skill')} listed; {limits['full']:.0f} would be full marks"
    return Verdict(share, why, (), _advice_count(len(skills), case, limits) if share < 1 else None)


def _advice_count(number: int, case: Case, limits: Limits) -> Advice:
    needed = int(limits["full"]) - number
    from_bullets = tuple(each.term.name for each in case.shown if each.context and "skills" not in each.sections)[:6]
    hint = f" Your bullets point to {listed(from_bullets[:4])}." if from_bullets else ""
    return Advice(
        f"List {counted(needed, 'more skill')} that you use at work.{hint}",
        f"The section lists {counted(number, 'skill')}; a few more give a reader enough to go by.",
        from_bullets,
        costs=_dilution(case.subject, needed),
    )


def _dilution(subject: Subject, added: int) -> float:
    """What more skills may cost the check `evidenced`, as a share of the category, when no bullet shows one of them.

    In another language than English that check is not made.
    """
    if not subject.english:
        return 0.0
    limits, skills = rubric().checks["evidenced"], len(_distinct(subject))
    proven = skills - len(unproven(subject))
    before = between(proven / skills, limits["zero"], limits["full"]) if skills else 0.0
    after = between(proven / (skills + added), limits["zero"], limits["full"]) if skills + added else 0.0
    return (before - after) * limits.points / rubric().category_points


def relevance(case: Case, limits: Limits) -> Verdict | None:
    """Six skills that the profile or posting knows, or half of the list if it is longer than twelve."""
    if not case.target.terms:
        return None
    skills = _distinct(case.subject)
    known = _forms(case.target.terms)
    fitting = [skill for skill in skills if known & _within(skill)]
    wanted = _fitting_wanted(len(skills), limits)
    why = f"{len(fitting)} of {len(skills)} skills fit {case.trade}; {wanted:.0f} would be full marks"
    share = between(len(fitting), 0, wanted)
    return Verdict(share, why, (), _advice_relevance(case, skills, len(fitting), limits) if share < 1 else None)


def _fitting_wanted(skills: int, limits: Limits) -> float:
    """How many of so many skills should fit."""
    return max(limits["full"], skills * limits["long_share"]) if skills > limits["long_list"] else limits["full"]


def _forms(terms: Iterable[Term]) -> frozenset[str]:
    """Every name of the terms, in stems."""
    return frozenset(" ".join(stems(form)) for term in terms for form in term.forms)


def _within(skill: str) -> frozenset[str]:
    """The runs of words of a skill, in stems: what it may name."""
    words = stems(skill)[:_LONGEST_SKILL]
    return frozenset(" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, len(words) + 1))


def _advice_relevance(case: Case, skills: tuple[str, ...], fitting: int, limits: Limits) -> Advice:
    needed = ceil(_fitting_wanted(len(skills), limits)) - fitting
    named = frozenset(run for skill in skills for run in _within(skill))
    free = [term for term in case.target.terms if not named & _forms([term])]
    told = {each.term.name for each in case.shown if each.context}
    borne = [term.name for term in free if term.name in told and term.kind != "term"][:needed]
    others = [term.name for term in free if term.name not in told and term.weight >= 2][: needed - len(borne)]
    parts = [f"Your bullets point to {listed(borne, needed)}: list what is true of you."] if borne else []
    parts += [f"If you know them, list {'also ' if borne else ''}{listed(others, needed)}."] if others else []
    return Advice(
        " ".join(parts) or f"List {counted(needed, 'more skill')} that {case.trade} asks for.",
        f"These are what {case.trade} asks for; list only what you could talk about in an interview.",
        (*borne, *others),
        reaches=_reached(len(skills), fitting, len(borne) + len(others), limits),
        costs=_dilution(case.subject, needed),
    )


def _reached(skills: int, fitting: int, added: int, limits: Limits) -> float:
    """The share that the named skills bring; a list that grows past its length wants more of them."""
    return between(fitting + added, 0, _fitting_wanted(skills + added, limits))


def tools(case: Case, limits: Limits) -> Verdict:
    """Four named tools or platforms."""
    named = [skill for skill in _distinct(case.subject) if is_tool(skill, case)]
    share = between(len(named), 0, limits["full"])
    why = f"{counted(len(named), 'named tool')}; {limits['full']:.0f} would be full marks"
    return Verdict(share, why, (), _advice_tools(case, named, limits) if share < 1 else None)


def _tool_names(case: Case) -> frozenset[str]:
    """The target's tools and our list of tools of all trades, in stems."""
    return known_tools() | _forms(term for term in case.target.terms if term.kind == "tool")


def is_tool(skill: str, case: Case) -> bool:
    """Whether the skill names a tool or platform, of the target or of any trade."""
    return bool(_tool_names(case) & _within(skill)) or bool(_HUMPED.search(skill))


def _advice_tools(case: Case, named: list[str], limits: Limits) -> Advice:
    held = frozenset(run for name in named for run in _within(name))
    some = [term.name for term in case.target.terms if term.kind == "tool" and not held & _forms([term])]
    hint = f", for instance {listed(some[:4])} if you know them" if some else ""
    needed = int(limits["full"]) - len(named)
    return Advice(
        f"Name {counted(needed, 'more tool')} that you work with{hint}.",
        "A tool's name is a fact that can be asked about; a trait is not.",
        tuple(some[:4]),
        costs=_dilution(case.subject, needed),
    )


def evidenced(case: Case, limits: Limits) -> Verdict:
    """Half of the skills appear in a bullet or project."""
    skills = _distinct(case.subject)
    if not skills:
        return Verdict(0, "no skills are listed")
    alone = unproven(case.subject)
    proven = len(skills) - len(alone)
    share = between(proven / len(skills), limits["zero"], limits["full"])
    why = f"{proven} of {counted(len(skills), 'skill')} appear in a bullet or project; half would be full marks"
    needed = ceil(limits["full"] * len(skills)) - proven
    return Verdict(share, why, (), _advice_evidenced(alone, needed) if share < 1 else None)


def unproven(subject: Subject) -> tuple[str, ...]:
    """The listed skills that no bullet and no project tells of."""
    where = index(tuple(passage for passage in subject.passages if passage.context))
    return tuple(skill for skill in _distinct(subject) if not find(Term(skill, "skill", aliases=also_called(skill)), where))


def _advice_evidenced(alone: tuple[str, ...], needed: int) -> Advice:
    """Tools and tasks before traits, which are shown by deeds and not by their names."""
    named = sorted(alone, key=is_soft)[:needed]
    if is_soft(named[0]):
        text = f"Put tools and tasks that your bullets show in the place of {listed(named, needed)}."
        return Advice(text, "A trait is borne out by what you did, not by its name in a list.", tuple(named))
    reason = "These skills are listed and never shown; a bullet that uses one bears it out."
    return Advice(f"Say in a bullet what you did with {listed(named, needed)}.", reason, tuple(named))


def tidy(case: Case, limits: Limits) -> Verdict | None:
    """No doubles or aliases twice, no bars or stars, not soft skills alone. Left out without skills."""
    skills = case.subject.resume.skills
    if not skills:
        return Verdict(0, "no skills are listed")
    found = (*doubles(skills), *_ratings(skills), *_soft_alone(skills, case, limits))
    why = listed([each.issue for each in found], 3) if found else "no doubles, no ratings, not soft skills alone"
    return Verdict(0.0 if found else 1.0, why, found, _advice_tidy(case, found) if found else None)


def _distinct(subject: Subject) -> tuple[str, ...]:
    """The skills, each once, whatever it is called."""
    skills = tuple(skill for skill in reversed(subject.resume.skills) if skill.strip())
    return tuple(reversed(dict(zip(keys(skills), skills, strict=True)).values()))


def _ratings(skills: tuple[str, ...]) -> Iterator[Found]:
    for skill in skills:
        if _RATING.search(skill):
            yield Found(
                "skill_ratings",
                "Skills",
                f"“{skill}” rates itself",
                skill,
                "Leave the rating out: a bullet that uses the skill says more.",
            )


def _soft_alone(skills: tuple[str, ...], case: Case, limits: Limits) -> Iterator[Found]:
    """The list when it names no tool and most of it is traits."""
    soft = sum(is_soft(skill) for skill in skills) / len(skills)
    known = _tool_names(case)
    if soft >= limits["soft_share"] and not any(known & _within(skill) for skill in skills):
        issue = "The skills are traits, which a list cannot show"
        fix = "List tools and tasks that you know, and show the traits in bullets."
        yield Found("soft_skills_only", "Skills", issue, ", ".join(skills), fix)


def _advice_tidy(case: Case, found: tuple[Found, ...]) -> Advice:
    fixes = dict.fromkeys(each.fix for each in found)
    return Advice(
        " ".join(fixes),
        "Each line of the list should say something that no other line says.",
        tuple(each.example for each in found[:4] if each.example),
        costs=_cost_of_doubles(case) if any(each.rule == "skill_duplicate" for each in found) else 0.0,
    )


def _cost_of_doubles(case: Case) -> float:
    """What the terms are worth that a double alone shows, as a share of a category: `Amazon Web Services` beside `AWS`."""
    if not case.target.terms:
        return 0.0
    single = replace(case.subject, resume=case.subject.resume.model_copy(update={"skills": _distinct(case.subject)}))
    limits = rubric().checks["keywords"]
    before, after = (keywords(each, limits) for each in (case, replace(case, subject=single, shown=shown(case.target, single))))
    return (before.share - after.share) * rubric().worth("keywords") if before and after else 0.0
