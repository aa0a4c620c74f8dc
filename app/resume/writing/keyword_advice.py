"""What the profile or posting asks for: found or not, where, and how it may be added by somebody of whom it is true."""

from collections.abc import Iterator

from app.resume.analysis.keywords import Shown, Term
from app.resume.model import Value
from app.resume.writing.standing import Standing

_MOST = 30


class KeywordSuggestion(Value):
    """A keyword is never added to a text by us: `how_to_add` tells the person how, if it is true of them."""

    keyword: str
    found: bool
    where: str | None
    how_to_add: str | None


def keyword_suggestions(standing: Standing) -> tuple[KeywordSuggestion, ...]:
    """The weightiest terms of the target, those that are missing first."""
    shown = {each.term.name: each for each in standing.shown}
    ranked = sorted(standing.target.terms, key=lambda term: (term.name in shown, -term.weight * (2 if term.must else 1)))
    missing = [term for term in ranked if term.name not in shown][: _MOST // 2]
    found = [term for term in ranked if term.name in shown][: _MOST - len(missing)]
    return tuple(_suggestions([*missing, *found], shown))


def _suggestions(terms: list[Term], shown: dict[str, Shown]) -> Iterator[KeywordSuggestion]:
    for term in terms:
        at = shown.get(term.name)
        yield KeywordSuggestion(
            keyword=term.name, found=at is not None, where=at.place if at else None, how_to_add=_how(term, at)
        )


def _how(term: Term, at: Shown | None) -> str | None:
    if at is None:
        where = "list it under certifications" if term.kind == "credential" else "say in the line of the job where you did it"
        return f"If {term.name} is true of you, {where}; if it is not, leave it out."
    return None if at.context else f"Say in a line of your work what you did with {term.name}; so far it is only listed."
