"""One rule for words, and one exception for what will not do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwork.ground.refusal import Refusal, Refused
from pactwork.ground.sentences import sentence
from pactwork.ground.typed import MOST_TYPED, cleaned, unlittered
from pactwork.ground.validation import Invalid, insist_valid, number_problem, words_problem


def code(refusal: Refusal | None) -> str:
    return refusal.code if refusal else ""


@given(st.text(max_size=60))
def test_what_passed_the_door_hides_nothing(text: str) -> None:
    """So no page that reads its fields by the door is ever refused for hidden marks."""
    for said in (cleaned(text), unlittered(text)):
        assert code(words_problem(said, MOST_TYPED)) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *[("", "missing"), (" \n", "missing"), ("\u200b\u2060", "missing"), ("\u0301" * 3, "missing")],
        *[("x" * 10, ""), (f" {'x' * 10}\n", ""), ("x" * 11, "too_long")],
        *[("a\u202eb", "hidden_characters"), ("a\x00", "hidden_characters"), ("a\x85b", "hidden_characters")],
        *[("a\r\nb\tc", ""), ("שלום\u200f", ""), ("👩\u200d🔬", ""), ("\u202e" * 11, "missing")],
    ],
)  # fmt: skip
def test_words_are_there_short_enough_and_all_to_be_seen(text: str, found: str) -> None:
    assert code(words_problem(text, 10, missing="missing")) == found


def test_words_that_may_be_left_out_have_a_limit_though_nothing_is_seen() -> None:
    assert words_problem(" " * 99, 10) is None  # nothing of it is kept
    assert code(words_problem("\u0301" * 11, 10)) == "too_long"


def test_what_will_not_do_is_raised_by_field_and_reads_as_its_first() -> None:
    insist_valid({"name": None})
    long, none = Refusal("too_long", {"most": 2, "length": 3}), Refusal("name_missing")
    with pytest.raises(Invalid) as no:
        insist_valid({"email": None, "note": long, "name": none})
    assert no.value.problems == {"note": long, "name": none}
    assert isinstance(no.value, Refused)  # whoever knows no fields shows the first
    assert no.value.refusal == long


def test_a_number_out_of_its_range_says_the_range() -> None:
    assert number_problem(3, 1, 3) is None
    refusal = number_problem(4, 1, 3)
    assert refusal is not None
    assert sentence(refusal) == "Choose a number from 1 to 3."
