"""Normal forms are as Unicode says them, and cost what the text is long, however many marks a letter has."""

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwork.ground.canonical import digest
from pactwork.ground.names import name_words
from pactwork.ground.typed import alike, cleaned, seen, unlittered
from pactwork.ground.unicode import Form, normal, without_piles

MARKS = st.sampled_from("\u0301\u0323\u0344\u0f73\u0f71\u064e\u0345\u1dce\u3099\uff9e\u0903\u1161")
PILES = st.lists(st.one_of(st.text(MARKS, max_size=90), st.text("aạeﬁㄱ각\u1112ắ", max_size=3)))
FORMS: tuple[Form, ...] = ("NFC", "NFD", "NFKC", "NFKD")


@given(PILES.map("".join))
@settings(max_examples=200, deadline=None)
def test_a_normal_form_is_the_one_that_unicode_says(text: str) -> None:
    for form in FORMS:
        assert normal(text, form) == unicodedata.normalize(form, text)


@given(PILES.map("".join))
@settings(max_examples=200, deadline=None)
def test_a_letter_keeps_thirty_marks_and_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once
    assert seen(seen(text)) == seen(text)
    assert alike(once) == alike(text)


def test_a_mark_that_is_two_in_the_normal_form_counts_as_two() -> None:
    pile = "\u0301" * 29 + "\u0344"
    assert cleaned(cleaned(pile)) == cleaned(pile)
    assert len(cleaned(pile)) == 30


def test_thirty_marks_on_a_letter_stay_and_no_more() -> None:
    assert without_piles("ab" + "\u0301" * 30 + "c") == "ab" + "\u0301" * 30 + "c"
    assert without_piles("ab" + "\u0301" * 31 + "c") == "ab" + "\u0301" * 30 + "c"


def _took(work: Callable[[str], object], text: str) -> float:
    began = time.perf_counter()
    work(text)
    return time.perf_counter() - began


@pytest.mark.parametrize(
    "work",
    [cleaned, unlittered, seen, alike, digest, name_words],
    ids=lambda work: str(work.__name__),
)
def test_marks_on_one_letter_cost_as_much_as_other_letters(work: Callable[[str], object]) -> None:
    """Sorting them pair by pair takes 400 times as long for 20 times as many."""

    def text(count: int, turn: int) -> str:
        return (
            str(turn) + "a" + "\u0301\u0323" * (count // 2)
        )  # never the same: nothing is remembered

    short = min(_took(work, text(4_000, turn)) for turn in range(3))
    long = min(_took(work, text(80_000, turn)) for turn in range(2))
    assert long < 120 * short + 0.2


def test_what_no_field_takes_is_given_back_as_it_came() -> None:
    """It is refused for its length: work that grows with it would be for nothing, and nothing is lost."""
    text = "two\u00a0\u00a0days\u200b, " * 20_000
    assert cleaned(text + "\x00") == text
    assert unlittered(text) == text
