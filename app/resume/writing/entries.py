"""The lines of an entry that tells of work (a job, a project, unpaid work), and the entry with other lines in their place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.resume.model import Bullet, Experience, Project, Resume, Source, Volunteering
from app.resume.writing.improvement import WorkSection
from app.resume.writing.printed import lines_of

Told = Experience | Project | Volunteering


@dataclass(frozen=True)
class Slot:
    """What stands in the place of one old line: the old one, or the lines that replace it, perhaps none."""

    old: Bullet
    texts: tuple[str, ...]


def entries_of(resume: Resume) -> Mapping[WorkSection, tuple[Told, ...]]:
    """The entries of each section that tells of work, in the order of the résumé."""
    return {"experience": resume.experiences, "projects": resume.projects, "volunteering": resume.volunteering}


def with_entries(resume: Resume, section: WorkSection, entries: Sequence[Told]) -> Resume:
    """The résumé with these entries in a section."""
    field = "experiences" if section == "experience" else section
    return resume.model_copy(update={field: tuple(entries)})


def bullets_of(entry: Told, raw: Sequence[str]) -> tuple[Bullet, ...]:
    """The lines of an entry that hold something, each with its source where that is known; `raw` is the printed text.

    Of a project and of unpaid work the first is the description or summary, where there is one.
    """
    if isinstance(entry, Experience):
        return tuple(_sourced(_of_job(entry), entry.source, raw))
    first = _opening(entry)
    texts = (first, *entry.details) if first else entry.details
    placed = tuple(_placed([text for text in texts if text.strip()], entry.source, raw))
    return (placed[0].model_copy(update={"prose": True}), *placed[1:]) if first else placed


def retold(entry: Told, slots: Sequence[Slot], raw: Sequence[str]) -> Told:
    """The entry with what stands in the slots; of more lines in the place of a description the first is the description.

    Each new line of a job has the printed lines of the old one that stood in this place as its source, until these have moved.
    """
    if isinstance(entry, Experience):
        bullets = tuple(_bullets(bullets_of(entry, raw), slots))
        return entry.model_copy(update={"bullets": bullets, "responsibilities": tuple(bullet.text for bullet in bullets)})
    texts = [text for slot in slots for text in slot.texts]
    if not _opening(entry):
        return entry.model_copy(update={"details": tuple(texts)})
    opens = bool(slots[0].texts)
    first = texts[0] if opens else None
    return entry.model_copy(update={_FIRST[type(entry)]: first, "details": tuple(texts[opens:])})


_FIRST = {Project: "description", Volunteering: "summary"}


def _opening(entry: Project | Volunteering) -> str | None:
    text = entry.description if isinstance(entry, Project) else entry.summary
    return text if text and text.strip() else None


def _of_job(job: Experience) -> tuple[Bullet, ...]:
    if tuple(bullet.text for bullet in job.bullets) == job.responsibilities:
        return tuple(bullet for bullet in job.bullets if bullet.text.strip())
    return tuple(Bullet(text=text) for text in job.responsibilities if text.strip())


def _bullets(places: Sequence[Bullet], slots: Sequence[Slot]) -> Iterator[Bullet]:
    for place, slot in zip(places, slots, strict=True):
        prose = slot.old.prose and slot.texts == (slot.old.text,)
        for text in slot.texts:
            yield slot.old.model_copy(update={"text": text, "source": place.source, "prose": prose})


def _sourced(bullets: Sequence[Bullet], within: Source | None, raw: Sequence[str]) -> Iterator[Bullet]:
    """The bullets; where they came as data, which tell of no lines, each with those that it is printed in."""
    if any(bullet.source for bullet in bullets) or not raw:
        yield from bullets
        return
    for bullet, placed in zip(bullets, _placed([bullet.text for bullet in bullets], within, raw), strict=True):
        yield bullet.model_copy(update={"source": placed.source})


def _placed(texts: Sequence[str], within: Source | None, raw: Sequence[str]) -> Iterator[Bullet]:
    """Each text with the printed lines of the entry that hold it and nothing else; no line is two texts' own."""
    whole = within or Source(page=1, first_line=1, last_line=len(raw))
    left = list(raw[whole.first_line - 1 : whole.last_line])
    for text in texts:
        found = lines_of(text, left)
        if found is None:
            yield Bullet(text=text)
            continue
        left[found[0] - 1 : found[1]] = [""] * (found[1] - found[0] + 1)
        lines = {"first_line": whole.first_line + found[0] - 1, "last_line": whole.first_line + found[1] - 1}
        yield Bullet(text=text, source=whole.model_copy(update=lines))
