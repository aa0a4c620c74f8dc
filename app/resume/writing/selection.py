"""Puts improvements into a résumé: the fields, the printed text and the sources change together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from app.resume.model import Bullet, Resume, SectionFound, SkillGroup, Source
from app.resume.reading.document import Document
from app.resume.writing.entries import Slot, bullets_of, entries_of, retold, with_entries
from app.resume.writing.improvement import Improvement
from app.resume.writing.printed import LineEdit, lines_of, rest_of, stands_at, with_blocks, with_lines
from app.resume.writing.skill_lists import read_groups

_BEFORE_ALL = frozenset({"contact", "top"})
_NEAR = 4
_MARK = "- "
"""What a bullet begins with in the text of a résumé that came as data; where a file was read, its glyphs are left out."""


def with_changes(
    resume: Resume, changes: Iterable[Improvement], document: Document | None = None
) -> tuple[Resume, Document | None]:
    """The résumé with these changes and no other, and the document that it would have been read from."""
    by_section: dict[str, list[Improvement]] = {}
    for change in changes:
        by_section.setdefault(change.section, []).append(change)
    changed, edits = _works(resume, by_section)
    changed, more = _profile(changed, by_section)
    edits = sorted((*edits, *more), key=lambda edit: edit.first)
    return _narrowed(with_lines(changed, edits)), with_blocks(document, edits)


def _works(resume: Resume, changes: Mapping[str, Sequence[Improvement]]) -> tuple[Resume, list[LineEdit]]:
    raw = resume.raw_text.splitlines()
    edits: list[LineEdit] = []
    for section, told in entries_of(resume).items():
        mine, entries = changes.get(section, ()), list(told)
        for number in dict.fromkeys(change.entry for change in mine):
            if number is None or not 1 <= number <= len(entries):
                continue
            places = bullets_of(entries[number - 1], raw)
            slots = _slots(places, [change for change in mine if change.entry == number])
            edits += _edits(places, slots, raw, described=section != "experience")
            entries[number - 1] = retold(entries[number - 1], slots, raw)
        resume = with_entries(resume, section, entries) if mine else resume
    return resume, edits


def _slots(old: Sequence[Bullet], changes: Sequence[Improvement]) -> list[Slot]:
    """The work's old lines in their new order, each with what stands in its place."""
    slots = [Slot(bullet, (bullet.text,)) for bullet in old]
    order = list(range(1, len(old) + 1))
    for change in changes:
        if change.kind == "reorder":
            order = list(change.bullets) if sorted(change.bullets) == order else order
        elif change.bullets and all(1 <= at <= len(old) for at in change.bullets):
            for at in change.bullets:
                slots[at - 1] = Slot(old[at - 1], ())
            lines = tuple(line.strip() for line in change.improved.splitlines() if line.strip())
            slots[change.bullets[0] - 1] = Slot(old[change.bullets[0] - 1], lines)
    return [slots[at - 1] for at in order]


def _edits(places: Sequence[Bullet], slots: Sequence[Slot], raw: Sequence[str], *, described: bool) -> Iterator[LineEdit]:
    """Edits for the lines that change and are printed; where one of them is not, a new order is not printed either.

    Paragraphs become bullets, but for the description of a work that is `described`.
    """
    rests = [rest_of(place.source, place.text, raw) for place in places]
    moved = any(slot.old is not place for place, slot in zip(places, slots, strict=True))
    if _overlap([place.source for place in places]) or (moved and any(rest != "" for rest in rests)):
        return
    for place, slot, rest in zip(places, slots, rests, strict=True):
        if place.source and rest is not None and slot.texts != (place.text,):
            mark = _MARK if raw[place.source.first_line - 1].startswith(_MARK) else ""
            lines = tuple(mark + text for text in slot.texts)
            yield LineEdit(
                place.source.first_line, place.source.last_line, lines, bullet=not (described and place.prose), rest=rest
            )


def _overlap(sources: Sequence[Source | None]) -> bool:
    spans = sorted((source.first_line, source.last_line) for source in sources if source)
    return any(later[0] <= earlier[1] for earlier, later in pairwise(spans))


def _narrowed(resume: Resume) -> Resume:
    """Lines that came of one have a printed line each, and a new heading has its own."""
    raw = resume.raw_text.splitlines()
    jobs = tuple(
        entry.model_copy(update={"bullets": tuple(_own_line(bullet, raw) for bullet in entry.bullets)})
        for entry in resume.experiences
    )
    headings = tuple(_own_heading(each, raw) for each in resume.headings)
    return resume.model_copy(update={"experiences": jobs, "headings": headings})


def _own_heading(each: SectionFound, raw: Sequence[str]) -> SectionFound:
    near = range(each.source.first_line, each.source.first_line + _NEAR) if each.source else ()
    at = next((line for line in near if 1 <= line <= len(raw) and raw[line - 1] == each.heading), None)
    if each.source is None or at in {None, each.source.first_line}:
        return each
    return each.model_copy(update={"source": each.source.model_copy(update={"first_line": at, "last_line": at})})


def _own_line(bullet: Bullet, raw: Sequence[str]) -> Bullet:
    source = bullet.source
    if source is None or stands_at(source, bullet.text, raw):
        return bullet
    for line in range(source.first_line, min(source.last_line, len(raw)) + 1):
        own = source.model_copy(update={"first_line": line, "last_line": line})
        if stands_at(own, bullet.text, raw):
            return bullet.model_copy(update={"source": own})
    return bullet


def _profile(resume: Resume, changes: Mapping[str, Sequence[Improvement]]) -> tuple[Resume, list[LineEdit]]:
    edits: list[LineEdit] = []
    for change in changes.get("summary", ()):
        resume, more = _with_summary(resume, change.improved)
        edits += more
    for change in changes.get("skills", ()):
        resume, more = _with_skills(resume, change.improved)
        edits += more
    return resume, edits


def _with_summary(resume: Resume, text: str) -> tuple[Resume, list[LineEdit]]:
    raw = resume.raw_text.splitlines()
    found = lines_of(resume.summary, raw) if resume.summary else None
    changed = resume.model_copy(update={"summary": text or None})
    if found:
        return changed, [LineEdit(*found, tuple(text.splitlines()))]
    if resume.summary or not raw:
        return changed, []
    first = next((each for each in resume.headings if each.source and each.section not in _BEFORE_ALL), None)
    at = first.source.first_line if first and first.source else len(raw) + 1
    return _with_heading(changed, "summary", "Summary", at), [LineEdit(at, at - 1, (_like(resume, "Summary"), text))]


def _like(resume: Resume, heading: str) -> str:
    """A heading as the résumé writes its headings."""
    capitals = [each.heading for each in resume.headings if each.heading.isupper()]
    return heading.upper() if 2 * len(capitals) > len(resume.headings) else heading


def _with_heading(resume: Resume, section: str, heading: str, line: int) -> Resume:
    """The résumé with a heading that will stand before this line; its source is the line above until the lines are put in."""
    page = next((each.source.page for each in resume.headings if each.source and each.source.first_line >= line), 1)
    before = [each for each in resume.headings if each.source and each.source.first_line < line]
    mine = SectionFound(
        heading=_like(resume, heading), section=section, source=Source(page=page, first_line=line - 1, last_line=line - 1)
    )
    sections = [*resume.sections_found]
    if section not in sections:
        sections.insert(1 if sections[:1] == ["contact"] and section == "summary" else len(sections), section)
    headings = (*before, mine, *resume.headings[len(before) :])
    return resume.model_copy(update={"headings": headings, "sections_found": tuple(sections)})


def _with_skills(resume: Resume, text: str) -> tuple[Resume, list[LineEdit]]:
    raw = resume.raw_text.splitlines()
    groups = read_groups(text)
    edits = _edits_of_skills(resume, text, raw)
    source = next((group.source for group in resume.skill_groups if group.source), None)
    named = tuple(
        SkillGroup(name=group.name, skills=group.skills, source=source if edits else None, confidence=0.9) for group in groups
    )
    flat = tuple(skill for group in groups for skill in group.skills)
    changed = resume.model_copy(update={"skill_groups": named, "skills": flat})
    if edits and not resume.skills:
        return _with_heading(changed, "skills", "Skills", edits[0].first), edits
    return changed, edits


def _edits_of_skills(resume: Resume, text: str, raw: Sequence[str]) -> list[LineEdit]:
    lines = tuple(text.splitlines())
    if not resume.skills:
        return [LineEdit(len(raw) + 1, len(raw), (_like(resume, "Skills"), *lines))] if raw else []
    sources = [group.source for group in resume.skill_groups]
    spans = sorted({(source.first_line, source.last_line) for source in sources if source})
    if None in sources or not spans or not _consecutive(spans, raw):
        return []
    return [LineEdit(spans[0][0], spans[-1][1], lines)]


def _consecutive(spans: Sequence[tuple[int, int]], raw: Sequence[str]) -> bool:
    """Whether nothing but white stands between the lines of the groups."""
    between = (raw[earlier[1] : later[0] - 1] for earlier, later in pairwise(spans))
    return all(not line.strip() for lines in between for line in lines)
