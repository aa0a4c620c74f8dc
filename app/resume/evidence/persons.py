"""Words for persons, and for what is made up of them."""

from app.resume.evidence.lexicon import listed
from app.resume.evidence.passage import Passage


def names_persons(passage: Passage, *, many: bool = False, word: str = "people") -> bool:
    """Whether a text names persons by what they are or do, whom a word may mean: `staff` no customers; with `many` several."""
    named = [passage.tokens[place].low for place in passage.content if is_person(passage.tokens[place].low)]
    if word not in listed("whoever"):
        named = [each for each in named if each not in listed("outsiders")]
    return any(not many or word.endswith("s") or word in listed("collectives") for word in named)


def names_a_body(passage: Passage) -> bool:
    """Whether a text names what is made up of people: `a department of 22`."""
    return not {token.low for token in passage.tokens}.isdisjoint(listed("collectives") | listed("bodies"))


def names_those_present(word: str, passage: Passage) -> bool:
    """Whether a word means the people of what a text tells of: the `attendees` of `a meeting for 120 people`."""
    words = {token.low for token in passage.tokens}
    return word in listed("those_present") and not (words.isdisjoint(listed("events")) or words.isdisjoint(listed("anybody")))


def is_person(word: str) -> bool:
    """Whether a word may name a person by what they are or do."""
    return word in listed("persons") or word.removesuffix("s").endswith(("er", "or", "ist", "ant", "ian", "ee", "eer"))
