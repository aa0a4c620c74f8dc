"""Follows each suggestion that can be followed without knowing the person, and names those that won less than promised.

    python scripts/follow_suggestions.py FOLDER [--every N]

FOLDER holds résumés (PDF, DOCX, text), in folders of its own as well; `--every N` takes each Nth of them. What is written in is
invented and plain: it stands for what the person would write. Exits with 1 where a promise was not kept.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from app.errors import UnreadableFile
from app.resume.analysis.analyze import analyze
from app.resume.analysis.language.verbs import opening_verb, past_of
from app.resume.analysis.report import Report, Suggestion
from app.resume.model import Experience, Resume
from app.resume.parsing.parse import parse
from app.resume.reading.document import Document
from app.resume.reading.read import read

Follow = Callable[[Resume, Suggestion], Resume | None]
_WRITTEN = frozenset({".pdf", ".docx", ".txt"})
_NEAR_SAME = 0.005
_SHOWN = 3  # a suggestion shows no more lines than these
_OTHER = (
    "answer 42 questions a week by phone and write each answer into the shared log",
    "count the stock of 310 items each month for the report to the buyer",
    "draft 18 letters a week for the director, with the copies on file the same day",
    "measure 27 rooms a year for the new floor plans of the building department",
    "sort 640 pieces of mail a day for five departments before noon",
    "train 11 new colleagues a year on the safety rules within their first two weeks",
    "check 95 orders a day against the packing list, with 12% fewer returns",
    "plan 23 trips a year for the board within the budget of the department",
    "repair 34 machines a month, with a log of the spare parts that were used",
    "present the figures of 6 teams to the owners at the end of each quarter",
    "label 480 samples a week for the database of the laboratory on the same day",
    "arrange 15 visits of partners a year, each with a report to them afterwards",
)
_PLAIN = (
    "desks lamps rooms tables chairs boxes maps files shelves doors halls yards fences gates roofs walls paths ponds barns sheds"
)


def with_bullets(resume: Resume, texts: tuple[str, ...]) -> Resume | None:
    """The résumé with lines put under its first job; None where it has no job."""
    if not resume.experiences:
        return None
    first, *rest = resume.experiences
    lines = [line for job in resume.experiences for line in job.responsibilities]
    stop = "." if 2 * sum(line.endswith(".") for line in lines) > len(lines) else ""
    told = tuple(in_tense(text, current=first.current) + stop for text in texts)
    return with_jobs(resume, (with_lines(first, (*first.responsibilities, *told)), *rest))


def in_tense(text: str, *, current: bool) -> str:
    """A line that opens with a verb's base form, in the present for a job that goes on, else in the past."""
    verb, _, rest = text.partition(" ")
    return f"{(verb if current else past_of(verb)).capitalize()} {rest}"


def with_lines(job: Experience, lines: tuple[str, ...]) -> Experience:
    return job.model_copy(update={"responsibilities": lines})


def with_jobs(resume: Resume, jobs: tuple[Experience, ...]) -> Resume:
    return resume.model_copy(update={"experiences": jobs})


def with_summary(resume: Resume, text: str) -> Resume:
    found = resume.sections_found if "summary" in resume.sections_found else (*resume.sections_found, "summary")
    return resume.model_copy(update={"summary": text, "sections_found": found})


def reworded(resume: Resume, examples: tuple[str, ...], change: Callable[[str], str]) -> Resume:
    """The résumé with the lines and sentences that the examples name written anew."""

    def said(text: str) -> str:
        for example in examples:
            if example and example in text:
                text = text.replace(example, change(example))
        return text

    jobs = tuple(with_lines(job, tuple(map(said, job.responsibilities))) for job in resume.experiences)
    return resume.model_copy(update={"experiences": jobs, "summary": said(resume.summary) if resume.summary else resume.summary})


def more_words(resume: Resume, suggestion: Suggestion) -> Resume | None:
    wanted = re.search(r"Add about (\d+) words", suggestion.suggestion)
    if not wanted:
        return None
    lines: list[str] = []
    while sum(len(line.split()) for line in lines) < int(wanted[1]) and len(lines) < len(_OTHER):
        lines.append(_OTHER[len(lines)])
    return with_bullets(resume, tuple(lines))


def in_bullets(resume: Resume, suggestion: Suggestion) -> Resume | None:
    """A bullet for each term named, of a verb and figures of its own."""
    told = zip(suggestion.examples, _OTHER, strict=False)
    return with_bullets(resume, tuple(f"{line.split(',')[0]}, with {term}" for term, line in told))


def in_skills(resume: Resume, suggestion: Suggestion) -> Resume | None:
    found = resume.sections_found if "skills" in resume.sections_found else (*resume.sections_found, "skills")
    return resume.model_copy(update={"skills": (*resume.skills, *suggestion.examples), "sections_found": found})


def named(resume: Resume, suggestion: Suggestion) -> Resume | None:
    told = in_bullets(resume, suggestion)
    return in_skills(told, suggestion) if told else None


def in_summary(resume: Resume, suggestion: Suggestion) -> Resume | None:
    """The terms in a sentence of the summary; elsewhere in bullets."""
    if suggestion.category != "summary":
        return in_bullets(resume, suggestion)
    if not resume.summary or not suggestion.examples:
        return None
    return with_summary(resume, f"{resume.summary} Works with {', '.join(suggestion.examples)}.")


def counted(resume: Resume, suggestion: Suggestion) -> Resume | None:
    wanted, numbers = re.search(r"to (\d+) more", suggestion.suggestion), iter(range(14, 900, 3))
    bare = [line for job in resume.experiences for line in job.responsibilities if not re.search(r"\d", line)]
    other = [line for line in bare if not any(example in line for example in suggestion.examples)]
    chosen = sorted(dict.fromkeys((*suggestion.examples, *other)), key=lambda line: " " not in line)  # fragments last
    if not wanted:
        return None

    def told(text: str) -> str:
        return f"{text.rstrip('.')}, {next(numbers)} times a month{'.' if text.endswith('.') else ''}"

    return reworded(resume, tuple(chosen[: int(wanted[1])]), told)


def figure_taken_up(resume: Resume, suggestion: Suggestion) -> Resume | None:
    """The clause of the best bullet that holds the figure, behind the summary."""
    clauses = re.split(r"[,;.] ", next(iter(suggestion.examples), ""))
    best = next((clause for clause in clauses if re.search(r"\d", clause)), None)
    if not best or not resume.summary:
        return None
    stop = "" if resume.summary.endswith((".", "!")) else "."
    return with_summary(resume, f"{resume.summary}{stop} {best.rstrip('.')}.")


def place_given(resume: Resume, suggestion: Suggestion) -> Resume | None:
    return resume.model_copy(update={"location": "Duluth, MN"}) if "city and state" in suggestion.suggestion else None


def longer(resume: Resume, suggestion: Suggestion) -> Resume | None:
    if "Say more" not in suggestion.suggestion:
        return None
    return reworded(
        resume, suggestion.examples, lambda text: f"{text.rstrip('.')} for the teams of three departments in two buildings"
    )


def without_person(resume: Resume, suggestion: Suggestion) -> Resume | None:
    person = re.compile(r"\b(?:I['’]?(?:m|ve|d|ll)?|my|me|we|our|us|myself)\b ?", re.IGNORECASE)
    return reworded(resume, suggestion.examples, lambda text: person.sub("", text))


def deed_for_duty(resume: Resume, suggestion: Suggestion) -> Resume | None:
    def opened(text: str) -> str:
        rest = re.sub(r"^\W*(?:\w+ed|\w+ible|\w+ing) (?:with|for|in|on|to) ", "", text)
        return text if rest == text else f"Kept {rest}"

    if any(opened(text) == text for text in suggestion.examples) or int(re.sub(r"\D", "", suggestion.suggestion) or 0) > _SHOWN:
        return None
    return reworded(resume, suggestion.examples, opened)


def without_praise(resume: Resume, suggestion: Suggestion) -> Resume | None:
    if not resume.summary:
        return None
    told = resume.summary
    plain = cycle(_PLAIN.split())
    for example in sorted(re.findall("“([^”]+)”", suggestion.suggestion), key=len, reverse=True):
        facts = " ".join(islice(plain, len(example.split())))
        told = told.replace(example, f"{facts}." if example.endswith(".") else facts)
        headline = " ".join((resume.headline or "").replace(example, "").split())
        resume = resume.model_copy(update={"headline": headline or None})
    return with_summary(resume, told)


def stops_alike(resume: Resume, suggestion: Suggestion) -> Resume | None:
    if "End all bullets alike" not in suggestion.suggestion or "Correct" in suggestion.suggestion:
        return None
    jobs = tuple(with_lines(job, tuple(line.rstrip(".") for line in job.responsibilities)) for job in resume.experiences)
    return with_jobs(resume, jobs)


def verbs_first(resume: Resume, suggestion: Suggestion) -> Resume | None:
    wanted = re.search(r"Open (\d+) more", suggestion.suggestion)
    verbs = iter(line.split()[0] for line in _OTHER * 4)
    jobs = resume.experiences
    bare = [(job, line) for job in jobs for line in job.responsibilities if not opening_verb(line)]
    if not wanted or len(bare) < int(wanted[1]):
        return None
    told = {
        line: in_tense(f"{next(verbs)} {line[:1].lower()}{line[1:]}", current=job.current) for job, line in bare[: int(wanted[1])]
    }
    return reworded(resume, tuple(told), told.__getitem__)


FOLLOWED: dict[str, Follow] = {
    "word_count": more_words,
    "keywords": in_summary,
    "keyword_context": in_bullets,
    "evidenced": in_bullets,
    "tools": named,
    "relevance": in_skills,
    "quantified": counted,
    "achievement": figure_taken_up,
    "contact": place_given,
    "bullet_length": longer,
    "pronouns": without_person,
    "weak_phrases": deed_for_duty,
    "specific": without_praise,
    "spelling": stops_alike,
    "action_verbs": verbs_first,
}


def resumes(folder: Path, every: int) -> Iterator[tuple[Path, Document]]:
    files = sorted(file for file in folder.rglob("*") if file.suffix in _WRITTEN and "hostile" not in file.parts)
    for file in files[::every]:
        try:
            yield file, read(file.read_bytes())
        except UnreadableFile:
            continue


def unkept(resume: Resume, document: Document, today: date, tally: Counter[str]) -> Iterator[str]:
    """What was promised and not won, a line a suggestion."""
    before = analyze(resume, document, today=today)
    for suggestion in before.suggestions:
        follow = FOLLOWED.get(suggestion.check)
        changed = follow(resume, suggestion) if follow else None
        if changed is None or changed == resume:
            continue
        after = analyze(changed, document, profile=str(before.metadata["profile"]), today=today)
        won = after.scores.overall_score - before.scores.overall_score
        tally[suggestion.check] += 1
        if won < suggestion.points - _NEAR_SAME:
            tally[f"{suggestion.check}, less"] += 1
            yield f"{suggestion.check} promised {suggestion.points}, won {won:.2f}: {', '.join(moved(before, after))}"


def moved(before: Report, after: Report) -> list[str]:
    """The checks whose points changed, and by how much."""
    rows = {(row.category, row.check): row.points for row in before.score_breakdown}
    won = ((row.check, row.points - rows.get((row.category, row.check), row.points)) for row in after.score_breakdown)
    return [f"{name} {points:+.2f}" for name, points in won if abs(points) > _NEAR_SAME]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--today", type=date.fromisoformat, default=datetime.now(UTC).date())
    options = parser.parse_args()
    tally: Counter[str] = Counter()
    for file, document in resumes(options.folder, options.every):
        for line in unkept(parse(document), document, options.today, tally):
            print(f"{file.name}: {line}")
    followed = {name: times for name, times in sorted(tally.items()) if not name.endswith("less")}
    less = sum(times for name, times in tally.items() if name.endswith("less"))
    print(f"{sum(followed.values())} suggestions followed, {less} won less than promised: {followed}")
    sys.exit(1 if less else 0)


if __name__ == "__main__":
    main()
