"""The three questions of a review: what an answer must have, and when answers differ widely. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pactwork.ground.refusal import Refusal
from pactwork.ground.validation import words_problem

QUESTIONS = ("real", "doable", "cut")
LEAST, MOST = 1, 5
LINE_MOST = 300
WIDE = 3  # so far apart, and a facilitator is told


@dataclass(frozen=True)
class Verdict:
    """One answer: how much, from 1 to 5 (0: not said), and a line."""

    rating: int
    line: str


def problems(verdicts: Mapping[str, Verdict]) -> dict[str, Refusal]:
    """What is wrong with a review, by field."""
    found: dict[str, Refusal] = {}
    for question in QUESTIONS:
        said = verdicts.get(question, Verdict(0, ""))
        if not LEAST <= said.rating <= MOST:
            found[question] = Refusal("rating_missing")
        if wrong := words_problem(said.line, LINE_MOST, missing="comment_empty"):
            found[f"{question}_line"] = wrong
    return found


def declined_problem(reason: str) -> Refusal | None:
    """Of why somebody cannot review; nobody has to say."""
    return words_problem(reason, LINE_MOST)


def divided(ratings: Mapping[str, Iterable[int]]) -> list[str]:
    """The questions on which the reviewers of one draft are three or more apart."""
    found = []
    for question in QUESTIONS:
        given = list(ratings.get(question, ()))
        if given and max(given) - min(given) >= WIDE:
            found.append(question)
    return found
