"""What holds for every text: itself is borne out, its words in another order say nothing new, and what is added is caught."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.resume.evidence.check import check
from app.resume.evidence.claims import EvidenceLine

DEEDS = ("Sorted", "Painted", "Counted", "Washed", "Carried", "Sold", "Measured", "Repaired")
THINGS = ("chairs", "lamps", "kettles", "baskets", "bicycles", "carpets", "ladders", "violins")
PLACES = ("at the harbor", "near the museum", "in the cellar", "for the orchestra", "behind the bakery")
TOOLS = ("Zorvex", "Plimtrack", "Quandle", "NexaForm", "Tribix")
FIRMS = ("Halloway Brothers Inc", "Marrow & Finch LLP", "Osterby Foundation", "Kelmscott Hospital")


@st.composite
def bullets(draw: st.DrawFn) -> str:
    deed, thing, place = draw(st.sampled_from(DEEDS)), draw(st.sampled_from(THINGS)), draw(st.sampled_from(PLACES))
    count = draw(st.integers(min_value=2, max_value=900))
    return f"{deed} {count} {thing} {place}"


def lines(texts: list[str]) -> tuple[EvidenceLine, ...]:
    return tuple(EvidenceLine(text, number, entry=1) for number, text in enumerate(texts, start=1))


@settings(deadline=None)
@given(st.lists(bullets(), min_size=1, max_size=4), st.integers(min_value=0, max_value=3))
def test_an_identical_text_is_supported(texts: list[str], chosen: int) -> None:
    assert check(texts[chosen % len(texts)], lines(texts), entry=1).supported


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_bears_itself_out_and_is_read_without_failing(text: str) -> None:
    assert check(text, lines([text]), entry=1).supported
    check(text, lines(["Sorted 12 chairs at the harbor"]), entry=1)


@settings(deadline=None)
@given(bullets(), bullets(), st.randoms(use_true_random=False))
def test_words_in_another_order_add_no_word(text: str, other: str, random: st.DataObject) -> None:
    deed, count, thing, *place = text.split()
    turned = f"{' '.join(place)} {deed.lower()} {count} {thing}"
    assert check(turned[0].upper() + turned[1:], lines([text]), entry=1).supported


@settings(deadline=None)
@given(bullets(), st.integers(min_value=1000, max_value=1900))
def test_a_number_that_stands_nowhere_is_caught(text: str, number: int) -> None:
    deed, _, *rest = text.split()
    assert not check(f"{deed} {number} {' '.join(rest)}", lines([text]), entry=1).supported
    assert not check(f"{text} with {number} helpers", lines([text]), entry=1).supported


@settings(deadline=None)
@given(bullets(), st.sampled_from(TOOLS + FIRMS), st.sampled_from(("with", "in", "for", "through")))
def test_a_name_that_stands_nowhere_is_caught(text: str, name: str, joint: str) -> None:
    assert not check(f"{text} {joint} {name}", lines([text]), entry=1).supported


@settings(deadline=None)
@given(bullets(), bullets())
def test_another_entry_bears_nothing_out(mine: str, theirs: str) -> None:
    both = (EvidenceLine(mine, 1, entry=1), EvidenceLine(theirs, 2, entry=2))
    assert check(theirs, both, entry=2).supported
    if mine.split()[2] != theirs.split()[2]:
        assert not check(theirs, both, entry=1).supported
