"""What a résumé should not hold: sensitive data, references, text that nobody sees, orders meant for a model. No points."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.resume.analysis.report import Severity
from app.resume.analysis.subject import Subject
from app.resume.analysis.verdict import Found, listed
from app.resume.words import fold, sentences

_LONGEST_QUOTE = 160
_HEAD = 8  # lines in which the person's own numbers stand
_PHONE = re.compile(r"\(?\b\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b")
_NAMED = re.compile(r"\b[A-Z][a-z]+ [A-Z][\w'’-]+, ")
_FACT = r"(?:^\W{0,2}|[|;,(•·/–]\s?|\s-\s)"


_LEAVE_OUT: Mapping[Severity | None, str] = {
    None: "Leave it out; who hires you will ask for what the law lets them ask.",
    "low": "You may leave it out: some countries are used to it, but it says nothing of your work and lets others judge by it.",
}


@dataclass(frozen=True)
class _Sensitive:
    what: str
    pattern: re.Pattern[str]
    abroad: bool


@dataclass(frozen=True)
class _Lists:
    sensitive: tuple[_Sensitive, ...]
    orders: re.Pattern[str]
    references: re.Pattern[str]
    offer: re.Pattern[str]


def sensitive_data(subject: Subject) -> Iterator[Found]:
    """Birth date, age, marital status, nationality, religion, identity and licence numbers, a photo: one finding for a clause."""
    for clause in _clauses(subject.resume.raw_text):
        hits = [(kind, hit) for kind in _kinds(subject) if (hit := kind.pattern.search(clause))]
        if hits:
            told = listed(list(dict.fromkeys(kind.what for kind, _ in hits)))
            issue = f"The résumé gives {told}, which no employer needs at this stage"
            severity: Severity | None = "low" if all(kind.abroad for kind, _ in hits) else None
            yield Found(
                "sensitive_data", _place(subject, clause), issue, _clause(clause, hits[0][1]), _LEAVE_OUT[severity], severity
            )


def _kinds(subject: Subject) -> tuple[_Sensitive, ...]:
    """What is looked for: English résumés are spared the words of other languages."""
    return tuple(kind for kind in _lists().sensitive if not (kind.abroad and subject.english))


def _clauses(text: str) -> Iterator[str]:
    """The sentences of each printed line, and what bars part in it."""
    for line in text.splitlines():
        yield from (clause.strip() for part in line.split(" | ") for clause in sentences(part))


def _clause(clause: str, hit: re.Match[str]) -> str:
    return clause if len(clause) <= _LONGEST_QUOTE else hit.group()


def _place(subject: Subject, clause: str) -> str:
    return next((passage.place for passage in subject.passages if clause in passage.text), "Contact")


def references_section(subject: Subject) -> Iterator[Found]:
    """A list of references, or the offer of one."""
    lines = [line.strip() for line in subject.resume.raw_text.splitlines()]
    for at, line in enumerate(lines):
        heading = _lists().references.fullmatch(fold(line).strip(" :#*"))
        offer = _lists().offer.search(line) or _is_referee(line, at, subject)
        if heading or offer:
            said = next((later for later in lines[at + 1 :] if later), line) if heading else line
            issue = "References take room here and are asked for later"
            yield Found(
                "references_section", "References", issue, said, "Take the section out and keep the names for the interview."
            )
            return


def _is_referee(line: str, at: int, subject: Subject) -> bool:
    """Whether a line far below the head gives somebody's name and number, which is not the person's own."""
    number = _PHONE.search(line)
    own = re.sub(r"\D", "", subject.resume.phone or "")
    if number is None or at < _HEAD or re.sub(r"\D", "", number.group()) in {own, own[-10:]}:
        return False
    return bool(_NAMED.search(line[: number.start()]))


def hidden_text(subject: Subject) -> Iterator[Found]:
    """Text that no reader of the page would see."""
    for text in subject.document.hidden if subject.document else ():
        issue = "The file holds text that a reader cannot see; many programs take that for cheating"
        yield Found("hidden_text", "File", issue, text[:_LONGEST_QUOTE], "Take the hidden text out, or show it.")


def model_instruction(subject: Subject) -> Iterator[Found]:
    """Words that are meant for a model that reads the résumé."""
    texts = (subject.resume.raw_text, *(subject.document.hidden if subject.document else ()))
    for text in texts:
        for sentence in sentences(text):
            hit = _lists().orders.search(sentence)
            if hit:
                issue = "This reads as an order to a program; it changes nothing here, and costs trust elsewhere"
                yield Found("model_instruction", "File", issue, sentence[:_LONGEST_QUOTE], "Take the sentence out.")


@cache
def _lists() -> _Lists:
    data = tomllib.loads(Path(__file__).with_name("safety.toml").read_text(encoding="utf-8"))
    return _Lists(
        sensitive=tuple(
            _Sensitive(
                entry["what"],
                re.compile(entry["pattern"].replace("<FACT>", _FACT), re.IGNORECASE),
                entry.get("abroad", False),
            )
            for entry in data["sensitive"]
        ),
        orders=re.compile("|".join(data["orders"]), re.IGNORECASE),
        references=re.compile("|".join(data["references"]["headings"])),
        offer=re.compile("|".join(data["references"]["offers"]), re.IGNORECASE),
    )
