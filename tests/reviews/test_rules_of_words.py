"""What is wrong with a comment, an interview or suggested words, told with what is needed to mend it."""

from typing import Any

import pytest

from pactwork.contracts.rules.answers import MOST
from pactwork.ground.refusal import Refusal
from pactwork.reviews.rules.comments import PLEAS, kind_problems
from pactwork.reviews.rules.interviews import joined, problems
from pactwork.reviews.rules.suggestions import Suggested, put_in, reads
from tests.contracts.sections import CONTEXT, FILLED, SECTIONS

PROSE = SECTIONS["prose"]


def test_a_comment_of_too_many_requests_or_words_says_how_many_there_may_be() -> None:
    assert kind_problems("", "", please=True, pleas=PLEAS - 1) == {}
    assert kind_problems("", "", please=False, pleas=PLEAS) == {}
    assert kind_problems("", "", please=True, pleas=PLEAS) == {
        "please_answer": Refusal("two_pleas", {"most": PLEAS})
    }
    long = kind_problems("suggestion", "x" * (MOST + 1), please=False, pleas=0)
    assert long == {"wording": Refusal("too_long", {"most": MOST, "length": MOST + 1})}
    assert kind_problems("suggestion", "x" * MOST, please=False, pleas=0) == {}


def test_an_interview_of_nothing_is_none() -> None:
    assert problems(PROSE, {}) == {"": Refusal("interview_empty")}
    assert problems(PROSE, {"text": " ", "line": ""}) == {"text": Refusal("interview_empty")}
    assert problems(PROSE, {"text": "", "line": "Once."}) == {}
    long = Refusal("too_long", {"most": 50, "length": 51})
    assert problems(PROSE, {"text": "x" * 51}) == {"text": long}
    assert problems(PROSE, {"text": "x" * 50}) == {}


@pytest.mark.parametrize(
    ("own", "heard", "wanted"),
    [("A", "B", "A\n\nB"), ("A", "A", "A"), ("", "B", "B"), (None, "B", "B"), ("A ", " ", "A")],
)
def test_what_was_heard_comes_after_what_is_there(own: Any, heard: str, wanted: str) -> None:
    assert joined(own, heard) == wanted


def put(path: str, quote: str, words: str, then: str = "Words.") -> Any:
    made = put_in(PROSE, {"prose": FILLED}, CONTEXT, Suggested(path, quote, words, then))
    return made.code if isinstance(made, Refusal) else made[path]


@pytest.mark.parametrize(
    ("path", "quote", "words", "wanted"),
    [
        ("text", "", "Others.", "Others."),
        ("text", "Words", "Deeds", "Deeds."),
        ("text", "", "Words.", "Words."),
        ("gone", "", "Others.", "wording_homeless"),
        ("choices", "", "Others.", "wording_homeless"),
        ("text", "Nothing", "Others", "suggestion_moved"),
        ("text", "", "x" * 51, "too_long"),
    ],
)
def test_suggested_words_go_where_they_were_for_or_it_says_why_not(
    path: str, quote: str, words: str, wanted: str
) -> None:
    assert put(path, quote, words) == wanted


def test_a_suggestion_for_words_that_moved_on_is_not_put_in() -> None:
    assert put("text", "", "Others.", "Former words.") == "suggestion_moved"
    whole = Suggested("text", "", "New", "Old")
    assert [reads(whole, now) for now in ("Old", " Old ", "New", "Else")] == [
        "New",
        "New",
        "New",
        None,
    ]
    part = Suggested("text", "old", "new", "The old way.")
    assert reads(part, "The old way, still.") == "The new way, still."
    assert reads(part, "The new way.") == "The new way."
    assert reads(part, "Another.") is None
