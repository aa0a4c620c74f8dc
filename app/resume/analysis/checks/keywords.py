"""Which terms of the profile or posting the résumé shows, where, and whether any is stuffed in."""

from collections import Counter
from collections.abc import Iterator
from heapq import nlargest

from app.resume.analysis.case import Case
from app.resume.analysis.keywords import Term
from app.resume.analysis.rubric import Limits
from app.resume.analysis.subject import Passage, Subject
from app.resume.analysis.verdict import Advice, Found, Verdict, between, counted, listed
from app.resume.words import stem, stems, tokens

_LONGEST_TERM = 3
_NAMED = 6
_SHORTEST_CROWDING = 5
_TWICE = 2
_FEWEST_WORDS = 100
_A_HEAD_OF_SKILLS = 4
"""So many skills that name the same word stuff it in as two crowded places do: `Brand strategy, brand planning, ...`."""
_OF_WORK = frozenset({"summary", "experience", "projects", "skills"})
"""Where a crowd of one word is the writer's own doing; elsewhere stand the names of theses, prizes and schools."""
_TITLES = frozenset({"role", "degree", "certifications", "headline", "languages"})


def keywords(case: Case, limits: Limits) -> Verdict | None:
    """80% of the weighted terms shown, must-haves counted double. Of a long profile the heaviest terms set the measure."""
    if not case.target.terms:
        return None
    weights = {term.name: _weight(term, limits) for term in case.target.terms}
    expected = sum(weights.values()) if case.target.posting else sum(nlargest(int(limits["expected_terms"]), weights.values()))
    weight = sum(weights[each.term.name] for each in case.shown)
    share = between(weight / expected, limits["zero"], limits["full"])
    liked = f"{limits['full']:.0%} would be full marks"
    seen = f"{counted(len(case.shown), 'term')} of {case.trade} shown, {min(1.0, weight / expected):.0%} of the weight expected"
    if share == 1:
        return Verdict(1, f"{seen}; {liked}")
    lacking = _heaviest_lacking(case, weights)
    reached = between((weight + sum(weights[name] for name in lacking)) / expected, limits["zero"], limits["full"])
    return Verdict(share, f"{seen}; {liked}", (), _advice(case, lacking, reached))


def _weight(term: Term, limits: Limits) -> float:
    return term.weight * (limits["must_weight"] if term.must else 1)


def _heaviest_lacking(case: Case, weights: dict[str, float]) -> list[str]:
    known = {each.term.name for each in case.shown}
    missing = [term.name for term in case.target.terms if term.name not in known]
    return sorted(missing, key=lambda name: -weights[name])[:_NAMED]


def _advice(case: Case, lacking: list[str], reached: float) -> Advice:
    return Advice(
        f"If it is true of your work, show in bullets also {listed(lacking, _NAMED)}.",
        f"{counted(len(case.shown), 'term')} of {case.trade} found in the résumé; name a tool or task only where you used it.",
        tuple(lacking),
        reaches=reached,
    )


def keyword_context(case: Case, limits: Limits) -> Verdict | None:
    """Half of the terms shown stand in experience or projects, and not in a list alone."""
    if not case.target.terms:
        return None
    if not case.shown:
        return Verdict(0, f"no term of {case.trade} is shown")
    alone = tuple(each.term.name for each in case.shown if not each.context)
    told = len(case.shown) - len(alone)
    share = between(told / len(case.shown), limits["zero"], limits["full"])
    why = f"{told} of {counted(len(case.shown), 'term')} shown in experience or projects; half would be full marks"
    if share == 1:
        return Verdict(1, why)
    reached = between((told + len(alone[:_NAMED])) / len(case.shown), limits["zero"], limits["full"])
    return Verdict(share, why, (), _advice_context(alone[:_NAMED], reached))


def _advice_context(alone: tuple[str, ...], reached: float) -> Advice:
    return Advice(
        f"Tell in a bullet what you did with {listed(alone, _NAMED)}.",
        "These terms stand in a list alone; a bullet shows that you used them.",
        alone,
        reaches=reached,
    )


def keyword_density(case: Case, limits: Limits) -> Verdict:
    """No term above 4% of the words or eight uses, job titles and degrees aside; fewer do where it crowds two places."""
    subject = case.subject
    told = tuple(passage for passage in subject.passages if passage.section not in _TITLES)
    stuffed = [(name, uses) for name, uses in _uses(case, told, limits) if _too_often(name, uses, told, subject, limits)]
    found = tuple(each for name, uses in stuffed for each in _dense(name, uses, told, limits))
    why = listed([f"“{name}” stands {uses} times" for name, uses in stuffed]) if stuffed else "no term is used too often"
    share = 1.0 if not stuffed else 0.0
    return Verdict(share, why, found, _advice_density(stuffed) if stuffed else None)


def _uses(case: Case, told: tuple[Passage, ...], limits: Limits) -> Iterator[tuple[str, int]]:
    """Each skill, term of the target and word that crowds one place, with the number of times it stands in the text."""
    lines = [f" {'  '.join(stems(passage.text))} " for passage in told]
    shown = (each.term.name for each in case.shown if each.term.kind != "term")
    common = Counter(word for line in lines for word in line.split())
    seen: set[str] = set()
    for name in (*case.subject.resume.skills, *shown, *_crowding(told, limits)):
        key = "  ".join(stems(name))
        often = all(common[word] > limits["dense_in_one_place"] for word in key.split())
        if key and often and key not in seen and len(key.split()) <= _LONGEST_TERM:
            seen.add(key)
            yield name, sum(line.count(f" {key} ") for line in lines)


def _crowding(told: tuple[Passage, ...], limits: Limits) -> Iterator[str]:
    """The words of some length, and initials, that stand three times and more in one passage or in the list of skills."""
    for _, text in _by_place(told):
        words = [word for word in tokens(text) if _may_crowd(word)]
        often = Counter(stem(word) for word in words)
        yield from (word for word in words if often[stem(word)] >= limits["dense_in_one_place"])


def _may_crowd(word: str) -> bool:
    return word.isalpha() and (len(word) >= _SHORTEST_CROWDING or (word.isupper() and len(word) > 1))


def _too_often(name: str, uses: int, told: tuple[Passage, ...], subject: Subject, limits: Limits) -> bool:
    """Whether the term passes its share of the words, or its number of uses while it crowds a place: a nurse has patients."""
    words = max(_FEWEST_WORDS, subject.counted_words)
    told_of_work = tuple(passage for passage in told if passage.section in _OF_WORK)
    crowds = [times for _, text in _by_place(told_of_work) if (times := _times(name, text)) >= limits["dense_in_one_place"]]
    crowded = len(crowds) + (_times(name, _skills(told)) >= _A_HEAD_OF_SKILLS)
    most_uses = limits["most_uses_in_two_crowds"] if crowded > 1 else limits["most_uses"]
    return (uses > most_uses and crowded > 0) or (uses > limits["dense_in_one_place"] and uses / words > limits["largest_share"])


def _dense(name: str, uses: int, told: tuple[Passage, ...], limits: Limits) -> Iterator[Found]:
    """The places where the stuffed term crowds; all of them together when it crowds nowhere."""
    fix = f"Keep “{name}” where it tells something, and say in the other places what you did."
    dense = [(place, text) for place, text in _by_place(told) if _times(name, text) >= limits["dense_in_one_place"]]
    for place, text in dense:
        yield Found("keyword_stuffing", place, f"“{name}” stands {uses} times, {_times(name, text)} of them here", text, fix)
    twice = [(place, text) for place, text in _by_place(told) if _times(name, text) == _TWICE] if dense else []
    if twice and uses > limits["most_uses"]:
        lines = " … ".join(text for _, text in twice)
        yield Found(
            "keyword_stuffing", twice[0][0], f"“{name}” stands {uses} times, twice in {counted(len(twice), 'place')}", lines, fix
        )
    if not dense:
        yield Found("keyword_stuffing", "Overall", f"“{name}” stands {uses} times", name, fix)


def _by_place(told: tuple[Passage, ...]) -> list[tuple[str, str]]:
    others = [(passage.place, passage.text) for passage in told if passage.section != "skills"]
    return [*others, ("Skills", _skills(told))]


def _skills(told: tuple[Passage, ...]) -> str:
    return ", ".join(passage.text for passage in told if passage.section == "skills")


def _times(name: str, text: str) -> int:
    return f" {'  '.join(stems(text))} ".count(f" {'  '.join(stems(name))} ")


def _advice_density(stuffed: list[tuple[str, int]]) -> Advice:
    names = listed([f"“{name}” ({uses} times)" for name, uses in stuffed])
    return Advice(
        f"Use {names} less: say it once in the skills and where you did something with it.",
        "A term repeated again and again reads as written for a machine, and tells no more than once.",
    )
