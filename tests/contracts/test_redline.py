"""The redline: joined back it is both texts; it says what changed in runs that a person can read."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwork.contracts.rules.redline import Run, changed, redline
from pactwork.ground.typed import alike

WORDS = st.lists(
    st.sampled_from(["I", "we", "call", "calls", "tenant", "date", ".", "?", ",", "don’t", "\n\n"]),
    max_size=60,
).map(" ".join)
TEXTS = st.one_of(WORDS, st.text(max_size=200))


def joined(runs: list[Run], *ops: str) -> str:
    return "".join(text for op, text in runs if op in ops)


@given(old=TEXTS, new=TEXTS)
@settings(max_examples=150, deadline=None)
def test_joined_back_it_is_both_texts(old: str, new: str) -> None:
    runs = redline(old, new)
    assert joined(runs, "=", "-") == alike(old)
    assert joined(runs, "=", "+") == alike(new)
    assert all(text.strip() for op, text in runs if op != "=")
    assert all(one[0] != other[0] for one, other in pairwise(runs))
    assert changed(runs) == (alike(old) != alike(new))


@given(text=TEXTS)
@settings(max_examples=50, deadline=None)
def test_the_same_text_is_one_run(text: str) -> None:
    assert redline(text, text) == ([("=", alike(text))] if alike(text) else [])


@given(old=TEXTS, new=TEXTS)
@settings(max_examples=60, deadline=None)
def test_what_is_gone_stands_before_what_came(old: str, new: str) -> None:
    ops = "".join(op for op, _ in redline(old, new))
    assert "+-" not in ops


def essay(seed: int, words: int = 1_600) -> str:
    """Many words in sentences, the same for the same seed."""
    stock = ["listen", "to", "a", "call", "and", "note", "what", "comes", "next", "with", "them"]
    said = [stock[(n * seed + n // 7) % len(stock)] for n in range(words)]
    return " ".join(f"{w}." if n % 12 == 11 else w for n, w in enumerate(said))


def test_long_texts_with_a_few_changes_stay_short() -> None:
    old = essay(3)
    new = old.split(" ")
    for place in range(50, 1_600, 100):
        new[place] = "otherwise"
    runs = redline(old, " ".join(new))
    assert len(runs) <= 16 * 3 + 1
    assert joined(runs, "=", "+") == " ".join(new)


def test_two_long_texts_with_nothing_in_common_do_not_explode() -> None:
    old, new = essay(3), essay(8)
    runs = redline(old, new)
    assert joined(runs, "=", "-") == old
    assert len(runs) < 1_600


def test_an_essay_rewritten_word_by_word_is_two_runs() -> None:
    old = " ".join(f"alpha{n}" for n in range(1_600))
    new = " ".join(f"omega{n}" for n in range(1_600))
    assert redline(old, new) == [("-", old), ("+", new)]


@pytest.mark.parametrize(
    ("old", "new", "runs"),
    [
        ("", "New.", [("+", "New.")]),
        ("Old.", "", [("-", "Old.")]),
        ("Two hours.", "Three hours.", [("-", "Two"), ("+", "Three"), ("=", " hours.")]),
        (
            "All three teams handle complaints.",
            "I handle complaints.",
            [("-", "All three teams"), ("+", "I"), ("=", " handle complaints.")],
        ),
        # Two words between two changes are drawn into them; a sentence's end is not crossed.
        ("a b c d e", "x b c d y", [("-", "a b c d e"), ("+", "x b c d y")]),
        (
            "Now. Then I go.",
            "Soon. Then I stay.",
            [
                ("-", "Now"),
                ("+", "Soon"),
                ("=", ". Then I "),
                ("-", "go"),
                ("+", "stay"),
                ("=", "."),
            ],
        ),
        ("don't stop", "don't go", [("=", "don't "), ("-", "stop"), ("+", "go")]),
    ],
)
def test_it_reads_as_a_person_would_mark_it(old: str, new: str, runs: list[Run]) -> None:
    assert redline(old, new) == runs
