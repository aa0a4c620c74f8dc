"""A text made ready for comparing: its tokens, what each word is known by, its quantities, verbs and clauses."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from app.resume.evidence.figures import Quantity
from app.resume.evidence.groups import aliases_of, group_keys, groups_of
from app.resume.evidence.instead import said_keys, source_keys
from app.resume.evidence.lexicon import (
    Keys,
    Rung,
    action_in,
    any_listed,
    comparable,
    forms,
    listed,
    nouns_too,
    rung_phrases,
    verb,
)
from app.resume.evidence.quantities import period_of, read_quantities
from app.resume.evidence.tokens import Token, tokenize

_LISTED = frozenset({"and", "or", "&"})
_CLAUSE_ENDS = frozenset(".;!?:|•()–—")


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb where a verb stands: its token, base form and rung."""

    place: int
    base: str
    rung: Rung


@dataclass(frozen=True, slots=True)
class Passage:
    """One text, read once. `exact[i]` is what token i is known by in its own forms, `wide[i]` with the groups it belongs to.

    `content` are the tokens of words that say something; `clauses` the spans of tokens between stops and commas; `bases` the
    verb of each token that tells a deed, as a verb, a participle or a noun; `words` its words, each in one form for all;
    `alternates` what it says is done every other time of, `summer` or `week`.
    """

    text: str
    tokens: tuple[Token, ...]
    exact: tuple[Keys, ...]
    wide: tuple[Keys, ...]
    content: tuple[int, ...]
    quantities: tuple[Quantity, ...]
    deeds: tuple[Deed, ...]
    clauses: tuple[tuple[int, int], ...]
    periods: frozenset[str]
    deed_places: frozenset[int]
    bases: Mapping[int, str]
    words: Keys
    alternates: Keys
    clause_numbers: tuple[int, ...]
    all_exact: Keys
    all_wide: Keys

    def keys_at(self, places: tuple[int, ...]) -> Keys:
        """What the tokens at some places are known by, groups included."""
        return frozenset().union(*(self.wide[place] for place in places)) if places else frozenset()

    def clause_of(self, place: int) -> range:
        """The tokens of the clause that a token stands in."""
        number = self.clause_numbers[place]
        return range(place, place + 1) if number < 0 else range(*self.clauses[number])

    def is_deed(self, place: int) -> bool:
        """Whether a verb stands at a token."""
        return place in self.deed_places

    def joins_on(self, place: int) -> bool:
        """Whether a hyphen glues the next word to a token: the `check` of `check-in`."""
        return place + 1 < len(self.tokens) and self.tokens[place + 1].text == "-" and self.tokens[place + 1].glued

    def quote(self, first: int, last: int) -> str:
        """The text from one token to another."""
        return self.text[self.tokens[first].start : self.tokens[last].end]


@lru_cache(maxsize=4096)
def read_passage(text: str, *, source: bool = False) -> Passage:
    """A text as a passage, with `source` one that others are held to; the same text is read once."""
    tokens = tokenize(text)
    exact, wide = _keys(tokens, source_keys if source else said_keys)
    quantities = read_quantities(tokens)
    numeric = {place for each in quantities for place in range(each.first, each.last + 1)}
    content = tuple(place for place, token in enumerate(tokens) if place not in numeric and _says_something(token))
    deeds, clauses = _deeds(tokens, numeric), _clauses(tokens)
    return Passage(
        text=text,
        tokens=tokens,
        exact=exact,
        wide=wide,
        content=content,
        quantities=quantities,
        deeds=deeds,
        clauses=clauses,
        periods=_periods(tokens),
        deed_places=frozenset(deed.place for deed in deeds),
        bases=_bases(tokens, content, deeds),
        words=frozenset(comparable(token.low) for token in tokens if token.kind == "word"),
        clause_numbers=_numbered(clauses, len(tokens)),
        alternates=_alternates(tokens, exact),
        all_exact=frozenset().union(*exact) if exact else frozenset(),
        all_wide=frozenset().union(*wide) if wide else frozenset(),
    )


def _periods(tokens: tuple[Token, ...]) -> frozenset[str]:
    """The spans of time that a text names, and those they make: `every Friday` is weekly, `every two weeks` biweekly."""
    words = [token.low for token in tokens]
    named = {span for word in words if (span := period_of(word))}
    again = [after for before, after in pairwise(words) if before in {"each", "every"}]
    pairs = {" ".join(pair) for pair in pairwise(words)}
    if any(before in {"other", "second", "alternate"} and any_listed([after], "weekdays") for before, after in pairwise(words)):
        named.add("fortnight")
    if any_listed(words, "weekdays"):
        named.add("week")
    if "days a week" in " ".join(words) and {"five", "5"} & {*words}:
        named.add("weekday")
    if not {"morning", "evening", "afternoon"}.isdisjoint(again):
        named.add("day")
    if any_listed(again, "months") or any_listed(again, "seasons"):
        named.add("year")
    if pairs & {"two weeks", "2 weeks", "other week", "second week"}:
        named.add("fortnight")
        named -= {"week"} if sum(period_of(word) == "week" for word in words) == 1 else set()
    return frozenset(named)


def _bases(tokens: tuple[Token, ...], content: tuple[int, ...], deeds: tuple[Deed, ...]) -> dict[int, str]:
    found = {deed.place: deed.base for deed in deeds}
    for place in content:
        word = tokens[place].low
        known = verb(word)
        plain = known is None or word == known[0] or word.endswith("s")
        base = action_in(word) if plain and not (known and _is_carried(tokens, place)) else known and known[0]
        if base:
            found.setdefault(place, base)
    return found


def _is_carried(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a noun names the deed of a verb before it that says nothing of itself: the `tours` of `gave tours`."""
    return any(
        each and each[0] in listed("colorless") for each in (verb(token.low) for token in tokens[max(0, place - 3) : place])
    )


def _alternates(tokens: tuple[Token, ...], exact: tuple[Keys, ...]) -> Keys:
    words = [token.low for token in tokens]
    places = (
        at
        for at in range(1, len(words))
        if (words[at - 1] in {"other", "second", "2nd"} and words[at - 2] == "every")
        or words[at - 1] in {"alternate", "alternating"}
    )
    return frozenset(key for at in places for key in (*exact[at], period_of(words[at])) if key)


def _says_something(token: Token) -> bool:
    if token.kind != "word":
        return False
    return token.low not in listed("grammar") or (len(token.text) > 1 and token.text.isupper())


def _keys(
    tokens: tuple[Token, ...], one_way: Callable[[Sequence[str]], tuple[Keys, ...]]
) -> tuple[tuple[Keys, ...], tuple[Keys, ...]]:
    words = [place for place, token in enumerate(tokens) if token.kind in {"word", "number"}]
    row = [comparable(tokens[place].low) for place in words]
    groups = {place: both | instead for place, both, instead in zip(words, group_keys(row), one_way(row), strict=True)}
    for place, keys in _of_shared_nouns(tokens):
        groups[place] |= keys
    exact = tuple(_exact(token) for token in tokens)
    named = {place: groups_of(base) for place in words if (base := action_in(tokens[place].low))}
    none: Keys = frozenset()
    plain = {place: aliases_of(tokens[place].low) for place in words if _is_plain_grammar(tokens[place])}
    return exact, tuple(
        (keys | groups.get(place, none) | named.get(place, none)) - plain.get(place, none) for place, keys in enumerate(exact)
    )


def _of_shared_nouns(tokens: tuple[Token, ...]) -> Iterator[tuple[int, Keys]]:
    """What `health` and `plans` of `health and retirement plans` are together, and where they stand."""
    for place in range(len(tokens) - 3):
        first, joint, second, noun = tokens[place : place + 4]
        if joint.low in {"and", "or", "&"} and {first.kind, second.kind, noun.kind} == {"word"} and not first.opens:
            alone, shared = groups_of(comparable(first.low)), group_keys((comparable(first.low), comparable(noun.low)))
            both = shared[0] & shared[1] - alone
            yield place, both
            yield place + 3, both


def _is_plain_grammar(token: Token) -> bool:
    """`as`, `or`, `us`, `it`, `ill`, where they are no `AS`, `OR`, `US`, `IT`, `ILL`."""
    return (token.low in listed("grammar") or token.low in listed("words_too")) and not token.text.isupper()


def _exact(token: Token) -> Keys:
    if token.kind == "sign":
        return frozenset()
    if token.kind == "word" and (token.low not in listed("grammar") or token.text.isupper()):
        return forms(token.low)
    return frozenset({token.low})


def _deeds(tokens: tuple[Token, ...], numeric: set[int]) -> tuple[Deed, ...]:
    found = []
    for place, token in enumerate(tokens):
        known = _verb_at(tokens, place) if token.kind == "word" and place not in numeric else None
        if known and _stands_as_verb(tokens, place, known[0]):
            found.append(Deed(place, *known))
    phrases = _phrase_deeds(tokens)
    taken = {deed.place for deed in phrases}
    return tuple(sorted([*phrases, *(deed for deed in found if deed.place not in taken)], key=lambda deed: deed.place))


def _verb_at(tokens: tuple[Token, ...], place: int) -> tuple[str, Rung] | None:
    """The verb at a token; a word in -ed that opens a sentence is one, also where no list of ours has it."""
    token = tokens[place]
    known = verb(token.low)
    if known or not token.opens:
        return known
    return (token.low, "did") if token.low.endswith("ed") or _is_told(tokens, place) else None


def _is_told(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a word that is a noun as often opens a sentence as a verb: `Staff the desk`, where `Staff nurse` has none."""
    if tokens[place].low not in nouns_too() or place + 1 >= len(tokens):
        return False
    return tokens[place + 1].low in {"a", "an", "the", "and", "all", "my", "our", "their"} or tokens[place + 1].kind == "number"


def _stands_as_verb(tokens: tuple[Token, ...], place: int, base: str) -> bool:
    token = tokens[place]
    if token.opens:
        return True
    before, inside = tokens[place - 1].low, token.low
    if token.capital and not token.marked and inside != "":
        return False
    if inside.endswith("s") and inside != base and before in _LISTED and not _opens_in_s(tokens, place):
        return False
    if inside == base or inside.endswith("s"):
        return before in listed("before_a_verb") or _after_adverb(tokens, place) or comparable(before) == "help"
    if inside.endswith("ing"):
        return before not in {"a", "an", "the", "of"} and not _noun_like(tokens, place)
    return before not in {"a", "an", "the"} and not _noun_like(tokens, place)


def _opens_in_s(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether the sentence of a token opens with a verb in -s, or says who: `Sorts and scans mail`, no `ovens and scales`."""
    first = next(at for at in range(place, -1, -1) if at == 0 or tokens[at].opens)
    opening = tokens[first].low
    return (verb(opening) is not None and opening.endswith("s")) or any(
        token.low in {"who", "which", "that", "it", "he", "she"} for token in tokens[first:place]
    )


def _after_adverb(tokens: tuple[Token, ...], place: int) -> bool:
    before = tokens[place - 1]
    return before.low.endswith("ly") and (place < 2 or tokens[place - 2].low in listed("before_a_verb") or before.opens)


def _noun_like(tokens: tuple[Token, ...], place: int) -> bool:
    """A form in -ing or -ed glued into a compound (`data-driven`), or before a noun that an article opened."""
    return tokens[place].glued and tokens[place - 1].text == "-"


def _phrase_deeds(tokens: tuple[Token, ...]) -> list[Deed]:
    words = [comparable(token.low) if token.kind == "word" else token.text for token in tokens]
    return [
        Deed(place, phrase[0], rung)
        for place, word in enumerate(words)
        for phrase, rung in rung_phrases().get(word, ())
        if tuple(words[place : place + len(phrase)]) == phrase
    ]


def _clauses(tokens: tuple[Token, ...]) -> tuple[tuple[int, int], ...]:
    """Spans of tokens between stops, brackets and commas, and at an `and` before a verb."""
    spans: list[tuple[int, int]] = []
    start = 0
    for place, token in enumerate(tokens):
        if token.opens and place > start and tokens[place - 1].text not in _CLAUSE_ENDS:
            spans.append((start, place))
            start = place
        if (token.text in _CLAUSE_ENDS or token.text == "," or _joins_deeds(tokens, place)) and not _inside_number(tokens, place):
            spans.append((start, place))
            start = place + 1
    spans.append((start, len(tokens)))
    return tuple(span for span in spans if span[1] > span[0])


def _numbered(clauses: tuple[tuple[int, int], ...], size: int) -> tuple[int, ...]:
    """For each token the number of its clause; -1 for a token between two."""
    numbers = [-1] * size
    for number, (first, last) in enumerate(clauses):
        numbers[first:last] = [number] * (last - first)
    return tuple(numbers)


def _inside_number(tokens: tuple[Token, ...], place: int) -> bool:
    return tokens[place].text == ":" and tokens[place].glued and place + 1 < len(tokens) and tokens[place + 1].kind == "number"


def _joins_deeds(tokens: tuple[Token, ...], place: int) -> bool:
    if tokens[place].low not in {"and", "then", "while"} or place + 1 >= len(tokens):
        return False
    known = verb(tokens[place + 1].low)
    return known is not None and not any_listed([tokens[place + 1].low], "seniority")
